"""Definite nouns for what was named: "der Konzern", "die beiden Länder", "diese Metalle"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.language.phrases import Phrase
from kg.linking.antecedents import LOWER, SUBJECT, WINDOW, Discourse, Referent, chosen, clause_at
from kg.linking.references import Noun
from kg.linking.seats import lies_in, seats, told_from
from kg.linking.trades import makes, makes_known, trade_of
from kg.linking.words import Words
from kg.model import Entity, How

DEFINITE = frozenset("der die das den dem des dieser diese dieses diesen diesem jener jene jenes jenen jenem".split())
CONTRACTED = frozenset("im vom zum zur beim am ins ans".split())
BECOMES = frozenset({"werden", "machen", "aufsteigen"})
DEMONSTRATIVE = frozenset("diese diesen dieser".split())
NUMBERS = {"beide": 2, "beiden": 2, "beider": 2, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7}
FROM_AFAR = 2.0
UNKNOWN = 0.5  # a name that may be no firm's
IN_TRADE = 1.5  # who is known to make what the noun tells
HERE = 1.3  # the subject of a clause before in the same sentence
PROTAGONIST = 3  # times an article must have named what may compete from afar
JUDGED = 6  # of its mentions that are looked at, the last ones
THINGS = frozenset({"Product", "Chip", "Material"})
PLACES = frozenset({"City", "Region", "Country", "Place"})


@dataclass(frozen=True, slots=True)
class Description:
    """A definite noun phrase and what its words ask of the one it stands for."""

    phrase: Phrase
    noun: Noun
    lemma: str
    place: Entity | None  # "das [kalifornische] Unternehmen"
    number: int  # how many it tells; 0 where it only says many, 1 for one
    this: bool


def description(discourse: Discourse, number: int, phrase: Phrase) -> tuple[Description, Noun] | None:
    """What a phrase says as a definite description; None where it is none. number: of its sentence."""
    words = discourse.words
    lemma = words.lemma(phrase.head)
    noun = words.cues.references.noun(lemma)
    if noun is not None and "-" in lemma and noun.kind == "thing" and "Organization" in noun.classes:
        return None  # "Christen-Partei" is a name
    if noun is not None and noun.classes & PLACES and lemma != noun.word:
        return None  # "Donaustadt" is a name
    if noun is None or phrase.kind != "noun" or phrase.name is not None or words.text[phrase.head][:1].islower():
        return None
    before = [words.text[i].lower() for i in range(phrase.start, phrase.head)]
    contracted = phrase.prep_at is not None and words.text[phrase.prep_at].lower() in CONTRACTED
    many = phrase.numbers == {"PLU"} or (phrase.numbers != {"SIN"} and any(w in NUMBERS for w in before))
    counted = next((NUMBERS[w] for w in before if w in NUMBERS), 0)
    definite = bool(before) and (before[0] in DEFINITE or before[0] in ("beide", "beiden", "beider"))
    if not definite and not contracted:
        return None
    if phrase.possessor is not None or told_more(discourse, number, phrase):
        return None
    adjectives = [i for i in range(phrase.start, phrase.head) if words.doc[i].tag_ == "ADJA"]
    place = _place(discourse, phrase, lemma)
    if any(_brings_other(discourse, i) for i in adjectives):
        return None
    if not many and (phrase.numbers != {"SIN"} and (phrase.genitive_of is not None or before[:1] == ["die"])):
        return None  # "Vertreter der Hersteller": many, perhaps
    this = bool(before) and before[0].startswith(("dies", "jen"))
    return Description(phrase, noun, lemma, place, counted if many else 1, this), noun


def described(discourse: Discourse, number: int, told: Description) -> tuple[Referent, ...]:
    """The one or several that a description of things stands for; nothing where two fit about equally."""
    if told.number != 1:
        return _several(discourse, number, told)
    phrase, place = told.phrase, discourse.place[number]
    clause = clause_at(discourse.sentences[number], phrase.head)
    becomes = clause is not None and clause.predicate is not None and clause.predicate.lemma in BECOMES
    if clause is not None and clause.predicative == phrase.index or becomes and phrase.prep == "zu":
        return ()  # "ist der Hersteller", "wird zum Hersteller"
    found = [
        r
        for r in discourse.before(phrase.start, place)
        if _one(r) and _fits(discourse, told, r) and not _generic(discourse, told, r)
    ]
    found = [r for r in found if clause is None or r.opens != _opens(discourse, number) or r.clause != clause.index]
    found = _of_seat(discourse, told, found)
    rivals = [r for r in _protagonists(discourse, number, told) if all(r.key != f.key for f in found)]
    trade = _trade(discourse.words, told)
    in_trade = {r.key for r in (*found, *rivals) if trade and makes(discourse, told.lemma, trade, r.entities[0])}
    if in_trade:  # who is known to make something else is not meant beside them
        found = [r for r in found if r.key in in_trade or not makes_known(discourse, r.entities[0])]
        rivals = [r for r in rivals if r.key in in_trade or not makes_known(discourse, r.entities[0])]
    weighed = [(r, _factor(discourse, r, r.place == place) * (IN_TRADE if r.key in in_trade else 1)) for r in found]
    if "Company" in told.noun.classes:
        weighed += [(r, UNKNOWN) for r in discourse.before(phrase.start, place) if _may_be_firm(discourse, r)]
    weighed += [(replace(r, weight=SUBJECT), FROM_AFAR * _presence(discourse, r)) for r in rivals if found]
    answer = chosen(weighed, place, discourse.paragraph[number])
    if answer is None or answer.key in {r.key for r in rivals}:
        return ()
    known_by_trade = not trade or told.noun.kind != "trade" or answer.key in in_trade
    if not known_by_trade and {r.key for r in (*found, *rivals)} != {answer.key}:
        return ()
    known = told.place is not None and bool(seats(discourse, answer.entities[0]))
    if _of_town(discourse.words, phrase) and place - answer.place > 1 and not known:
        return ()  # "das Salzburger Unternehmen", whose seat is not known: only right behind its name
    if "Measure" in told.noun.classes and len({r.key for r in found}) > 1:
        return ()
    return (answer,)


# -- inside -------------------------------------------------------------------------------------------------------


def _may_be_firm(discourse: Discourse, referent: Referent) -> bool:
    """Whether a name that nobody knows may be a firm's: as a subject it competes."""
    return discourse.words.doc[referent.last - 1].tag_ == "NE" and not referent.entities and referent.subject


