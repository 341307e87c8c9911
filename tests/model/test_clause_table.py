"""Clauses of whole sentences through the real pipeline: the table beside this file, every clause and no other."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kg.annotate import annotation
from kg.build import Reader
from kg.reading import from_text

pytestmark = pytest.mark.model

FIELDS = ("extent", "predicate", "voice", "tense", "negated", "modal", "konjunktiv", "subject", "objects", "agent")


@dataclass
class Case:
    """A sentence, its clauses as rows of the table, and why it is not read right today."""

    sentence: str
    short: str
    clauses: list[tuple[str, ...]] = field(default_factory=list)


def cases() -> list[Case]:
    text = Path(__file__).with_name("clauses.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    found: list[Case] = []
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["sentence"]:
            found.append(Case(row["sentence"], row["falls_short"]))
        found[-1].clauses.append(tuple(row[name] for name in FIELDS))
    return found


CASES = cases()


def as_row(sentence: str, clause: dict) -> tuple[str, ...]:
    """A clause of `kg annotate` as the table writes it."""
    objects = "; ".join(span["text"] for span in clause["objects"])
    spans = {name: (clause[name] or {}).get("text", "") for name in ("subject", "agent")}
    extent = sentence[clause["start"] : clause["end"]]
    told = {"extent": extent, **clause, **spans, "objects": objects, "negated": "yes" if clause["negated"] else ""}
    return tuple(told[name] or "" for name in FIELDS)


def parameter(case: Case):
    marks = [pytest.mark.xfail(strict=True, reason=case.short)] if case.short else []
    return pytest.param(case, marks=marks, id=case.sentence[:60])


@pytest.mark.parametrize("case", [parameter(case) for case in CASES])
def test_every_clause_and_no_other(reader: Reader, case: Case) -> None:
    found = annotation(reader, from_text(case.sentence, "sentence.txt"))["clauses"]
    for clause in found:
        for span in (clause, clause["subject"], clause["agent"], *clause["objects"]):
            if span is not None and "text" in span:
                assert case.sentence[span["start"] : span["end"]] == span["text"]
    assert [as_row(case.sentence, clause) for clause in found] == case.clauses


def test_the_table_is_wide_and_most_of_it_is_read() -> None:
    short = [case for case in CASES if case.short]
    assert len(CASES) >= 120 and len(short) <= 0.08 * len(CASES)
    column = {name: {clause[n] for case in CASES for clause in case.clauses} for n, name in enumerate(FIELDS)}
    assert column["voice"] == {"active", "passive"} and column["konjunktiv"] == {"", "I", "II"}
    assert column["tense"] == {"present", "past", "perfect", "pluperfect", "future"}
