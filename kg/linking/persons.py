"""Definite nouns for a person named before: "die Managerin", "der 62-Jährige", "die demokratische Senatorin"."""

from __future__ import annotations

import re

from kg.linking.antecedents import Discourse, Referent, chosen, clause_at
from kg.linking.background import first_day, last_day
from kg.linking.descriptions import Description
from kg.linking.grammar import named_by
from kg.model import Entity, How

ALONE = 2.0  # how much more present the one of two must be
UNKNOWN = 0.5  # a name that may be no person's
AGED = re.compile(r"\d+-[Jj]ährigen?r?")
LESSER = ("Vize", "Ex-", "Alt", "Stellvertret", "Ministerpräsident")  # "der Präsident" is none of them
GENDER = {"der": "m", "den": "m", "dem": "m", "des": "m", "die": "f", "dieser": "m", "diese": "f"}


def person(discourse: Discourse, number: int, told: Description) -> Referent | None:
    """The person that a description stands for: the one of its gender in reach, the last subject before others."""
    words, phrase = discourse.words, told.phrase
    if told.number != 1 or phrase.prep in ("zu", "an") or _bodied(discourse, told):  # "zum Präsidenten gewählt"
        return None
    low = words.text[phrase.start].lower()
    gender = told.noun.gender if told.noun.gender in ("m", "f") else GENDER.get(low, "")
    if not gender or told.noun.gender == "f" and low == "der" and phrase.genitive_of is None and "NOM" in phrase.cases:
        return None
    place = discourse.place[number]
    found = [
        r
        for r in discourse.before(phrase.start, place)
        if len(r.entities) == 1 and r.entities[0].cls == "Person" and gender in r.genders
    ]
    found = [r for r in found if r.genders == {gender} or (gender == "m" and r.genders == {"m", "f"})]
    clause = clause_at(discourse.sentences[number], phrase.head)
    here = discourse.sentences[number].start
    found = [r for r in found if clause is None or r.opens != here or r.clause != clause.index]
    found = [r for r in found if discourse.quotation[r.last - 1] == discourse.quotation[phrase.head]]
    if told.noun.kind == "office":
        found = [r for r in found if _holds(discourse, told.lemma, told.noun.word, r.entities[0])]
    else:
        told_so = [r for r in found if _holds(discourse, told.lemma, "", r.entities[0])]
        found = told_so or found
    unknown = [r for r in discourse.before(phrase.start, place) if _may_be_named(discourse, r, gender)]
    weighed = [(r, 1.0) for r in found] + [(r, UNKNOWN) for r in unknown]
    return chosen(weighed, place, discourse.paragraph[number], ALONE)


# -- inside -------------------------------------------------------------------------------------------------------


def _bodied(discourse: Discourse, told: Description) -> bool:
    """„US-Präsident“, "Kremlchef", "Bundeskanzler": the body is named, so the office itself tells who it is."""
    if AGED.fullmatch(discourse.words.text[told.phrase.head]):
        return False
    if "-" in told.lemma or told.lemma.startswith("Bundes") or told.place is not None and told.noun.kind == "office":
        return True
    inside = discourse.words.text[told.phrase.head]
    front = inside[: max(0, len(inside) - len(told.noun.word))]
    return bool(front) and bool(discourse.table.lookup(front) or discourse.table.lookup(front.removesuffix("s")))


def _may_be_named(discourse: Discourse, referent: Referent, gender: str) -> bool:
    """Whether a name that nobody knows may be a person's: it competes."""
    name = referent.last - referent.first == 1 and discourse.words.doc[referent.first].tag_ == "NE"
    return name and not referent.entities and referent.subject and gender in referent.genders


def _holds(discourse: Discourse, lemma: str, word: str, entity: Entity) -> bool:
    """Whether the article gives a person the title, as it stands, as the head of a longer one or under another name."""
    words, titles = discourse.words, discourse.background.titles
    for sentence in discourse.sentences:
        for phrase in sentence.phrases:
            outer = sentence.phrases[phrase.apposition_of] if phrase.apposition_of is not None else phrase
            named = named_by(outer, discourse.at) or named_by(phrase, discourse.at)
            if named is None or named.entity != entity or named.how is How.COREFERENCE or phrase.kind != "noun":
                continue
            title = words.lemma(phrase.head)
            longer = bool(word) and (_ends_in(title, lemma) or titles.same(lemma, title.rpartition("-")[2]))
            if title == lemma or longer:
                return True
    day = words.issued
    facts = [fact for fact in discourse.background.of(entity.id) if fact.role]
    roles = [f.role for f in facts if not (day and f.end and last_day(f.end) < first_day(day))]
    return any(_ends_in(role, lemma.removesuffix("in")) or titles.held(lemma, role) for role in roles)


def _ends_in(title: str, word: str) -> bool:
    """Whether a title is a longer one of a word: "Handelsminister" of Minister, "Vizepräsident" of no Präsident."""
    return title.casefold().endswith(word.casefold()) and not title.startswith(LESSER)