def _opens(discourse: Discourse, number: int) -> int:
    return discourse.sentences[number].start


def told_more(discourse: Discourse, number: int, phrase: Phrase) -> bool:
    """Whether the noun gets its name, owner or field behind it: "das Ministerium für Handel"."""
    words, sentence = discourse.words, discourse.sentences[number]
    for other in sentence.phrases:
        if other.genitive_of == phrase.index and other.start == phrase.end:
            return True
        if other.attribute_of == phrase.index and other.prep in ("für", "von") and other.prep_at == phrase.end:
            return True
    after = words.word(phrase.end)
    if words.is_name(phrase.end) or after in ("namens", "hinter"):
        return True
    # "das Land, das am meisten fördert": the clause tells which
    relative = phrase.end + 1 < len(words.doc) and words.doc[phrase.end + 1].tag_ == "PRELS"
    return after == "," and relative and not _placed(discourse, phrase)


def _placed(discourse: Discourse, phrase: Phrase) -> bool:
    return any(m.how is How.ADJECTIVE for i in range(phrase.start, phrase.head) if (m := discourse.at.get(i)))


def _brings_other(discourse: Discourse, i: int) -> bool:
    """„das [neue] Unternehmen“, "die [größte] Bank": another than the one spoken of."""
    words = discourse.words
    low = words.text[i].lower()
    others = words.cues.references.others
    stems = {low.removesuffix(e) for e in ("e", "er", "es", "en", "em") if low.endswith(e)}
    return bool(stems & others) or any(s.endswith("st") and len(s) > 5 for s in stems) or low.endswith(("ere", "eren"))


def _place(discourse: Discourse, phrase: Phrase, lemma: str) -> Entity | None:
    table, words = discourse.table, discourse.words
    for i in range(phrase.start, phrase.head):
        found = table.country_by_adjective(words.text[i])
        if found is not None:
            return found
    if "-" in lemma:
        return table.country_by_compound_prefix(lemma.rsplit("-", 1)[0])
    before = (discourse.at.get(i) for i in range(phrase.start, phrase.head))
    return next((m.entity for m in before if m is not None and m.how is How.ADJECTIVE and m.entity.cls == "City"), None)


def _of_town(words: Words, phrase: Phrase) -> bool:
    """Whether it has a town's adjective: "der [Essener] Konzern"."""
    before = (words.text[i] for i in range(phrase.start, phrase.head) if words.doc[i].tag_ == "ADJA")
    return any(w[:1].isupper() and w.endswith("er") for w in before)


def _one(referent: Referent) -> bool:
    return len(referent.entities) == 1 and referent.genders != {"p"} or _plural_name(referent)


def _plural_name(referent: Referent) -> bool:
    return len(referent.entities) == 1


