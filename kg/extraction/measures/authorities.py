"""Who must have done it where nobody is named: the one state or authority that a sentence speaks of."""

from __future__ import annotations

from collections.abc import Iterable

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Mention
from kg.vocab import is_a

from ..scene import Scene

_STATES = ("Country", "Alliance", "GovernmentBody")
_HOMES = ("Country", "Alliance")
_AT_HOME = ("in", "im")


def authority(mention: Mention) -> bool:
    """Whether somebody can forbid and allow by office: a state, a union of states, one of their bodies."""
    return any(is_a(mention.entity.cls, c) for c in _STATES)


def at_home(scene: Scene, clause: Clause) -> tuple[Mention, ...]:
    """Where a ban holds, the state there imposed it: "[In Indien] ist TikTok verboten"."""
    for index in clause.obliques:
        phrase = scene.sentence.phrases[index]
        if phrase.attribute_of is not None:
            continue  # "seine Werke in China"
        bare = phrase.start == phrase.end - 1  # "in Indien": where to would be "nach Indien"
        if phrase.prep in _AT_HOME and "DAT" in phrase.cases and (bare or "AKK" not in phrase.cases):
            found = tuple(m for m in scene.everyone(phrase) if any(is_a(m.entity.cls, c) for c in _HOMES))
            if found:
                return found
    return ()


def unnamed_authority(scene: Scene, clause: Clause, others: Iterable[Mention]) -> tuple[Mention, ...]:
    """Who is meant where a passive names nobody: the state it holds in, else the sentence's one authority.

    others: whom or what it falls on, who are not meant.
    """
    home = at_home(scene, clause)
    if home:
        return home
    not_meant = {m.entity.id for m in others}
    ordered = by_order(scene)
    if ordered:
        return tuple(m for m in ordered if m.entity.id not in not_meant)
    found: dict[str, Mention] = {}
    for phrase in scene.sentence.phrases:
        if phrase.genitive_of is not None and scene.sentence.phrases[phrase.genitive_of].prep is not None:
            continue  # "auf Drängen der USA"
        if phrase.prep in ("nach", "in", "gegen", "für", "an", "aus", "mit", "zwischen") or phrase.kind == "relative":
            continue
        for mention in scene.named(phrase):
            acting = scene.actor(mention)
            if authority(acting) and acting.entity.id not in not_meant:
                found[acting.entity.id] = acting
    return tuple(found.values()) if len(found) == 1 else ()


def by_order(scene: Scene) -> tuple[Mention, ...]:
    """„auf Anordnung der USA und Großbritanniens“: who ordered it."""
    for phrase in scene.sentence.phrases:
        if phrase.prep in ("auf", "nach", "laut", "gemäß", "mit", "durch") and scene.kind(phrase) == "order":
            attributes = (*scene.attributes(phrase), *scene.attributes(phrase, ("von", "aus")))
            found = [scene.actor(m) for a in attributes for m in scene.everyone(a)]
            ordering = tuple(m for m in (*scene.owner(phrase), *found) if authority(m))
            if ordering:
                return ordering
    return ()


def sole_authority(
    scene: Scene, phrase: Phrase, clause: Clause | None, others: Iterable[Mention]
) -> tuple[Mention, ...]:
    """Who imposed a measure that is the subject of its clause: where it holds, the state there."""
    if clause is None or clause.subject != phrase.index:
        return ()
    not_meant = {m.entity.id for m in others}
    return tuple(m for m in at_home(scene, clause) if m.entity.id not in not_meant)
