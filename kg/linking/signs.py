"""What class a name has, by all that stands around all its places in the article: signs with weights, one sum.

A cue ("der Konzern X") outweighs a verb, a verb the recognizer's label. Where a name first stands is
all one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.linking.cues import Cues, Sign
from kg.linking.finders import named_person, noun_cue, opened_by
from kg.linking.ids import BODIES, PLACES
from kg.linking.inflect import without_genitive
from kg.linking.words import Words

if TYPE_CHECKING:
    from spacy.tokens import Token

CUE, ENDING, FIRST_NAME, APPOSITION, PARTNER, LABEL, HINT = 9, 7, 6, 8, 3, 2, 1
# Among equals the first: what most names of the news are.
ORDER = (
    "Person Company GovernmentBody MediaOutlet Organization Alliance City Region Place Country Facility "
    "Chip Product Measure Material Event"
).split()
FAMILIES = (frozenset({"Person"}), BODIES, PLACES, frozenset({"Product", "Chip"}))
GENERAL = frozenset({"Organization", "Place", "Product"})
FAR_MORE = 4
LABELS = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "PRODUCT": "Product"}
BETWEEN = frozenset("und oder sowie bzw. , &".split())
COORDINATORS = frozenset("und oder sowie bzw. &".split())
OWNING = {"an": "an", "aus": "aus", "bei": "von", "von": "von"}  # preposition → place of the table
NEAR = 8  # tokens
ARTICLES = frozenset("der die das des dem den vom beim zum zur im".split())
ONE = frozenset("ein eine einem einen einer eines der die das dem den des".split())
FINITE = frozenset("VVFIN VAFIN VMFIN".split())
TO = frozenset("in nach".split())


def settled(votes: Mapping[str, int]) -> str | None:
    """The class with the most votes: first the family (person, body, place, product …), then the class within it.

    None where two families stand equal. A class that says more beats the general one of its family, unless that is
    told far more.
    """
    families = [*FAMILIES, *({cls} for cls in ORDER if not any(cls in family for family in FAMILIES))]
    sums = [(sum(votes.get(cls, 0) for cls in family), family) for family in families]
    best = max(weight for weight, _ in sums)
    first = [family for weight, family in sums if weight == best]
    if best == 0 or len(first) > 1:
        return None
    told = [cls for cls in ORDER if cls in first[0] and votes.get(cls, 0)]
    general = max((votes[cls] for cls in told if cls in GENERAL), default=0)
    exact = [cls for cls in told if cls not in GENERAL and votes[cls] * FAR_MORE >= general] or told
    return max(exact, key=lambda cls: (votes[cls], -ORDER.index(cls)))


def votes(words: Words, cues: Cues, first: int, last: int, classes: Sequence[str | None]) -> Counter[str]:
    """The signs around the name of the tokens first..last, half-open. classes: of the names that stand elsewhere."""
    found: Counter[str] = Counter()
    for sign in _signs(words, cues, first, last, classes):
        found[sign.cls] += sign.weight
    return found


# -- inside -------------------------------------------------------------------------------------------------------


def _signs(words: Words, cues: Cues, first: int, last: int, classes: Sequence[str | None]) -> Iterator[Sign]:
    opening = opened_by(words, cues, first, last)
    ending = opening or (cues.last(words.word(last - 1)) if last - first > 1 else None)
    if ending is not None:
        yield Sign(ending.cls, ENDING)
    if last - first == 1 and words.word(first) in cues.parts.parties:
        yield Sign("Organization", CUE)
    if last - first > 1 and {words.word(first), words.word(last - 1)} & cues.parts.clubs:
        yield Sign("Organization", CUE)
    yield from _before(words, cues, first, last)
    yield from _apposition(words, cues, last)
    yield from _owned(words, cues, first, last)
    yield from _verb(words, cues, first, last)
    yield from _list(words, first, last, classes)
    label = LABELS.get(words.doc[first].ent_type_)
    if label is not None:
        yield Sign(label, LABEL if label != "Person" or last - first > 1 else HINT)
    if last - first > 1 and words.given(first):
        yield Sign("Person", FIRST_NAME)
    if words.word(first - 1).lower() in ARTICLES and words.joined(first - 1):
        yield Sign("Organization", HINT)


def _before(words: Words, cues: Cues, first: int, last: int) -> Iterator[Sign]:
    k = first - 1
    if k < 0 or not words.joined(k):
        return
    if words.word(k) in ("„", "»", '"'):
        k -= 1
    if words.is_common_noun(k):
        cue = noun_cue(words, cues, k)
        if cue is not None and not (cue.cls == "Person" and _possessed(words, last)):
            yield Sign("Person" if named_person(words, cues, k, first, last) else cue.cls, CUE)
    low = words.word(first - 1).lower()
    if low in TO and not _possessed(words, last):
        yield Sign("City", PARTNER)
    if words.word(first - 1) in ("Laut", "laut") and words.doc[first].ent_type_ != "PER":
        yield Sign("MediaOutlet", HINT)


def _possessed(words: Words, last: int) -> bool:
    """Whether what follows belongs to the name: "Torviks Werk"."""
    genitive = without_genitive(words.text[last - 1]) is not None
    return genitive and words.joined(last - 1) and words.is_common_noun(last)


def _apposition(words: Words, cues: Cues, last: int) -> Iterator[Sign]:
    """ "X, ein australischer Förderer", "X, Chef des Verbands", "X (Chef)"."""
    if words.word(last) != ",":
        return
    k = last + 1
    if words.word(k) in ONE:
        k += 1
    while words.word(k)[:1].islower() and words.doc[k].tag_ in ("ADJA", "ADV", "VVPP") and k < last + 5:
        k += 1
    if words.word(k)[:1].isupper() and words.is_common_noun(k) and k > last:
        cue = noun_cue(words, cues, k) or cues.refers(words.lemma(k))
        # "…, Chef der Firma" is said of whoever stands before; "…, der Konzern wächst" is another clause.
        if cue is not None and cue.cls != "-" and not _begins_clause(words, k):
            yield Sign(cue.cls, APPOSITION)


def _begins_clause(words: Words, k: int) -> bool:
    return k + 1 < len(words) and words.doc[k + 1].tag_ in FINITE


def _owned(words: Words, cues: Cues, first: int, last: int) -> Iterator[Sign]:
    if _possessed(words, last):
        yield from cues.signs("of", words.lemma(last))
    before = words.word(first - 1)
    if first >= 2 and before in ("von", "bei", "des", "der"):
        yield from cues.signs("of", words.lemma(first - 2))
    if first >= 2 and before in OWNING:
        yield from cues.signs(OWNING[before], words.lemma(first - 2))


def _verb(words: Words, cues: Cues, first: int, last: int) -> Iterator[Sign]:
    """What the verb tells whose subject the name is, by the parse, or that stands right beside it."""
    if any(words.doc[k].dep_ in ("nsubj", "nsubj:pass") for k in range(first, last)):
        root = next(words.doc[k] for k in range(first, last) if words.doc[k].dep_ in ("nsubj", "nsubj:pass"))
        if not root.dep_.endswith("pass"):
            yield from cues.signs("subject", _verb_lemma(root.head))
            for other in root.head.children:
                if other.dep_ == "obj":
                    yield from cues.signs("object", words.lemma(other.i))


def _verb_lemma(verb: Token) -> str:
    """The verb's lemma, with its separated particle where it has one: "brach … ein" → einbrechen."""
    particle = next((t.lemma_ for t in verb.children if t.tag_ == "PTKVZ"), "")
    return f"{particle}{verb.lemma_}"


