"""Who owns what, where no verb of owning says so: "Valmets Werk", "der Staatskonzern Neste", "X verkaufte Y an Z"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import How, Mention, Modality, Status
from kg.vocab import is_a

from ..found import Found
from ..frames.slots import fill, role_phrase
from ..frames.tables import Slot, parse_slot
from ..scene import Scene
from ..scope.scope import phrase_modality, scope
from .places import stands

_SUBJECT = parse_slot("subj")
_THING = parse_slot("obj[Organization|Facility]")
_SELLER = parse_slot("p:von[Company]")
_GONE = parse_slot("subj[Organization|Facility]")  # "ging von Y an Z"
_FROM_WHICH = parse_slot("p:von[Organization|Facility]")
# verbs of a change of hands → where the one stands who had it before
_FROM: dict[str, Slot] = {
    "abkaufen": parse_slot("dat[Organization|Person|Country]"),
    **dict.fromkeys(("übernehmen", "kaufen", "erwerben"), _SELLER),
    "gehen": _SELLER,
    "verkaufen": _SUBJECT,
    "veräußern": _SUBJECT,
    "abgeben": _SUBJECT,
    "abstoßen": _SUBJECT,
    "abtreten": _SUBJECT,
    "trennen": _SUBJECT,
}
_TAKES = frozenset("übernehmen kaufen erwerben abkaufen".split())
_SELLS = frozenset("verkaufen veräußern abgeben abstoßen abtreten trennen".split())
_OVER = ("past", "perfect", "pluperfect")
_OF_STATE = frozenset("staatlich staatseigen verstaatlicht".split())
_VENTURES = frozenset({"Gemeinschaftsunternehmen", "Gemeinschaftsfirma", "Joint-Venture", "Venture"})
_HOLDERS = ("Organization", "Person", "Country", "Alliance")


def holding_facts(scene: Scene) -> Iterator[Found]:
    """Owners of works, states behind their firms, partners in a joint venture, and who had what is sold."""
    for phrase in scene.sentence.phrases:
        if phrase.kind in ("noun", "name"):
            yield from _works_of(scene, phrase)
            yield from _state_firm(scene, phrase)
            yield from _venture(scene, phrase)
    for clause in scene.sentence.clauses:
        if clause.predicate is not None:
            yield from _handed_over(scene, clause)
            yield from _is_owner(scene, clause)


# -- inside -------------------------------------------------------------------------------------------------------


def _works_of(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„sein Werk in Pori“, "die Fabrik von Valmet", "das Valmet-Werk": works with their owner beside them."""
    works = [m for m in scene.named(phrase) if m.entity.cls == "Facility"][:1]
    if not works:
        return
    beside = [*scene.owner(phrase)] if phrase.possessor is not None else []
    beside += scene.covering(phrase.head, (How.PART,))
    clause = scene.clause_of(phrase)
    agent = role_phrase(scene, clause, "subj") if clause is not None else None  # "wurde von X gebaut"
    behind = [
        m
        for a in (*scene.attributes(phrase), *scene.attributes(phrase, ("von",)))
        if a.conjunct_of is None and (agent is None or a.index != agent.index or a.prep_at == phrase.end)
        for m in scene.everyone(a)
    ]
    modality, (_, status) = stands(scene, phrase, works[0]), phrase_modality(scene, phrase)
    taken = clause is not None and _is_taken(scene, clause, phrase)
    for owner in (*beside, *behind):
        if not is_a(owner.entity.cls, "Organization") or is_a(owner.entity.cls, "GovernmentBody"):
            continue
        before = Status.FORMER if taken and scope(scene, clause).modality is Modality.ASSERTED else status
        yield Found(owner, "owns", works[0], "owns.works-of", phrase.head, 0.7, modality=modality, status=before)
    if taken and clause.predicate is not None and clause.predicate.tense in _OVER:
        told = scope(scene, clause)
        for buyer in fill(scene, clause, _SUBJECT):
            if told.modality is Modality.ASSERTED:
                yield Found(buyer.mention, "owns", works[0], "owns.taken-over", phrase.head, 0.65, speaker=told.speaker)


def _is_taken(scene: Scene, clause: Clause, phrase: Phrase) -> bool:
    """Whether the clause says that somebody takes the works over."""
    core = role_phrase(scene, clause, "obj")
    return (
        clause.predicate is not None
        and clause.predicate.lemma in _TAKES
        and core is not None
        and core.index == phrase.index
    )


