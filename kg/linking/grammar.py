"""Gender and number of what a phrase names: "die Kommission" is f, "die USA" p, "Nvidia" n, a person by first name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.language.cases import PLURAL_NAMES
from kg.language.clauses import Sentence
from kg.language.phrases import Phrase
from kg.linking.words import Words
from kg.model import Entity, How, Mention

ANY = frozenset("mfn")
NOMINATIVE = {"der": frozenset("m"), "dieser": frozenset("m"), "die": frozenset("fp"), "das": frozenset("n")}
LETTERS = {"MAS": "m", "FEM": "f", "NEU": "n"}
PLACES = frozenset({"Country", "City", "Region", "Place"})
INNER = re.compile(r" (?:in|im|für|von|vom|der|des|am|an|zu|zur) ")
# Titles that say nothing of the gender: "CEO Lisa Su"
NEUTRAL = frozenset({"CEO", "Dr.", "Professor", "Vorstand"})


def genders(
    words: Words, phrase: Phrase, named: Mention | None, people: Mapping[str, str], *, subject: bool = False
) -> frozenset[str]:
    """What pronouns can stand for a phrase: m f n, p for many.

    named: the mention that the phrase stands for. people: genders of the article's people, by entity id.
    subject: it is one, so that its article tells more.
    """
    shown = _shown(phrase)
    if named is None:
        return shown
    if named.entity.cls == "Person":
        return frozenset(people.get(named.entity.id) or "mf")
    titled = phrase.kind == "noun" and not named.first <= phrase.head < named.last
    if titled or named.how is How.COREFERENCE or (named.how is How.METONYM and phrase.kind == "noun"):
        return shown
    own = of_name(words, named, phrase)
    article = NOMINATIVE.get(words.text[phrase.start].lower(), ANY) if subject else ANY
    return own & article or own


def of_name(words: Words, named: Mention, phrase: Phrase | None = None) -> frozenset[str]:
    """What pronouns can stand for a name that is no person's, by its article, its last noun and its class."""
    shown = _shown(phrase) if phrase is not None and phrase.start < named.first else frozenset()
    if len(shown) == 1:
        return shown
    for text in (named.text, named.entity.name):
        if named.how is How.METONYM and text != named.text:
            break
        own = _of_word(words, text)
        if own:
            return shown & own or own
    if named.entity.cls in PLACES or named.entity.cls in ("Company", "Material"):
        return frozenset("n")
    return ANY


def people(words: Words, sentences: Sequence[Sentence], at: Mapping[int, Mention]) -> dict[str, str]:
    """The gender of each person of the article: m, f, by first name or title; mf where unknown."""
    found: dict[str, str] = {}
    titles: dict[str, set[str]] = {}
    for sentence in sentences:
        for phrase in sentence.phrases:
            named = named_by(phrase, at)
            outer = sentence.phrases[phrase.apposition_of] if phrase.apposition_of is not None else None
            if named is None and outer is not None:
                named = named_by(outer, at)
            if named is None or named.entity.cls != "Person":
                continue
            first = words.gender(named.entity.name.split(" ")[0])
            found.setdefault(named.entity.id, first if first in ("m", "f") else "")
            if phrase.kind == "noun" and not named.first <= phrase.head < named.last:
                titles.setdefault(named.entity.id, set()).add(_of_title(words, phrase.head))
    for entity_id in found:
        told = titles.get(entity_id, set())
        if not found[entity_id]:
            found[entity_id] = "f" if "f" in told else "m" if "m" in told else "mf"
    return found


def named_by(phrase: Phrase, at: Mapping[int, Mention]) -> Mention | None:
    """The mention that a phrase itself stands for: its name in apposition, else its head."""
    if phrase.kind == "relative":
        return None
    if phrase.name is not None and phrase.name[0] in at:
        return at[phrase.name[0]]
    return at.get(phrase.head)


def is_neuter_name(entity: Entity) -> bool:
    """Whether German says "es" of it though no noun shows it: firms and states without an article."""
    return entity.cls in ("Company", "Country")


# -- inside -------------------------------------------------------------------------------------------------------


def _shown(phrase: Phrase) -> frozenset[str]:
    """What determiner, endings and noun leave open."""
    if phrase.numbers == {"PLU"}:
        return frozenset("p")
    single = frozenset(LETTERS[g] for g in phrase.genders if g in LETTERS) or ANY
    return single | ({"p"} if "PLU" in phrase.numbers else frozenset())


def _of_word(words: Words, text: str) -> frozenset[str]:
    """Gender and number of a name by its head, the last word before "in", "für", "des": "Regierung in Delhi" is f."""
    last = INNER.split(text.replace("“", ""))[0].split(" ")[-1]
    if words.lexicon is None:
        return frozenset()
    if last.endswith(PLURAL_NAMES):
        return frozenset("p")
    tags = [t for r in words.lexicon.readings(last) if r.cls in ("SUB", "EIG") for t in r.tags if ":INF" not in t]
    if not tags:
        tail = words.lexicon.split_compound(last)
        tags = [t for r in words.lexicon.readings(tail[-1]) for t in r.tags] if tail and last[-1] != "s" else []
    many = any(":PLU" in t for t in tags)
    single = {letter for tag, letter in LETTERS.items() if any(":SIN:" in t and f":{tag}" in t for t in tags)}
    if many and not single:
        return frozenset("p")
    return frozenset(single)


def _of_title(words: Words, head: int) -> str:
    lemma = words.lemma(head)
    if lemma in NEUTRAL:
        return ""
    cue = words.cues.before(lemma)
    if cue is not None and cue.gender in ("m", "f"):
        return cue.gender
    if lemma in words.cues.references.kin:
        return words.cues.references.kin[lemma]
    noun = words.cues.references.noun(lemma)
    if noun is not None and "Person" in noun.classes:
        return noun.gender.strip("p")
    woman = lemma.endswith("in") and _of_word(words, words.text[head]) == {"f"}
    return "f" if woman else ""
