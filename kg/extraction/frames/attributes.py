"""Slots of a frame filled from around a noun: "die Kritik [Chinas] [an den USA]", "ein Treffen zwischen [A und B]"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import How, Mention
from kg.vocab import is_a

from ..goods.firms import front
from ..goods.origins import is_goods, origins
from ..scene import Scene
from ..talk.deeds import by_deed, doer
from .slots import about, fill, has_class
from .tables import Atom, Slot

ROLES = frozenset({"poss", "gen", "adj", "front", "von", "durch", "zwischen"})


def fill_noun(scene: Scene, phrase: Phrase, slot: Slot, clause: Clause | None, carried: bool) -> tuple[Mention, ...]:
    """Who fills a slot of a noun's frame; empty where nobody does.

    carried: whether the clause's verb only carries the noun, so that its subject takes part: "plant eine Reise".
    """
    for alternative in slot.alternatives:
        out: list[Mention] = []
        for atom in alternative:
            for mention in attribute(scene, phrase, atom, clause, carried):
                if has_class(mention, atom.classes) and all(m.entity.id != mention.entity.id for m in out):
                    out.append(mention)
        if out:
            return tuple(out)
    return ()


def attribute(scene: Scene, phrase: Phrase, atom: Atom, clause: Clause | None, carried: bool) -> Iterator[Mention]:
    """Who stands in one slot of a noun."""
    role = atom.role
    if role == "poss":
        yield from scene.owner(phrase)
    elif atom.follow == "origin":
        for behind in scene.attributes(phrase, (atom.preposition,) if atom.preposition else ()):
            if behind.conjunct_of is None:
                yield from origins(scene, behind)
    elif role == "gen":
        for behind in scene.attributes(phrase):
            yield from scene.everyone(behind)
    elif role == "adj":
        yield from scene.mentions(phrase.start, phrase.head, (How.ADJECTIVE,))
    elif role == "doer":
        # "die Kritik des Verbands": of what was told last, unless it says of what
        if not scene.attributes(phrase, ("an", "für", "gegen", "über", "zu", "bei", "von")):
            yield from (t.mention for t in doer(scene))
    elif role == "front":
        named = [m for m in scene.covering(phrase.head, (How.PART,)) if is_goods(m)]
        yield from named or front(scene, phrase)
    elif atom.follow == "about":
        for behind in scene.attributes(phrase, (atom.preposition or "vor",))[:1]:
            yield from (t.mention for t in about(scene, behind))
    elif role in ROLES:
        for behind in scene.attributes(phrase, (role,)):
            if behind.conjunct_of is None:
                yield from scene.everyone(behind)
    elif atom.preposition == "bei" and carried and clause is not None and not scene.attributes(phrase):
        # "hat bei seltenen Erden eine Vormachtstellung"
        beside = (scene.sentence.phrases[i] for i in clause.obliques)
        yield from (m for p in beside if p.prep == "bei" for m in scene.everyone(p))
    elif atom.preposition is not None:
        yield from _behind_preposition(scene, phrase, atom.preposition)
    elif role == "subj" and carried and clause is not None:
        yield from (t.mention for t in fill(scene, clause, Slot(((atom,),))))


def _behind_preposition(scene: Scene, phrase: Phrase, preposition: str) -> Iterator[Mention]:
    own = scene.doc[phrase.possessor[0]].lower_ if phrase.possessor is not None else ""
    if preposition == "von" and own in ("dessen", "deren"):
        return  # "dessen Übernahme von Nokia": from whom
    for behind in scene.attributes(phrase, (preposition,))[:1]:
        if behind.conjunct_of is not None:
            continue
        if scene.kind(behind) == "carrier":
            yield from (t.mention for t in scene.targets(behind))
        named = scene.everyone(behind)
        yield from named
        if not named and preposition in ("an", "gegen", "über", "für"):
            yield from (t.mention for t in by_deed(scene, behind))  # "Kritik am Vorgehen [der USA]"
        if not named and preposition in ("von", "bei"):
            # "Abhängigkeit von russischem Palladium"
            yield from (m for m in scene.loosely(behind) if is_a(m.entity.cls, "Country"))
