"""Five languages, as far as a call needs them: words and their forms, phrases, denials, values."""

from trainer.language.lexicon import BANDS, LANGUAGES, Band, Language, Lexicon, Lines, Phrase, Say, load_lexicon
from trainer.language.values import MINUTES, Amount, Span, parse_span

__all__ = [
    "BANDS",
    "LANGUAGES",
    "MINUTES",
    "Amount",
    "Band",
    "Language",
    "Lexicon",
    "Lines",
    "Phrase",
    "Say",
    "Span",
    "load_lexicon",
    "parse_span",
]
