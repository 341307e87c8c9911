"""Gold facts: YAML, one file an article, written by a careful reader; checked as a whole before anything is scored."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kg.errors import SourceError, TableError
from kg.lexicon import suggest
from kg.model import Modality, Status
from kg.vocab import CLASSES, QUALIFIERS, RELATIONS

_ARTICLE = re.compile(r"\b(der|die|das|den|dem|des|the)\b")
_LINE = "__line__"


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """Who or what an article names: the class it has and every name that counts, normalised."""

    key: str
    cls: str
    names: frozenset[str]
    wikidata: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldFact:
    """One fact. `subjects`, `predicates`, `objects`, `modalities`, `statuses`, `speakers`: all that is fair.

    Subjects, objects and speakers are keys of entities; `attributed` tells that a speaker is expected, None among the
    speakers that none is fair too. `qualifiers`: name → value as text.
    """

    subjects: tuple[str, ...]
    predicates: tuple[str, ...]
    objects: tuple[str, ...]
    modalities: tuple[str, ...] = (Modality.ASSERTED.value,)
    statuses: tuple[str, ...] = (Status.CURRENT.value,)
    attributed: bool = False
    speakers: tuple[str | None, ...] = ()
    qualifiers: dict[str, str] = field(default_factory=dict)
    core: bool = False
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold of one article. `traps` are tempting statements that the article does not make, in just that form;
    `decoys` are entities that only they need."""

    id: str
    entities: dict[str, GoldEntity]
    facts: tuple[GoldFact, ...]
    traps: tuple[GoldFact, ...] = ()
    decoys: dict[str, GoldEntity] = field(default_factory=dict)


def load_gold(path: str | Path) -> tuple[Gold, ...]:
    """The gold of a file or of all *.yaml of a folder, sorted by name.

    Raises SourceError where there is none, TableError with every fault of every file as file:line: what is wrong.
    """
    place = Path(path)
    files = sorted(place.glob("*.yaml")) if place.is_dir() else [place]
    if not files or not all(file.is_file() for file in files):
        raise SourceError(f"{path}: no gold here; give a YAML file, or a folder of them, one for each article")
    faults: list[str] = []
    read = [_read(file, faults) for file in files]
    if faults:
        raise TableError(faults)
    return tuple(gold for gold in read if gold is not None)


def normal(name: str) -> str:
    """A name as names are compared: case folded, no punctuation, no articles."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(_ARTICLE.sub(" ", re.sub(r"[^\w%&.]+", " ", folded)).split())


class _Numbered(yaml.SafeLoader):
    """YAML whose mappings know the line they begin in."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        return {**super().construct_mapping(node, deep=deep), _LINE: node.start_mark.line + 1}


def _read(file: Path, faults: list[str]) -> Gold | None:
    try:
        data = yaml.load(file.read_text(encoding="utf-8"), _Numbered)  # noqa: S506 (a SafeLoader)
    except UnicodeDecodeError:
        faults.append(f"{file}: not UTF-8")
        return None
    except ValueError as error:  # "2025-99-99": a date that is none
        faults.append(f"{file}: no YAML: {error}")
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        faults.append(f"{file}:{mark.line + 1 if mark else 1}: no YAML: {getattr(error, 'problem', None) or error}")
        return None
    if not isinstance(data, dict):
        faults.append(f"{file}:1: a gold file holds id, entities and facts")
        return None
    found = [f"{file}:{line}: {what}" for line, what in _faults(data)]
    faults += found
    return None if found else _gold(file.stem, data)


def _faults(data: dict[str, Any]) -> Iterator[tuple[int, str]]:
    for part in ("entities", "facts", "decoys", "not_facts"):
        there = data.get(part) is not None or part in ("entities", "facts")
        if there and not isinstance(data.get(part), list):
            yield 1, f"{part}: a list is missing"
    parts = {p: data.get(p) or [] for p in ("entities", "decoys", "facts", "not_facts")}
    rows = [(part, row) for part, listed in parts.items() for row in (listed if isinstance(listed, list) else [])]
    for part, row in rows:
        if not isinstance(row, dict):
            yield 1, f"{part}: {row!r} is no mapping"
            return
    odd = [(row[_LINE], cell) for part, row in rows for cell in _odd_cells(row, part in ("entities", "decoys"))]
    if odd:
        yield from odd
        return
    keys = {row.get("key") for part, row in rows if part in ("entities", "decoys")}
    for part, row in rows:
        known = _entity_faults(row) if part in ("entities", "decoys") else _fact_faults(row, keys, part == "facts")
        yield from ((row[_LINE], what) for what in known)


