"""Who holds which post where: "Chinas Präsident Xi", "Nvidia-Chef Huang", "X, Staatssekretär im Handelsministerium"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.linking.background import Background
from kg.linking.table import EntityTable
from kg.model import Mention, Modality, Qualifier, Status
from kg.vocab import is_a

from ..found import Found, weakest
from ..frames.tables import Office
from ..scene import TAKEN_UP, Scene
from ..scope.scope import phrase_modality
from .bodies import bodies
from .leavings import has_left
from .terms import is_over, of_another, role_words

# "war als Berater tätig" tells a post; "bewarb sich als Kanzler" does not
_SERVES = frozenset({"sein", "arbeiten", "dienen", "amtieren", "fungieren", "wirken"})
_PARTS = tuple(
    "abteilung ausschuss ausschusses sparte bereich fraktion referat programm team gruppe division büro tochter "
    "forschung entwicklung kommission geschäft zentrum lehrstuhl einheit ableger".split()
)
# who heads a part of it: "AfD-Landesvorsitzender", "Delegationsleiter"
_LOWER = tuple(
    "Abteilungs Bereichs Bezirks Delegations Fraktions Kreis Landesch Landesl Landessp Landesv Orts Projekt Regional "
    "Sparten".split()
)
# who stands beside or under the head: "technischer Chef"
_BESIDE = ("stellvertret", "kommissarisch", "technisch", "wissenschaftlich", "operativ", "kaufmännisch", "regional")
FORMER_LEAD = frozenset({"ehemals", "damals", "seinerzeit", "zuvor", "einst", "vormals", "früher"})


def office_facts(scene: Scene, table: EntityTable, background: Background | None = None) -> Iterator[Found]:
    """Posts named in a sentence, with role, and Former for "ehemalig", "Ex-", "damals".

    background: who holds which office when; Former too where the term was over at the article's date.
    """
    for phrase in scene.sentence.phrases:
        if phrase.kind != "noun":
            continue
        noun = scene.noun(phrase)
        office = scene.frames.office(noun)
        if office is not None:
            yield from _holder_facts(scene, phrase, noun, office, table, background)


def _holder_facts(
    scene: Scene, phrase: Phrase, noun: str, office: Office, table: EntityTable, background: Background | None
) -> Iterator[Found]:
    holders = tuple(_holders(scene, phrase))
    if not holders:
        return
    modality, status = phrase_modality(scene, phrase)
    modality = Modality.ASSERTED if modality is Modality.POSSIBLE else modality  # "der umstrittene Berater" is one
    former = _former_before(scene, phrase) or _former_clause(scene, phrase) or noun.startswith("Alt")
    former = former or has_left(scene, phrase)
    status = Status.FORMER if former else status
    if _becomes(scene, phrase):
        modality = weakest(modality, Modality.PLANNED)
    for holder in holders:
        for found in post_facts(scene, phrase, noun, office, holder, table, background):
            over = former or status is Status.FORMER or found.status is Status.FORMER
            over = over and modality is not Modality.PLANNED  # "der künftige Präsident" of a second term
            yield replace(found, modality=modality, status=Status.FORMER if over else Status.CURRENT)


def post_facts(
    scene: Scene,
    phrase: Phrase,
    noun: str,
    office: Office,
    holder: Mention,
    table: EntityTable,
    background: Background | None,
) -> Iterator[Found]:
    """The posts that a title gives somebody; Former where they are known to be over at the article's date."""
    for held in bodies(scene, phrase, noun, office, holder, table, background):
        body = held.body
        if body.entity.id == holder.entity.id:
            continue
        below = _second(scene, phrase, noun) or _heads_part(scene, phrase, body)
        relation = "worksFor" if below else office.relation
        if office.scope == "ministry" and not is_a(body.entity.cls, "Organization"):
            relation = "worksFor"
        if relation == "leads" and background is not None and of_another(scene, background, holder, body):
            continue
        over = held.over or (background is not None and is_over(scene, background, holder.entity, body.entity, noun))
        yield Found(
            holder,
            relation,
            body,
            f"{relation}.{office.noun}",
            phrase.head,
            held.score,
            status=Status.FORMER if over else Status.CURRENT,
            qualifiers=(Qualifier("role", role_words(noun), "words"),),
        )


def _heads_part(scene: Scene, phrase: Phrase, body: Mention) -> bool:
    """„Leiter der Rohstoffabteilung der Deutschen Bank“: who heads a part of a body does not head the body."""
    for part in scene.sentence.phrases[phrase.index + 1 :]:
        of_title = part.genitive_of == phrase.index or (part.attribute_of == phrase.index and part.prep == "von")
        if of_title and part.kind == "noun" and not scene.named(part):
            return body.first >= part.start and scene.noun(part).lower().endswith(_PARTS)
    return False


def _second(scene: Scene, phrase: Phrase, noun: str) -> bool:
    """„Vizekanzler“, "der stellvertretende Vorsitzende", "Landesvorsitzender": no head of the whole."""
    lower = role_words(noun).startswith(_LOWER) and not scene.attributes(phrase)
    return noun.startswith(("Vize", "Stellvertret")) or lower or _deputy(scene, phrase)


def _deputy(scene: Scene, phrase: Phrase) -> bool:
    before = (scene.doc[i].lower_ for i in range(phrase.start, phrase.head))
    return any(word.startswith(_BESIDE) for word in before)


