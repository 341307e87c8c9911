"""The table of page furniture: patterns for what stands on a news page and is no part of the article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files

from kg.errors import TableError
from kg.model import Span

SCOPES = ("line", "part", "next-lines", "to-end")
WHERE = ("any", "head", "tail")
COLUMNS = ("pattern", "scope", "where", "why", "example", "keeps")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: a line that `pattern` finds is furniture, as far as `scope` goes. `number`: its line in the table.

    `anchored`: the pattern begins at the line's start, so a search along the line is spared.
    """

    pattern: re.Pattern[str]
    scope: str
    where: str
    why: str
    example: str
    keeps: str
    number: int
    anchored: bool

    def cut(self, line: str) -> Span | None:
        """What of `line` is furniture (code points into it), None when nothing is."""
        match = self.pattern.match(line) if self.anchored else self.pattern.search(line)
        if match is None:
            return None
        if self.scope != "part":
            return 0, len(line)
        return match.span(1) if self.pattern.groups else match.span()


def load(table: str | None = None, name: str = "furniture.tsv") -> tuple[Rule, ...]:
    """The rules of the shipped table, or of the text of another one called `name`.

    Raises TableError with all faults, one a line.
    """
    if table is None:
        table = files("kg.reading").joinpath("furniture.tsv").read_text(encoding="utf-8")
    rules: list[Rule] = []
    faults: list[str] = []
    header = False
    for number, line in enumerate(table.split("\n"), start=1):
        if not line.strip() or line.startswith("# ") or line == "#":
            continue
        cells = tuple(line.split("\t"))
        if not header:
            header = True
            if cells != COLUMNS:
                faults.append(f"{name}:{number}: the header must be {' '.join(COLUMNS)}, separated by tabs")
            continue
        if len(cells) != len(COLUMNS):
            faults.append(f"{name}:{number}: {len(cells)} cells instead of {len(COLUMNS)}")
            continue
        pattern, scope, where, why, example, keeps = cells
        if scope not in SCOPES:
            faults.append(f"{name}:{number}: unknown scope {scope!r}; one of {', '.join(SCOPES)}")
        if where not in WHERE:
            faults.append(f"{name}:{number}: unknown where {where!r}; one of {', '.join(WHERE)}")
        try:
            anchored = pattern.startswith(("^", "(?i:^")) and "|^" not in pattern
            rules.append(Rule(re.compile(pattern), scope, where, why, example, keeps, number, anchored))
        except re.error as error:
            faults.append(f"{name}:{number}: the pattern is no regular expression ({error})")
    if faults:
        raise TableError(faults)
    return tuple(rules)
