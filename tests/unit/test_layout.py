"""Where the nodes of a page stand."""

from __future__ import annotations

import random
from time import process_time

import pytest

from kg.explore.layout import layout
from kg.explore.places import box


def tree(count: int, extra: int = 0) -> list[tuple[int, int]]:
    chance = random.Random(1)
    links = [(i, int(chance.random() ** 2 * i)) for i in range(1, count)]
    return links + [(chance.randrange(count), chance.randrange(count)) for _ in range(extra)]


@pytest.mark.parametrize("count", [2, 60, 700])
def test_no_two_nodes_stand_on_one_another(count):
    boxes = [(90.0 + i % 40, 40.0) for i in range(count)]
    places = layout(boxes, tree(count, count // 2))
    assert len(places) == count and all(isinstance(v, int) for place in places for v in place)
    for i, (x, y) in enumerate(places):
        for j, (u, v) in enumerate(places[:i]):
            assert abs(x - u) >= 0.95 * (boxes[i][0] + boxes[j][0]) / 2 or abs(y - v) >= 0.95 * 40


def test_layout_of_nothing_one_and_parts_without_link():
    assert layout([], []) == []
    assert layout([(50, 20)], [(0, 0)]) == [(0, 0)]
    assert len(set(layout([(50, 20)] * 9, [(0, 1)]))) == 9
    assert len(set(layout([(50, 20)] * 600, []))) == 600


def test_what_is_linked_stands_nearer_than_what_is_not():
    links = tree(600)
    places = layout([(60, 30)] * 600, links)

    def far(a: int, b: int) -> float:
        return ((places[a][0] - places[b][0]) ** 2 + (places[a][1] - places[b][1]) ** 2) ** 0.5

    linked = sum(far(*link) for link in links) / len(links)
    anyhow = sum(far(i, (i * 7 + 3) % 600) for i in range(600)) / 600
    assert linked < 0.75 * anyhow


def test_two_thousand_nodes_in_three_seconds():
    start = process_time()
    assert len(set(layout([(80, 40)] * 2000, tree(2000, 3000)))) == 2000
    assert process_time() - start < 3


def test_a_long_label_takes_three_lines_at_most():
    short, long = ({"label": label, "degree": 1} for label in ("China", "Wort " * 2000))
    assert box(long)[1] < box(short)[1] + 40 and box(long)[0] < 400
    assert box({"label": "", "degree": 0}) == box({"label": "?", "degree": 0})
