"""Demands told as what somebody must do: "Die EU müsse Abnahmepreise garantieren, forderte der Verband"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language.clauses import Clause
from kg.model import Mention, Modality
from kg.vocab import is_a

from ..found import Found
from ..frames.slots import fill
from ..frames.tables import Atom, Slot
from ..scene import Scene
from ..scope.scope import Scope, scope
from ..scope.speakers import speaker_of
from .authorities import by_order
from .earlier import same_state

_SUBJECT = Slot(((Atom("subj"),),))
# what one must put up with is not asked of one: "müsse mit Streiks rechnen"
_SUFFERS = frozenset(
    "rechnen bangen fürchten befürchten hinnehmen verkraften auskommen zugeben einräumen leben leiden zusehen "
    "feststellen erleben zittern".split()
)
_OUGHT = ("müssen", "sollen")


def asking_facts(scene: Scene) -> Iterator[Found]:
    """Demands on the one who ought to do something, made by the one who says so."""
    for clause in scene.sentence.clauses:
        predicate = clause.predicate
        if predicate is None or predicate.voice == "passive" or predicate.obliged or predicate.lemma in _SUFFERS:
            continue
        ordering = _ordering(scene, clause)
        asked_for = _asked_for(scene, clause) or ordering
        ought = predicate.modal in _OUGHT and (predicate.konjunktiv in ("I", "II") or predicate.modal == "müssen")
        if not (ought or asked_for is not None) or predicate.tense not in ("present", "future"):
            continue
        told = scope(scene, clause)
        speaker = asked_for or told.speaker
        if speaker is None or clause.kind not in ("main", "complement"):
            continue
        if is_a(speaker.entity.cls, "MediaOutlet") or _easily(scene, clause):
            continue
        yield from _demands(scene, clause, speaker, told, sure=asked_for is not None, own=ordering is not None)


def _demands(scene: Scene, clause: Clause, speaker: Mention, told: Scope, *, sure: bool, own: bool) -> Iterator[Found]:
    assert clause.predicate is not None
    for target in fill(scene, clause, _SUBJECT):
        asked = target.mention
        if not is_a(asked.entity.cls, "Agent") or speaker.entity.id == asked.entity.id:
            continue
        if not own and same_state(speaker, asked) and not _apart(speaker, asked):
            continue
        yield Found(
            speaker,
            "demands",
            scene.actor(asked),
            "demands.ought",
            clause.predicate.verb,
            0.68 if sure else 0.6,
            modality=Modality.DENIED if clause.predicate.negated and not sure else Modality.ASSERTED,
        )


def _easily(scene: Scene, clause: Clause) -> bool:
    """„Peking müsste nur zögern“: what it would take is no demand."""
    return any(scene.doc[i].lower_ in ("nur", "bloß", "dafür", "dazu") for i in clause.tokens)


def _apart(speaker: Mention, asked: Mention) -> bool:
    """A firm or person asks something of their own state; a state asks nothing of itself."""
    return speaker.entity.id != asked.entity.id and not (
        is_a(speaker.entity.cls, "Country") or is_a(asked.entity.cls, "Person")
    )


def _governor(scene: Scene, clause: Clause) -> Clause | None:
    """The clause that a "dass" hangs on; without one the clause beside it: "…, [forderte der BDI]"."""
    clauses = scene.sentence.clauses
    if clause.kind == "complement":
        return clauses[clause.parent] if clause.parent is not None else None
    if clause.predicate is None or not clause.predicate.konjunktiv:
        return None
    beside = [c for c in clauses if c.kind == "main" and abs(c.index - clause.index) == 1 and c.predicate is not None]
    return next((c for c in beside if c.predicate is not None and scene.frames.does(c.predicate.lemma, "asks")), None)


def _ordering(scene: Scene, clause: Clause) -> Mention | None:
    """„Auf Anweisung aus Peking sollen Alibaba und ByteDance …“: whose order it is asks for it."""
    if clause.predicate is None or clause.predicate.modal not in _OUGHT:
        return None
    return next(iter(by_order(scene)), None)


def _asked_for(scene: Scene, clause: Clause) -> Mention | None:
    """Who asks for what a clause says: "forderte, dass die EU zahlt", "forderte, die EU müsse zahlen"."""
    governor = _governor(scene, clause)
    if (
        governor is None
        or governor.predicate is None
        or not scene.frames.does(governor.predicate.lemma, "asks")
        or governor.predicate.negated
    ):
        return None
    return speaker_of(scene, governor)[0]


def without_ousted(found: Sequence[Found]) -> tuple[Found, ...]:
    """A sentence's facts less demands on whom the same verb shuts out: "drängt Huawei aus den Netzen"."""
    ousted = {(f.token, f.object.entity.id) for f in found if f.relation == "restricts"}
    return tuple(f for f in found if f.relation != "demands" or (f.token, f.object.entity.id) not in ousted)
