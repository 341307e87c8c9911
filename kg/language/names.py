"""One article, one label for a name: what the network says sentence by sentence is settled over the whole text.

"Huang" is a person wherever "Jensen Huang" is one; "Peking" is a place for the lexicon; other names get the label
they have most often in the article.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from spacy.tokens import Doc, Span

from kg.language.forms import Forms

PLACES = frozenset({"STD", "COU", "GEB", "GEO", "WAT", "MOU"})
PERSONS = frozenset({"VOR", "NAC"})
ORDER = ("ORG", "PER", "LOC", "PRODUCT", "MATERIAL", "MEASURE", "MISC")  # where votes are equal
SURNAME_VOTES = 3


def settle_names(doc: Doc, forms: Forms) -> Doc:
    """Trims, relabels and completes `doc.ents`; nothing else of the document changes."""
    spans = [_trimmed(doc, span, forms) for span in doc.ents if span.label_ in ORDER]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for span in spans:
        votes[_key(span.text, votes)][_by_lexicon(span, forms)] += 1
    alone = {span.text for span in spans if len(span) == 1 and span.label_ == "PER"}
    for span in spans:
        # In "Trump Nvidia" the first is no first name: it stands alone elsewhere.
        surname_first = span[0].text in alone and "NAC" in forms.name_kinds(span[0].text)
        if span.label_ == "PER" and len(span) > 1 and not surname_first:
            votes[_key(span[-1].text, votes)]["PER"] += SURNAME_VOTES
    settled = {
        key: max(ORDER, key=lambda label: (count[label], -ORDER.index(label))) for key, count in sorted(votes.items())
    }
    found = [Span(doc, s.start, s.end, label=settled[_key(s.text, settled)]) for s in spans]
    taken = {i for span in found for i in range(span.start, span.end)}
    for token in doc:
        key = _key(token.text, settled)
        if token.i in taken or key not in settled or not token.text[:1].isupper():
            continue
        # Unmarked elsewhere: only words that are nothing but a name, and marked twice or as a surname.
        common = any(r.cls != "EIG" for r in forms.readings(token.text))
        if not common and sum(votes[key].values()) > 1:
            found.append(Span(doc, token.i, token.i + 1, label=settled[key]))
    doc.ents = sorted(found, key=lambda span: span.start)
    return doc


def _key(text: str, known: dict[str, object] | defaultdict[str, Counter[str]]) -> str:
    """The name without the genitive's -s where the name without it is known ("Huangs" → "Huang")."""
    base = text.removesuffix("s").rstrip("’'")
    return base if base != text and base in known else text


def _trimmed(doc: Doc, span: Span, forms: Forms) -> Span:
    """The span up to a line break, less a compound in front ("Trump-Vertrauter Steve Bannon", "US-Autobauer Tesla")."""
    start = span.start
    end = next((token.i for token in span if token.is_space and "\n" in token.text and token.i > start), span.end)
    while span.label_ in ("PER", "ORG") and start < end - 1 and _is_compound(doc[start].text, forms):
        start += 1
    return Span(doc, start, end, label=span.label_)


def _is_compound(word: str, forms: Forms) -> bool:
    tail = word.rpartition("-")[2]
    return tail != word and bool(forms.readings(tail)) and not forms.name_kinds(tail)


def _by_lexicon(span: Span, forms: Forms) -> str:
    kinds = forms.name_kinds(span.text) if len(span) == 1 else frozenset()
    if kinds and kinds <= PLACES:
        return "LOC"
    if kinds and kinds <= PERSONS and span.label_ in ("LOC", "MISC"):
        return "PER"
    return span.label_
