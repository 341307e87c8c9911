"""Entity corpora → spaCy documents with PER, ORG, LOC and MISC.

PRODUCT, MATERIAL and MEASURE come from our own sentences only.

The corpora disagree: GermEval marks "chinesisch" and "US-Regierung" with labels of their own (-deriv, -part; nothing
here), the others mark part of them or none. Where a corpus says nothing we can trust, the token is left open
("missing" in spaCy's words).
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg.language.domain import Domain
from kg.language.forms import Forms
from training.news_sentences import NewsSentence

LABELS = ("LOC", "MISC", "ORG", "PER")
HELD_OUT = 1_000
DEV = 300
GERMEVAL = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "OTH": "MISC"}
UNER = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
SMARTDATA = {
    "organization-company": "ORG",
    "organization": "ORG",
    "person": "PER",
    "location": "LOC",
    "location-city": "LOC",
}
# Person (PER), judge (RR), lawyer (AN) are mostly initials in the decisions; laws (GS, VO …) are no entities of ours.
LEGAL = {"LD": "LOC", "ST": "LOC", "LDS": "LOC", "ORG": "ORG", "UN": "ORG", "INN": "ORG", "GRT": "ORG", "MRK": "MISC"}
OPEN = "?"  # the label of what is left open
LEGAL_SENTENCES = 1_500
TITLES = frozenset({"Dr.", "Prof.", "Herr", "Frau", "Fa."})
ENDS = frozenset('.!?“"')
CLOSED = frozenset(".,;:!?)]}%…") | {"...", "“", "‘"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and their labels in IOB: "B-PER", "I-PER", "O"; "B-?" is left open. `blanks`: a blank follows the word."""

    words: tuple[str, ...]
    labels: tuple[str, ...]
    blanks: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Entities:
    """What to fit on (each corpus by name) and what to measure on (GermEval)."""

    train: dict[str, list[Sentence]]
    dev: list[Sentence]
    test: list[Sentence]


def iob_column(lines: Iterator[str], word: int, column: int, table: dict[str, str], other: str) -> Iterator[Sentence]:
    """The sentences of a file in columns; labels not in `table` become `other` ("O" or "B-?")."""
    words: list[str] = []
    labels: list[str] = []
    for line in lines:
        cells = line.split()
        if not cells and words:
            yield Sentence(tuple(words), _repair(labels))
            words, labels = [], []
        # Remarks begin with "#" where the first column is a number.
        if len(cells) <= column or (word and line.startswith("#")):
            continue
        words.append(cells[word])
        raw = cells[column]
        known = table.get(raw[2:]) if raw != "O" else None
        labels.append(raw[:2] + known if known else "O" if raw == "O" else other)
    if words:
        yield Sentence(tuple(words), _repair(labels))


def _repair(labels: list[str]) -> tuple[str, ...]:
    """An I- that continues nothing begins."""
    found: list[str] = []
    for label in labels:
        if label.startswith("I-") and (not found or found[-1][2:] != label[2:]):
            label = "B-" + label[2:]
        found.append(label)
    return tuple(found)


def germeval(path: Path) -> list[Sentence]:
    """GermEval's outer layer."""
    with path.open(encoding="utf-8") as file:
        return list(iob_column(iter(file), 1, 2, GERMEVAL, "O"))


def uner(path: Path, forms: Forms) -> list[Sentence]:
    """Universal NER on PUD: no MISC there, nothing said of compounds and of adjectives from names."""
    with path.open(encoding="utf-8") as file:
        return [leave_open(s, forms) for s in iob_column(iter(file), 1, 2, UNER, "O")]


