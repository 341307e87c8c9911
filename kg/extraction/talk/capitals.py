"""Who "man" is: "In [Tokio] sieht man das anders" tells of the state whose capital it is."""

from __future__ import annotations

from kg.language.clauses import Clause
from kg.model import Mention

from ..scene import Scene


def capital_of(scene: Scene, clause: Clause) -> tuple[Mention, ...]:
    """The state of the capital that a clause about "man" names as the place, else nobody."""
    places = (scene.sentence.phrases[i] for i in clause.obliques)
    named = (m for p in places if p.prep == "in" for m in scene.named(p) if m.entity.cls in ("City", "Country"))
    return tuple(m for m in map(scene.actor, named) if m.entity.cls in ("Country", "Alliance"))[:1]
