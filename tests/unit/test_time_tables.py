"""Every row of the tables of times and numbers: its example is read, by that row's word."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy import blank
from spacy.tokens import Doc

from kg.language.numbers import TABLE as NUMBERS
from kg.language.numbers import numbers
from kg.language.quantities import HOME, quantities
from kg.language.times import expressions
from kg.language.times.words import TABLE as TIMES

BLANK = blank("de")


def rows(path: Path) -> list[dict[str, str]]:
    """The rows as they stand in the file, read apart from the loader, so that it can drop none."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    header, *found = [line.split("\t") for line in lines]
    return [dict(zip(header, row, strict=True)) for row in found]


def cases(path: Path, column: str):
    return [
        pytest.param(row, id="-".join(list(row.values())[:2]).replace(" ", "_")) for row in rows(path) if row[column]
    ]


def read(text: str) -> Doc:
    return BLANK(text)


@pytest.mark.parametrize("row", cases(TIMES, "word"))
def test_words_of_time(row: dict[str, str]) -> None:
    found = expressions(row["example"], "2026-02-12")
    if row["kind"] == "verb":
        assert row["value"] == "" and (row["word"] in row["example"] or row["word"] == "treffen")
        return
    texts = " ".join(time.text for time in found)
    assert row["word"].lower() in texts.lower(), [time.text for time in found]
    assert all(time.value for time in found)


@pytest.mark.parametrize("row", cases(NUMBERS, "word"))
def test_number_words(row: dict[str, str]) -> None:
    assert row["word"].lower() in row["example"].lower()
    known = numbers().value(row["word"]), numbers().scale(row["word"]), numbers().fractions.get(row["word"])
    assert any(value is not None and str(value) == row["value"] for value in known)


@pytest.mark.parametrize("row", cases(HOME / "currencies.tsv", "form"))
def test_currencies(row: dict[str, str]) -> None:
    doc = read(row["example"])
    for token in doc:
        token.tag_ = "ADJA" if token.text == row["form"].split()[0] + "e" else "NN"
    assert [q.unit for q in quantities(doc, range(len(doc)))] == [row["code"]]


@pytest.mark.parametrize("row", cases(HOME / "units.tsv", "form"))
def test_units(row: dict[str, str]) -> None:
    doc = read(row["example"])
    assert [(q.unit, q.kind) for q in quantities(doc, range(len(doc)))] == [(row["unit"], "count")]


@pytest.mark.parametrize("row", cases(HOME / "trends.tsv", "word"))
def test_trends(row: dict[str, str]) -> None:
    assert row["sign"] in "+-" and "zehn Prozent" in row["example"]
