"""The scores as a table to read and as JSON for other tools."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from .score import BINS, Scores, Share, Tally, by_property


def as_text(scores: Scores, *, show: bool = False) -> str:
    """The scores as lines.

    show: begin with what was missed, wrong and extra, a line each.
    """
    total = scores.total
    lines = [*scores.notes, ""] if show else []
    lines += [
        f"facts      recall {_of(total.found, total.gold)}, of core facts {_of(total.core_found, total.core_gold)}",
        f"           precision {_of(total.right, total.said)}, F1 {100 * total.f1:.1f} %",
        f"form       modality and status {_share(scores.mode)}, speaker {_share(scores.attribution)}",
        f"           times {_share(scores.times)}, numbers {_share(scores.numbers)}",
        f"traps      stepped into {scores.traps.of - scores.traps.right} of {scores.traps.of}",
        f"entities   found {_share(scores.entities)}, class {_share(scores.classes)}",
        "",
        "confidence   statements   right",
    ]
    lines += [
        f"{n / BINS:.1f}–{(n + 1) / BINS:.1f}      {share.of:>10}   {100 * share.right / share.of:.0f} %"
        for n, share in sorted(scores.bins.items())
    ]
    lines += ["", f"{'property':16}{'core':>10}{'all':>10}{'right':>10}{'recall':>9}{'prec.':>8}{'F1':>8}"]
    lines += [_row(name, tally) for name, tally in by_property(scores)]
    lines += ["", f"{'article':34}{'found':>10}{'right':>10}{'F1':>8}"]
    lines += [
        f"{name[:33]:34}{_pair(t.found, t.gold):>10}{_pair(t.right, t.said):>10}{100 * t.f1:>7.0f}%"
        for name, t in scores.articles.items()
    ]
    return "\n".join(lines) + "\n"


def as_json(scores: Scores) -> str:
    """The scores as one JSON object, ratios beside the counts they come from."""
    data: dict[str, Any] = asdict(scores)
    tallies = [(data["total"], scores.total)]
    tallies += [(data["properties"][name], tally) for name, tally in scores.properties.items()]
    tallies += [(data["articles"][name], tally) for name, tally in scores.articles.items()]
    for cells, tally in tallies:
        cells |= {name: round(getattr(tally, name), 4) for name in ("precision", "recall", "recall_core", "f1")}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _row(name: str, t: Tally) -> str:
    counts = "".join(f"{_pair(*p):>10}" for p in ((t.core_found, t.core_gold), (t.found, t.gold), (t.right, t.said)))
    return f"{name:16}{counts}{100 * t.recall:>8.0f}%{100 * t.precision:>7.0f}%{100 * t.f1:>7.0f}%"


def _pair(part: int, whole: int) -> str:
    return f"{part}/{whole}"


def _share(share: Share) -> str:
    return _of(share.right, share.of)


def _of(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} % ({part}/{whole})" if whole else "–"
