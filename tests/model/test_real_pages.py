"""Sentence ends in text as saved pages have it: abbreviations, dates, headings, bylines, missing spaces."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.annotate import annotation
from kg.build import Reader
from kg.reading import from_text

pytestmark = pytest.mark.model

LINES = Path(__file__).with_name("pages.txt").read_text(encoding="utf-8").splitlines()
PASSAGES = [line.replace("\\n", "\n") for line in LINES if line and not line.startswith("#")]


def parted(passage: str) -> tuple[str, set[int]]:
    """The text of a passage without its marks, and where its sentences end (code points)."""
    text, ends = "", set()
    for piece in passage.split("‖"):
        text += piece
        ends.add(len(text.rstrip()))
    return text, ends


def found(reader: Reader, text: str) -> set[int]:
    return {sentence["end"] for sentence in annotation(reader, from_text(text, "page.txt"))["sentences"]}


def test_sentence_ends(reader: Reader) -> None:
    right = told = wanted = 0
    wrong = []
    for passage in PASSAGES:
        text, ends = parted(passage)
        given = found(reader, text)
        right, told, wanted = right + len(given & ends), told + len(given), wanted + len(ends)
        wrong += [f"{text[max(0, i - 30) : i]}|{text[i : i + 20]!r}" for i in sorted(given ^ ends)]
    assert wanted >= 60
    assert 2 * right / (told + wanted) >= 0.97, "\n".join(wrong)


# What stands around a damaged word: (text, predicates of the clauses that must be found, in order)
DAMAGED = [
    (
        "Der Konzern liefert Chips. Der Plan vondent Donald Trump wurde verschoben. Die Firma wartet.",
        ["liefern", "verschieben", "warten"],
    ),
    ("Die Zölle gelten aufdefiZeit nicht mehr. Der Handel atmet auf.", ["gelten", "aufatmen"]),
    ("US-Präsident Donald TrumpAP/dpa\nTrump hat Zölle verhängt.Die Regierung reagierte.", ["verhängen", "reagieren"]),
    ("Er sagte:„Wir liefern nicht.“ Das half.", ["sagen", "liefern", "helfen"]),
    ("Harte Kritik an Zugeständnissen\nDie Entscheidung stößt auf Kritik.", ["stoßen"]),
    ("Ziel ist das Ende des 90-Tage-„Waffenstillstands“, den beide verlängert haben.", ["sein", "verlängern"]),
    ("Berlin (dpa) - Die Regierung hat das Gesetz gebilligt, u. a. wegen der Zölle.", ["billigen"]),
]


@pytest.mark.parametrize(("text", "predicates"), DAMAGED)
def test_clauses_around_what_is_damaged(reader: Reader, text: str, predicates: list[str]) -> None:
    clauses = annotation(reader, from_text(text, "page.txt"))["clauses"]
    assert [clause["predicate"] for clause in clauses] == predicates
