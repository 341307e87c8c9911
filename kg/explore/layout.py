"""Where the nodes of a page stand: computed here once, so that the browser only draws.

A spring layout (Fruchterman & Reingold 1991) from a fixed start, then labels are pushed off one another. The start is
a spiral, the best connected entity in its middle; nothing is drawn by lot. In a large graph the best connected
entities find their places first, the others start beside those they are linked to.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

Position = tuple[int, int]
Places = tuple[np.ndarray, np.ndarray]

SPACING = 110.0  # what two linked nodes keep between them, in the page's units
GRAVITY = 0.12  # what holds parts together that no link joins
WIDE = 0.85  # labels are wider than high and push nodes sideways
ROOM = 2.2  # the drawing's area, as a multiple of that of its nodes and labels
FEW = 6  # below about so many nodes there is room to spare
EVEN = 0.6  # how far nodes are drawn from a dense middle to an even spread, 0 to 1
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
HUBS = 400  # so many of the best connected find their places before the others
LATE_STEPS = 45  # steps that all take together after that
PUSHES = 300  # rounds in which labels are pushed apart at most
PATIENCE = 60  # rounds after which a drawing with too little room grows
GROWTH = 1.003  # by this factor each round
ROWS = 48  # of the table of all pairs that are worked on at once: they fit into a processor's cache


@dataclass(frozen=True, slots=True)
class Springs:
    """Links as springs: the ends of each, and how hard it pulls."""

    one: np.ndarray
    two: np.ndarray
    pull: np.ndarray

    def among_first(self, count: int) -> Springs:
        """Those that join the first `count` nodes to one another."""
        kept = (self.one < count) & (self.two < count)
        return Springs(self.one[kept], self.two[kept], self.pull[kept])


def layout(boxes: Sequence[tuple[float, float]], links: Sequence[tuple[int, int]]) -> list[Position]:
    """A place for each node, always the same for the same input.

    Args:
        boxes: width and height that each node and its label take, the best connected node first.
        links: pairs of indices into `boxes`; a pair that stands here more than once pulls harder.
    """
    if not boxes:
        return []
    x, y = _sprung(len(boxes), _springs(len(boxes), links))
    sizes = np.array(boxes, dtype=float)
    x, y = _gather(x, y, float((sizes[:, 0] * sizes[:, 1]).sum()))
    x, y = _separate(x * WIDE, y, sizes)
    x, y = (np.rint(at - (at.min() + at.max()) / 2).astype(int).tolist() for at in (x, y))
    return list(zip(x, y, strict=True))


def _springs(count: int, links: Sequence[tuple[int, int]]) -> Springs:
    ends = np.array(sorted((min(link), max(link)) for link in links if link[0] != link[1]), dtype=int).reshape(-1, 2)
    pairs, times = np.unique(ends, axis=0, return_counts=True)
    one, two, pull = pairs[:, 0], pairs[:, 1], np.log1p(times)
    force = np.bincount(one, pull, count) + np.bincount(two, pull, count)
    # A hub that pulls each of its neighbours with full force would gather them all in one knot.
    return Springs(one, two, pull / np.sqrt(np.maximum(1, np.minimum(force[one], force[two]))))


def _sprung(count: int, springs: Springs) -> Places:
    hubs = count if count <= 1.25 * HUBS else HUBS
    turn = np.arange(hubs)
    radius = SPACING * np.sqrt(turn)
    start = radius * np.cos(turn * GOLDEN_ANGLE), radius * np.sin(turn * GOLDEN_ANGLE)
    x, y = _swing(*start, springs.among_first(hubs), int(max(100, min(320, 40000 / hubs))), SPACING)
    if hubs == count:
        return x, y
    return _swing(*_joined(x, y, count, springs), springs, LATE_STEPS, SPACING / 2)


def _joined(x: np.ndarray, y: np.ndarray, count: int, springs: Springs) -> Places:
    """Places to start from for those that have none: near the middle of what they are linked to, else far out."""
    placed = np.arange(count) < len(x)
    x, y = (np.concatenate([at, np.zeros(count - len(at))]) for at in (x, y))
    turn = np.arange(count)
    off = SPACING * np.sqrt(1 + turn % 7)
    while True:
        ends = np.concatenate([springs.one, springs.two]), np.concatenate([springs.two, springs.one])
        to_new = placed[ends[1]] & ~placed[ends[0]]
        new, old = ends[0][to_new], ends[1][to_new]
        if not len(new):
            break
        links = np.bincount(new, minlength=count)
        here = links > 0
        share = np.maximum(1, links)[here]
        x[here] = (np.bincount(new, x[old], count)[here] / share) + (off * np.cos(turn * GOLDEN_ANGLE))[here]
        y[here] = (np.bincount(new, y[old], count)[here] / share) + (off * np.sin(turn * GOLDEN_ANGLE))[here]
        placed |= here
    rim = SPACING * np.sqrt(turn)
    x = np.where(placed, x, rim * np.cos(turn * GOLDEN_ANGLE))
    y = np.where(placed, y, rim * np.sin(turn * GOLDEN_ANGLE))
    return np.round(x, 3), np.round(y, 3)


def _swing(x: np.ndarray, y: np.ndarray, springs: Springs, steps: int, stride: float) -> Places:
    """Let the springs work; `stride` is how far a node may go in the first step, in the page's units."""
    count = len(x)
    for step in range(steps):
        away_x, away_y = _repulsion(x, y)
        dx, dy = x[springs.one] - x[springs.two], y[springs.one] - y[springs.two]
        force = springs.pull * np.sqrt(np.maximum(1.0, dx * dx + dy * dy)) / SPACING
        to_x = np.bincount(springs.two, dx * force, count) - np.bincount(springs.one, dx * force, count)
        to_y = np.bincount(springs.two, dy * force, count) - np.bincount(springs.one, dy * force, count)
        move_x, move_y = away_x + to_x - GRAVITY * x, away_y + to_y - GRAVITY * y
        length = np.maximum(1e-9, np.sqrt(move_x**2 + move_y**2))
        share = np.minimum(length, stride * (1 - step / steps) + 1) / length
        # Rounded, so that processors which differ in the last digit still draw the same page.
        x, y = np.round(x + move_x * share, 3), np.round(y + move_y * share, 3)
    return x, y


