"""Pronouns: who "er", "sie", "ihm", "es" and "dieser" stand for.

Wrong is worse than missing: a pronoun is left alone where a noun of its gender that names nothing known fits as well.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.language.clauses import Clause, Sentence
from kg.language.phrases import Phrase
from kg.linking.antecedents import OBJECT, Discourse, Referent, chosen, clause_at
from kg.linking.fitting import candidates, is_person, liking, may_be_meant, may_look
from kg.linking.grammar import is_neuter_name, named_by
from kg.model import How

PERSONAL = {
    "er": frozenset("m"), "ihn": frozenset("m"), "ihm": frozenset("mn"), "es": frozenset("n"),
    "sie": frozenset("fp"), "ihr": frozenset("f"), "ihnen": frozenset("p"),
}  # fmt: skip
DEMONSTRATIVE = {
    "dieser": frozenset("m"), "diesen": frozenset("m"), "diesem": frozenset("mn"), "jener": frozenset("m"),
    "diese": frozenset("f"),
}  # fmt: skip
WITHOUT_SUBJECT = ("um", "ohne", "statt", "anstatt")
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
    if low == "sie" and not subject and (clause.subject is None or clause.object != phrase.index):
        return None
    if low == "ihr" and not clause.predicate.number:
        return None
    found = candidates(discourse, number, i, allowed)
    barred = _of_clause(discourse, sentence, clause, phrase)
    found = [r for r in found if not _overlaps(r, barred) and not _in_clause(r, sentence, clause)]
    found = [r for r in found if may_look(discourse, r, i)]
    if subject and (blamed := _blamed(discourse, sentence, clause, found)) is not None:
        return blamed
    if low == "ihm" and clause.dative == phrase.index:
        found = _receivers(discourse, found, discourse.place[number])
    nearer = [r for r in found if r.opens == sentence.start and not r.entities and r.weight >= OBJECT]
    told = clause.kind == "complement" or clause.predicate.konjunktiv == "I"
    if told and len({r.key for r in found if r.opens == sentence.start and r.weight >= OBJECT}) > 1:
        return None  # "Wer sie beschuldigt, [sie] male schwarz": who says it, or to whom
    if subject and _acts(discourse, clause):
        # nouns of many that nobody knows may be people: "die Geflüchteten"
        found = [r for r in found if r.acts or (allowed == {"p"} and r.subject)]
    if subject and clause.predicate.lemma in words.cues.references.says:
        behind = clause.predicate.finite is not None and clause.predicate.finite < i
        # "Die Regierung habe das zugesagt, erklärte [sie]": not who is spoken of
        found = [r for r in found if not (behind and r.opens == sentence.start)]
        nearer = [] if behind else nearer
    if allowed == {"p"} and len({r.key for r in found if r.place >= discourse.place[number] - 1}) > 1:
        return None  # "sie" of many: only where nothing else is many
    here = discourse.place[number]
    weighed = [(r, liking(r) * (ALIKE if subject and r.subject and r.place == here else 1.0)) for r in found]
    answer = chosen(weighed, here, discourse.paragraph[number], 1.25 if subject else 1.5)
    if answer is None or not may_be_meant(answer, allowed) or (allowed == {"m"} and _bare_body(discourse, answer)):
        return None
    still = clause.predicate.konjunktiv == "I" and not _acts(discourse, clause)
    says = clause.predicate.lemma in words.cues.references.says
    if subject and not says and _only_says(discourse, answer, found, still=still):
        return None
    if nearer and answer.opens != sentence.start:
        return None  # "Jedem Bürger müsse überlassen bleiben, wie [er] zahlt"
    if not subject and len({r.key for r in found if r.weight >= OBJECT}) > 1:
        return None  # "ihn" with two about: the verb would have to decide
    return answer


# -- inside -------------------------------------------------------------------------------------------------------


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
    references, acts = discourse.words.cues.references, discourse.words.cues.references.acts
    if predicate.lemma in references.deeds and any(discourse.words.text[i].lower() == "damit" for i in clause.tokens):
        return True
    return predicate.lemma in acts or predicate.modal == "wollen" or predicate.operator in acts


def _bare_body(discourse: Discourse, referent: Referent) -> bool:
    """Whether a body's or firm's name stands without article or noun: German takes it up by "es" or not at all."""
    named = discourse.at.get(referent.first)
    body = referent.acts and not is_person(referent) and named is not None and named.entity in referent.entities
    contracted = discourse.words.doc[referent.first - 1].tag_ == "APPRART" if referent.first else False
    return body and referent.how is not How.COREFERENCE and not contracted


def _blamed(discourse: Discourse, sentence: Sentence, clause: Clause, found: list[Referent]) -> Referent | None:
    """„X wirft Y vor, [er] habe gelogen“: whom the verb before is said to, where that is one known person."""
    above = clause.parent if clause.parent is not None else clause.index - 1
    if not 0 <= above < len(sentence.clauses) or clause.predicate is None or clause.relative is not None:
        return None
    governing = sentence.clauses[above]
    if governing.predicate is None or governing.predicate.lemma not in discourse.words.cues.references.blames:
        return None
    told = clause.kind == "complement" or clause.predicate.konjunktiv == "I"
    if not told or governing.predicate.voice != "active" or max(governing.tokens) > min(clause.tokens):
        return None
    whom = {k for k in (governing.dative, governing.object) if k is not None}
    said_to = [r for r in found if r.opens == sentence.start and r.phrase in whom and is_person(r)]
    return said_to[0] if len({r.key for r in said_to}) == 1 and len(said_to[0].entities) == 1 else None


def _receivers(discourse: Discourse, found: list[Referent], place: int) -> list[Referent]:
    """„[ihm]“ stands for people: beside the one man in reach a thing or a firm's bare name does not compete."""
    men = {r.key for r in found if is_person(r) and r.place >= place - 1}
    if len(men) != 1:
        return found
    return [r for r in found if r.person or r.entities and r.acts and not is_neuter_name(r.entities[0])]


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
    if clause.introducer in WITHOUT_SUBJECT and clause.parent is not None:
        above = sentence.clauses[clause.parent].subject  # "um [ihm] zu helfen": who helps is the subject above
        spans += [(sentence.phrases[above].start, sentence.phrases[above].end)] if above is not None else []
    if subject is not None and subject.kind == "pronoun" and subject.index != phrase.index:
        named = discourse.at.get(subject.head)
        spans += [(r.first, r.last) for r in discourse.told if named is not None and named.entity in r.entities][-20:]
    elif subject is not None and subject.index != phrase.index:
        named = named_by(subject, discourse.at)
        spans += [(r.first, r.last) for r in discourse.told if named is not None and named.entity in r.entities][-20:]
    return spans


def _only_says(discourse: Discourse, answer: Referent, found: list[Referent], *, still: bool) -> bool:
    """„Für A wäre das gut, meint B. Solange [er] …“: whether the antecedent only speaks, of another in its sentence.

    still: the words go on, so that a thing may be what they are about: "Der Bericht sei gut, sagte B. [Er] sei neu".
    """
    sentence = next((s for s in discourse.sentences if s.start == answer.opens), None)
    if sentence is None or not 0 <= answer.clause < len(sentence.clauses):
        return False
    predicate = sentence.clauses[answer.clause].predicate
    says = predicate is not None and predicate.lemma in discourse.words.cues.references.says
    others = [r for r in found if r.opens == answer.opens and r.key != answer.key]
    return says and any(r.person or (still and r.subject) for r in others)


def _it(discourse: Discourse, number: int, clause: Clause) -> Referent | None:
    """„es“ is mostly nobody: only a neuter agent, subject right before, where the verb says what agents do."""
    if clause.predicate is None or clause.predicate.obliged or not _acts(discourse, clause):
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
            known = found[0].entities and found[0].acts and not is_person(found[0])
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
    return last if len(last.entities) == 1 and last.acts and may_be_meant(last, allowed) else None
