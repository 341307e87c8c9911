"""What a person decided about who is who: two entities are one, a mention is another thing, a better label or class.

The table seeds/decisions.tsv, or a user's own; replayed at every build, so that a corrected graph stays corrected.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from kg.lexicon import Column, Fault, Row, read_table, suggest
from kg.linking.table import CLASSES, EntityTable, seeds_file
from kg.model import Entity, How, Mention

KINDS = ("same", "different", "rename")
COLUMNS = (
    Column("decision", required=True, choices=KINDS),
    Column("entity", required=True),
    Column("other"),
    Column("articles", many=True),
    Column("name"),
    Column("class", choices=CLASSES),
    Column("note"),
)
NEEDED = {"same": ("other",), "different": ("other",), "rename": ()}
EMPTY = {"same": ("articles", "name", "class"), "different": (), "rename": ("other", "articles")}
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
WILD = re.compile(r"[*?\[]")
REFERENCES = frozenset({How.COREFERENCE, How.ROLE})


@dataclass(frozen=True, slots=True)
class Turn:
    """One way to another entity: where it holds (`articles`: patterns of source names; `name`: the mention's text)."""

    entity: str
    other: str
    articles: tuple[str, ...] = ()
    name: str = ""

    def holds(self, text: str, source: str) -> bool:
        """Whether it holds for a mention with this text in this article; one of a `same` holds everywhere."""
        if self.articles:
            names = (source, PurePosixPath(source).name)
            return any(fnmatchcase(name, pattern) for name in names for pattern in self.articles)
        return not self.name or text == self.name

    def meets(self, other: Turn) -> bool:
        """Whether both can hold for one mention."""
        if self.articles and other.articles:
            return any(_overlap(a, b) for a in self.articles for b in other.articles)
        return not (self.name and other.name) or self.name == other.name or bool(self.articles or other.articles)


@dataclass(frozen=True, slots=True)
class Decisions:
    """A person's decisions with their look-ups. Read once by `load_decisions`, passed in, never changed."""

    turns: dict[str, tuple[Turn, ...]] = field(default_factory=dict)  # by entity, the narrowest first
    entities: dict[str, Entity] = field(default_factory=dict)  # those turned to: of the table, or with a label given
    renamed: dict[str, tuple[str, str]] = field(default_factory=dict)  # id → label, class; "" where it stays

    def apply(self, mentions: Sequence[Mention], source: str) -> tuple[Mention, ...]:
        """The mentions of one article with the entities that were decided on; a second time changes nothing.

        source: the article's file name. A pronoun or title goes with the name before it that stood for its entity.
        """
        if not self.turns and not self.renamed:
            return tuple(mentions)
        targets = self._targets(mentions, source)
        pairs = tuple(zip(mentions, targets, strict=True))
        chosen = {target: self.entities[target] for target in targets if target in self.entities}
        for mention, target in pairs:
            if mention.entity.id == target:
                chosen.setdefault(target, mention.entity)
        for mention, target in pairs:
            chosen.setdefault(target, _unknown(mention.entity, target))
        settled = {target: self._settled(entity) for target, entity in chosen.items()}
        return tuple(replace(mention, entity=settled[target]) for mention, target in pairs)

    def final(self, entity_id: str) -> str:
        """The id that an entity's id comes to in all articles."""
        return self._end(entity_id, _everywhere)

    def everywhere(self, entity: Entity) -> Entity:
        """What an entity is in all articles, by its decisions `same` and `rename`; for what no mention names."""
        target = self.final(entity.id)
        return self._settled(entity if target == entity.id else self.entities.get(target) or _unknown(entity, target))

    def _targets(self, mentions: Sequence[Mention], source: str) -> list[str]:
        last: dict[str, str] = {}
        targets: dict[int, str] = {}
        for at in sorted(range(len(mentions)), key=lambda at: (mentions[at].start, mentions[at].end)):
            mention = mentions[at]
            entity = mention.entity.id
            if mention.how in REFERENCES and entity in last:
                targets[at] = last[entity]
                continue
            targets[at] = self._end(entity, lambda turn, text=mention.text: turn.holds(text, source))
            if mention.how not in REFERENCES:
                last[entity] = targets[at]
        return [targets[at] for at in range(len(mentions))]

    def _end(self, entity: str, holds: Callable[[Turn], bool]) -> str:
        """The end of the chain a → b → c; the table has no circles."""
        while (turn := next((t for t in self.turns.get(entity, ()) if holds(t)), None)) is not None:
            entity = turn.other
        return entity

    def _settled(self, entity: Entity) -> Entity:
        name, cls = self.renamed.get(entity.id, ("", ""))
        above, seat = (self.final(i) if i else i for i in (entity.part_of, entity.country))
        return replace(entity, name=name or entity.name, cls=cls or entity.cls, part_of=above, country=seat)


def load_decisions(table: EntityTable, path: Path | str | None = None) -> Decisions:
    """The decisions of the table at `path` (default: the one that ships).

    table: the known entities.
    Raises TableError that lists all faults.
    """
    source = Path(path) if path is not None else seeds_file("decisions.tsv")
    return decided(read_table(source, COLUMNS, check=lambda rows: faults(rows, table)), table)


def decided(rows: Iterable[Row], table: EntityTable) -> Decisions:
    """The decisions of checked rows, in any order. table: the known entities."""
    turns: dict[str, list[Turn]] = defaultdict(list)
    entities: dict[str, Entity] = {}
    renamed: dict[str, tuple[str, str]] = {}
    # Of several texts that stand for one new entity the longest is its label.
    for row in sorted(rows, key=lambda row: (-len(row["name"]), _key(row))):
        if row["decision"] == "rename":
            renamed[row["entity"]] = row["name"], row["class"]
            continue
        turns[row["entity"]].append(_turn(row))
        known = table.get(row["other"])
        if known is not None:
            entities[known.id] = known
        elif row["class"]:
            entities.setdefault(row["other"], Entity(row["other"], row["class"], row["name"]))
    return Decisions({key: tuple(sorted(found, key=_narrow)) for key, found in turns.items()}, entities, renamed)


def faults(rows: Sequence[Row], table: EntityTable) -> Iterator[Fault]:
    """What is wrong with rows of decisions, each with its line. table: the known entities."""
    for row in rows:
        yield from _row_faults(row, table)
    whole = [row for row in rows if row["decision"] == "rename" or (row["decision"] in KINDS and row["other"])]
    yield from _contradictions(whole)
    yield from _circles([row for row in whole if row["decision"] != "rename" and row["other"] != row["entity"]])


# -- inside -------------------------------------------------------------------------------------------------------


def _turn(row: Row) -> Turn:
    if row["decision"] == "same":
        return Turn(row["entity"], row["other"])
    articles = row.values("articles")
    return Turn(row["entity"], row["other"], articles, "" if articles else row["name"])


def _narrow(turn: Turn) -> tuple[bool, bool, Turn | tuple[str, ...]]:
    return not turn.articles, not turn.name, (turn.name, turn.other, *turn.articles)


def _key(row: Row) -> tuple[str, ...]:
    return tuple(row[column.name] for column in COLUMNS)


def _everywhere(turn: Turn) -> bool:
    return not turn.articles and not turn.name


def _unknown(entity: Entity, target: str) -> Entity:
    """An entity that no table and no other mention tells of: it is named as the one it takes the place of."""
    return entity if entity.id == target else Entity(target, entity.cls, entity.name)


def _row_faults(row: Row, table: EntityTable) -> Iterator[Fault]:
    kind = row["decision"]
    if kind not in KINDS:
        return
    for column in ("entity", "other"):
        if row[column] and not ID.fullmatch(row[column]):
            yield row.line, f"{column} {row[column]!r} is no id (the last part of an IRI){_nearest(row[column], table)}"
    for column in NEEDED[kind]:
        if not row[column]:
            yield row.line, f"{kind} needs {column}"
    for column in EMPTY[kind]:
        if row[column]:
            yield row.line, f"{kind} has no {column}; empty the cell"
    if row["other"] and row["other"] == row["entity"]:
        yield row.line, "entity and other are the same"
    if kind == "rename" and not row["name"] and not row["class"]:
        yield row.line, "rename needs name or class"
    if kind == "different":
        if not row["articles"] and not row["name"]:
            yield row.line, "different needs articles, or name: the text of the mentions"
        if row["other"] and table.get(row["other"]) is not None and row["class"]:
            yield row.line, f"class is for an entity of no table; {row['other']} has one; empty the cell"
        elif row["other"] and ID.fullmatch(row["other"]) and table.get(row["other"]) is None:
            if not row["name"] or not row["class"]:
                yield row.line, f"{row['other']} stands in no table; give its label and class in name and class"


def _nearest(text: str, table: EntityTable) -> str:
    """The id that a name or a misspelt id may be meant for, as the end of a message."""
    named = table.lookup(text)
    if named:
        return f"; did you mean {named[0].entity.id}?"
    near = suggest("-".join(text.split()), (entity.id for entity in table.entities))
    return near or "; small letters, digits and hyphens"


def _contradictions(rows: Sequence[Row]) -> Iterator[Fault]:
    merged = {row["entity"]: row for row in rows if row["decision"] == "same"}
    renamed: dict[str, Row] = {}
    classes: dict[str, Row] = {}
    turns: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row["decision"] == "rename":
            first = renamed.setdefault(row["entity"], row)
            if first is not row:
                yield row.line, f"line {first.line} renames {row['entity']} already; keep one of them"
            if row["entity"] in merged:
                into = merged[row["entity"]]
                yield row.line, f"line {into.line} makes {row['entity']} {into['other']}; rename {into['other']}"
            continue
        if row["class"]:
            first = classes.setdefault(row["other"], row)
            if first["class"] != row["class"]:
                yield row.line, f"{row['other']} is a {first['class']} in line {first.line}"
        for above in turns[row["decision"], row["entity"]]:
            mine, its = _turn(row), _turn(above)
            if (mine.other, bool(mine.articles)) == (its.other, bool(its.articles)) and mine == its:
                yield row.line, f"the same stands in line {above.line}"
            elif mine.other != its.other and bool(mine.articles) == bool(its.articles) and mine.meets(its):
                yield row.line, f"contradicts line {above.line}: {row['entity']} is {its.other} there"
        turns[row["decision"], row["entity"]].append(row)


def _circles(rows: Sequence[Row]) -> Iterator[Fault]:
    """Chains that come back to where they began, of decisions that can hold for one mention."""
    ways: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        ways[row["entity"]].append(row)

    def walk(path: list[Row]) -> Row | None:
        for row in ways.get(path[-1]["other"], ()):
            if row in path or not all(_turn(row).meets(_turn(other)) for other in path):
                continue
            if row["other"] == path[0]["entity"] or walk([*path, row]):
                return row
        return None

    seen: set[str] = set()
    for row in rows:
        if row["entity"] not in seen and walk([row]) is not None:
            seen.add(row["entity"])
            yield row.line, f"the decisions run in a circle from {row['entity']} back to it"


def _overlap(a: str, b: str) -> bool:
    """Whether two patterns can fit one name; of two with wildcards it is taken that they can."""
    if WILD.search(a) and WILD.search(b):
        return True
    return any(fnmatchcase(x, y) or fnmatchcase(PurePosixPath(x).name, y) for x, y in ((a, b), (b, a)))
