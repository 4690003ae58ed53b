"""`score` and `validate`: calls that were not played here, and how far the scores can be trusted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.console import out


def score(
    file: Annotated[
        Path, typer.Argument(help="A transcript, YAML or JSON, see docs/coach.md; or the folder of a recorded call.")
    ],
    dialogue: Annotated[str, typer.Option(help="The call it is of; the file may name it too.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The whole score as JSON.")] = False,
    all_advice: Annotated[
        bool, typer.Option("--all", help="All advice, not only the two most important pieces.")
    ] = False,
) -> None:
    """Score a transcript of a call without playing it; a recorded call is measured again from its tracks."""
    from sim.errors import Problem
    from trainer.cli.result import Outcome, result
    from trainer.coach import FOR_A_BEGINNER
    from trainer.dialogue import load_dialogue
    from trainer.errors import TranscriptError
    from trainer.rubric import as_mapping
    from trainer.rubric.call import understand
    from trainer.rubric.scoring import score_call
    from trainer.session import followed
    from trainer.transcript import read_transcript

    if file.is_dir():
        from trainer.recording import read_recorded  # numbers and sound, which a transcript does without

        transcript = read_recorded(file)
    else:
        transcript = read_transcript(file)
    if not (name := dialogue or transcript.dialogue):
        raise TranscriptError([Problem(file.name, "does not say which call it is of", "name it with --dialogue NAME")])
    played = load_dialogue(name)
    call = understand(played, transcript)
    mood = followed(call)
    call = replace(call, ending=call.ending if call.ending in played.endings else mood.ending)
    found = score_call(call)
    if as_json:
        print(json.dumps(as_mapping(found), ensure_ascii=False, indent=1))
        return
    outcome = Outcome(mood.start, mood.replies, played.endings[call.ending])
    result(call, found, outcome, most=None if all_advice else FOR_A_BEGINNER)


def validate(
    file: Annotated[
        Path, typer.Argument(help="Transcripts with people's verdicts, see docs/coach.md; or a folder of such files.")
    ],
    differences: Annotated[
        bool, typer.Option("--differences", help="Every verdict on which the program and people differ.")
    ] = False,
) -> None:
    """Say how well the checks agree with people, and people with each other."""
    from trainer.cli.agreement import show_agreement
    from trainer.validation import agreement, read_corpus

    corpus = read_corpus(file)
    out.print(corpus.about, soft_wrap=True)
    for unseen, title in ((False, "Tuned on"), (True, "Unseen")):
        if any(one.unseen is unseen for one in corpus.transcripts):
            show_agreement(title, agreement(corpus, unseen=unseen), differences=differences)
    out.print("What the figures mean: docs/coach.md", style="dim")
