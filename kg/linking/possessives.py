"""Possessives: whose something is that "sein", "ihr", "dessen", "deren" tell of."""

from __future__ import annotations

from kg.language.clauses import Clause, Sentence
from kg.language.phrases import Phrase
from kg.linking.antecedents import AGENTS, LOWER, OBJECT, OBLIQUE, Discourse, Referent, chosen, clause_at, head_of, made
from kg.linking.fitting import candidates, is_person, liking, may_be_meant, may_look
from kg.linking.grammar import named_by

GENITIVE = {"dessen": frozenset("mn"), "deren": frozenset("fp")}


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
    found = [r for r in candidates(discourse, number, i, allowed, reach=1) if r.acts and r.first != phrase.start]
    found = [r for r in found if may_look(discourse, r, i)]
    if of_person:
        found = [r for r in found if is_person(r) or not r.entities]
    near = {r.key for r in found if r.place == discourse.place[number] and r.entities}
    if clause.kind == "infinitive" and len(near) > 1:
        return None  # "Trump erlaubt Nvidia, [seine] Chips zu liefern": who does it, the form does not show
    own = _own_subject(discourse, sentence, clause, phrase, i)
    if own is not None and not of_person or own is not None and is_person(own):
        assert own is not None
        if own.entities and own.genders & allowed and _owns(own):
            if _told_by_another(discourse, number, i, clause, own, allowed):
                return None
            return own
        if own.genders <= allowed or own.genders & allowed and not own.entities:
            return None
    here = [r for r in found if r.place == discourse.place[number] and r.clause == clause.index]
    if not found and not here:
        return _announced(discourse, sentence, clause, phrase, allowed) if not of_person else None
    answer = chosen([(r, liking(r)) for r in found], discourse.place[number], discourse.paragraph[number], 1.4)
    back = 0 if answer is None else discourse.place[number] - answer.place
    things = [
        r
        for r in discourse.before(i, discourse.place[number], back)
        if not r.acts and r.genders <= allowed
        if r.subject or (r.weight >= OBJECT and r.place == discourse.place[number])
    ]
    if answer is None or not _owns(answer) or not may_be_meant(answer, allowed):
        return None
    if things and not of_person:
        return None  # "Der Zoll … seine Wirkung"
    loose = answer.weight <= LOWER or answer.weight <= OBLIQUE and len(answer.entities) > 1
    if answer in here and loose and not of_person and not _joined(discourse, answer, phrase):
        return None  # "Neben Intel gehört AMD zu [ihren] Kunden"
    if answer.place != discourse.place[number]:
        if any(r.place == discourse.place[number] for r in found):
            return None  # who is named in the sentence itself may be meant
        if not answer.subject and not (of_person and answer.weight > LOWER):
            return None
    return answer


def genitive(discourse: Discourse, number: int, i: int) -> Referent | None:
    """„Nvidia und [dessen] Rivalen“, "[Deren] Präsidentin": the last that fits, if it is known."""
    words = discourse.words
    allowed = GENITIVE[words.text[i].lower()]
    sentence = discourse.sentences[number]
    clause = clause_at(sentence, i)
    if clause is None:
        return None
    if clause.kind == "relative":
        return _right_behind(discourse, number, i, clause, allowed)
    joined = words.word(i - 1) in ("und", "sowie", "oder")
    if not joined and i != next((k for k in clause.tokens if words.text[k][:1].isalpha()), i):
        return None
    found = [r for r in discourse.before(i, discourse.place[number], 0 if joined else 1) if r.genders & allowed]
    if not found:
        return None
    last = max(found, key=lambda r: (r.place, r.first))
    return last if last.entities and len(last.entities) == 1 and last.acts else None


def _right_behind(
    discourse: Discourse, number: int, i: int, clause: Clause, allowed: frozenset[str]
) -> Referent | None:
    """„Nexperia, [dessen] Chef ging“: the name right before the comma, where it hangs on no other noun."""
    sentence = discourse.sentences[number]
    named = sentence.phrases[clause.antecedent] if clause.antecedent is not None else None
    if named is None or named.end != i - 1 or discourse.words.word(i - 1) != ",":
        return None
    if named.genitive_of is not None or named.attribute_of is not None or named.conjunct_of is not None:
        return None
    found = [r for r in discourse.before(i, discourse.place[number], 0) if r.phrase == named.index]
    fitting = [r for r in found if r.opens == sentence.start and len(r.entities) == 1 and r.acts]
    return fitting[0] if fitting and fitting[0].genders <= allowed else None


# -- inside -------------------------------------------------------------------------------------------------------


def _joined(discourse: Discourse, owner: Referent, owned: Phrase) -> bool:
    """Whether a possessor and what it owns stand in one row: "bei [Apple] und [seinen] Zulieferern"."""
    before = owned.prep_at if owned.prep_at is not None else owned.start
    return owner.last < before and discourse.words.word(before - 1) in ("und", "sowie", "oder")


def _owns(referent: Referent) -> bool:
    return all(e.cls in AGENTS for e in referent.entities)


def _polite(word: str, opens: bool) -> bool:
    return word[:1].isupper() and not opens


def _told_by_another(
    discourse: Discourse, number: int, i: int, clause: Clause, own: Referent, allowed: frozenset[str]
) -> bool:
    """„X bestreitet, dass Y [seine] Geräte kontrolliere“: whose, who says it and who does it fit alike."""
    if clause.kind != "complement" and (clause.predicate is None or clause.predicate.konjunktiv != "I"):
        return False
    others = (r for r in discourse.before(i, discourse.place[number], 0) if r.key != own.key)
    return any(r.subject and r.acts and r.genders & allowed and r.clause != clause.index for r in others)


def _own_subject(discourse: Discourse, sentence: Sentence, clause: Clause, phrase: Phrase, i: int) -> Referent | None:
    """The subject of the clause, where it stands before the possessive and is not what is possessed."""
    index = clause.subject
    if index is not None and sentence.phrases[index].kind == "relative" and clause.antecedent is not None:
        index = clause.antecedent
    if index is None or sentence.phrases[index].start <= phrase.start <= sentence.phrases[index].end - 1:
        return None
    index = head_of(discourse.words, sentence, index)
    own = sentence.phrases[index]
    if own.start > i or own.start <= phrase.start < own.end:
        return None
    groups = [r for r in discourse.before(i, discourse.place[discourse.sentences.index(sentence)], 0)]
    here = [r for r in groups if r.phrase == index and r.opens == sentence.start]
    many = [r for r in here if "p" in r.genders and len(r.entities) > 1]
    return (many or here or [None])[0]


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
    if named is None or named.entity.cls not in AGENTS:
        return None
    number = discourse.sentences.index(sentence)
    referent = made(discourse, number, subject, named, OBJECT, clause.index, True)
    return referent if referent.genders & allowed and may_be_meant(referent, allowed) else None
