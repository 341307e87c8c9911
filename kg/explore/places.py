"""Where the entities of a bundle stand: how much room each takes, and who pulls whom."""

from __future__ import annotations

import math
import textwrap
from typing import Any

from kg.explore.layout import layout

LABEL_WIDTH = 18  # letters in one line of a node's label
LABEL_LINES = 3
LETTER = 0.58  # width of a letter, as a share of the height of the font


def place(bundle: dict[str, Any]) -> dict[str, Any]:
    """The bundle with a place (x, y) for each entity, the same for the same bundle."""
    entities = bundle["entities"]
    at = {entity["id"]: i for i, entity in enumerate(entities)}
    links = [(at[s["s"]], at[s["o"]]) for s in bundle["statements"]]
    places = layout([box(entity) for entity in entities], links)
    placed = [entity | {"x": x, "y": y} for entity, (x, y) in zip(entities, places, strict=True)]
    return bundle | {"entities": placed}


def box(entity: dict[str, Any]) -> tuple[float, float]:
    """Width and height of a node with its label below, in the renderer's units."""
    lines = textwrap.wrap(entity["label"], LABEL_WIDTH)[:LABEL_LINES] or ["?"]
    root = math.sqrt(entity["degree"])
    size, font = min(34, 7 + 3 * root), min(24, 13 + 1.2 * root)
    width = max(len(line) for line in lines) * font * LETTER
    return round(max(2 * size, width) + 12, 2), round(2 * size + len(lines) * font * 1.2 + 12, 2)
