"""Who holds which post where: "Chinas Präsident Xi", "Nvidia-Chef Huang", "X, Staatssekretär im Handelsministerium"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.language.phrases import Phrase
from kg.linking.background import OFFICES, Background, first_day, last_day
from kg.linking.table import EntityTable
from kg.linking.titles import ANY_LEADER
from kg.model import Entity, How, Mention, Qualifier, Status
from kg.vocab import is_a

from .found import Found
from .scene import TAKEN_UP, Scene
from .scope import phrase_modality
from .tables import Office

_BODY_PREPOSITIONS = ("von", "bei", "in", "an", "für", "unter")
_RANGES = {
    "state": ("Country", "Region", "Alliance"),
    "organization": ("Organization",),
    "ministry": ("GovernmentBody", "Country", "Region"),
    "any": ("Organization", "Country", "Region"),
}
# "war als Berater tätig" tells a post; "bewarb sich als Kanzler" does not
_SERVES = frozenset({"sein", "arbeiten", "dienen", "amtieren", "fungieren", "wirken"})
_LEAVES = frozenset({"zurücktreten", "abtreten", "aufhören", "ausscheiden", "entlassen", "ablösen", "absetzen"})
_FORMER_LEAD = frozenset({"ehemals", "damals", "seinerzeit", "zuvor", "einst", "vormals", "früher"})


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
    yield from _posts_without_title(scene)


def _holder_facts(
    scene: Scene, phrase: Phrase, noun: str, office: Office, table: EntityTable, background: Background | None
) -> Iterator[Found]:
    holders = tuple(_holders(scene, phrase))
    if not holders:
        return
    modality, status = phrase_modality(scene, phrase)
    former = _former_before(scene, phrase) or _former_clause(scene, phrase) or noun.startswith("Alt")
    status = Status.FORMER if former else status
    # "Vizekanzler", "der stellvertretende Vorsitzende": the second in office leads nothing
    second = noun.startswith(("Vize", "Stellvertret")) or _deputy(scene, phrase)
    for holder in holders:
        for body, score in _bodies(scene, phrase, noun, office, holder, table):
            if body.entity.id == holder.entity.id:
                continue
            relation = "worksFor" if second else office.relation
            if office.scope == "ministry" and not is_a(body.entity.cls, "Organization"):
                relation = "worksFor"
            if relation == "leads" and background is not None and _of_another(scene, background, holder, body):
                continue
            over = background is not None and _term_over(scene, background, holder.entity, body.entity, noun)
            yield Found(
                holder,
                relation,
                body,
                f"{relation}.{office.noun}",
                phrase.head,
                score,
                modality=modality,
                status=Status.FORMER if over else status,
                qualifiers=(Qualifier("role", _role_words(noun), "words"),),
            )


def _of_another(scene: Scene, background: Background, holder: Mention, body: Mention) -> bool:
    """Whether the top office is known to be another one's, who was never in it: "als der Kanzler Macron anrief"."""
    day = scene.article.issued
    led = [fact for fact in background.offices_in(body.entity.id) if fact.predicate == "leads"]
    never = all(fact.subject != holder.entity.id for fact in background.offices_in(body.entity.id))
    return bool(day) and never and background.of_another(holder.entity, led, day)


def _term_over(scene: Scene, background: Background, holder: Entity, body: Entity, noun: str) -> bool:
    """Whether the office had ended before the article's date and was not held on it: "US-Präsident Biden" in 2026."""
    day = scene.article.issued
    title = background.titles.get(_role_words(noun))
    roles = title.state_roles | title.body_roles if title is not None else frozenset({_role_words(noun)})
    terms = [
        fact
        for fact in background.of(holder.id)
        if fact.predicate in OFFICES and fact.object == body.id and (fact.role in roles or ANY_LEADER in roles)
    ]
    if not day or any(background.in_office(fact, day) for fact in terms):
        return False
    # an article of January 2025 as a whole is not behind the 20th
    over = [fact for fact in terms if fact.end and last_day(fact.end) < first_day(day)]
    begun = [fact for fact in terms if not fact.start or first_day(fact.start) <= last_day(day)]
    return bool(over) and len(over) == len(begun)


