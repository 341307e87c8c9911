"""How the page draws classes and readings, on a light and on a dark ground.

Shape and hue tell a class's family (person, organization, place, thing, …), the shade tells the class. A reading is
told by its dashes as well as by its colour, for those who see few colours. Every colour stands out from its ground
by 3 to 1 at least (WCAG 2.2, 1.4.11).
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.vocab import CLASSES

LIGHT, DARK = "#f4f6f8", "#1d232b"  # the darkest light ground and the lightest dark one that things are drawn on


@dataclass(frozen=True, slots=True)
class Look:
    """Colours on light and on dark ground; `shape` of a node as the renderer calls it; `dash` of a line in pixels."""

    color: str
    dark: str
    shape: str = ""
    dash: tuple[int, ...] | None = None


CLASS_LOOKS: dict[str, Look] = {
    "Person": Look("#d0662a", "#d66e33", "dot"),
    "Organization": Look("#4f7cac", "#668eb9", "square"),
    "Company": Look("#2b6cb0", "#4f90d4", "square"),
    "GovernmentBody": Look("#3c4f9f", "#7989cd", "square"),
    "MediaOutlet": Look("#2f8fb8", "#3195c0", "square"),
    "Alliance": Look("#6f7fc4", "#7a89c8", "square"),
    "Place": Look("#5b965c", "#5d995e", "hexagon"),
    "Country": Look("#2f7d4f", "#3c9e64", "hexagon"),
    "City": Look("#5d9746", "#5f9a48", "hexagon"),
    "Region": Look("#7f8f3e", "#829340", "hexagon"),
    "Facility": Look("#3f8d80", "#459b8d", "hexagon"),
    "Product": Look("#9b5fc0", "#ab79ca", "diamond"),
    "Chip": Look("#6b3fa0", "#9f7acb", "diamond"),
    "Material": Look("#a8642a", "#c97732", "diamond"),
    "Measure": Look("#c2456b", "#cf6b8a", "triangle"),
    "Event": Look("#ab8010", "#b08410", "star"),
}
OTHER_LOOK = Look("#7c8794", "#828c99", "dot")

# Solid: it is so. Dash and dot: somebody says so. Dashed: announced, possible, demanded. Dotted: it was so.
# Two dots between the dashes: it is not so. Long dashes: one line for several of these, facts among them.
READING_LOOKS: dict[str, Look] = {
    "Asserted": Look("#4d5b6f", "#8998ad"),
    "Claimed": Look("#0b6fb5", "#209bf1", dash=(10, 4, 2, 4)),
    "Planned": Look("#b45f06", "#e57908", dash=(11, 5)),
    "Possible": Look("#8f6a00", "#bd8c00", dash=(5, 5)),
    "Demanded": Look("#a0417f", "#ca7daf", dash=(14, 4, 5, 4)),
    "Former": Look("#737a84", "#90969f", dash=(2, 4)),
    "Denied": Look("#c8341e", "#e77160", dash=(9, 3, 2, 3, 2, 3)),
    "Mixed": Look("#4d5b6f", "#8998ad", dash=(20, 4)),
}


def class_look(cls: str) -> Look:
    """The look of a class: its own, else that of the nearest class above it."""
    known = (c for c in (cls, *CLASSES.get(cls, ())) if c in CLASS_LOOKS)
    return CLASS_LOOKS.get(next(known, ""), OTHER_LOOK)
