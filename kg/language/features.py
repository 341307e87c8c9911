"""What the network sees of a word beside its letters: how the full-form lexicon can read it.

spaCy's embedding reads lexical attributes. Two of them carry the lexicon here: PREFIX holds the form's ambiguity class
("all ways to read it": cases, verb forms, kinds of name), NORM the lemma it most likely has (of a compound's
tail where the whole is unknown). Both depend on the form alone, so spaCy computes them once a word.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.attrs import NORM, PREFIX
from spacy.language import Language
from spacy.util import registry

from kg.language.forms import Forms

LETTERS = {
    "SUB": "N",
    "EIG": "E",
    "VER": "V",
    "ADJ": "A",
    "PA1": "A",
    "PA2": "B",
    "ADV": "D",
    "PRO": "P",
    "PRP": "R",
    "ART": "T",
    "KON": "K",
    "ZUS": "Z",
    "NEG": "G",
    "ZAL": "Q",
    "INJ": "I",
    "ABK": "X",
}


def ambiguity(forms: Forms, form: str) -> tuple[str, str]:
    """A form's ambiguity class and the lemma it most likely has; unknown forms: ("?", the form in lower case)."""
    readings = forms.readings(form)
    mark = ""
    if not readings and len(form) > 6 and form[:1].isupper():
        tail = forms._tail(form)
        readings, mark = (tail[1], "-") if tail else ((), "")
    if not readings:
        return "?", form.lower()
    found: set[str] = set()
    for reading in readings:
        for tag in reading.tags:
            found.add(_code(reading.cls, tag))
    return mark + "|".join(sorted(found)), readings[0].lemma.lower()


def _code(cls: str, tag: str) -> str:
    letter = LETTERS.get(cls, "x")
    parts = tag.split(":")
    if cls == "EIG":
        return letter + parts[0][0] + parts[-1].rstrip("*#")
    if cls == "SUB" and len(parts) >= 3:
        return letter + parts[0][0] + parts[1][0] + parts[2][0]
    if cls in ("ADJ", "PA1", "PA2"):
        return letter + (parts[0][0] if parts[0] == "PRD" else parts[0][0] + (parts[1][0] if len(parts) > 1 else ""))
    if cls == "VER":
        if parts[0] in ("AUX", "MOD"):
            return letter + parts[0][0].lower()
        kind = parts[0] if parts[0] in ("INF", "EIZ", "PA1", "PA2", "IMP") else "f" + parts[1][0] if parts[1:] else "f"
        return letter + kind + ("n" if "NEB" in parts else "")
    if cls in ("ART", "PRO"):
        return letter + ":".join(parts[:3])
    return letter + parts[0]


def add_features(vocab: object, forms: Forms) -> None:
    """Makes the words of a spaCy vocabulary carry the lexicon's features."""
    known: dict[str, tuple[str, str]] = {}

    def features(form: str) -> tuple[str, str]:
        found = known.get(form)
        if found is None:
            if len(known) > 100_000:
                known.clear()
            found = known[form] = ambiguity(forms, form)
        return found

    getters = vocab.lex_attr_getters  # type: ignore[attr-defined]
    getters[PREFIX] = lambda form: features(form)[0]
    getters[NORM] = lambda form: features(form)[1]
    for lexeme in vocab:  # type: ignore[attr-defined]
        lexeme.prefix_, lexeme.norm_ = features(lexeme.text)


@registry.callbacks("kg.lexicon_features.v1")
def make_lexicon_features(path: str | None = None) -> Callable[[Language], Language]:
    """A callback for a pipeline's config (`nlp.after_creation`) that adds the lexicon's features to its vocabulary."""

    def after_creation(nlp: Language) -> Language:
        add_features(nlp.vocab, Forms.load(path))
        return nlp

    return after_creation
