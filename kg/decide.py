"""Writing down a person's decision: the row, checked against what is decided already, in a table of the user's own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError, TableError
from kg.lexicon import Row, read_table, suggest
from kg.linking.decisions import COLUMNS, ID, faults
from kg.linking.table import EntityTable, seeds_file
from kg.model import Entity

HEADER = tuple(column.name for column in COLUMNS)


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision: the file, whether it gained a row, and what the row will do, in one line."""

    path: Path
    added: bool
    line: str


def decide(cells: Mapping[str, str], path: Path, table: EntityTable) -> Decided:
    """Add one decision to the table at `path`, which is made where there is none; its rows stay sorted.

    cells: by column; those that are missing are empty. table: the known entities.
    Raises TableError where the decision is faulty or contradicts one that stands there; the file is then as before.
    """
    legend, rows = _read(path, table)
    new = {name: " ".join(cells.get(name, "").split()) for name in HEADER}
    told = _told(new, table)
    same = [row for row in rows if all(row[name] == new[name] for name in HEADER if name != "note")]
    if same:
        return Decided(path, False, f"{path}: decided already: {told}")
    line = len(legend) + 2 + len(rows)
    told_now = list(faults([*rows, Row(line, new)], table))
    # What stands there had no fault: one told of another row is the new one's too.
    wrong = [message for at, message in told_now if at == line] or [message for _, message in told_now[:1]]
    if wrong:
        raise TableError([f"{path.name}: {message}" for message in wrong])
    ordered = sorted(tuple(row[name] for name in HEADER) for row in [*rows, Row(line, new)])
    _write(path, [*legend, "\t".join(HEADER), *("\t".join(cells) for cells in ordered)])
    return Decided(path, True, f"{path}: from the next kg build --decisions {path} on, {told}")


def entity_id(text: str, table: EntityTable, graph: Path | str | None = None) -> str:
    """The id that a person means: an id, or a name that the graph or the table gives one entity.

    graph: a graph directory whose labels count first. An id is taken as it is, known or not.
    Raises KgError where a name is unknown or stands for several.
    """
    labels = _labels(graph) if graph is not None else {}
    found = labels.get(text.casefold(), {}) if table.get(text) is None else {}
    ids = {i for ids in found.values() for i in ids} or {hit.entity.id for hit in table.lookup(text) if hit.sure}
    if ID.fullmatch(text) and (text in ids or not found):
        return text
    if len(ids) == 1:
        return next(iter(ids))
    if ids:
        raise KgError(f"{text!r} is the name of {', '.join(sorted(ids))}; give one of these ids")
    names = [name for found in labels.values() for name in found] or [entity.name for entity in table.entities]
    where = f"in {graph}" if graph is not None else "in the entity table; give an id, or a graph with -g DIR"
    raise KgError(f"no entity is called {text!r} {where}{suggest(text, names)}")


# -- inside -------------------------------------------------------------------------------------------------------


def _read(path: Path, table: EntityTable) -> tuple[list[str], tuple[Row, ...]]:
    """The legend and the rows of a user's table; the legend of the one that ships where there is no file yet."""
    source = path if path.exists() else seeds_file("decisions.tsv")
    rows = read_table(source, COLUMNS, check=lambda rows: faults(rows, table)) if path.exists() else ()
    lines = source.read_text(encoding="utf-8-sig").splitlines()
    return [line for line in lines if line.startswith("#")], tuple(rows)


def _write(path: Path, lines: list[str]) -> None:
    draft = path.with_name(path.name + ".new")
    try:
        draft.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        read_table(draft, COLUMNS)  # the cells one by one: decision, class
        os.replace(draft, path)
    except TableError as error:
        draft.unlink()
        raise TableError([f"{path.name}: {fault.split(': ', 1)[1]}" for fault in error.faults]) from None
    except OSError as error:
        raise KgError(f"{path}: cannot be written ({(error.strerror or str(error)).lower()})") from error


def _told(cells: Mapping[str, str], table: EntityTable) -> str:
    entity, other = (_called(cells[column], table) for column in ("entity", "other"))
    if cells["decision"] == "rename":
        parts = [f"is called {cells['name']!r}"] * bool(cells["name"]) + [f"has the class {cells['class']}"] * bool(
            cells["class"]
        )
        return f"{entity} {' and '.join(parts)}"
    if cells["decision"] == "same":
        return f"{entity} is {other} in all articles"
    if cells["articles"]:
        return f"{entity} is {other} in {', '.join(cells['articles'].split('|'))}"
    return f"{entity} is {other} wherever the text is {cells['name']!r}"


def _called(entity_id: str, table: EntityTable) -> str:
    known: Entity | None = table.get(entity_id)
    return f"{known.name} ({entity_id})" if known is not None else entity_id


def _labels(graph: Path | str) -> dict[str, dict[str, set[str]]]:
    """What the entities of a graph are called: name in small letters → name → ids; preferred names before others."""
    from kg.graph.knowledge import ALT, DEFAULT, PREF
    from kg.graph.store import open_read
    from kg.graph.terms import local

    store = open_read(graph)
    names: dict[str, dict[str, set[str]]] = {}
    for label in (PREF, ALT):
        found: dict[str, dict[str, set[str]]] = {}
        for quad in store.quads_for_pattern(None, label, None, DEFAULT):
            name = quad.object.value
            found.setdefault(name.casefold(), {}).setdefault(name, set()).add(local(quad.subject.value))
        for key, ids in found.items():
            names.setdefault(key, ids)
    return names