def _fits(discourse: Discourse, told: Description, referent: Referent) -> bool:
    entity = referent.entities[0]
    if not told.noun.suits(entity, discourse.table.aliases(entity.id)):
        return False
    names = (entity.name, *discourse.table.aliases(entity.id))
    if told.noun.names_itself(told.lemma) and not any(told.lemma.casefold() in name.casefold() for name in names):
        return False
    if told.number == 1 and entity.cls in THINGS and (referent.genders == {"p"} or _class_of_things(discourse, entity)):
        return False  # "Smartphones" are not "das Gerät"
    if referent.how is How.ADJECTIVE and "Country" not in told.noun.classes:
        return False
    return told.place is None or lies_in(discourse, entity, told.place)


def _of_seat(discourse: Discourse, told: Description, found: list[Referent]) -> list[Referent]:
    """Those whose seat is where the adjective says; one whose seat nobody knows only where no other is in reach."""
    if told.place is None:
        return found
    there = [r for r in found if told.place.id in seats(discourse, r.entities[0])]
    sure = [r for r in found if seats(discourse, r.entities[0]) or told_from(discourse, r.entities[0], told.place)]
    return there or sure or (found if len({r.key for r in found}) == 1 else [])


def _class_of_things(discourse: Discourse, entity: Entity) -> bool:
    """Whether a product has no name, only a noun of the lexicon; a material has no other."""
    lexicon, word = discourse.words.lexicon, entity.name.rsplit("-", 1)[-1]
    inner = word[1:] != word[1:].lower()  # "TikTok"
    return entity.cls != "Material" and not inner and lexicon is not None and lexicon.lemma(word, "NOUN") is not None


def _trade(words: Words, told: Description) -> str:
    """What the front of a firm's noun says that it makes; nothing where the front is a place: "US-Konzern"."""
    return "" if told.place is not None and "-" in told.lemma else trade_of(words, told.noun, told.lemma)


def _factor(discourse: Discourse, referent: Referent, here: bool) -> float:
    factor = _presence(discourse, referent) * (0.8 if referent.how is How.ADJECTIVE else 1.0)
    return factor * (HERE if referent.subject and here else 1.0)


def _presence(discourse: Discourse, referent: Referent) -> float:
    """What an article speaks of again and again is the more present."""
    return 1 + 0.15 * min(discourse.counts[referent.entities[0].id], 5)


def _generic(discourse: Discourse, told: Description, referent: Referent) -> bool:
    """A class of things is not what "der Chip" stands for, nor what the phrase itself is linked to."""
    own = discourse.at.get(told.phrase.head)
    entity = referent.entities[0]
    return own is not None and (entity == own.entity or entity.name[:1].islower())


def _protagonists(discourse: Discourse, number: int, told: Description) -> list[Referent]:
    """Whom the article speaks of most competes from afar with what it has just touched."""
    found: dict[str, Referent] = {}
    wanted = {key: JUDGED for key, count in discourse.counts.items() if count >= PROTAGONIST}
    for referent in reversed(discourse.told):
        if not wanted:
            break  # so that in a long text nobody looks back to its beginning each time
        entities = referent.entities
        if not entities or entities[1:] or entities[0].id not in wanted:
            continue
        key = entities[0].id
        wanted[key] -= 1
        if entities[0].cls != "Country" and _fits(discourse, told, referent):
            found[key] = referent
        if key in found or not wanted[key]:
            del wanted[key]
    most = max((discourse.counts[key] for key in found), default=0)
    return [r for key, r in found.items() if discourse.counts[key] == most]


def _several(discourse: Discourse, number: int, told: Description) -> tuple[Referent, ...]:
    """„die beiden Länder“, "diese Metalle": all of the nearest sentence that names any, if they are as many as told."""
    place, phrase = discourse.place[number], told.phrase
    clause = clause_at(discourse.sentences[number], phrase.head)
    near = [r for r in discourse.before(phrase.start, place) if len(r.entities) == 1 and _fits(discourse, told, r)]
    if told.number:
        near = [r for r in near if r.weight > LOWER or r.how is How.ADJECTIVE]
    near = [
        r
        for r in near
        if not _generic(discourse, told, r)
        and not (
            clause is not None
            and r.opens == _opens(discourse, number)
            and r.clause == clause.index
            and r.weight != SUBJECT
        )
    ]
    for back in range(WINDOW + 1):
        here = [r for r in near if place - r.place == back]
        if not here:
            continue
        if told.number == 0 and not told.this:
            return ()
        if any(r.how is not How.ADJECTIVE for r in here):
            here = [r for r in here if r.how is not How.ADJECTIVE]
        each = list({r.key: r for r in sorted(here, key=lambda r: r.first)}.values())
        if told.number and len(each) != told.number:
            return ()
        if not told.number and len(each) == 1 and each[0].genders != {"p"} and "Material" not in told.noun.classes:
            return ()
        return tuple(each)
    return ()
