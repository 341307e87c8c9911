"""How many quotes of an annotated corpus are found with the right speaker, and what is said besides.

    python benchmarks/quotations.py CORPUS.jsonl.gz

The corpus: articles as JSON lines with `originalText` and `annotations`, each with `type`, and `quote`, `speaker`,
`cue` as character spans (Wikinews quotation attribution, Petersen-Frey and Biemann 2024).

A quote found and one annotated match when their characters overlap by at least half of their union, quotation marks and
white space left out; each matches at most one, the largest overlap first. The speaker is right when the two stretches
share a word other than an article, or when neither names one. `exact` asks for the same characters of the quote.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.build import load_reader
from kg.language.clauses import offsets, sentences
from kg.language.quotes import Quote, load_sayings, quotes_in
from kg.linking.clausal import agents, names_of
from kg.reading import from_text

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPES = {
    "Direct": "direct",
    "Indirect": "indirect",
    "IndirectFreeIndirect": "free",
    "FreeIndirect": "free",
    "Reported": "reported",
}
ENOUGH = 0.5  # of the union of both spans
_SMALL = frozenset("der die das den dem des ein eine einer eines einem einen nach von in im am und".split())
_MARKS = frozenset(' \n\t„“”"»«‚‘.,;:')
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A quote as code points; `speaker` and `cue` as the stretches that name them."""

    type: str
    spans: tuple[Span, ...]
    speaker: tuple[Span, ...]
    cue: tuple[Span, ...] = ()


def gold_of(annotation: dict) -> Marked:
    """An annotation of the corpus."""

    def spans(name: str) -> tuple[Span, ...]:
        return tuple((s["charBegin"], s["charEnd"]) for s in annotation[name]["spans"])

    return Marked(TYPES[annotation["type"]], spans("quote"), spans("speaker"), spans("cue"))


def as_marked(doc: Doc, quote: Quote) -> Marked:
    """A quote found, in code points; words quoted in a sentence count as direct speech, as the corpus has it."""
    kind = "direct" if quote.type == "mixed" else quote.type
    speaker = (offsets(doc, *quote.speaker.tokens),) if quote.speaker is not None else ()
    cue = tuple((doc[i].idx, doc[i].idx + len(doc[i])) for i in quote.cue)
    return Marked(kind, tuple(offsets(doc, *part) for part in quote.parts), speaker, cue)


def characters(spans: Sequence[Span], text: str) -> frozenset[int]:
    """The places that count."""
    return frozenset(i for a, b in spans for i in range(a, b) if text[i : i + 1] not in _MARKS)


def matched(gold: Sequence[Marked], found: Sequence[Marked], text: str = "") -> list[tuple[int, int]]:
    """Pairs (annotated, found), the largest overlap first; a nested quote does not take the one around it."""
    places = [characters(m.spans, text) for m in gold], [characters(m.spans, text) for m in found]
    scored = []
    for i, a in enumerate(places[0]):
        for j, b in enumerate(places[1]):
            both = len(a & b)
            if both and both / len(a | b) >= ENOUGH:
                scored.append((gold[i].type == found[j].type, both / len(a | b), -i, -j))
    pairs: list[tuple[int, int]] = []
    for _, _, i, j in sorted(scored, reverse=True):
        if all(-i != x and -j != y for x, y in pairs):
            pairs.append((-i, -j))
    return pairs


def same_speaker(gold: Marked, found: Marked, text: str) -> bool:
    """Whether both name the same words, or neither names anybody."""
    if not gold.speaker or not found.speaker:
        return not gold.speaker and not found.speaker
    a, b = (_words(m.speaker, text) for m in (gold, found))
    return bool(a & b)


def _words(spans: Sequence[Span], text: str) -> set[str]:
    words = {w.strip('„“"»«.,:;()').casefold() for a, b in spans for w in text[a:b].split()}
    return (words - _SMALL or words) - {""}


def f1(right: int, found: int, gold: int) -> str:
    """F1, precision and recall as a line's columns."""
    p, r = right / found if found else 0.0, right / gold if gold else 0.0
    return f"{2 * p * r / (p + r) if p + r else 0.0:.3f} {p:.3f} {r:.3f}"


def table(articles: Sequence[tuple[Sequence[Marked], Sequence[Marked], str]]) -> str:
    """The measure by type: of spans, of spans with speaker, of spans exactly; F1, precision, recall."""
    counts: dict[tuple[str, str], int] = {}

    def count(kind: str, what: str) -> None:
        for name in (kind, "all"):
            counts[name, what] = counts.get((name, what), 0) + 1

    for gold, found, text in articles:
        for m in gold:
            count(m.type, "gold")
        for m in found:
            count(m.type, "found")
        for i, j in matched(gold, found, text):
            # of a type's own recall and precision only what was found as that type counts; "all" asks no type
            kind = gold[i].type if gold[i].type == found[j].type else ""
            exact = characters(gold[i].spans, text) == characters(found[j].spans, text)
            for what, good in (
                ("span", True),
                ("both", same_speaker(gold[i], found[j], text)),
                ("exact", exact and same_speaker(gold[i], found[j], text)),
            ):
                if good:
                    counts["all", what] = counts.get(("all", what), 0) + 1
                    counts[kind, what] = counts.get((kind, what), 0) + 1
    lines = [f"{'':10}{'gold':>6}{'found':>7}   span F1  P     R      with speaker      exact with speaker"]
    for name in ("all", "direct", "indirect", "free", "reported"):
        gold_n, found_n = counts.get((name, "gold"), 0), counts.get((name, "found"), 0)
        scores = "   ".join(f1(counts.get((name, what), 0), found_n, gold_n) for what in ("span", "both", "exact"))
        lines.append(f"{name:10}{gold_n:6}{found_n:7}   {scores}")
    return "\n".join(lines)


def articles(path: Path) -> Iterator[tuple[list[Marked], list[Marked], str]]:
    """For each article of the corpus: what is annotated, what is found, its text."""
    reader, sayings = load_reader(), load_sayings()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            article = from_text(record["originalText"], record["documentName"])
            doc = reader.annotate(article)
            mentions = reader.read_doc(article, doc).mentions
            names = names_of(doc, mentions)
            read = sentences(doc, names, reader.forms.cases, reader.forms, agents(mentions, reader.table))
            found = quotes_in(doc, read, sayings, reader.forms)
            yield [gold_of(a) for a in record["annotations"]], [as_marked(doc, q) for q in found], article.text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="JSON lines, gzipped")
    print(table(list(articles(parser.parse_args().corpus))))


if __name__ == "__main__":
    main()
