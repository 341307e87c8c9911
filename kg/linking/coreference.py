"""Pronouns and nouns that stand for something named just before: "er", "der Konzern", "das Land", "diese Rohstoffe".

Sentence by sentence, word by word: what each names joins the discourse, and what looks back takes from it the one
antecedent that is clearly the most present. Where two fit about equally nothing is linked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.language.clauses import Sentence, sentences
from kg.language.forms import Forms
from kg.language.phrases import Phrase
from kg.linking.antecedents import Discourse, Referent, made, referents, role_of
from kg.linking.background import Background
from kg.linking.clausal import agents, names_of
from kg.linking.descriptions import described, description
from kg.linking.grammar import people
from kg.linking.known import mention
from kg.linking.persons import person
from kg.linking.possessives import GENITIVE, genitive, possessive
from kg.linking.pronouns import pronoun
from kg.linking.quotations import quotations
from kg.linking.rulers import government, own_country
from kg.linking.table import EntityTable
from kg.linking.words import Words
from kg.model import Entity, How, Mention

SPECIFIC = frozenset({"Chip", "Product", "Facility", "Material"})
APART = 10  # places between a heading and the text: nothing looks across


def coreference(
    words: Words, table: EntityTable, found: Sequence[Mention], background: Background | None = None
) -> list[Mention]:
    """The mentions with those of pronouns and definite nouns added, in order of the text.

    background: what is known beforehand of makers, seats and offices. "diese Metalle" after a list gives one mention
    for each of them, over the same tokens. Without the full-form lexicon nothing is added.
    """
    if not isinstance(words.lexicon, Forms):
        return list(found)
    discourse = _discourse(words, words.lexicon, table, found, background or Background())
    added: list[Mention] = []
    dropped: set[Mention] = set()
    for number, sentence in enumerate(discourse.sentences):
        if discourse.place[number] < 0:
            continue
        for new, generic in _look_back(discourse, number, sentence):
            added.extend(new)
            if generic is not None:
                dropped.add(generic)
        discourse.counts.update(e.id for r in _told_in(discourse, number) for e in r.entities)
    kept = [m for m in found if m not in dropped]
    return sorted([*kept, *added], key=lambda m: (m.start, m.end, m.entity.id))


# -- inside -------------------------------------------------------------------------------------------------------


def _discourse(
    words: Words, forms: Forms, table: EntityTable, found: Sequence[Mention], background: Background
) -> Discourse:
    read = tuple(sentences(words.doc, names_of(words.doc, found), forms.cases, forms, agents(found, table)))
    whole = sorted((m for m in found if m.how is not How.PART), key=lambda m: (m.last - m.first, m.first))
    at = {i: m for m in whole for i in range(m.first, m.last)}
    place, paragraph = _places(words, read)
    return Discourse(
        words=words,
        table=table,
        background=background,
        sentences=read,
        place=place,
        paragraph=paragraph,
        quotation=quotations(words),
        people=people(words, read, at),
        at=at,
        counts=Counter(),
    )


def _places(words: Words, read: Sequence[Sentence]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The number of each sentence among those that count, and of its paragraph; furniture -1, headings far apart."""
    places, paragraphs = [], []
    last, paragraph, heading, ended = 0, 0, False, 0
    for sentence in read:
        tokens = [i for i in range(sentence.start, sentence.end) if words.inside[i] and not words.text[i].isspace()]
        if not tokens:
            places.append(-1)
            paragraphs.append(paragraph)
            continue
        now = words.heading[tokens[0]]
        if "\n" in words.source[ended : words.starts[tokens[0]]]:
            paragraph += 1
        ended = words.ends[tokens[-1]]
        last += 1 if now == heading else APART
        heading = now
        places.append(last)
        paragraphs.append(paragraph)
    return tuple(places), tuple(paragraphs)


def _told_in(discourse: Discourse, number: int) -> Iterable[Referent]:
    return (r for r in discourse.told if r.opens == discourse.sentences[number].start)


