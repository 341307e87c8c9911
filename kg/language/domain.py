"""The words of our field that no news corpus marks: products, materials and measures, by the table `de/domain.tsv`.

Materials and measures are common nouns, so the list and the compound's head say more than any network; a model's name
("H200", "MI308") is told by its shape. A name that the network found around such a word stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.lexicon import Column, Fault, Row, read_table

TABLE = Path(__file__).parent / "de" / "domain.tsv"
LABELS = ("MATERIAL", "MEASURE", "PRODUCT")
COLUMNS = (
    Column("how", required=True, choices=("word", "words", "ending", "pattern", "last", "before")),
    Column("form", required=True),
    Column("label", required=True, choices=LABELS),
    Column("example", required=True),
)
LINKS = frozenset({"of", "and", "for", "the", "in", "on", "&"})
LONGEST = 8  # words in the name of a law
NOMINAL = frozenset({"NOUN", "PROPN", "X", "NUM"})


@dataclass(frozen=True, slots=True)
class Domain:
    """The table, ready to look words up in; read once, never changed."""

    words: dict[str, str]
    phrases: dict[tuple[str, ...], str]
    endings: dict[str, str]
    patterns: tuple[tuple[re.Pattern[str], str], ...]
    last: tuple[tuple[re.Pattern[str], str], ...]
    before: dict[str, str]

    @classmethod
    def load(cls, path: Path = TABLE) -> Domain:
        """The table at `path`. Raises TableError with all its faults."""
        rows = read_table(path, COLUMNS, sorted_by=("how", "form"), check=_bad_patterns)
        of = {how: [(r["form"], r["label"]) for r in rows if r["how"] == how] for how in COLUMNS[0].choices or ()}
        return cls(
            words=dict(of["word"]),
            phrases={tuple(form.split()): label for form, label in of["words"]},
            endings=dict(of["ending"]),
            patterns=tuple((re.compile(form), label) for form, label in of["pattern"]),
            last=tuple((re.compile(form), label) for form, label in of["last"]),
            before=dict(of["before"]),
        )

    def label(self, text: str, lemma: str, nominal: bool) -> str | None:
        """What one word is by itself, or None; `nominal`: it is a noun or name."""
        if not text[:1].isalnum() or text[:1].islower():
            return None
        for pattern, label in self.patterns:
            if pattern.fullmatch(text) or pattern.fullmatch(lemma):
                return label
        if not nominal:
            return None
        found = self.words.get(lemma) or self.words.get(text)
        if found:
            return found
        low = lemma.lower()
        fits = (label for ending, label in self.endings.items() if low.endswith(ending) and len(low) > len(ending) + 1)
        return next(fits, None)


def mark_domain(doc: Doc, domain: Domain) -> Doc:
    """Adds the table's words to `doc.ents`; needs tags and lemmas.

    A name of the network that is longer stands, and so does one of a person or place; of a body unless the table has
    the very word.
    """
    holder = {i: e for e in doc.ents for i in range(e.start, e.end)}
    for start, end, label in [*_behind(doc, domain), *_acts(doc, domain), *_phrases(doc, domain), *_words(doc, domain)]:
        over = {holder[i].start: holder[i] for i in range(start, end) if i in holder}.values()
        sure = end - start > 1 or doc[start].text in domain.words
        if any(e.end - e.start > end - start or e.label_ in ("PER", "LOC") for e in over):
            continue
        if not sure and any(e.label_ == "ORG" for e in over):
            continue
        new = Span(doc, start, end, label=label)
        for e in over:
            for i in range(e.start, e.end):
                del holder[i]
        holder.update(dict.fromkeys(range(start, end), new))
    doc.ents = [e for i, e in sorted(holder.items()) if i == e.start]
    return doc


def _words(doc: Doc, domain: Domain) -> Iterator[tuple[int, int, str]]:
    known: dict[tuple[str, str, bool], str | None] = {}
    for token in doc:
        key = (token.text, token.lemma_, token.pos_ in NOMINAL)
        if key not in known:
            known[key] = domain.label(*key)
        label = known[key]
        if label:
            yield token.i, token.i + 1, label


def _behind(doc: Doc, domain: Domain) -> Iterator[tuple[int, int, str]]:
    """ "der Prozessor [Fjord X1]", "das Sprachmodell [Qwen 3]": the name behind a noun for a product."""
    for token in doc[:-1]:
        low = token.lemma_.lower()
        label = next((found for noun, found in domain.before.items() if low.endswith(noun)), None)
        if label is None or token.tag_ != "NN" or "Plur" in token.morph.get("Number"):
            continue
        end = token.i + 1
        while end < len(doc) and end - token.i <= 4 and _of_a_name(doc[end], end == token.i + 1):
            end += 1
        if end > token.i + 1 and "Gen" not in doc[end - 1].morph.get("Case"):
            yield token.i + 1, end, label


def _of_a_name(token: Token, first: bool) -> bool:
    if token.tag_ in ("NE", "FM", "XY"):
        return token.text[:1].isupper() or any(c.isdigit() for c in token.text)
    return not first and token.tag_ == "CARD" and len(token.text) <= 5


def _phrases(doc: Doc, domain: Domain) -> Iterator[tuple[int, int, str]]:
    """ "seltene Erden": lemmas in a row."""
    sizes = sorted({len(phrase) for phrase in domain.phrases}, reverse=True)
    first = {phrase[0] for phrase in domain.phrases}
    for i, token in enumerate(doc):
        for size in sizes if token.lemma_.lower() in first else ():
            row = tuple(t.lemma_ if t.pos_ in ("NOUN", "PROPN") else t.lemma_.lower() for t in doc[i : i + size])
            if len(row) == size and row in domain.phrases:
                yield i, i + size, domain.phrases[row]
                break


def _acts(doc: Doc, domain: Domain) -> Iterator[tuple[int, int, str]]:
    """ "Inflation Reduction Act": words in capitals up to one that names a law."""
    for token in doc:
        for pattern, label in domain.last:
            if not pattern.fullmatch(token.text):
                continue
            start = token.i
            while start > max(0, token.i - LONGEST) and _of_a_title(doc[start - 1]):
                start -= 1
            while start < token.i and doc[start].text in LINKS:
                start += 1
            if start < token.i:
                yield start, token.i + 1, label


def _of_a_title(token: Token) -> bool:
    if token.text in LINKS:
        return True
    return token.text[:1].isupper() and token.tag_ not in ("ART", "APPR", "APPRART", "PDAT", "PPOSAT", "KON", "KOUS")


def _bad_patterns(rows: list[Row]) -> Iterator[Fault]:
    for row in rows:
        if row["how"] in ("pattern", "last"):
            try:
                re.compile(row["form"])
            except re.error as error:
                yield row.line, f"{row['form']} is no regular expression ({error})"


@Language.factory("kg_domain", assigns=["doc.ents"], requires=["token.lemma", "token.pos", "doc.ents"])
def make_domain(nlp: Language, name: str) -> Marker:
    """spaCy's factory for the words of our field."""
    return Marker(Domain.load())


class Marker:
    """Marks the words of our field; `domain` is their table."""

    def __init__(self, domain: Domain):
        self.domain = domain

    def __call__(self, doc: Doc) -> Doc:
        return mark_domain(doc, self.domain)
