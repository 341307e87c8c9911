"""Names by weaker signs: what the recognizer marks, what stands in a list with firms, "die russische Rosatom".

Every word of such a name must be foreign: no German word, no compound, no German noun or ending at its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.linking.cues import Cues
from kg.linking.finders import AT_PLACE, DETERMINERS, ENGLISH, PARTICLES, Name, name_at
from kg.linking.signs import votes
from kg.linking.table import EntityTable
from kg.linking.words import Words

LABELS = {"PER": "Person", "ORG": "Organization", "LOC": "Place", "PRODUCT": "Product"}
PLAIN = 3  # what must speak for a firm that nothing else marks
BETWEEN = frozenset("und oder sowie bzw. ,".split())


def recognised(words: Words, cues: Cues, taken: Sequence[bool], firms: Sequence[bool]) -> Iterator[Name]:
    """What the pipeline's entity recognizer marks.

    taken: tokens that are settled. firms: tokens of firms' names.
    """
    for span in words.doc.ents:
        first, last = span.start, span.end
        while last > first and not words.capital(last - 1) and not words.text[last - 1].isdigit():
            last -= 1
        if last == first or any(taken[first:last]) or not words.inside[first] or not words.inside[last - 1]:
            continue
        if any(not words.joined(i) for i in range(first, last - 1)):
            continue
        if not _of_one_name(words, first, last, span.label_):
            continue
        if words.word(first - 1) == "(" and words.word(last) == ")":
            continue  # an abbreviation: of what stands before it, if that is a name
        cls = _class(words, cues, LABELS.get(span.label_), first, last, firms)
        if cls is not None:
            yield name_at(words, first, last, cls, 1)


def _of_one_name(words: Words, first: int, last: int, label: str) -> bool:
    """Whether what the recognizer marks is a name for the tagger and the lexicon too.

    One word must be foreign, or be no other word and stand without article. Of several one must be no other word.
    """
    text, one = words.span_text(first, last), last - first == 1
    digits = any(c.isdigit() for c in text)
    if label == "PRODUCT":
        return words.foreign(first) and digits
    if (label == "PER" and digits) or "/" in text:
        return False
    linking = PARTICLES | ENGLISH
    # A noun that no lexicon has ("Korruptionscausen") is no name; a first name the tagger may not know is one.
    tagged = all(
        words.doc[i].tag_ in ("NE", "FM", "XY") or words.word(i) in linking or words.text[i].isupper()
        for i in range(first, last)
    ) or (one and bool(words.given(first)))
    if not tagged:
        return False
    if words.is_name(first) and all(words.foreign(i) or words.word(i) in linking for i in range(first, last)):
        return True
    bare = words.word(first - 1).lower() not in DETERMINERS
    names = [words.is_name(i) for i in range(first, last) if words.word(i) not in linking]
    if not names or not words.capital(last - 1):
        return False
    if one:
        placed = label != "LOC" or bool(words.kinds(first)) or words.word(first - 1).lower() in AT_PLACE | {"aus", "um"}
        return names[0] and bare and placed
    if label == "PER":
        return all(names) or (bool(words.given(first)) and bare and names[-1])
    return any(names) and ((bare and label == "ORG") or names[-1])


def listed(words: Words, taken: Sequence[bool], firms: Sequence[bool]) -> Iterator[Name]:
    """ "Infineon und Elmos", "SQM, Livent und Allkem": a foreign word in a list with a firm is a firm."""
    if words.setting.leisure:
        return
    settled = list(firms)
    for _ in range(2):
        for i in range(1, len(words) - 1):
            if taken[i] or settled[i] or words.given(i) or not words.is_name(i):
                continue
            if not words.foreign(i) and (words.doc[i].tag_ != "NE" or not _many_firms(words, i, settled)):
                continue
            before = words.word(i - 1) in BETWEEN and i > 1 and settled[i - 2]
            after = words.word(i + 1) in BETWEEN and i + 2 < len(words) and settled[i + 2]
            alone = not words.capital(i + 1) and not (words.capital(i - 1) and words.joined(i - 1))
            if (before or after) and alone and words.same_sentence(i, i - 2 if before else i + 2):
                settled[i] = True
                yield name_at(words, i, i + 1, "Company")


def _many_firms(words: Words, i: int, firms: Sequence[bool]) -> bool:
    """Whether two firms or more stand in the sentence of token i."""
    here = [k for k in range(len(words)) if words.sentence[k] == words.sentence[i]]
    return sum(firms[k] and not (k > 0 and firms[k - 1]) for k in here) > 1


def listed_places(words: Words, taken: Sequence[bool], places: Sequence[bool]) -> Iterator[Name]:
    """ "in Ganzhou und Baotou": what stands in a list with a place behind a preposition. places: tokens of places."""
    for i in range(3, len(words)):
        if taken[i] or not words.is_name(i) or words.doc[i].tag_ != "NE" or words.capital(i + 1):
            continue
        listed = words.word(i - 1) in ("und", "oder", "sowie") and places[i - 2]
        if listed and words.word(i - 3).lower() in AT_PLACE | {"aus"}:
            yield name_at(words, i, i + 1, "City", 4)


def described(words: Words, table: EntityTable, taken: Sequence[bool]) -> Iterator[Name]:
    """ "die russische Rosatom", "der französischen Orano": a foreign word behind a country's adjective is a firm."""
    for i in range(2, len(words)):
        if taken[i] or not words.foreign(i) or words.given(i) or words.capital(i + 1) or not words.joined(i - 1):
            continue
        place = table.country_by_adjective(words.word(i - 1))
        if place is None or place.cls != "Country" or words.word(i - 2).lower() not in ("der", "die"):
            continue
        if words.doc[i].ent_type_ not in ("PER", "LOC"):
            yield name_at(words, i, i + 1, "Company")


def acting(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "Elkem drosselt die Produktion", "der Umsatz von Elkem", "Elkems Aktien": a foreign word that a firm's act or
    possession shows.
    """
    for i in range(len(words)):
        if taken[i] or not words.is_name(i) or words.given(i) or words.doc[i].tag_ not in ("NE", "FM"):
            continue
        if words.word(i - 1).lower() in DETERMINERS and words.joined(i - 1):
            continue
        last = i + 1
        while last < len(words) and not taken[last] and words.joined(last - 1) and words.doc[last].tag_ in ("NE", "FM"):
            last += 1
        if (i > 0 and words.joined(i - 1) and words.doc[i - 1].tag_ in ("NE", "FM", "ADJA")) or last - i > 3:
            continue
        told = votes(words, cues, i, last, [None] * len(words))
        label = words.doc[i].ent_type_
        unlikely = words.setting.leisure or (bool(label) and (bool(words.kinds(i)) or label == "ORG"))
        if told["Company"] >= PLAIN and not unlikely:
            yield name_at(words, i, last, "Company", 2)


# -- inside -------------------------------------------------------------------------------------------------------


def _class(words: Words, cues: Cues, cls: str | None, first: int, last: int, firms: Sequence[bool]) -> str | None:
    if cls == "Place":
        if words.text[first].isupper() or (last - first == 1 and words.opens_sentence(first)):
            return None
        return "City" if words.word(first - 1).lower() in AT_PLACE | {"aus", "um"} else cls
    if cls == "Organization":
        here = [k for k in range(len(words)) if words.sentence[k] == words.sentence[first]]
        if words.setting.firms(words.sentence[first]) or (any(firms[k] for k in here) and not words.setting.leisure):
            return "Company"
    return cls
