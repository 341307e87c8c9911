"""Stretches of an article in NIF: the sentences that are evidence and, where wanted, the names that stand for entities.

A stretch has one IRI, so a name that is a whole sentence, or that stands for several entities ("diese Metalle"), is
one node with all that holds of it. Offsets are code points, half-open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kg.graph import terms
from kg.graph.iris import entity_iri
from kg.graph.terms import term
from kg.model import Article, Evidence, How, Mention, Span

Pair = tuple[NamedNode, NamedNode | Literal]

_SURE = {
    How.NAME: Decimal("0.95"),
    How.ADJECTIVE: Decimal("0.95"),
    How.PART: Decimal("0.9"),
    How.METONYM: Decimal("0.85"),
    How.ROLE: Decimal("0.95"),
    How.COREFERENCE: Decimal("0.95"),
}
_REFERENCES = (How.COREFERENCE, How.ROLE)
_HOP = Decimal("0.85")
_UNKNOWN = Decimal("0.8")


def mention_confidence(mention: Mention) -> Decimal:
    """How sure it is that a mention stands for its entity, 0 to 1.

    A name of a known entity gives most. A name that only the text knows, a compound and a capital that acts for its
    state give less, and each reference between the mention and a name takes a part away; "er" and "der US-Präsident"
    are one at least. An order, not measured rates.
    """
    hops = max(mention.hops, mention.how in _REFERENCES)
    known = Decimal(1) if mention.entity.known else _UNKNOWN
    return (_SURE[mention.how] * known * _HOP**hops).quantize(Decimal("0.01"))


def evidence(found: Evidence, article: Article, context: NamedNode) -> Iterator[Pair]:
    """What is said of a piece of evidence. Raises ValueError where it lies outside the text."""
    yield term("rdf:type"), term("kg:Evidence")
    yield from _stretch(found.start, found.end, article, context, "evidence")
    yield term("kg:rule"), terms.plain(found.rule)


def phrases(
    mentions: Iterable[Mention], classes: Mapping[str, str], article: Article, context: NamedNode, base: str
) -> Iterator[tuple[Span, list[Pair]]]:
    """Each stretch that stands for an entity, with what is said of it, in order of the text.

    classes: the class of each entity by its id. Where a stretch stands for several entities, the lowest confidence
    counts. Raises ValueError for a mention outside the text.
    """
    spans: defaultdict[Span, list[Mention]] = defaultdict(list)
    for mention in mentions:
        spans[mention.start, mention.end].append(mention)
    for (start, end), here in sorted(spans.items()):
        ids = sorted({mention.entity.id for mention in here})
        yield (
            (start, end),
            [
                (term("rdf:type"), term("nif:Phrase")),
                *_stretch(start, end, article, context, "a mention"),
                *((term("itsrdf:taIdentRef"), NamedNode(entity_iri(entity_id, base))) for entity_id in ids),
                *((term("itsrdf:taClassRef"), term(f"kg:{cls}")) for cls in sorted({classes[i] for i in ids})),
                (term("itsrdf:taConfidence"), terms.double(min(map(mention_confidence, here)))),
            ],
        )


def _stretch(start: int, end: int, article: Article, context: NamedNode, what: str) -> Iterator[Pair]:
    if not 0 <= start < end <= len(article.text):
        raise ValueError(f"{article.source}: {what} {start}–{end} lies outside the text")
    yield term("rdf:type"), term("nif:RFC5147String")
    yield term("nif:referenceContext"), context
    yield term("nif:beginIndex"), terms.integer(start)
    yield term("nif:endIndex"), terms.integer(end)
    yield term("nif:anchorOf"), terms.words(article.text[start:end], article.language)
