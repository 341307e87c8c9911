"""Everything a sentence tells of posts and bodies, with what the article told of them before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.linking.background import Background
from kg.linking.table import EntityTable
from kg.model import Entity, Modality

from ..found import Found
from ..scene import Scene
from .careers import career_facts
from .incumbents import acting_heads, incumbent_facts
from .kin import said_kin
from .leavings import event_posts
from .memberships import body_facts, body_of_post, member_facts, split_off
from .offices import office_facts
from .posts import bare_posts
from .successions import inherited, kin_facts

_POSTS = ("leads", "worksFor")


@dataclass(frozen=True, slots=True)
class Memory:
    """What one article has told so far, filled as it is read: bodies placed, who has which post."""

    bodies: set[str] = field(default_factory=set)
    posts: dict[str, tuple[str, Entity]] = field(default_factory=dict)
    told: set[tuple[str, str]] = field(default_factory=set)


def posting_facts(
    scene: Scene, told: Sequence[Found], table: EntityTable, memory: Memory, background: Background | None
) -> Iterator[Found]:
    """Posts, successions and the bodies they are held in.

    told: what verbs and nouns of the sentence tell. memory: grows with what is told.
    """
    own = [*office_facts(scene, table, background), *bare_posts(scene), *career_facts(scene, table, background)]
    own += event_posts(scene, table, background)
    for found in (*told, *own):
        _remember(memory, found)
    kin = [*kin_facts(scene), *said_kin(scene)]
    for found in (*told, *kin):
        own += inherited(scene, found, memory.posts, table, background)
    own += kin
    if background is not None:
        own += _presupposed(scene, told, table, memory, background)
    yield from own
    yield from member_facts(scene)
    yield from split_off(scene)
    yield from body_facts(scene, memory.bodies, table, background)
    for found in own:
        yield from body_of_post(scene, found, memory.bodies, table, background)


def _remember(memory: Memory, found: Found) -> None:
    if found.relation in _POSTS and found.modality is Modality.ASSERTED:
        memory.told.add((found.subject.entity.id, found.object.entity.id))
        if found.relation == "leads" or found.subject.entity.id not in memory.posts:
            memory.posts[found.subject.entity.id] = (found.relation, found.object.entity)


def _presupposed(
    scene: Scene, told: Sequence[Found], table: EntityTable, memory: Memory, background: Background
) -> Iterator[Found]:
    """Posts taken for granted, each once an article and only where nothing says it outright."""
    granted = [*incumbent_facts(scene, table, background)]
    for found in told:
        granted += acting_heads(scene, found, table, background)
    for found in granted:
        if (found.subject.entity.id, found.object.entity.id) not in memory.told:
            _remember(memory, found)
            yield found
