"""What is known of the entities beforehand: offices with their terms, makers, owners, seats. seeds/relations.tsv."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.lexicon import Column, Fault, Row, read_table, suggest
from kg.linking.table import EntityTable, seeds_file
from kg.linking.titles import Titles, load_titles
from kg.model import BackgroundFact, Entity
from kg.vocab import RELATIONS, is_a

DATE = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
TIES = ("leads", "worksFor", "succeeds", "partOf", "owns", "basedIn", "locatedIn", "produces")
OFFICES = frozenset({"leads", "worksFor"})
COLUMNS = (
    Column("subject", required=True),
    Column("relation", required=True, choices=TIES),
    Column("object", required=True),
    Column("role"),
    Column("from", pattern=DATE),
    Column("until", pattern=DATE),
    Column("checked", pattern=r"\d{4}-(0[1-9]|1[0-2])"),
    Column("source", required=True),
)
STALE = 2  # years behind `checked` for which an open term of office is still taken to run


@dataclass(frozen=True, slots=True)
class Background:
    """The facts known beforehand with their look-ups. Read once by `load_background`, passed in, never changed."""

    facts: tuple[BackgroundFact, ...] = ()
    titles: Titles = field(default_factory=lambda: Titles({}, {}), repr=False)
    _by_object: dict[str, tuple[BackgroundFact, ...]] = field(default_factory=dict, repr=False)
    _by_subject: dict[str, tuple[BackgroundFact, ...]] = field(default_factory=dict, repr=False)

    def of(self, entity_id: str) -> tuple[BackgroundFact, ...]:
        """The facts whose subject is the entity, in the order of the table."""
        return self._by_subject.get(entity_id, ())

    def offices_in(self, body_id: str) -> tuple[BackgroundFact, ...]:
        """The offices held in a state, body or firm at any time."""
        return tuple(fact for fact in self._by_object.get(body_id, ()) if fact.predicate in OFFICES)

    def settled(self, one: Callable[[str], str]) -> Background:
        """The facts with each id as `one` gives it; what then stands to itself is left out."""
        facts = (replace(fact, subject=one(fact.subject), object=one(fact.object)) for fact in self.facts)
        return _background((fact for fact in facts if fact.subject != fact.object), self.titles)

    def in_office(self, fact: BackgroundFact, day: str) -> bool:
        """Whether an office was held on `day` (ISO date, year-month or year; all of it must lie in the term).

        An open term is taken to run for STALE years behind the month until which it is known.
        """
        if not day or not fact.start or first_day(day) < first_day(fact.start):
            return False
        if fact.end:
            return last_day(day) <= last_day(fact.end)
        limit = f"{int(fact.checked[:4]) + STALE}{fact.checked[4:]}" if fact.checked else ""
        return bool(limit) and last_day(day) <= last_day(limit)

    def of_another(self, person: Entity, facts: Sequence[BackgroundFact], day: str) -> bool:
        """Whether an office is surely another one's on `day`: a known person never had it, or no longer has it.

        facts: the terms of the office. Behind the month until which the holder is known nothing is sure.
        """
        own = [fact for fact in facts if fact.subject == person.id]
        if not person.known or any(self.in_office(fact, day) for fact in own):
            return False
        held = [fact for fact in facts if fact.subject != person.id and self.in_office(fact, day)]
        return any(fact.end or last_day(day) <= last_day(fact.checked) for fact in held)


def load_background(table: EntityTable, path: Path | str | None = None, *, strange: bool = False) -> Background:
    """The facts of the table at `path` (default: the one that ships), and what the entity table itself says.

    table: the entities that the facts are of. strange: whether it is another than the facts were written for; then
    facts of entities that it does not hold are left out, instead of being faults.
    Raises TableError that lists all faults.
    """
    source = Path(path) if path is not None else seeds_file("relations.tsv")
    check = None if strange else _checks(table)
    rows = read_table(source, COLUMNS, sorted_by=("subject", "relation", "object", "from"), check=check)
    known = [row for row in rows if table.get(row["subject"]) and table.get(row["object"])]
    return _background([*map(_fact, known), *_of_table(table)], load_titles())


def first_day(date: str) -> str:
    """The first day of a date, a month or a year: "2025-06" → "2025-06-01"."""
    return (date + "-01-01")[:10] if len(date) == 4 else (date + "-01")[:10]


def last_day(date: str) -> str:
    """A day no day of a date, a month or a year lies behind: "2025-06" → "2025-06-31"."""
    return (date + "-12-31")[:10] if len(date) == 4 else (date + "-31")[:10]


# -- inside -------------------------------------------------------------------------------------------------------


def _background(facts: Iterable[BackgroundFact], titles: Titles) -> Background:
    once = tuple(sorted(dict.fromkeys(facts)))
    by_object: dict[str, list[BackgroundFact]] = defaultdict(list)
    by_subject: dict[str, list[BackgroundFact]] = defaultdict(list)
    for fact in once:
        by_object[fact.object].append(fact)
        by_subject[fact.subject].append(fact)
    return Background(
        once,
        titles,
        {key: tuple(found) for key, found in by_object.items()},
        {key: tuple(found) for key, found in by_subject.items()},
    )


def _fact(row: Row) -> BackgroundFact:
    return BackgroundFact(
        row["subject"], row["relation"], row["object"],
        row["role"], row["from"], row["until"], row["checked"], row["source"],
    )  # fmt: skip


def _of_table(table: EntityTable) -> Iterator[BackgroundFact]:
    """What the columns part_of and country say: ministry partOf state, chip produced by firm, firm based in state."""
    for entity in table.entities:
        above = table.get(entity.part_of or "")
        seat = table.get(entity.country or "")
        if above is not None and is_a(entity.cls, "Product") and is_a(above.cls, "Organization"):
            yield BackgroundFact(above.id, "produces", entity.id, source="entities.tsv")
        elif above is not None and not is_a(entity.cls, "Product") and _fits("partOf", entity, above):
            yield BackgroundFact(entity.id, "partOf", above.id, source="entities.tsv")
        elif above is not None and _fits("locatedIn", entity, above):
            yield BackgroundFact(entity.id, "locatedIn", above.id, source="entities.tsv")
        if seat is None or seat.id in (entity.id, entity.part_of):
            continue
        if is_a(entity.cls, "Organization") and is_a(seat.cls, "Place"):
            yield BackgroundFact(entity.id, "basedIn", seat.id, source="entities.tsv")
        elif _fits("locatedIn", entity, seat):
            yield BackgroundFact(entity.id, "locatedIn", seat.id, source="entities.tsv")


def _fits(predicate: str, subject: Entity, obj: Entity) -> bool:
    relation = RELATIONS[predicate]
    return any(is_a(subject.cls, c) for c in relation.domain) and any(is_a(obj.cls, c) for c in relation.range)


def _checks(table: EntityTable) -> Callable[[list[Row]], Iterator[Fault]]:
    """The check of a table of relations against the entities."""
    ids = {entity.id for entity in table.entities}

    def check(rows: list[Row]) -> Iterator[Fault]:
        seen: dict[tuple[str, ...], int] = {}
        for row in rows:
            for column in ("subject", "object"):
                if row[column] and row[column] not in ids:
                    yield row.line, f"{column} is no id of the entity table: {row[column]}{suggest(row[column], ids)}"
            key = tuple(row[column] for column in ("subject", "relation", "object", "role", "from"))
            if key in seen:
                yield row.line, f"the same stands in line {seen[key]}"
            seen.setdefault(key, row.line)
            yield from _row_faults(row, table)

    return check


def _row_faults(row: Row, table: EntityTable) -> Iterator[Fault]:
    subject, obj = table.get(row["subject"]), table.get(row["object"])
    if row["relation"] in TIES and subject is not None and obj is not None:
        if subject.id == obj.id:
            yield row.line, "subject and object are the same"
        elif not _fits(row["relation"], subject, obj):
            yield row.line, f"{row['relation']} does not lead from a {subject.cls} to a {obj.cls}"
    if row["role"] and row["relation"] not in OFFICES:
        yield row.line, f"a role is for {' and '.join(sorted(OFFICES))}, not for {row['relation']}"
    if row["relation"] in OFFICES and not row["role"]:
        yield row.line, f"{row['relation']} needs a role"
    for column in ("from", "until"):
        if re.fullmatch(DATE, row[column]) and not _is_day(row[column]):
            yield row.line, f"{column} {row[column]} is no day of the calendar"
    if row["from"] and row["until"] and first_day(row["from"]) > last_day(row["until"]):
        yield row.line, f"it ends ({row['until']}) before it begins ({row['from']})"
    if row["until"] and row["checked"]:
        yield row.line, "checked is for what has no end; empty it or until"


def _is_day(date: str) -> bool:
    try:
        return bool(datetime.date.fromisoformat(first_day(date)))
    except ValueError:
        return False
