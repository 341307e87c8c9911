"""The values that travel from stage to stage. Offsets are code points into `Article.text`, half-open."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

Span = tuple[int, int]


class Modality(StrEnum):
    """How the article tells a fact; only ASSERTED may become a plain triple."""

    ASSERTED = "Asserted"
    PLANNED = "Planned"
    POSSIBLE = "Possible"
    DEMANDED = "Demanded"
    DENIED = "Denied"


class Status(StrEnum):
    """Whether a post, tie or measure still holds."""

    CURRENT = "Current"
    FORMER = "Former"


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: `text` is the one string that every offset points into.

    `prose` are the spans that belong to the article; what lies outside is page furniture
    (advertisement, disclaimer, photo credits) and says nothing. `headings` are the spans of title and
    headings within the prose. `issued` is an ISO date (or year-month, or year).
    """

    source: str
    text: str
    title: str | None = None
    issued: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "de"
    prose: tuple[Span, ...] = ()
    headings: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing in the world. `id` is the path of its IRI under the base ("nvidia", "vereinigte-staaten").

    `known` tells an entity of the entity table from one that only the text names.
    `part_of` and `country` are ids of other entities (a ministry's state, a firm's seat), where known.
    """

    id: str
    cls: str
    name: str
    wikidata: str | None = None
    part_of: str | None = None
    country: str | None = None
    known: bool = False


class How(StrEnum):
    """Why a stretch of text stands for its entity."""

    NAME = "name"  # "Nvidia", "seltenen Erden", "US-Handelsministerium"
    PART = "part"  # inside a compound: "US" in "US-Konzern", "Nvidia" in "Nvidia-Chef"
    ADJECTIVE = "adjective"  # "chinesische", "kalifornischen", "Pekings" is a NAME
    METONYM = "metonym"  # "Peking", "Washington", "die US-Regierung" acting as the state
    COREFERENCE = "coreference"  # "er", "der Konzern", "das Land"
    ROLE = "role"  # "der US-Präsident", "der Nvidia-Chef", "sein chinesischer Amtskollege"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that stands for an entity.

    `start`, `end`: code points; `first`, `last`: tokens of the Doc, half-open. A PART mention's
    characters lie inside one token. `hops`: how many references lie between it and a name: 0 for a
    name itself, 1 for an "er" that stands for a name, 2 for an "er" that stands for "der Konzern".
    """

    start: int
    end: int
    text: str
    first: int
    last: int
    entity: Entity
    how: How = How.NAME
    hops: int = 0


@dataclass(frozen=True, slots=True, order=True)
class BackgroundFact:
    """What is known of two entities beforehand, by their ids, and where that is from; no article says it.

    `role`: the office, German, in its masculine base form, for leads and worksFor. `start`, `end`: ISO dates as
    precise as they are known, "" where open. `checked`: until when an open one is known to hold ("2025-06").
    """

    subject: str
    predicate: str
    object: str
    role: str = ""
    start: str = ""
    end: str = ""
    checked: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Qualifier:
    """One qualifier of a statement: an entity's id (`kind` "entity"), German words ("words"), or a literal."""

    name: str  # local name in the ontology: "measure", "destination", "pointInTime" …
    value: str
    kind: str  # entity | words | date | number | code


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The sentence that says it: code points into the article's text, half-open, and the rule that read it."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact as one article tells it. `subject`, `object`, `attributed_to` are entities."""

    subject: Entity
    predicate: str
    object: Entity
    modality: Modality = Modality.ASSERTED
    status: Status = Status.CURRENT
    attributed_to: Entity | None = None
    attributed_as: str | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    confidence: Decimal = Decimal("0.5")
    evidence: tuple[Evidence, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it this statement and no other; found again, it only gains evidence."""
        return (
            self.subject.id,
            self.predicate,
            self.object.id,
            self.modality.value,
            self.status.value,
            self.attributed_to.id if self.attributed_to else "",
            self.attributed_as or "",
            tuple(sorted(self.qualifiers)),
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article gave: the article, who and what it names, and what it says about them."""

    article: Article
    mentions: tuple[Mention, ...] = field(default=())
    statements: tuple[Statement, ...] = field(default=())
