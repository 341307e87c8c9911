"""Reads and checks the tables that a domain expert edits: UTF-8 TSV with a legend of # lines on top and a header.

All faults of a table are told at once, each as `entities.tsv:41: unknown class Compny; did you mean Company?`.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.errors import TableError

SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Column:
    """What one column may hold.

    `required`: no empty cell. `many`: values separated by |. `choices`: the closed list of its values.
    `pattern`: a regular expression that each value matches as a whole. `unique`: no value twice in the table.
    """

    name: str
    required: bool = False
    many: bool = False
    choices: Collection[str] | None = None
    pattern: str | None = None
    unique: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file (from 1) and its cells by column name."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def values(self, column: str) -> tuple[str, ...]:
        """The values of a cell that are separated by |, in the order written."""
        return split_cell(self.cells[column])


Fault = tuple[int, str]  # line in the file, message


def read_table(
    path: Path | Traversable,
    columns: Iterable[Column],
    *,
    sorted_by: tuple[str, ...] = (),
    check: Callable[[list[Row]], Iterable[Fault]] | None = None,
) -> tuple[Row, ...]:
    """The rows of the table at `path`.

    columns: what the header must name, in any order. sorted_by: columns whose cells ascend from row to row.
    check: what only the table's owner can tell; gives further faults.
    Raises TableError that lists every fault of the file.
    """
    columns = tuple(columns)
    lines = _lines(path)
    faults: list[Fault] = []
    header, rows = _rows(lines, columns, faults)
    if header:
        for column in columns:
            faults.extend(_column_faults(column, rows))
        if sorted_by:
            faults.extend(_order_faults(sorted_by, rows))
        if check:
            faults.extend(check(rows))
    if faults:
        raise TableError([f"{path.name}:{line}: {message}" for line, message in sorted(faults)])
    return tuple(rows)


def split_cell(cell: str) -> tuple[str, ...]:
    """The values in a cell, separated by |."""
    return tuple(part for part in (value.strip() for value in cell.split(SEPARATOR)) if part)


def suggest(word: str, choices: Iterable[str]) -> str:
    """The end of a fault's message: "; did you mean kg:restricts?", or nothing where no choice is near."""
    by_case: dict[str, str] = {}
    for choice in sorted(choices):
        by_case.setdefault(choice.casefold(), choice)
    near = difflib.get_close_matches(word.casefold(), list(by_case), n=1, cutoff=0.6)
    return f"; did you mean {by_case[near[0]]}?" if near else ""


# -- inside -------------------------------------------------------------------------------------------------------


def _lines(path: Path | Traversable) -> list[str]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise TableError([f"{path}: the table cannot be read ({error.strerror or error}); give a TSV file"]) from error
    except UnicodeDecodeError as error:
        raise TableError([f"{path.name}: not UTF-8 at byte {error.start}; save the table as UTF-8 text"]) from error
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _rows(lines: list[str], columns: tuple[Column, ...], faults: list[Fault]) -> tuple[tuple[str, ...], list[Row]]:
    header: tuple[str, ...] = ()
    rows: list[Row] = []
    for number, line in enumerate(lines, start=1):
        # Spreadsheets put quotation marks around a legend line that holds a tab or a quotation mark.
        if not line.strip() or line.startswith(("#", '"#')):
            continue
        cells = [_unquoted(cell).strip() for cell in line.split("\t")]
        if not header:
            header = tuple(cells)
            if _header_faults(number, header, columns, faults):
                return (), []
            continue
        while len(cells) > len(header) and not cells[-1]:
            cells.pop()
        if len(cells) > len(header):
            faults.append((number, f"{len(cells)} cells, the header has {len(header)}; one tab between two cells"))
            continue
        cells += [""] * (len(header) - len(cells))
        if any(cells):
            rows.append(Row(number, dict(zip(header, cells, strict=True))))
    if not header:
        faults.append((len(lines), f"no header; it must name {', '.join(c.name for c in columns)}"))
    return header, rows


def _header_faults(number: int, header: tuple[str, ...], columns: tuple[Column, ...], faults: list[Fault]) -> bool:
    names = [column.name for column in columns]
    before = len(faults)
    for name in header:
        if name not in names:
            faults.append((number, f"unknown column {name!r}{suggest(name, names)}"))
        elif header.count(name) > 1:
            faults.append((number, f"column {name} twice"))
    faults.extend((number, f"no column {name}") for name in names if name not in header)
    return len(faults) > before


def _unquoted(cell: str) -> str:
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell


def _column_faults(column: Column, rows: list[Row]) -> Iterable[Fault]:
    seen: dict[str, int] = {}
    for row in rows:
        values = row.values(column.name) if column.many else tuple(v for v in (row[column.name],) if v)
        if column.required and not values:
            yield row.line, f"{column.name} is empty"
        for value in values:
            if column.choices is not None and value not in column.choices:
                yield row.line, f"unknown {column.name} {value}{suggest(value, column.choices)}"
            elif column.pattern is not None and not re.fullmatch(column.pattern, value):
                yield row.line, f"{column.name} {value!r} is not of the form {column.pattern}"
            if column.unique and value in seen:
                yield row.line, f"{column.name} {value} stands in line {seen[value]} already"
            seen.setdefault(value, row.line)


def _order_faults(sorted_by: tuple[str, ...], rows: list[Row]) -> Iterable[Fault]:
    for above, row in zip(rows, rows[1:], strict=False):
        key = tuple(row[name] for name in sorted_by)
        if key < tuple(above[name] for name in sorted_by):
            yield (
                row.line,
                f"{' '.join(key)} must stand above line {above.line}; rows are sorted by " + ", ".join(sorted_by),
            )
            return
