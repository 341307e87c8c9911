"""Pronouns: who "er", "sie", "ihm", "sein", "ihr", "dieser" and "dessen" stand for.

Wrong is worse than missing: a pronoun is left alone where a noun of its gender that names nothing known fits as well.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.language.clauses import Clause, Sentence
from kg.language.phrases import Phrase
from kg.linking.antecedents import OBJECT, Discourse, Referent, chosen, clause_at
from kg.linking.grammar import named_by

PERSONAL = {
    "er": frozenset("m"), "ihn": frozenset("m"), "ihm": frozenset("mn"), "es": frozenset("n"),
    "sie": frozenset("fp"), "ihr": frozenset("f"), "ihnen": frozenset("p"),
}  # fmt: skip
DEMONSTRATIVE = {
    "dieser": frozenset("m"), "diesen": frozenset("m"), "diesem": frozenset("mn"), "jener": frozenset("m"),
    "diese": frozenset("f"),
}  # fmt: skip
GENITIVE = {"dessen": frozenset("mn"), "deren": frozenset("fp")}
OWNERS = frozenset({"Person", "Company", "GovernmentBody", "Organization", "Country", "Alliance", "MediaOutlet"})
PERSON, ACTING, THING = 1.3, 1.15, 1.0  # who rather has a pronoun
ALIKE = 1.3  # a subject takes up the subject of a clause before in its sentence


def pronoun(discourse: Discourse, number: int, phrase: Phrase) -> Referent | None:
    """Whom a personal or demonstrative pronoun stands for. number: of its sentence."""
    words, sentence = discourse.words, discourse.sentences[number]
    i = phrase.head
    low, tag = words.text[i].lower(), words.doc[i].tag_
    clause = clause_at(sentence, i)
    if clause is None or clause.predicate is None:
        return None
    if low == "sie" and words.text[i] == "Sie" and not words.opens_sentence(i):
        return None  # the polite address
    subject = clause.subject == phrase.index
    if low in PERSONAL and tag == "PPER":
        allowed = PERSONAL[low]
    elif low in DEMONSTRATIVE and tag == "PDS" and subject:
        return _last_named(discourse, number, phrase, clause, DEMONSTRATIVE[low])
    else:
        return None
    if low == "sie" and subject:
        allowed = _by_verb(discourse, sentence, clause)
    if low == "es":
        return _it(discourse, number, clause) if subject else None
    if low == "ihr" and not clause.predicate.number:
        return None
    found = _candidates(discourse, number, i, allowed)
    barred = _of_clause(discourse, sentence, clause, phrase)
    found = [r for r in found if not _overlaps(r, barred) and not _in_clause(r, sentence, clause)]
    found = [r for r in found if _crosses_quotation(discourse, r, i)]
    acting = subject and _acts(discourse, clause)
    if acting:
        found = [r for r in found if r.acts]
    if subject and clause.predicate.lemma in words.cues.references.says:
        behind = clause.predicate.finite is not None and clause.predicate.finite < i
        # "Die Regierung habe das zugesagt, erklärte [sie]": not who is spoken of
        found = [r for r in found if not (behind and r.opens == sentence.start)]
    if allowed == {"p"} and len({r.key for r in found if r.place >= discourse.place[number] - 1}) > 1:
        return None  # "sie" of many: only where nothing else is many
    here = discourse.place[number]
    weighed = [(r, _liking(r) * (ALIKE if subject and r.subject and r.place == here else 1.0)) for r in found]
    answer = chosen(weighed, here, discourse.paragraph[number], 1.25 if subject else 1.5)
    if answer is None or not _may_be_meant(answer, allowed):
        return None
    if not subject and len({r.key for r in found if r.weight >= OBJECT}) > 1:
        return None  # "ihn" with two about: the verb would have to decide
    return answer


def possessive(discourse: Discourse, number: int, i: int) -> Referent | None:
    """Whose something is: the possessor that "sein", "ihr" at token i stands for. number: of its sentence."""
    words, sentence = discourse.words, discourse.sentences[number]
    low = words.text[i].lower()
    allowed = frozenset("mn") if low.startswith("sein") else frozenset("fp")
    clause = clause_at(sentence, i)
    phrase = sentence.phrase_of(i)
    if clause is None or phrase is None or _polite(words.text[i], words.opens_sentence(i)):
        return None
    of_person = words.lemma(phrase.head) in words.cues.references.owned
    found = [r for r in _candidates(discourse, number, i, allowed, reach=1) if r.acts and r.first != phrase.start]
    found = [r for r in found if _crosses_quotation(discourse, r, i)]
    if of_person:
        found = [r for r in found if _person(r) or not r.entities]
    own = _own_subject(discourse, sentence, clause, phrase, i)
    if own is not None and not of_person or own is not None and _person(own):
        assert own is not None
        if own.entities and own.genders & allowed and _owns(own):
            if _told_by_another(discourse, number, i, clause, own, allowed):
                return None
            return own if own.genders & allowed == own.genders or len(own.genders) > 1 else None
        if own.genders <= allowed:
            return None
    here = [r for r in found if r.place == discourse.place[number] and r.clause == clause.index]
    if not found and not here:
        return _announced(discourse, sentence, clause, phrase, allowed) if not of_person else None
    answer = chosen([(r, _liking(r)) for r in found], discourse.place[number], discourse.paragraph[number], 1.4)
    back = 0 if answer is None else discourse.place[number] - answer.place
    things = [
        r
        for r in discourse.before(i, discourse.place[number], back)
        if not r.acts and r.genders <= allowed and not r.entities
        if r.subject or (r.weight >= OBJECT and r.place == discourse.place[number])
    ]
    if answer is None or not _owns(answer) or not _may_be_meant(answer, allowed):
        return None
    if things and not of_person:
        return None  # "Der Zoll … seine Wirkung"
    if answer.place != discourse.place[number] and not (answer.subject or of_person):
        return None
    return answer


def genitive(discourse: Discourse, number: int, i: int) -> Referent | None:
    """„Nvidia und [dessen] Rivalen“, "[Deren] Präsidentin": the last that fits, if it is known."""
    words = discourse.words
    allowed = GENITIVE[words.text[i].lower()]
    sentence = discourse.sentences[number]
    clause = clause_at(sentence, i)
    if clause is None or clause.kind == "relative":
        return None
    joined = words.word(i - 1) in ("und", "sowie", "oder")
    if not joined and i != next((k for k in clause.tokens if words.text[k][:1].isalpha()), i):
        return None
    found = [r for r in discourse.before(i, discourse.place[number], 0 if joined else 1) if r.genders & allowed]
    if not found:
        return None
    last = max(found, key=lambda r: (r.place, r.first))
    return last if last.entities and len(last.entities) == 1 and last.acts else None


# -- inside -------------------------------------------------------------------------------------------------------


def _candidates(discourse: Discourse, number: int, i: int, allowed: frozenset[str], reach: int = 2) -> list[Referent]:
    found = [r for r in discourse.before(i, discourse.place[number], reach) if r.genders & allowed]
    return [r for r in found if r.how is None or r.how.value not in ("adjective", "part")]


def _by_verb(discourse: Discourse, sentence: Sentence, clause: Clause) -> frozenset[str]:
    """„sie“ as a subject is one or many as its verb is; where the form leaves it open, none."""
    finite = clause.predicate.finite if clause.predicate is not None else None
    if finite is None or clause.predicate is None:
        return frozenset()
    word = discourse.words.text[finite].lower()
    lexicon = discourse.words.lexicon
    tags = [t for r in lexicon.readings(word) if r.cls == "VER" for t in r.tags] if lexicon is not None else []
    many = any("3:PLU" in t for t in tags)
    one = any("3:SIN" in t for t in tags)
    if many != one:
        return frozenset("p" if many else "f")
    number = clause.predicate.number
    return frozenset({"PLU": "p", "SIN": "f"}.get(number, ""))


def _acts(discourse: Discourse, clause: Clause) -> bool:
    predicate = clause.predicate
    if predicate is None or predicate.voice != "active":
        return False
    acts = discourse.words.cues.references.acts
    return predicate.lemma in acts or predicate.modal == "wollen" or predicate.operator in acts


def _liking(referent: Referent) -> float:
    if _person(referent):
        return PERSON
    return ACTING if referent.acts else THING


def _person(referent: Referent) -> bool:
    return any(e.cls == "Person" for e in referent.entities)


def _owns(referent: Referent) -> bool:
    return all(e.cls in OWNERS for e in referent.entities)


def _may_be_meant(referent: Referent, allowed: frozenset[str]) -> bool:
    """Whether gender is known well enough: a person of unknown gender is taken for a man, for a woman never."""
    if _person(referent) and len(referent.entities) == 1 and referent.genders == {"m", "f"}:
        return "m" in allowed
    return bool(referent.entities)


def _overlaps(referent: Referent, barred: Iterable[tuple[int, int]]) -> bool:
    return any(first <= referent.first and referent.last <= last for first, last in barred)


def _in_clause(referent: Referent, sentence: Sentence, clause: Clause) -> bool:
    return referent.opens == sentence.start and referent.clause == clause.index


def _of_clause(discourse: Discourse, sentence: Sentence, clause: Clause, phrase: Phrase) -> list[tuple[int, int]]:
    """What stands in one clause with a pronoun is another: its subject, whom its relative pronoun stands for."""
    found = [
        sentence.phrases[k]
        for k in (clause.subject, clause.object, clause.dative, clause.antecedent if clause.relative else None)
        if k is not None and k != phrase.index
    ]
    subject = sentence.phrases[clause.subject] if clause.subject is not None else None
    spans = [(p.start, p.end) for p in found]
    if subject is not None and subject.kind == "pronoun" and subject.index != phrase.index:
        named = discourse.at.get(subject.head)
        spans += [(r.first, r.last) for r in discourse.told if named is not None and named.entity in r.entities][-20:]
    elif subject is not None and subject.index != phrase.index:
        named = named_by(subject, discourse.at)
        spans += [(r.first, r.last) for r in discourse.told if named is not None and named.entity in r.entities][-20:]
    return spans


def _crosses_quotation(discourse: Discourse, referent: Referent, i: int) -> bool:
    """Whether a pronoun may look there: not into a quotation from outside; from inside not at a person outside."""
    there, here = discourse.quotation[referent.last - 1], discourse.quotation[i]
    if there == here:
        return True
    return here != 0 and there == 0 and not _person(referent) and bool(referent.entities)


def _it(discourse: Discourse, number: int, clause: Clause) -> Referent | None:
    """„es“ is mostly nobody: only a neuter agent, subject right before, where the verb says what agents do."""
    if clause.predicate is None or not _acts(discourse, clause) or not clause.tokens:
        return None
    i = clause.tokens[0]
    for reach in (0, 1):
        found = [
            r
            for r in discourse.before(i, discourse.place[number], reach)
            if "n" in r.genders and r.subject and (r.place == discourse.place[number]) == (reach == 0)
        ]
        if found:
            keys = {r.key for r in found}
            known = found[0].entities and found[0].acts and not _person(found[0])
            return found[0] if len(keys) == 1 and known and found[0].genders == {"n"} else None
    return None


def _last_named(
    discourse: Discourse, number: int, phrase: Phrase, clause: Clause, allowed: frozenset[str]
) -> Referent | None:
    """„dieser“ is the one named last, not the subject: "Trump traf Xi. Dieser …"."""
    place = discourse.place[number]
    first = min(clause.tokens)
    found = [r for r in discourse.before(first, place, 1) if r.genders & allowed]
    if found and any(r.place == place for r in found):
        found = [r for r in found if r.place == place]
    if _acts(discourse, clause):
        found = [r for r in found if r.acts]
    if not found:
        return None
    last = max(found, key=lambda r: r.first)
    if any(r.key != last.key and not r.entities and r.acts for r in found):
        return None
    return last if len(last.entities) == 1 and last.acts and _may_be_meant(last, allowed) else None


def _polite(word: str, opens: bool) -> bool:
    return word[:1].isupper() and not opens


def _own_subject(discourse: Discourse, sentence: Sentence, clause: Clause, phrase: Phrase, i: int) -> Referent | None:
    """The subject of the clause, where it stands before the possessive and is not what is possessed."""
    index = clause.subject
    if index is not None and sentence.phrases[index].kind == "relative" and clause.antecedent is not None:
        index = clause.antecedent
    if index is None or sentence.phrases[index].start <= phrase.start <= sentence.phrases[index].end - 1:
        return None
    own = sentence.phrases[index]
    if own.start > i:
        return None
    groups = [r for r in discourse.before(i, discourse.place[discourse.sentences.index(sentence)], 0)]
    here = [r for r in groups if r.phrase == index and r.opens == sentence.start]
    many = [r for r in here if "p" in r.genders and len(r.entities) > 1]
    return (many or here or [None])[0]


def _told_by_another(
    discourse: Discourse, number: int, i: int, clause: Clause, own: Referent, allowed: frozenset[str]
) -> bool:
    """„X bestreitet, dass Y [seine] Geräte kontrolliere“: whose, who says it and who does it fit alike."""
    if clause.kind != "complement" and (clause.predicate is None or clause.predicate.konjunktiv != "I"):
        return False
    others = (r for r in discourse.before(i, discourse.place[number], 0) if r.key != own.key)
    return any(r.subject and r.acts and r.genders & allowed and r.clause != clause.index for r in others)


def _announced(
    discourse: Discourse, sentence: Sentence, clause: Clause, phrase: Phrase, allowed: frozenset[str]
) -> Referent | None:
    """„Fast die Hälfte [seiner] Anlagen hat ASML verkauft“: the subject behind the verb, if nobody else is there."""
    if clause.kind != "main" or clause.subject is None or clause.predicate is None or clause.shared_subject:
        return None
    subject, finite = sentence.phrases[clause.subject], clause.predicate.finite
    if finite is None or not phrase.end <= finite or subject.start != finite + 1:
        return None
    named = named_by(subject, discourse.at)
    if named is None or named.entity.cls not in OWNERS:
        return None
    from kg.linking.antecedents import made

    number = discourse.sentences.index(sentence)
    referent = made(discourse, number, subject, named, OBJECT, clause.index, True)
    return referent if referent.genders & allowed and _may_be_meant(referent, allowed) else None
