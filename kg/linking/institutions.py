"""Bodies and places whose name begins with a common noun: "Institut für Seeverkehr", "Hafen Rijeka"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.linking.cues import Cue, Cues
from kg.linking.finders import CALENDAR, Name
from kg.linking.genitives import in_genitive
from kg.linking.ids import BODIES
from kg.linking.inflect import squeeze, strong, without_genitive
from kg.linking.words import Words

DEFINITE = frozenset("der die das des dem den im am vom beim zum zur".split())
UNITED = frozenset("Verband Bundesverband Bund Vereinigung".split())  # "… der Imker", "… Deutscher Reeder"
AT_TOWN = frozenset(
    "Universität Hochschule Akademie Hafen Kernkraftwerk Atomkraftwerk Flughafen TU ETH RWTH FU Uni "
    "Landgericht Amtsgericht Oberlandesgericht Verwaltungsgericht Arbeitsgericht Staatsanwaltschaft".split()
)
LONGEST = 9
LAWS = ("gesetz", "gesetzes")
LAW_LETTERS = 13  # "Steuergesetz" may be any law on taxes; longer compounds name one


def at_towns(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "Universität Osaka", "Hafen Rijeka": named by a town, known or not, whose own name it covers."""
    for i in range(len(words) - 1):
        if not words.inside[i] or not (words.is_common_noun(i) or words.word(i).isupper()):
            continue
        cue = cues.opens(words.lemma(i))
        town = i + 1
        if cue is None or cue.word not in AT_TOWN or not words.joined(i) or not words.capital(town):
            continue
        if words.doc[town].tag_ != "NE" or words.given(town) or (words.is_common_noun(town) and not taken[town]):
            continue
        if taken[town] and town + 1 < len(words) and taken[town + 1] and words.joined(town):
            continue
        if without_genitive(words.word(town)) is not None and words.is_common_noun(town + 1) and words.joined(town):
            continue
        first = _adjective(words, i, taken)
        yield Name(first, town + 1, cue.cls, base_form(words, first, town + 1), weight=9)