def _state_firm(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„der finnische Staatskonzern Outokumpu“, "die staatliche finnische Reederei Arctia": the state is its owner."""
    if phrase.kind != "noun" or not _is_state_firm(scene, phrase):
        return
    firms = [m for m in _named_firms(scene, phrase) if is_a(m.entity.cls, "Organization")]
    states = list(scene.mentions(phrase.start, phrase.head, (How.ADJECTIVE,)))
    states += scene.covering(phrase.head, (How.PART,))
    states += [m for a in scene.attributes(phrase) for m in scene.named(a)]
    for firm in firms:
        if is_a(firm.entity.cls, "GovernmentBody"):
            continue
        named = [m for m in states if m.entity.cls == "Country"]
        own = named or _home(scene, firm)
        for state in own[:1]:
            score = 0.75 if named else 0.6
            yield Found(state, "owns", firm, "owns.state-firm", phrase.head, score)
            if not named:
                yield Found(firm, "basedIn", state, "basedIn.state-firm", phrase.head, score)


def _is_state_firm(scene: Scene, phrase: Phrase) -> bool:
    noun = scene.noun(phrase)
    if noun.startswith("Staats") and scene.frames.kind(noun) == "firm":
        return True
    if scene.kind(phrase) not in ("firm", "maker"):
        return False
    return any(scene.lemma(scene.doc[i]) in _OF_STATE for i in range(phrase.start, phrase.head))


def _home(scene: Scene, firm: Mention) -> list[Mention]:
    """The state that a firm is known to sit in, where the article names it too."""
    if not firm.entity.country:
        return []
    found = (m for ms in scene.at.values() for m in ms if m.entity.id == firm.entity.country)
    return [m for m in [next(found, None)] if m is not None]


def _named_firms(scene: Scene, phrase: Phrase) -> tuple[Mention, ...]:
    """The firm that a noun calls so: its name beside it, or the name that it stands behind as an apposition."""
    own = tuple(m for m in scene.named(phrase) if m.how is How.NAME)
    outer = scene.phrase(phrase.apposition_of)
    if not own and outer is not None:
        own = tuple(m for m in scene.named(outer) if m.how is How.NAME)
    return own


def _venture(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„Torvik, ein Gemeinschaftsunternehmen von Valmet und Elmos“: each partner holds a share of it."""
    if scene.noun(phrase) not in _VENTURES:
        return
    ventures = [m for m in _named_firms(scene, phrase) if m.entity.cls in ("Company", "Organization")]
    partners = list(scene.covering(phrase.head, (How.PART,)))
    for attribute in (*scene.attributes(phrase), *scene.attributes(phrase, ("von", "zwischen", "mit", "aus"))):
        if attribute.conjunct_of is None:
            partners += scene.everyone(attribute)
    _, status = phrase_modality(scene, phrase)
    for venture in ventures[:1]:
        for partner in partners:
            if partner.entity.id != venture.entity.id and any(is_a(partner.entity.cls, c) for c in _HOLDERS):
                yield Found(partner, "owns", venture, "owns.venture", phrase.head, 0.7, status=status)


def _handed_over(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„kaufte X von Y“, "Y verkaufte X": Y had it before; who only plans to sell, or does not, still has it."""
    assert clause.predicate is not None
    lemma = clause.predicate.lemma
    slot = _FROM.get(lemma)
    if slot is None:
        return
    if clause.predicate.voice == "passive" and slot is _SELLER:
        return  # "von X übernommen": who does it
    told = scope(scene, clause)
    over = told.modality is Modality.ASSERTED and clause.predicate.tense in _OVER
    still = lemma in _SELLS and told.modality is not Modality.ASSERTED
    if not over and not still:
        return
    core = role_phrase(scene, clause, "obj")
    if core is not None and scene.kind(core) == "carrier":
        return  # "verkaufte Anteile an X": who sells some may keep others
    things = {"trennen": _FROM_WHICH, "gehen": _GONE}.get(lemma, _THING)
    for thing in fill(scene, clause, things, "object"):
        for owner in fill(scene, clause, slot):
            if owner.mention.entity.id == thing.mention.entity.id or owner.loose or thing.loose:
                continue
            if not any(is_a(owner.mention.entity.cls, c) for c in _HOLDERS):
                continue
            yield Found(
                owner.mention,
                "owns",
                thing.mention,
                f"owns.before-{lemma}",
                clause.predicate.verb,
                0.65,
                status=Status.FORMER if over else Status.CURRENT,
                speaker=told.speaker,
                speaker_words=told.speaker_words,
            )


def _is_owner(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„X ist Großaktionär von Y“, "Y ist eine Tochter von X", "wird zum größten Eigner", "bleibt Eigentum von X"."""
    assert clause.predicate is not None
    if clause.predicate.lemma not in ("sein", "bleiben", "werden") or clause.predicate.voice != "active":
        return
    subject = role_phrase(scene, clause, "subj")
    what = scene.phrase(clause.predicative) or next(
        (p for p in map(scene.phrase, clause.obliques) if p is not None and p.prep == "zu"), None
    )
    if subject is not None and what is not None and scene.kind(subject) == "owner" and scene.kind(what) != "owner":
        subject, what = what, subject  # "Eigentümerin der Mine ist X"
    if subject is None or what is None or what.kind != "noun":
        return
    kind = "part" if scene.noun(what) in ("Eigentum", "Besitz") else scene.kind(what)
    if kind not in ("owner", "part"):
        return
    told = scope(scene, clause)
    others = [*scene.owner(what), *scene.covering(what.head, (How.PART,))]
    for attribute in (*scene.attributes(what), *scene.attributes(what, ("von", "bei", "an"))):
        if attribute.conjunct_of is None:
            others += scene.everyone(attribute)
    _, status = phrase_modality(scene, what)
    if clause.predicate.tense in ("past", "pluperfect") and clause.predicate.lemma == "sein":
        status = Status.FORMER
    for one in scene.everyone(subject, clause):
        for other in others:
            owner, thing = (one, other) if kind == "owner" else (other, one)
            if owner.entity.id == thing.entity.id or not any(is_a(owner.entity.cls, c) for c in _HOLDERS):
                continue
            yield told.fact(
                owner,
                "owns",
                thing,
                f"owns.is-{kind}",
                what.head,
                0.7,
                status=status if status is Status.FORMER else told.status,
            )