def _repulsion(x: np.ndarray, y: np.ndarray) -> Places:
    """How hard all others push each node off, some rows of the table of all pairs at a time."""
    push_x, push_y = np.empty_like(x), np.empty_like(y)
    for first in range(0, len(x), ROWS):
        rows = slice(first, first + ROWS)
        dx, dy = x[rows, None] - x, y[rows, None] - y
        force = dx * dx
        force += dy * dy
        np.maximum(force, 1.0, out=force)
        np.divide(SPACING**2, force, out=force)
        push_x[rows] = np.einsum("ij,ij->i", dx, force)
        push_y[rows] = np.einsum("ij,ij->i", dy, force)
    return push_x, push_y


def _gather(x: np.ndarray, y: np.ndarray, area: float) -> Places:
    """Bring the drawing to the size that its labels ask for, and what lies far out nearer."""
    radius = np.maximum(1e-9, np.sqrt(x**2 + y**2))
    # Where every ring of the same area held as many nodes, the n-th nearest of N stood at √(n/N) of the way out.
    even = np.sqrt((np.argsort(np.argsort(radius, kind="stable"), kind="stable") + 0.5) / len(radius))
    outer = float(np.sqrt((radius**2).mean())) * math.sqrt(2)
    near = EVEN * even + (1 - EVEN) * np.minimum(1.3, radius / max(1e-9, outer))
    scale = near / radius * math.sqrt(ROOM * (1 + FEW / len(x)) * area / math.pi)
    return np.round(x * scale, 3), np.round(y * scale, 3)


def _separate(x: np.ndarray, y: np.ndarray, boxes: np.ndarray) -> Places:
    """Push apart what overlaps, along the axis on which less is missing."""
    count = len(x)
    for push in range(PUSHES):
        one, two = _near(x, y, boxes)
        dx, dy = x[one] - x[two], y[one] - y[two]
        lack_x = (boxes[one, 0] + boxes[two, 0]) / 2 - np.abs(dx)
        lack_y = (boxes[one, 1] + boxes[two, 1]) / 2 - np.abs(dy)
        over = (lack_x > 0) & (lack_y > 0)
        if not over.any():
            break
        one, two, dx, dy, lack_x, lack_y = (array[over] for array in (one, two, dx, dy, lack_x, lack_y))
        sideways = lack_x < lack_y
        met = np.maximum(1, np.bincount(one, minlength=count) + np.bincount(two, minlength=count))
        way_x, way_y = (np.where(gap == 0, 1.0, np.sign(gap)) for gap in (dx, dy))
        go_x, go_y = way_x * lack_x * sideways * 0.55, way_y * lack_y * ~sideways * 0.55
        x = x + (np.bincount(one, go_x, count) - np.bincount(two, go_x, count)) / np.sqrt(met)
        y = y + (np.bincount(one, go_y, count) - np.bincount(two, go_y, count)) / np.sqrt(met)
        grow = GROWTH if push >= PATIENCE else 1.0
        x, y = np.round(x * grow, 3), np.round(y * grow, 3)
    return x, y


def _near(x: np.ndarray, y: np.ndarray, boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of nodes that may overlap, each pair once: those in the same field of a grid or in fields side by side."""
    width, height = np.maximum(1.0, boxes.max(axis=0))
    column, row = (np.floor((at - at.min()) / size).astype(int) for at, size in ((x, width), (y, height)))
    rows = int(row.max()) + 3  # an empty field below and above each column keeps columns apart
    field = column * rows + row + 1
    order = np.argsort(field, kind="stable")
    fields = field[order]
    pairs = []
    for beside in (0, 1, rows - 1, rows, rows + 1):
        low = np.searchsorted(fields, field + beside, "left")
        high = np.searchsorted(fields, field + beside, "right")
        here = np.repeat(np.arange(len(x)), high - low)
        at = np.arange(len(here)) - np.repeat(np.cumsum(high - low) - (high - low), high - low) + low[here]
        other = order[at]
        kept = here < other if beside == 0 else np.ones(len(here), dtype=bool)
        pairs.append((here[kept], other[kept]))
    one, two = (np.concatenate(side) for side in zip(*pairs, strict=True))
    return one, two