def _look_back(discourse: Discourse, number: int, sentence: Sentence) -> Iterable[tuple[list[Mention], Mention | None]]:
    """What looks back in a sentence, in order, each with the generic name that it takes the place of."""
    words = discourse.words
    discourse.told.extend(referents(discourse, number))
    by_head = {p.head: p for p in sentence.phrases}
    for i in range(sentence.start, sentence.end):
        phrase = by_head.get(i)
        low, tag = words.text[i].lower(), words.doc[i].tag_
        if not words.inside[i]:
            continue
        if tag == "PPOSAT" and i not in discourse.at:
            yield _linked(discourse, number, i, [possessive(discourse, number, i)]), None
        elif low in GENITIVE and i not in discourse.at:
            yield _linked(discourse, number, i, [genitive(discourse, number, i)]), None
        elif phrase is not None and phrase.kind == "pronoun":
            answer = pronoun(discourse, number, phrase)
            new = _linked(discourse, number, i, [answer])
            discourse.told.append(_taken_up(discourse, number, sentence, phrase, answer))
            discourse.told.sort(key=lambda r: (r.place, r.first))
            yield new, None
        elif phrase is not None and phrase.kind == "noun":
            yield from _noun(discourse, number, sentence, phrase)


def _linked(discourse: Discourse, number: int, i: int, answers: Sequence[Referent | None]) -> list[Mention]:
    new = [
        replace(mention(discourse.words, i, i + 1, entity, How.COREFERENCE), hops=answer.hops + 1)
        for answer in answers
        if answer is not None
        for entity in answer.entities
    ]
    if new:
        discourse.at[i] = new[-1]
    return new


def _taken_up(
    discourse: Discourse, number: int, sentence: Sentence, phrase: Phrase, answer: Referent | None
) -> Referent:
    """The pronoun itself, less present than a name; one that stands for nothing known still competes."""
    weight, clause, subject = role_of(discourse.words, sentence, phrase)
    referent = made(discourse, number, phrase, None, weight * 0.9, clause, subject)
    if answer is None:
        expletive = discourse.words.text[phrase.head].lower() not in ("er", "sie", "ihn", "ihm", "ihr", "ihnen")
        return replace(referent, genders=frozenset() if expletive else _of_pronoun(discourse, phrase))
    shown = answer.genders & _of_pronoun(discourse, phrase) or answer.genders  # "er" shows that Alex is a man
    single = shown if len(answer.entities) == 1 else frozenset("p")
    return replace(
        referent, entities=answer.entities, genders=single, acts=answer.acts, how=How.COREFERENCE, hops=answer.hops + 1
    )


def _of_pronoun(discourse: Discourse, phrase: Phrase) -> frozenset[str]:
    low = discourse.words.text[phrase.head].lower()
    return frozenset({"er": "m", "ihn": "m", "ihm": "mn", "ihr": "f", "ihnen": "p"}.get(low, "fp"))


def _noun(
    discourse: Discourse, number: int, sentence: Sentence, phrase: Phrase
) -> Iterable[tuple[list[Mention], Mention | None]]:
    words, i = discourse.words, phrase.head
    generic = discourse.at.get(i)
    if generic is not None:
        alone = generic.last - generic.first == 1 and generic.how is How.NAME
        if not alone or generic.entity.cls not in SPECIFIC:
            return
    lemma = words.lemma(i)
    answers: list[Referent] = []
    if lemma == "Regierung" and generic is None:
        ruling = government(discourse, number, phrase)
        if ruling is not None:
            yield _as_entity(discourse, number, phrase, *ruling), None
        return
    if lemma == "Land" and phrase.possessor is not None and generic is None:
        state = own_country(discourse, number, phrase)
        if state is not None:
            yield _as_entity(discourse, number, phrase, state, discourse.at[phrase.start].hops + 1), None
        return
    told = description(discourse, number, phrase)
    if told is None:
        return
    said, noun = told
    if noun.kind in ("person", "office"):
        one = person(discourse, number, said)
        answers = [one] if one is not None else []
    elif noun.classes == {"Country"} and said.place is not None:
        return  # "das chinesische Land": the adjective is linked itself
    else:
        answers = list(described(discourse, number, said))
    new = _linked(discourse, number, i, answers)
    if new:
        _replaced(discourse, phrase, new)
        yield new, generic if generic is not None and new[0].entity != generic.entity else None


def _as_entity(discourse: Discourse, number: int, phrase: Phrase, entity: Entity, hops: int) -> list[Mention]:
    new = [replace(mention(discourse.words, phrase.head, phrase.head + 1, entity, How.COREFERENCE), hops=hops)]
    discourse.at[phrase.head] = new[0]
    _replaced(discourse, phrase, new)
    return new


def _replaced(discourse: Discourse, phrase: Phrase, new: Sequence[Mention]) -> None:
    """The noun's own referent now stands for what it takes up."""
    for k, referent in enumerate(discourse.told):
        if referent.first == phrase.start and referent.last == phrase.end:
            discourse.told[k] = replace(
                referent,
                entities=tuple(m.entity for m in new),
                how=How.COREFERENCE,
                hops=max(m.hops for m in new),
                acts=True,
            )
