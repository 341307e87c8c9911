"""How well expressions of time are found and understood, on a corpus with TIMEX3 (evaluation only; none ships).

    python benchmarks/times.py CORPUS [--against FOLDER] [--half even|odd] [--show] [--floor RELAXED VALUE]

CORPUS: a folder of TimeML files (.tml), such as KRAUTS (Strötgen et al. 2018), each with its creation time. Their
text, tags taken out, is read as an article of that day. --against: the same files as another program tagged them,
scored the same way. --half: every second file by name, for developing on the one and reporting the other.

strict: same offsets; relaxed: overlap; value: overlap and the same value; each as F1 with precision and recall.
TIMEX3 that hold no text (dates that a length leads to) count in neither; each expression matches one other at most.
"""

from __future__ import annotations

import argparse
import html
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.language.clauses import sentences
from kg.language.forms import Forms
from kg.language.pipeline import load_pipeline
from kg.language.tags import settle_tags
from kg.language.times import times_in

TAG = re.compile(r"<(/?)TIMEX3\b([^>]*?)(/?)>")
OTHER_TAG = re.compile(r"<(?!/?TIMEX3)[^>]*>")


@dataclass(frozen=True, slots=True)
class Timex:
    """One expression: offsets into the text (code points, half-open), kind and value."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(slots=True)
class Score:
    """Counts over all files."""

    gold: int = 0
    said: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    kind: int = 0

    def line(self, name: str) -> str:
        parts = [f"{what} {_measure(getattr(self, what), self.said, self.gold)}" for what in ("strict", "relaxed")]
        parts += [f"{what} {_measure(getattr(self, what), self.said, self.gold)}" for what in ("value", "kind")]
        return f"{name:12} {self.gold} gold, {self.said} said; " + "; ".join(parts)

    def f1(self, what: str) -> float:
        return 2 * getattr(self, what) / (self.gold + self.said) if self.gold + self.said else 0.0


def _measure(hits: int, said: int, gold: int) -> str:
    p, r = hits / said if said else 0.0, hits / gold if gold else 0.0
    return f"{2 * p * r / (p + r) if p + r else 0:.3f} ({p:.2f} {r:.2f})"


def read(path: Path) -> tuple[str, str, list[Timex]]:
    """Creation time, text and expressions of a TimeML file."""
    source = path.read_text(encoding="utf-8")
    created = re.search(r"<DCT>.*?\bvalue=\"([^\"]*)\"", source, re.DOTALL)
    body = re.search(r"<TEXT>(.*)</TEXT>", source, re.DOTALL)
    if body is None:
        raise ValueError(f"{path}: no TEXT")
    text, found = untagged(OTHER_TAG.sub("", body[1]))
    return created[1] if created else "", text, found


def untagged(body: str) -> tuple[str, list[Timex]]:
    """A body's text and its expressions, those without text left out."""
    out: list[str] = []
    length, at, opened, found = 0, 0, [], []
    for match in TAG.finditer(body):
        piece = html.unescape(body[at : match.start()])
        out.append(piece)
        length, at = length + len(piece), match.end()
        if match[1]:
            start, given = opened.pop()
            if length > start:
                found.append(Timex(start, length, given.get("type", ""), given.get("value", "")))
        elif not match[3]:
            opened.append((length, dict(re.findall(r'(\w+)="([^"]*)"', match[2]))))
    out.append(html.unescape(body[at:]))
    return "".join(out), sorted(found, key=lambda t: (t.start, t.end))


def compare(gold: list[Timex], said: list[Timex], score: Score) -> tuple[list[tuple[Timex, Timex]], list[Timex]]:
    """Counts a file; the pairs that overlap, each expression in one at most, and what was said for nothing."""
    free, pairs = list(said), []
    for one in gold:
        hits = [t for t in free if t.start < one.end and one.start < t.end]
        if not hits:
            continue
        best = max(hits, key=lambda t: (t.start == one.start and t.end == one.end, t.value == one.value))
        free.remove(best)
        pairs.append((one, best))
    score.gold += len(gold)
    score.said += len(said)
    score.relaxed += len(pairs)
    score.strict += sum((a.start, a.end) == (b.start, b.end) for a, b in pairs)
    score.value += sum(a.value == b.value for a, b in pairs)
    score.kind += sum(a.kind == b.kind for a, b in pairs)
    return pairs, free


def halves(paths: Iterable[Path], half: str | None) -> list[Path]:
    ordered = sorted(paths)
    return ordered if half is None else ordered[half == "odd" :: 2]


class Ours:
    """What our tagger says of a text written on a day."""

    def __init__(self) -> None:
        self.nlp, self.forms = load_pipeline(), Forms.load()

    def __call__(self, text: str, created: str) -> list[Timex]:
        doc = settle_tags(self.nlp(text), self.forms)
        read_ = sentences(doc, (), self.forms.cases, self.forms)
        return [Timex(t.start, t.end, t.kind, t.value or "") for t in times_in(doc, created, read_)]


def moved(theirs: list[Timex], text: str, other: str) -> Iterator[Timex]:
    """Expressions of another text of the same letters, as they lie in ours: white space may differ."""
    place = [i for i, c in enumerate(text) if not c.isspace()]
    count, index = 0, []
    for c in other:
        index.append(count)
        count += not c.isspace()
    if count != len(place):
        raise ValueError("the two texts differ in more than white space")
    for t in theirs:
        yield Timex(place[index[t.start]], place[index[t.end - 1]] + 1, t.kind, t.value)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--half", choices=("even", "odd"))
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--floor", nargs=2, type=float, metavar=("RELAXED", "VALUE"))
    options = parser.parse_args(argv)
    paths = halves(options.corpus.glob("*.tml"), options.half)
    if not paths:
        parser.error(f"{options.corpus}: no .tml files")
    ours, mine, theirs = Ours(), Score(), Score()
    for path in paths:
        created, text, gold = read(path)
        pairs, extra = compare(gold, ours(text, created), mine)
        if options.show:
            print(*_differences(path.stem, text, gold, pairs, extra), sep="\n")
        if options.against:
            _, other, said = read(options.against / path.name)
            compare(gold, list(moved(said, text, other)), theirs)
    print(f"{len(paths)} files; F1 (precision recall)")
    print(mine.line("kg"))
    if options.against:
        print(theirs.line(options.against.name[-12:]))
    short = options.floor and (mine.f1("relaxed") < options.floor[0] or mine.f1("value") < options.floor[1])
    return 1 if short else 0


def _differences(name: str, text: str, gold: list[Timex], pairs, extra: list[Timex]) -> Iterator[str]:
    def words(t: Timex) -> str:
        return " ".join(
            f"{text[max(0, t.start - 40) : t.start]}[{text[t.start : t.end]}]{text[t.end : t.end + 30]}".split()
        )

    matched = {id(a) for a, _ in pairs}
    yield from (f"{name} missed {t.kind} {t.value}: {words(t)}" for t in gold if id(t) not in matched)
    yield from (f"{name} extra {t.kind} {t.value}: {words(t)}" for t in extra)
    for a, b in pairs:
        if a.value != b.value:
            yield f"{name} value {a.kind} {a.value} said {b.kind} {b.value}: {words(a)}"
        elif (a.start, a.end) != (b.start, b.end):
            yield f"{name} edges {words(a)} said {words(b)}"


if __name__ == "__main__":
    sys.exit(main())
