"""German sentences as Docs without a trained model, written down with their STTS tags, and phrases written back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy import blank
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.language.phrases import Name, Phrase
from kg.linking.table import EntityTable
from kg.model import Article, Mention

POS = {"NN": "NOUN", "NE": "PROPN", "ART": "DET", "APPR": "ADP", "APPRART": "ADP", "ADJA": "ADJ", "ADJD": "ADV"}
POS |= {"ADV": "ADV", "CARD": "NUM", "KON": "CCONJ", "KOUS": "SCONJ", "KOUI": "SCONJ", "PTKVZ": "ADP", "PPER": "PRON"}
LINKS = {"genitive_of": "gen", "attribute_of": "attr", "conjunct_of": "and", "apposition_of": "app", "inner_of": "in"}


@cache
def vocabulary() -> Vocab:
    """Words know their small letters and whether they are marks or numbers, as in the pipeline that ships."""
    return blank("de").vocab


def tagged(notation: str, labels: str = "") -> tuple[Doc, list[Name]]:
    """A Doc from "Die/ART [MP/NE Materials/NE] hob/VVFIN …" and the names in it.

    Brackets hold a name, "]s" ends one in the genitive; what follows a second slash is morphology. labels: "Mine=nsubj"
    for words that have a label of the parser; their head is the first verb.
    """
    words, tags, morphs, names = [], [], [], []
    first = 0
    for part in notation.split():
        if part.startswith("["):
            part, first = part[1:], len(words)
        if part.endswith(("]", "]s")):
            names.append((first, len(words) + 1, part.endswith("s")))
            part = part.rpartition("]")[0]
        word, tag, morph = (part + "/").split("/")[:3] if part != "//$(" else ("/", "$(", "")
        words.append(word)
        tags.append(tag)
        morphs.append(morph)
    spaces = [not following.startswith("$") for following in [*tags[1:], "$"]]
    pos = ["VERB" if t.startswith("VV") else "AUX" if t[:2] in ("VA", "VM") else POS.get(t, "X") for t in tags]
    found = dict(pair.split("=") for pair in labels.split())
    root = next((i for i, tag in enumerate(tags) if tag.startswith("V")), 0)
    deps = ["ROOT" if i == root else found.get(word, "dep") for i, word in enumerate(words)]
    doc = Doc(
        vocabulary(),
        words=words,
        spaces=spaces,
        tags=tags,
        pos=pos,
        morphs=morphs,
        heads=[root] * len(words),
        deps=deps,
    )
    return doc, names


def text(doc: Doc, tokens: Sequence[int]) -> str:
    """The words of token indices, without the marks between them."""
    return " ".join(doc[i].text for i in tokens if not doc[i].is_punct)


def written(doc: Doc, found: Sequence[Phrase]) -> list[str]:
    """Phrases as "für Gallium <attr Kontrollen": preposition, words, links to the heads of other phrases."""
    return [_written(doc, phrase, found) for phrase in found]


def _written(doc: Doc, phrase: Phrase, found: Sequence[Phrase]) -> str:
    parts = [phrase.prep] if phrase.prep else []
    parts.append(doc[phrase.start : phrase.end].text)
    for mark, span in (("(poss {})", phrase.possessor), ("(name {})", phrase.name), ("(inner {})", phrase.inner)):
        if span is not None:
            parts.append(mark.format(doc[span[0] : span[1]].text))
    for field, mark in LINKS.items():
        link = getattr(phrase, field)
        if link is not None:
            parts.append(f"<{mark} {doc[found[link].head].text}")
    return " ".join(parts)


def mentions(doc: Doc, names: Sequence[Name], table: EntityTable) -> tuple[Mention, ...]:
    """The names of a Doc as mentions of what the entity table knows under them."""
    out = []
    for first, last, _ in names:
        span = doc[first:last]
        hits = table.lookup(span.text)
        assert hits, f"{span.text} is not in the entity table"
        out.append(Mention(span.start_char, span.end_char, span.text, first, last, hits[0].entity))
    return tuple(out)


def article(doc: Doc, issued: str | None = None) -> Article:
    """The Doc's text as an article that is all prose."""
    return Article("test.txt", doc.text, issued=issued, prose=((0, len(doc.text)),))
