"""The table of relations: its checks, terms of office, and what the entity table says by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import TableError
from kg.linking.background import Background, first_day, last_day, load_background
from kg.linking.table import EntityTable, load_table
from kg.model import BackgroundFact

ENTITIES = """id\tclass\tname\taliases\tadjectives\tstands_for\tpart_of\tcountry\twikidata
borland\tCountry\tBorland\t\tborländisch\t\t\t\t
borunda\tCompany\tBorunda\t\t\t\t\tborland\t
borunda-x1\tChip\tBorunda X1\t\t\t\tborunda\t\t
borisches-ministerium\tGovernmentBody\tBorisches Ministerium\t\t\t\tborland\tborland\t
ada-bor\tPerson\tAda Bor\t\t\t\t\tborland\t
udo-bor\tPerson\tUdo Bor\t\t\t\t\tborland\t
"""
TERM = "ada-bor\tleads\tborland\tPräsident\t2021-01-20\t2025-01-20\t\twho is who"
HEADER = "subject\trelation\tobject\trole\tfrom\tuntil\tchecked\tsource\n"


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> EntityTable:
    path = tmp_path_factory.mktemp("seeds") / "entities.tsv"
    rows = ENTITIES.splitlines()
    ordered = sorted(rows[1:], key=lambda row: (row.split("\t")[1], row.split("\t")[0]))
    path.write_text("\n".join([rows[0], *ordered]) + "\n", encoding="utf-8")
    return load_table(path)


def loaded(table: EntityTable, folder: Path, *rows: str) -> Background:
    path = folder / "relations.tsv"
    path.write_text(HEADER + "".join(row + "\n" for row in rows), encoding="utf-8")
    return load_background(table, path)


def test_the_entity_table_tells_relations_too(table: EntityTable, tmp_path: Path) -> None:
    said = {(f.subject, f.predicate, f.object) for f in loaded(table, tmp_path).facts}
    assert said == {
        ("borunda", "produces", "borunda-x1"),
        ("borunda", "basedIn", "borland"),
        ("borisches-ministerium", "partOf", "borland"),
    }


def test_a_term_of_office_has_its_days(table: EntityTable, tmp_path: Path) -> None:
    background = loaded(
        table,
        tmp_path,
        TERM,
        "udo-bor\tleads\tborland\tPräsident\t2025-01-20\t\t2025-06\twho is who",
    )
    first, second = background.offices_in("borland")
    assert background.in_office(first, "2021-01-20") and background.in_office(first, "2024-12")
    assert not background.in_office(first, "2021-01-19") and not background.in_office(first, "2025")
    assert not background.in_office(first, "2025-02-01") and not background.in_office(first, "")
    assert background.in_office(second, "2027-06-15"), "an open term is taken to go on for two years"
    assert not background.in_office(second, "2027-07-15")


def test_no_term_without_a_beginning_or_a_known_end(table: EntityTable) -> None:
    background = Background()
    assert not background.in_office(BackgroundFact("ada-bor", "leads", "borland", "Präsident", end="2030"), "2025")
    assert not background.in_office(BackgroundFact("ada-bor", "leads", "borland", "Präsident", "2020"), "2025")


@pytest.mark.parametrize(("date", "first", "last"), [
    ("2025", "2025-01-01", "2025-12-31"),
    ("2025-06", "2025-06-01", "2025-06-31"),
    ("2025-06-12", "2025-06-12", "2025-06-12"),
])  # fmt: skip
def test_dates_as_precise_as_they_are(date: str, first: str, last: str) -> None:
    assert (first_day(date), last_day(date)) == (first, last)


def test_all_faults_are_told_at_once(table: EntityTable, tmp_path: Path) -> None:
    with pytest.raises(TableError) as caught:
        loaded(
            table,
            tmp_path,
            "ada-bor\tleads\tborland\t\t2021\t\t2025-06\tx",
            "ada-bor\tleads\tborlant\tPräsident\t2021\t\t2025-06\tx",
            "borland\tproduces\tborunda-x1\tChef\t2021\t2020\t2025-06\tx",
            "borunda\tbasedIn\tborunda\t\t2021-13\t\t\t",
            "borunda\tbasedIn\tborland\t\t2021-02-30\t\t\tx",
            "borunda\tlovs\tborland\t\t\t\t\tx",
            "borunda\tproduces\tada-bor\t\t\t\t\tx",
            "borunda\tproduces\tada-bor\t\t\t\t\tx",
        )
    told = str(caught.value)
    for line, words in (
        (2, "leads needs a role"),
        (3, "object is no id of the entity table: borlant; did you mean borland?"),
        (4, "a role is for leads and worksFor, not for produces"),
        (4, "it ends (2020) before it begins (2021)"),
        (4, "checked is for what has no end"),
        (5, "subject and object are the same"),
        (5, "source is empty"),
        (5, "from '2021-13'"),
        (6, "from 2021-02-30 is no day of the calendar"),
        (7, "unknown relation lovs"),
        (8, "produces does not lead from a Company to a Person"),
        (9, "the same stands in line 8"),
    ):
        start = f"relations.tsv:{line}: {words}"
        assert any(entry.startswith(start) for entry in told.splitlines()), (start, told)


def test_the_table_that_ships(request: pytest.FixtureRequest) -> None:
    table = load_table()
    background = load_background(table)
    assert len(background.facts) > 1000
    single = ("Präsident", "Bundeskanzler", "Premierminister", "Ministerpräsident")
    for state in (e for e in table.entities if e.cls == "Country"):
        for day in ("2018-03-17", "2021-03-17", "2024-03-17", "2025-03-17"):
            for role in single:
                now = {
                    f.subject
                    for f in background.offices_in(state.id)
                    if f.predicate == "leads" and f.role == role and background.in_office(f, day)
                }
                assert len(now) < 2, (state.id, role, day, now)


def test_another_entity_table_goes_with_what_it_knows(table: EntityTable) -> None:
    """The relations that ship are of other entities than a user's own table holds."""
    assert {f.source for f in load_background(table, strange=True).facts} == {"entities.tsv"}


def test_facts_follow_decisions(table: EntityTable, tmp_path: Path) -> None:
    background = loaded(
        table,
        tmp_path,
        TERM,
        "borunda\towns\tborunda-x1\t\t\t\t\twho is who",
    )
    settled = background.settled(lambda one: {"ada-bor": "udo-bor", "borunda-x1": "borunda"}.get(one, one))
    assert [f.subject for f in settled.offices_in("borland")] == ["udo-bor"]
    assert not any("borunda-x1" in (f.subject, f.object) for f in settled.facts)
