"""A what-if in one line: a path into the file and a new value, or a sentence about the path."""

from __future__ import annotations

import pytest
from smallcenter import raw, said, with_changes

from sim.errors import ScenarioError
from sim.scenario import changed
from sim.units import MINUTE, SECOND


def test_a_number_of_agents_is_changed_and_nothing_else() -> None:
    before, after = with_changes(), with_changes("groups.sellers.agents=14")
    assert after.groups["sellers"].agents == 14
    assert after.model_copy(update={"groups": before.groups}) == before


def test_volume_grows_by_a_percentage() -> None:
    assert with_changes("volume=120%").volume == pytest.approx(1.2)


def test_a_change_leaves_the_file_it_was_made_of_alone() -> None:
    file = raw()
    changed(file, ["groups.sellers.agents=14", "queues.service.arrivals.per_hour[0]=1", "queues.new={}"])
    assert file == raw()


def test_a_list_is_changed_at_its_index() -> None:
    scenario = with_changes("queues.service.arrivals.per_hour[3]=99", "groups.helpers.shifts[0].agents=5")
    assert scenario.queues["service"].arrivals.per_hour == (40, 45, 50, 99)
    assert scenario.groups["helpers"].shifts[0].agents == 5


def test_a_value_reads_as_it_would_in_the_file() -> None:
    scenario = with_changes(
        "queues.sales.talk={lognormal: {mean: 3 min, cv: 1.2}}",
        "groups.helpers.shifts[0].breaks=[09:00 for 15 min, 11:00 for 15 min]",
        "queues.sales.patience=",
        " groups.sellers.skills.service = second after 1 min ",
        "name=what if = yes",
    )
    assert scenario.queues["sales"].talk.mean_s == 180
    assert [pause.length for pause in scenario.groups["helpers"].shifts[0].breaks] == [15 * MINUTE] * 2
    assert scenario.queues["sales"].patience is None
    assert scenario.groups["sellers"].skills["service"].after == MINUTE
    assert scenario.name == "what if = yes"


def test_a_setting_that_the_file_leaves_out_can_be_given() -> None:
    scenario = with_changes("lines=20", "service_level=90% within 10 s", "queues.sales.balk=3%")
    assert scenario.lines == 20
    assert scenario.service_level.within == 10 * SECOND
    assert scenario.queues["sales"].balk == 0.03


def test_later_changes_see_the_earlier_ones() -> None:
    assert with_changes("busyness={cv: 5%}", "busyness.cv=10%").busyness.cv == 0.1
    assert with_changes("volume=110%", "volume=90%").volume == 0.9


def test_a_change_that_makes_no_sense_is_a_mistake_of_the_file() -> None:
    assert said("groups.sellers.agnets=14") == [
        "small.yaml: groups.sellers.agnets: unknown key 'agnets'; did you mean 'agents'? keys here are 'absence', "
        "'agents', 'answers', 'people', 'shifts', 'skills'"
    ]
    assert said("groups.sellers.agents=-1")
    assert said("groups.helpers.agents=4")[0].endswith(
        "give either agents (a number, or a number by interval) or shifts"
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            "groups.selers.agents=14",
            "there is no 'selers' here; did you mean 'sellers'? there are 'sellers', 'helpers'",
        ),
        ("gruops.sellers.agents=14", "there is no 'gruops' here; did you mean 'groups'? there are 'name', 'open', "),
        (
            "busyness.cv=10%",
            "there is no 'busyness' here; there are 'name', 'open', 'service_level', 'queues', 'groups'",
        ),
        ("queues.service.arrivals.per_hour[4]=1", "there is no '[4]' here; places are [0] to [3]"),
        ("groups.helpers.shifts[1].agents=1", "there is no '[1]' here; places are [0] to [0]"),
        ("groups.helpers.shifts.agents=1", "there is no 'agents' here; places are [0] to [0]"),
        ("queues.sales.arrivals.per_hour[0]=1", "there is nothing to set inside '30'; set the whole of it"),
        ("service_level.within=30 s", "there is nothing to set inside '80% within 20 s'; set the whole of it"),
        ("service_level.within.seconds=3", "there is no 'within' here"),
        ("groups.sellers.agents", "not a change; write it as groups.tellers.agents=14"),
        ("=14", "not a change; write it as groups.tellers.agents=14"),
        ("", "not a change; write it as groups.tellers.agents=14"),
        ("groups..agents=14", "not a change; write it as groups.tellers.agents=14"),
        (".groups=14", "not a change; write it as groups.tellers.agents=14"),
        ("groups.helpers.shifts[0=14", "not a change; write it as groups.tellers.agents=14"),
        ("groups.helpers.shifts[-1].agents=14", "not a change; write it as groups.tellers.agents=14"),
        ("[0]=14", "not a change; write it as groups.tellers.agents=14"),
        ("lines=[1, 2", "expected ',' or ']', but got '<stream end>'; write the value as in the file"),
        ("lines=&a 5", "anchors and aliases are not used in these files; write the value as in the file"),
        ("lines=!!int 5", "the tag 'tag:yaml.org,2002:int': tags are not used in these files; write the value"),
        ("lines=a: b", "mapping values are not allowed here; write the value as in the file"),
    ],
)
def test_a_path_that_leads_nowhere_names_what_is_there(change: str, sentence: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        changed(raw(), [change])
    assert str(caught.value).startswith(f"--set {change}: {sentence}")
