"""The German words of the page that the ontology's labels do not give: plurals, and properties read backwards."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from importlib.resources import files

from kg.errors import TableError
from kg.vocab import ENTITY_CLASSES, LABELS, RELATIONS

HEADER = ["kind", "name", "other"]


@dataclass(frozen=True, slots=True)
class Words:
    """`plurals` of the classes, in the order of the legend; `inverses` of the properties that are not symmetric."""

    plurals: dict[str, str]
    inverses: dict[str, str]


def load_words(text: str | None = None) -> Words:
    """The table of words, checked against the ontology.

    Args:
        text: the table itself; without it, the one that ships.

    Raises:
        TableError: with every fault of the table, one a line.
    """
    if text is None:
        text = files("kg.explore").joinpath("words.tsv").read_text(encoding="utf-8")
    wanted = {"class": set(ENTITY_CLASSES), "property": {name for name, r in RELATIONS.items() if not r.symmetric}}
    found: dict[str, dict[str, str]] = {kind: {} for kind in wanted}
    faults: list[str] = []
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line and not line.startswith("#")]
    if not lines or lines[0][1].split("\t") != HEADER:
        raise TableError([f"words.tsv: the header must read {' '.join(HEADER)}, tabs between"])
    for number, line in lines[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) != len(HEADER):
            faults.append(f"words.tsv:{number}: {len(cells)} cells instead of {len(HEADER)}")
            continue
        kind, name, other = cells
        if kind not in wanted:
            faults.append(f"words.tsv:{number}: unknown kind {kind!r}; one of {', '.join(wanted)}")
        elif name not in wanted[kind]:
            close = difflib.get_close_matches(name, sorted(wanted[kind]), n=1)
            tip = f"; did you mean {close[0]}?" if close else ""
            faults.append(f"words.tsv:{number}: unknown {kind} {name!r}{tip}")
        elif name in found[kind]:
            faults.append(f"words.tsv:{number}: {kind} {name} stands here twice")
        elif not other:
            faults.append(f"words.tsv:{number}: {kind} {name} has no word")
        else:
            found[kind][name] = other
    for kind, names in wanted.items():
        faults += [f"words.tsv: {kind} {name} is missing; add a row" for name in sorted(names - found[kind].keys())]
    if faults:
        raise TableError(faults)
    return Words(found["class"], found["property"])


def german(name: str) -> str:
    """The ontology's German label of a term; its name where the ontology does not know it."""
    return LABELS[name][0] if name in LABELS else name