def _holders(scene: Scene, phrase: Phrase) -> Iterator[Mention]:
    """The person a title belongs to: name behind it, apposition either way, predicate noun."""
    own = [m for m in scene.named(phrase) if is_a(m.entity.cls, "Person")]
    if phrase.name is not None and own:
        yield own[0]
        for member in scene.members(phrase)[1:]:
            if member.kind == "name":
                # "die Staatschefs Gabriel Boric und Luis Arce"
                yield from (m for m in scene.named(member) if is_a(m.entity.cls, "Person") and "PLU" in phrase.numbers)
        return
    if phrase.name is not None:
        return
    for apposition in scene.appositions(phrase):
        found = [m for m in scene.named(apposition) if is_a(m.entity.cls, "Person")]
        if found:
            yield found[0]
            return
    outer = _apposed_person(scene, phrase)
    if outer is not None:
        yield outer
        return
    for clause in scene.sentence.clauses:
        predicate = clause.predicate
        if predicate is None or predicate.negated or predicate.konjunktiv == "II":
            continue
        subject = scene.phrase(clause.subject)
        if subject is None:
            continue
        is_predicative = clause.predicative == phrase.index and predicate.lemma in ("sein", "werden", "bleiben")
        as_phrase = phrase.head in clause.tokens and phrase.start > 0 and scene.doc[phrase.start - 1].lower_ == "als"
        as_phrase = as_phrase and predicate.lemma in _SERVES
        if (is_predicative or as_phrase) and predicate.modal is None and predicate.tense != "future":
            people = [m for m in scene.everyone(subject, clause) if is_a(m.entity.cls, "Person")]
            yield from people[:1]
            return


def _apposed_person(scene: Scene, phrase: Phrase) -> Mention | None:
    """„Sigrun Halder, [die Chefin von Borealit], …“: the person right before the comma."""
    doc = scene.doc
    for i in range(phrase.start - 1, max(scene.sentence.start, phrase.start - 14), -1):
        if doc[i].tag_.startswith("V") or (doc[i].tag_ == "NE" and doc[i + 1].text == ","):
            return None
        if doc[i].text in (",", "("):
            last = _before_bracket(scene, i - 1)
            people = [m for m in scene.covering(last) if is_a(m.entity.cls, "Person") and m.how not in TAKEN_UP]
            return people[0] if people else None
    return None


def _before_bracket(scene: Scene, i: int) -> int:
    """The token before a bracket that closes at `i`: "Katherina Reiche (CDU), …"; else `i` itself."""
    if scene.doc[i].text != ")":
        return i
    low = max(scene.sentence.start, i - 6)
    return next((k - 1 for k in range(i, low, -1) if scene.doc[k].text == "("), i)


def _former_before(scene: Scene, phrase: Phrase) -> bool:
    low = max(scene.sentence.start, phrase.start - 3)
    leads = (i for i in range(low, phrase.start) if scene.doc[i].lower_ in FORMER_LEAD)
    # "Zuvor hatte Konzernchef Gagey …": before a finite verb the adverb is the clause's
    inside = any(not any(scene.doc[k].tag_ in _FINITE for k in range(i, phrase.start)) for i in leads)
    return inside or (ended(scene, low, phrase.start) and not _stays(scene, phrase))


def _stays(scene: Scene, phrase: Phrase) -> bool:
    """„bleibt bis 2030 Chef“: what is told in the present has not ended."""
    clause = scene.clause_of(phrase)
    told = clause is not None and clause.predicative == phrase.index and clause.predicate is not None
    return told and clause.predicate.tense in ("present", "future")


_FINITE = frozenset({"VVFIN", "VAFIN", "VMFIN"})


def ended(scene: Scene, start: int, end: int) -> bool:
    """„bis 2021“, "bis Mai 2021" between two tokens: a time that had ended by the year of the article."""
    now = (scene.article.issued or "9999")[:4]
    for i in range(start, end):
        if scene.doc[i].lower_ == "bis":
            years = (scene.doc[k].text for k in range(i + 1, min(i + 4, end)))
            return any(len(year) == 4 and year.isdigit() and year <= now for year in years)
    return False


def _bare_copula(clause: Clause, phrase: Phrase) -> bool:
    """„…, der in seiner Jugend Berater war“: in a relative clause the title is what somebody was."""
    predicate = clause.predicate
    past = predicate is not None and predicate.lemma == "sein" and predicate.tense in ("past", "pluperfect")
    return past and clause.kind == "relative" and phrase.prep is None and phrase.index != clause.subject


def _becomes(scene: Scene, phrase: Phrase) -> bool:
    """„wird im Mai Chef von Umicore“: the post is to come."""
    clause = scene.clause_of(phrase)
    predicate = clause.predicate if clause is not None and clause.predicative == phrase.index else None
    return predicate is not None and predicate.lemma == "werden" and predicate.tense == "present"


def _former_clause(scene: Scene, phrase: Phrase) -> bool:
    """„der als Zollbeamter tätig war“, "war bis 2021 Chef": a past copula ends the post."""
    for clause in scene.sentence.clauses:
        if phrase.head in clause.tokens and clause.predicate is not None and phrase.name is None:
            predicative = clause.predicative == phrase.index or scene.doc[max(0, phrase.start - 1)].lower_ == "als"
            if (
                predicative
                and clause.predicate.tense in ("past", "pluperfect")
                and clause.predicate.lemma in ("sein", "arbeiten", "dienen")
            ):
                return True
            if clause.predicative is None and _bare_copula(clause, phrase):
                return True
            if predicative and not _stays(scene, phrase) and ended(scene, min(clause.tokens), phrase.start):
                return True
    return False
