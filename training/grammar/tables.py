"""The grammar's tables: tab-separated files beside this module, each with a header."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent


def read(name: str) -> list[dict[str, str]]:
    """The rows of the table `name` by column; cells left out at the end of a line are empty."""
    lines = (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    columns = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        cells = line.split("\t")
        rows.append(dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True)))
    return rows


def sets() -> dict[str, tuple[str, ...]]:
    """The semantic kinds that a collective word such as "agent" stands for."""
    return {row["set"]: tuple(row["kinds"].split()) for row in read("kinds")}


def kinds(cell: str) -> tuple[str, ...]:
    """The kinds of a cell such as "firm/gov", collective words resolved."""
    found: list[str] = []
    for kind in cell.split("/"):
        found.extend(_SETS.get(kind, (kind,)))
    return tuple(dict.fromkeys(found))


_SETS = sets()