def opened(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """Names that a common noun opens and that go on with what it is for, of, or whose. taken: tokens of other names."""
    for i in range(len(words)):
        if not words.inside[i] or taken[i] or not words.word(i)[:1].isupper() or not words.is_common_noun(i):
            continue
        cue = cues.opens(words.lemma(i)) or cues.opens(words.lemma(i).rsplit("-", 1)[-1])
        if cue is None or words.word(i).endswith("-"):
            continue
        first = _adjective(words, i, taken)
        last = _end(words, i, cue, taken)
        if last > i + 1 or _hyphened(words, i):
            if last > i + 1 and not _definite(words, first):
                continue
            yield Name(first, last, cue.cls, base_form(words, first, last), weight=9)


def capitalised(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "die Demokratische Unionspartei", "der Oberste Gerichtshof": an adjective with a capital is part of a name.

    Only where the noun or the recognizer tells that it is a body.
    """
    for i in range(1, len(words) - 1):
        if words.doc[i].tag_ != "ADJA" and words.doc[i].tag_ != "NE" or not words.joined(i):
            continue
        word = words.word(i)
        if not word[:1].isupper() or words.opens_sentence(i) or words.heading[i] or taken[i] or taken[i + 1]:
            continue
        if (
            not _is_adjective(words, word)
            or not words.is_common_noun(i + 1)
            or words.doc[i + 1].tag_ not in ("NN", "NE")
        ):
            continue
        cue = cues.opens(words.lemma(i + 1)) or cues.refers(words.lemma(i + 1))
        marked = words.doc[i].ent_type_ == words.doc[i + 1].ent_type_ == "ORG"
        if not (marked or (cue is not None and cue.cls in BODIES)) or not _definite(words, i):
            continue
        cls = cue.cls if cue is not None and cue.cls in BODIES else "Organization"
        if cue is not None and cls == "GovernmentBody" and words.lemma(i + 1) == cue.word:
            continue  # "der Oberste Gerichtshof": which state's the name does not tell
        last = i + 2
        if words.word(last) == "für" and words.joined(last - 1):
            last = _phrase(words, last + 1, taken) or last
        yield Name(i, last, cls, base_form(words, i, last), weight=6)


def laws(words: Words, cues: Cues, taken: Sequence[bool]) -> Iterator[Name]:
    """ "das Rohstoffsicherungsgesetz": a law called by one noun, with the definite article."""
    for i in range(1, len(words)):
        word = words.word(i)
        if taken[i] or not word.endswith(LAWS) or not word[:1].isupper() or len(word) < LAW_LETTERS:
            continue
        if words.word(i - 1).lower() in ("das", "des", "dem", "im", "vom", "zum", "beim") and words.joined(i - 1):
            yield Name(i, i + 1, "Measure", word.removesuffix("es") if word.endswith("gesetzes") else word, weight=6)


def base_form(words: Words, first: int, last: int) -> str:
    """A name that declines, in the nominative: "Deutschen Rohstoffagentur" → "Deutsche Rohstoffagentur"."""
    pieces = squeeze(words.span_text(first, last)).split(" ")
    head = next((k for k in range(first, last) if words.is_common_noun(k) and not _adjectival(words, k)), None)
    if head is None or len(pieces) != last - first:
        return " ".join(pieces)
    word, lemma = words.word(head), words.lemma(head)
    owned = in_genitive(words, first)
    if owned and word in (lemma + "s", lemma + "es"):
        pieces[head - first] = lemma
    elif owned and "-" in word and word.endswith("s") and words.lemma(head) == word:
        tail = word.rsplit("-", 1)[1]
        base = words.lexicon.lemma(tail, "NOUN") if words.lexicon is not None else None
        if base and tail in (base + "s", base + "es"):
            pieces[head - first] = f"{word.rsplit('-', 1)[0]}-{base}"
    gender = _gender(words, lemma)
    for k in range(first, head):
        stem = _adjective_stem(words.word(k))
        if stem and gender and _declines(words, words.word(k)):
            pieces[k - first] = strong(stem[:1].lower() + stem[1:], gender)
            pieces[k - first] = pieces[k - first][:1].upper() + pieces[k - first][1:]
    return " ".join(pieces)


# -- inside -------------------------------------------------------------------------------------------------------


def _adjective(words: Words, i: int, taken: Sequence[bool]) -> int:
    """Where the name begins: at an adjective with a capital before the noun, "die Technische Universität …"."""
    before = i - 1
    capital = words.word(before)[:1].isupper() and words.joined(before) and not taken[before]
    if capital and not words.opens_sentence(before) and _adjective_stem(words.word(before)):
        if words.lexicon is not None and _lexicon_adjective(words, words.word(before)):
            return before
    return i


def _end(words: Words, i: int, cue: Cue, taken: Sequence[bool]) -> int:
    """The end of the name that the noun at i opens; i + 1 where nothing of the name follows."""
    k = i + 1
    if not words.joined(i):
        return k
    if words.word(k) == "für":
        return _phrase(words, k + 1, taken) or k
    if words.word(k) in ("der", "des") and cue.word in ("Verband", "Bundesverband"):
        return _phrase(words, k + 1, taken) or k
    if cue.word in UNITED and words.word(k)[:1].isupper() and _adjective_stem(words.word(k)):
        return _phrase(words, k, taken) or k
    return k


def _phrase(words: Words, k: int, taken: Sequence[bool]) -> int:
    """The end of "[adjective] noun [und [adjective] noun]" that begins at k; 0 where none does."""
    end = 0
    start = k
    while k < start + LONGEST and words.word(k) and not taken[k]:
        while _adjectival(words, k) and words.joined(k) and k < start + LONGEST and not taken[k + 1]:
            k += 1
        noun = words.is_common_noun(k) or (words.capital(k) and words.doc[k].tag_ == "NN")
        if not noun or words.word(k) in CALENDAR or taken[k]:
            break
        end = k + 1
        if words.joined(k) and words.word(end) in ("und", "&") and words.word(end + 1)[:1].isupper():
            # "… und Rohstoffe" goes on; "… und Minister Kern" or "… und China" does not.
            cue = words.cues.before(words.lemma(end + 1))
            if cue is None and words.is_common_noun(end + 1) and not words.is_name(end + 2):
                k = end + 1
                continue
        break
    return end


def _adjectival(words: Words, k: int) -> bool:
    """Whether an adjective stands at k; the tagger takes those with capitals for names: "Verband Deutscher Reeder"."""
    word = words.word(k)
    if words.doc[k].tag_ == "ADJA" or not word:
        return bool(word)
    capital = word[:1].isupper() and words.capital(k + 1) and _adjective_stem(word) is not None
    return capital and words.lexicon is not None and _lexicon_adjective(words, word)


def _lexicon_adjective(words: Words, word: str) -> bool:
    assert words.lexicon is not None
    return any(r.cls == "ADJ" for r in words.lexicon.readings(word[:1].lower() + word[1:]))


def _declines(words: Words, word: str) -> bool:
    """Whether a word of a name is an adjective of German or a participle, so that its ending is the case's."""
    if words.lexicon is None:
        return True
    return any(r.cls in ("ADJ", "PA1", "PA2") for r in words.lexicon.readings(word[:1].lower() + word[1:]))


def _hyphened(words: Words, i: int) -> bool:
    """ "das Öko-Institut": a body with a name of its own before the hyphen, not "das US-Institut"."""
    front, hyphen, tail = words.word(i).rpartition("-")
    if not hyphen or not tail[:1].isupper() or front.isupper() or not front[:1].isupper():
        return False
    if words.lexicon is None or (
        len(front) > len("Öko") + 1 and any(r.cls == "SUB" for r in words.lexicon.readings(front))
    ):
        return False
    return _definite(words, i)


def _is_adjective(words: Words, word: str) -> bool:
    """Whether the lexicon has the word in small letters as an adjective; "Berliner" and "Erste" are none here."""
    if words.lexicon is None or word.endswith("er") and words.lexicon.readings(word):
        return False
    return _lexicon_adjective(words, word)


def _definite(words: Words, first: int) -> bool:
    """Whether the name has a definite article, before it or before an adjective that is none of its words."""
    before = first - 1
    while before > 0 and words.word(before) and words.doc[before].tag_ == "ADJA":
        before -= 1
    indefinite = words.word(before).lower() in ("ein", "eine", "einem", "einer", "eines", "einen")
    return words.word(before).lower() in DEFINITE or (words.doc[first].tag_ == "ADJA" and not indefinite)


def _adjective_stem(word: str) -> str | None:
    for ending in ("er", "es", "en", "em", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 3 and not word.isupper():
            return word.removesuffix(ending)
    return None


def _gender(words: Words, noun: str) -> str:
    """m, f or n of a common noun in the singular, by its last part; "" where the lexicon does not tell."""
    if words.lexicon is None:
        return ""
    tail = noun.rsplit("-", 1)[-1]
    readings = words.lexicon.readings(tail)
    if not readings:
        pieces = words.lexicon.split_compound(tail)
        readings = words.lexicon.readings(pieces[-1][:1].upper() + pieces[-1][1:]) if pieces else ()
    tags = {tag for r in readings if r.cls == "SUB" for tag in r.tags if tag.startswith("NOM:SIN")}
    genders = {g for tag in tags for mark, g in ((":MAS", "m"), (":FEM", "f"), (":NEU", "n")) if mark in tag}
    return genders.pop() if len(genders) == 1 else ""