def _odd_cells(row: dict[str, Any], is_entity: bool) -> Iterator[str]:
    """Cells that hold another kind of value than they must: a list for a word, a word for a list."""
    words = ("key", "type", "qid") if is_entity else ("modality", "status", "attributed", "cue", "why")
    lists = ("names",) if is_entity else ("s", "p", "o")
    yield from (f"{name}: {row[name]!r} is no word" for name in words if isinstance(row.get(name), list | dict))
    for name in lists:
        value = row.get(name)
        if isinstance(value, dict) or is_entity and value is not None and not isinstance(value, list):
            yield f"{name}: {value!r} is no list"
        elif any(isinstance(one, list | dict) for one in _listed(value)):
            yield f"{name}: {value!r} is no list of words"
    for name in () if is_entity else ("q", "alt"):
        if row.get(name) is not None and not isinstance(row[name], dict):
            yield f"{name}: {row[name]!r} is no mapping"


def _entity_faults(row: dict[str, Any]) -> Iterator[str]:
    if not row.get("key"):
        yield "an entity without a key"
    if row.get("type") not in CLASSES:
        yield f"unknown class kg:{row.get('type')}{suggest(str(row.get('type')), CLASSES)}"
    if not row.get("names"):
        yield f"{row.get('key')}: no names"


def _fact_faults(row: dict[str, Any], keys: set[Any], is_fact: bool) -> Iterator[str]:
    for side in ("s", "p", "o"):
        if not _listed(row.get(side)):
            yield f"a fact without {side}"
    alt = row.get("alt") or {}
    named = [*_listed(row.get("s")), *_listed(row.get("o")), row.get("attributed"), *_listed(alt.get("attributed"))]
    if is_fact:  # a trap may name what the article does not: then it cannot be stepped into
        yield from (f"unknown entity {key}{suggest(str(key), keys)}" for key in named if key and key not in keys)
    for name in _listed(row.get("p")):
        if name not in RELATIONS:
            yield f"unknown property kg:{name}{suggest(str(name), RELATIONS)}"
    for column, allowed in (("modality", Modality), ("status", Status)):
        for value in (row.get(column), *_listed(alt.get(column))):
            if value and value not in [one.value for one in allowed]:
                yield f"unknown {column} kg:{value}"
    for name in row.get("q") or {}:
        if name not in (_LINE, "unit") and name not in QUALIFIERS:
            yield f"unknown qualifier kg:{name}{suggest(str(name), QUALIFIERS)}"


def _gold(stem: str, data: dict[str, Any]) -> Gold:
    entities = {row["key"]: _entity(row) for row in data["entities"]}
    decoys = {row["key"]: _entity(row) for row in data.get("decoys") or []}
    traps = [_fact(row) for row in data.get("not_facts") or []]
    known = entities.keys() | decoys.keys()
    return Gold(
        id=stem,
        entities=entities,
        facts=tuple(_fact(row) for row in data["facts"]),
        traps=tuple(trap for trap in traps if known.issuperset(trap.subjects + trap.objects)),
        decoys=decoys,
    )


def _entity(row: dict[str, Any]) -> GoldEntity:
    names = frozenset(normal(str(name)) for name in row["names"])
    return GoldEntity(row["key"], row["type"], names, row.get("qid"), bool(row.get("optional")))


def _fact(row: dict[str, Any]) -> GoldFact:
    alt = row.get("alt") or {}
    return GoldFact(
        subjects=_listed(row["s"]),
        predicates=_listed(row["p"]),
        objects=_listed(row["o"]),
        modalities=(row.get("modality") or Modality.ASSERTED.value, *_listed(alt.get("modality"))),
        statuses=(row.get("status") or Status.CURRENT.value, *_listed(alt.get("status"))),
        attributed=bool(row.get("attributed")),
        speakers=(row.get("attributed"), *_listed(alt.get("attributed"))),
        qualifiers={name: str(value) for name, value in (row.get("q") or {}).items() if name != _LINE},
        core=bool(row.get("core")),
        cue=str(row.get("cue") or ""),
    )


def _listed(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else () if value is None else (value,)