def _deputy(scene: Scene, phrase: Phrase) -> bool:
    before = (scene.doc[i].lower_ for i in range(phrase.start, phrase.head))
    return any(word.startswith(("stellvertret", "kommissarisch")) for word in before)


def _role_words(noun: str) -> str:
    return noun.rpartition("-")[2] if "-" in noun else noun


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
        as_phrase = as_phrase and predicate.lemma in _SERVES | _LEAVES
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
            people = [m for m in scene.covering(i - 1) if is_a(m.entity.cls, "Person") and m.how not in TAKEN_UP]
            return people[0] if people else None
    return None


def _former_before(scene: Scene, phrase: Phrase) -> bool:
    return any(
        scene.doc[i].lower_ in _FORMER_LEAD for i in range(max(scene.sentence.start, phrase.start - 3), phrase.start)
    )


def _former_clause(scene: Scene, phrase: Phrase) -> bool:
    """„der als Zollbeamter tätig war“, "war bis 2021 Chef": a past copula ends the post."""
    for clause in scene.sentence.clauses:
        if phrase.head in clause.tokens and clause.predicate is not None and phrase.name is None:
            if clause.predicate.lemma in _LEAVES:
                return True
            predicative = clause.predicative == phrase.index or scene.doc[max(0, phrase.start - 1)].lower_ == "als"
            if (
                predicative
                and clause.predicate.tense in ("past", "pluperfect")
                and clause.predicate.lemma in ("sein", "arbeiten", "dienen")
            ):
                return True
    return False


def _bodies(
    scene: Scene, phrase: Phrase, noun: str, office: Office, holder: Mention, table: EntityTable
) -> Iterator[tuple[Mention, float]]:
    """Where the post is held, each with a score: what the title itself names, else the state the person acts for."""
    wanted = _RANGES[office.scope or "any"]
    front = list(scene.covering(phrase.head, (How.PART,)))
    adjectives = list(scene.mentions(phrase.start, phrase.head, (How.ADJECTIVE,)))
    possessor = list(scene.owner(phrase))
    behind: list[Mention] = []
    for attribute in (*scene.attributes(phrase), *scene.attributes(phrase, _BODY_PREPOSITIONS)):
        if attribute.conjunct_of is None:
            behind += scene.everyone(attribute)
    if phrase.name is not None or scene.appositions(phrase):
        for index in (phrase.index, *(a.index for a in scene.appositions(phrase))):
            behind += _behind_name(scene, index)
    direct = [m for m in (*possessor, *front, *behind, *adjectives) if m.entity.id != holder.entity.id]
    if office.scope == "ministry":
        yield from _ministry(scene, noun, direct, holder, table)
        return
    fixed = table.get(office.body) if office.body else None
    if fixed is not None:
        yield _at(phrase, scene, fixed), 0.85
        return
    for mention in direct:
        entity = mention.entity
        if any(is_a(entity.cls, c) for c in wanted):
            yield mention, 0.85
            return
        if is_a(entity.cls, "City") and office.scope in ("state", "any") and table.stands_for(entity.id) is not None:
            yield _at(phrase, scene, table.stands_for(entity.id)), 0.7
            return
    if office.scope == "state" and holder.entity.country:
        state = table.get(holder.entity.country)
        if state is not None:
            yield _at(phrase, scene, state), 0.6


def _behind_name(scene: Scene, index: int) -> list[Mention]:
    """„Analystin Petra Olschewski [von der Hansekontor AG]“: the attribute stands behind the name."""
    phrase = scene.sentence.phrases[index]
    out: list[Mention] = []
    for p in scene.sentence.phrases:
        if p.attribute_of == index and p.prep in ("von", "bei", "in", "an") and p.index != phrase.index:
            out += [m for m in scene.everyone(p) if is_a(m.entity.cls, "Organization")]
    return out