def _list(words: Words, first: int, last: int, classes: Sequence[str | None]) -> Iterator[Sign]:
    """The class of the names that stand in one list with it: "Vestas, Nordex und Siemens Energy"."""
    seen: set[str] = set()
    around = range(max(0, first - NEAR), min(len(words), last + NEAR))
    if not any(words.word(k) in COORDINATORS and words.same_sentence(k, first) for k in around):
        return  # a comma alone may part apposition or clause
    k = first
    while words.word(k - 1) in BETWEEN and k >= 2 and k > first - NEAR and words.capital(k - 2):
        k -= 2
        seen |= {classes[k] or ""}
        while k > 0 and words.joined(k - 1) and words.capital(k - 1) and words.word(k) not in BETWEEN:
            k -= 1
    k = last
    while words.word(k) in BETWEEN and k + 1 < len(words) and k < last + NEAR and words.capital(k + 1):
        k += 1
        seen |= {classes[k] or ""}
        while words.capital(k) and k + 1 < len(words):
            k += 1
    if words.word(last) in BETWEEN:
        seen |= {_described_class(words, last + 1)}
    for cls in sorted(seen - {""}):
        yield Sign(cls, PARTNER)


def _described_class(words: Words, k: int) -> str:
    """What stands in a list without a name: "mit Torvik und einem schwedischen Anbieter"."""
    if words.word(k) not in ONE:
        return ""
    k += 1
    while words.doc[k].tag_ == "ADJA" and k + 1 < len(words):
        k += 1
    cue = noun_cue(words, words.cues, k) if words.word(k)[:1].isupper() and words.is_common_noun(k) else None
    return cue.cls if cue is not None and cue.cls != "-" else ""
