"""Where the nodes of a page stand: computed here once, so that the browser only draws.

A spring layout (Fruchterman & Reingold 1991) from a fixed start, then labels are pushed off one another.
The start is a spiral, the best connected entity in its middle; nothing is drawn by lot.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

Position = tuple[int, int]

SPACING = 110.0  # what two linked nodes keep between them, in the page's units
GRAVITY = 0.12  # what holds parts together that no link joins
WIDE = 0.85  # labels are wider than high and push nodes sideways
ROOM = 2.2  # the drawing's area, as a multiple of that of its nodes and labels
FEW = 6  # below about so many nodes there is room to spare
EVEN = 0.6  # how far nodes are drawn from a dense middle to an even spread, 0 to 1
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def layout(boxes: Sequence[tuple[float, float]], links: Sequence[tuple[int, int]]) -> list[Position]:
    """A place for each node, always the same for the same input.

    Args:
        boxes: width and height that each node and its label take, the best connected node first.
        links: pairs of indices into `boxes`; a pair that stands here more than once pulls harder.
    """
    if not boxes:
        return []
    x, y = _springs(len(boxes), links)
    sizes = np.array(boxes, dtype=float)
    x, y = _gather(x, y, float((sizes[:, 0] * sizes[:, 1]).sum()))
    x, y = _separate(x * WIDE, y, sizes)
    x, y = (np.rint(at - (at.min() + at.max()) / 2).astype(int).tolist() for at in (x, y))
    return list(zip(x, y, strict=True))


def _springs(count: int, links: Sequence[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    turn = np.arange(count)
    radius = SPACING * np.sqrt(turn)
    x, y = radius * np.cos(turn * GOLDEN_ANGLE), radius * np.sin(turn * GOLDEN_ANGLE)
    pull = np.zeros((count, count))
    for a, b in links:
        if a != b:
            pull[a, b] += 1
            pull[b, a] += 1
    pull = np.log1p(pull)
    # A hub that pulls each of its neighbours with full force would gather them all in one knot.
    pull /= np.sqrt(np.maximum(1, np.minimum.outer(pull.sum(axis=1), pull.sum(axis=1))))

    steps = int(max(100, min(320, 40000 / count)))
    for step in range(steps):
        dx, dy = x[:, None] - x, y[:, None] - y
        square = np.maximum(1.0, dx * dx + dy * dy)
        force = SPACING**2 / square - pull * np.sqrt(square) / SPACING
        move_x = (dx * force).sum(axis=1) - GRAVITY * x
        move_y = (dy * force).sum(axis=1) - GRAVITY * y
        length = np.maximum(1e-9, np.sqrt(move_x**2 + move_y**2))
        share = np.minimum(length, SPACING * (1 - step / steps) + 1) / length
        # Rounded, so that processors which differ in the last digit still draw the same page.
        x, y = np.round(x + move_x * share, 3), np.round(y + move_y * share, 3)
    return x, y


def _gather(x: np.ndarray, y: np.ndarray, area: float) -> tuple[np.ndarray, np.ndarray]:
    """Bring the drawing to the size that its labels ask for, and what lies far out nearer."""
    radius = np.maximum(1e-9, np.sqrt(x**2 + y**2))
    # Where every ring of the same area held as many nodes, the n-th nearest of N stood at √(n/N) of the way out.
    even = np.sqrt((np.argsort(np.argsort(radius, kind="stable"), kind="stable") + 0.5) / len(radius))
    outer = float(np.sqrt((radius**2).mean())) * math.sqrt(2)
    near = EVEN * even + (1 - EVEN) * np.minimum(1.3, radius / max(1e-9, outer))
    scale = near / radius * math.sqrt(ROOM * (1 + FEW / len(x)) * area / math.pi)
    return np.round(x * scale, 3), np.round(y * scale, 3)


def _separate(x: np.ndarray, y: np.ndarray, boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Push apart what overlaps, along the axis on which less is missing."""
    need_x = (boxes[:, 0, None] + boxes[:, 0]) / 2
    need_y = (boxes[:, 1, None] + boxes[:, 1]) / 2
    np.fill_diagonal(need_x, 0)
    rank = np.arange(len(boxes))
    side = np.sign(rank[:, None] - rank)
    for _ in range(150):
        dx, dy = x[:, None] - x, y[:, None] - y
        lack_x, lack_y = need_x - np.abs(dx), need_y - np.abs(dy)
        one, two = np.nonzero((lack_x > 0) & (lack_y > 0))
        if not len(one):
            break
        lack_x, lack_y, dx, dy = (array[one, two] for array in (lack_x, lack_y, dx, dy))
        way_x, way_y = (np.where(gap == 0, side[one, two], np.sign(gap)) for gap in (dx, dy))
        sideways = lack_x < lack_y
        shared = np.maximum(1, np.bincount(one, minlength=len(x)))
        x = np.round(x + np.bincount(one, way_x * lack_x * sideways * 0.55, len(x)) / np.sqrt(shared), 3)
        y = np.round(y + np.bincount(one, way_y * lack_y * ~sideways * 0.55, len(x)) / np.sqrt(shared), 3)
    return x, y