def _ministry(
    scene: Scene, noun: str, direct: list[Mention], holder: Mention, table: EntityTable
) -> Iterator[tuple[Mention, float]]:
    """„US-Handelsminister“: the ministry of that portfolio in that state, where the table knows it, else the state."""
    portfolio = _role_words(noun)
    body_name = re.sub(r"ministe(rin|r)$", "ministerium", portfolio)
    state: Entity | None = None
    for mention in direct:
        if is_a(mention.entity.cls, "GovernmentBody"):
            yield mention, 0.85
            return
        if is_a(mention.entity.cls, "Country") or is_a(mention.entity.cls, "Region"):
            state = mention.entity
            break
    score = 0.85
    if state is None and holder.entity.country:
        state, score = table.get(holder.entity.country), 0.7
    if state is None:
        return
    body = table.body_of(state.id, body_name) if body_name.endswith("ministerium") else None
    here = next((m for m in direct if m.entity.id == state.id), None)
    if body is not None:
        yield _at_mention(here or holder, body), score
    else:
        yield _at_mention(here or holder, state), score - 0.05


def _at(phrase: Phrase, scene: Scene, entity: Entity) -> Mention:
    token = scene.doc[phrase.head]
    return Mention(token.idx, token.idx + len(token.text), token.text, phrase.head, phrase.head + 1, entity, How.PART)


def _at_mention(mention: Mention, entity: Entity) -> Mention:
    return Mention(mention.start, mention.end, mention.text, mention.first, mention.last, entity, How.PART)


def _posts_without_title(scene: Scene) -> Iterator[Found]:
    """„Brodersen vom Verband Glas“; "Nora Whitlock, früher im Zollamt und heute am Kolleg"."""
    doc = scene.doc
    for phrase in scene.sentence.phrases:
        holder = scene.phrase(phrase.attribute_of)
        if (
            phrase.prep in ("von", "bei")
            and holder is not None
            and phrase.prep_at == holder.end
            and phrase.conjunct_of is None
        ):
            people = [m for m in scene.named(holder) if is_a(m.entity.cls, "Person") and m.how is How.NAME]
            titled = holder.kind == "noun" and scene.frames.office(scene.noun(holder)) is not None
            employers = [
                m
                for m in scene.named(phrase)
                if is_a(m.entity.cls, "Organization") and not is_a(m.entity.cls, "Alliance")
            ]
            if people and employers and not titled and holder.inner_of is None:
                yield Found(people[0], "worksFor", employers[0], "worksFor.of", phrase.head, 0.7)
        if phrase.prep not in ("in", "an", "bei") or phrase.prep_at is None:
            continue
        bodies = [m for m in scene.named(phrase) if is_a(m.entity.cls, "Organization")]
        i = phrase.prep_at - 1
        cue = doc[i].lower_ if i >= 0 else ""
        if not bodies or cue not in _FORMER_LEAD | {"jetzt", "heute", "nun", "inzwischen"}:
            continue
        person = _person_before(scene, i)
        if person is not None:
            status = Status.FORMER if cue in _FORMER_LEAD else Status.CURRENT
            yield Found(person, "worksFor", bodies[0], "worksFor.post-apposition", phrase.head, 0.75, status=status)


def _person_before(scene: Scene, i: int) -> Mention | None:
    """The person that opens the apposition before token `i`, over "und" and other posts."""
    for k in range(i - 1, max(scene.sentence.start - 1, i - 14), -1):
        token = scene.doc[k]
        if token.tag_.startswith("V"):
            return None
        people = [m for m in scene.covering(k) if is_a(m.entity.cls, "Person") and m.how is How.NAME]
        if people:
            return people[0] if scene.doc[k + 1].text == "," else None
    return None