def legal(folder: Path) -> list[Sentence]:
    """Sentences of court decisions that name an organisation or a place and no anonymous person, seeded sample."""
    found = []
    for path in sorted(folder.glob("legal-*.conll.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for sentence in iob_column(iter(file), 0, 1, LEGAL, "B-" + OPEN):
                named = {label[2:] for label in sentence.labels}
                if len(sentence.words) < 60 and named & {"ORG", "LOC"} and OPEN not in named:
                    found.append(sentence)
    random.Random(4).shuffle(found)
    return found[:LEGAL_SENTENCES]


def leave_open(sentence: Sentence, forms: Forms) -> Sentence:
    """Opens unmarked tokens that GermEval would call -part or -deriv: "US-Konzern", "chinesischen", "Berliner"."""
    labels = list(sentence.labels)
    for i, word in enumerate(sentence.words):
        if labels[i] == "O" and word[:1].isupper() and "-" in word[1:-1]:
            labels[i] = "B-" + OPEN
        elif labels[i][2:] == "LOC" and word.endswith("er") and not forms.name_kinds(word):
            labels[i] = "B-" + OPEN
    return Sentence(sentence.words, _repair(labels), sentence.blanks)


def open_domain(sentence: Sentence, domain: Domain, forms: Forms) -> Sentence:
    """Opens unmarked words that are products, materials or measures of ours: the corpora call them nothing."""
    labels = list(sentence.labels)
    for i, word in enumerate(sentence.words):
        if labels[i] == "O" and word[:1].isupper() and domain.label(word, forms.lemma(word, "NOUN") or word, True):
            labels[i] = "B-" + OPEN
    return Sentence(sentence.words, tuple(labels), sentence.blanks)


def of_trees(sentences: Iterable[NewsSentence]) -> list[Sentence]:
    """The entities of our own sentences, hand-made or generated."""
    return [Sentence(tuple(w.form for w in s.tree), s.labels, tuple(w.space for w in s.tree)) for s in sentences]


def smartdata(path: Path, nlp: Language, forms: Forms, names: frozenset[str]) -> list[Sentence]:
    """News of the SmartData corpus, a sentence for each of its lines; traffic notices and tweets are left out.

    `names`: words that another corpus marks as an entity, so not common nouns.
    """
    found = []
    for document in _json_documents(path):
        text, mentions = _text_and_mentions(document)
        kinds = {kind for _, _, kind in mentions}
        if kinds & {"location-stop", "location-route"} or re.search(r"[#@]\w", text) or len(text) > 6_000:
            continue
        at = 0
        for line in text.split("\n"):
            inside = [(s - at, e - at, k) for s, e, k in mentions if at <= s and e <= at + len(line)]
            if len(line) > 40 and (line.rstrip()[-1:] in ENDS or len(inside) > 1):
                found.append(leave_open(_line(nlp, forms, line, inside, names), forms))
            at += len(line) + 1
    return found


def _line(
    nlp: Language, forms: Forms, line: str, mentions: list[tuple[int, int, str]], names: frozenset[str]
) -> Sentence:
    doc = nlp.make_doc(re.sub(r"[ \t\xa0]", " ", line))
    labels = ["O"] * len(doc)
    spans = []
    for start, end, kind in mentions:
        label = SMARTDATA.get(kind)
        span = doc.char_span(start, end, label=label or OPEN, alignment_mode="expand")
        if not label or span is None:
            continue
        exact = span.start_char == start and span.end_char == end
        while len(span) > 1 and span[0].text in TITLES:
            span = Span(doc, span.start + 1, span.end, label=label)
        # The corpus calls "Gruppe" or "Bahn" an organisation too; a word of the lexicon alone may be no name.
        common = len(span) == 1 and not span.text.isupper() and not forms.name_kinds(span.text)
        common = common and span.text not in names
        common = common and any(r.cls in ("SUB", "ADJ") for r in forms.readings(span.text))
        sure = exact and not common and not span.text[0].islower()
        spans.append(span if sure else Span(doc, span.start, span.end, label=OPEN))
    for span in filter_spans(spans):
        labels[span.start] = f"B-{span.label_}"
        for i in range(span.start + 1, span.end):
            labels[i] = f"I-{span.label_}"
    return Sentence(tuple(t.text for t in doc), tuple(labels), tuple(bool(t.whitespace_) for t in doc))


def _json_documents(path: Path) -> Iterator[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        text = file.read()
    decoder, at = json.JSONDecoder(), 0
    while True:
        while at < len(text) and text[at] in " \r\n\t,[]":
            at += 1
        if at >= len(text):
            return
        document, at = decoder.raw_decode(text, at)
        yield document


def _plain(value: object) -> object:
    """Avro's JSON wraps values as {"string": value}."""
    return next(iter(value.values())) if isinstance(value, dict) and len(value) == 1 else value


def _text_and_mentions(document: dict[str, object]) -> tuple[str, list[tuple[int, int, str]]]:
    mentions = _plain(document.get("conceptMentions")) or []
    spans = [(m["span"]["start"], m["span"]["end"], m["type"]) for m in mentions]  # type: ignore[attr-defined]
    return str(_plain(document["text"])), spans


def blanks(words: tuple[str, ...]) -> tuple[bool, ...]:
    """Where a blank follows a word, for corpora that do not say."""
    found = [True] * len(words)
    quoted = False
    for i, word in enumerate(words):
        closes = word in CLOSED or (word == '"' and quoted)
        if closes and i:
            found[i - 1] = False
        if word in ("(", "[", "„", "‚") or (word == '"' and not quoted):
            found[i] = False
        quoted ^= word == '"'
    return tuple(found)


def to_doc(nlp: Language, sentences: list[Sentence], breaks: bool = False) -> Doc:
    """One document of several sentences, with blank lines between them where `breaks`."""
    words: list[str] = []
    labels: list[str] = []
    spaces: list[bool] = []
    for sentence in sentences:
        if words:
            spaces[-1] = not breaks
            if breaks:
                words, labels, spaces = [*words, "\n\n"], [*labels, "O"], [*spaces, False]
        words.extend(sentence.words)
        labels.extend(sentence.labels)
        spaces.extend(sentence.blanks or blanks(sentence.words))
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    entities, missing = [], []
    start = 0
    while start < len(labels):
        end = start + 1
        if labels[start] != "O":
            while end < len(labels) and labels[end] == "I-" + labels[start][2:]:
                end += 1
            label = labels[start][2:]
            (missing if label == OPEN else entities).append(Span(doc, start, end, label=label))
        start = end
    doc.set_ents(entities, missing=missing, default="outside")
    return doc


def load_entities(folder: Path, nlp: Language, forms: Forms) -> Entities:
    """All entity corpora under `folder`/ner; held out: 1,000 sentences of GermEval's test and 300 of its dev part."""
    ner = folder / "ner"
    dev, test = germeval(ner / "germeval-dev.tsv"), germeval(ner / "germeval-test.tsv")
    order = list(range(len(test)))
    random.Random(7).shuffle(order)
    dev_order = list(range(len(dev)))
    random.Random(3).shuffle(dev_order)
    marked = [test[i] for i in order[HELD_OUT:]] + [dev[i] for i in dev_order[DEV:]]
    names = frozenset(
        word
        for s in marked
        for word, label in zip(s.words, s.labels, strict=True)
        if label != "O" and word[:1].isupper()
    )
    train = {
        "germeval": marked,
        "uner": uner(ner / "uner-pud.iob2", forms),
        "smartdata": [s for path in sorted(ner.glob("smartdata-v1_*")) for s in smartdata(path, nlp, forms, names)],
        "legal": legal(ner),
    }
    domain = Domain.load()
    train = {name: [open_domain(s, domain, forms) for s in sentences] for name, sentences in train.items()}
    return Entities(train, [dev[i] for i in dev_order[:DEV]], [test[i] for i in order[:HELD_OUT]])
