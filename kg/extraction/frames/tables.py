"""The frames a domain expert edits: verbs, event nouns, light verbs, measure nouns, offices, operators, as TSV tables.

Slots, as the legend of each table says: subj obj dat pred · p:PREPOSITION · inf:obj (object of the dependent
infinitive) · that:subj, that:doer (subject of the complement clause, as it stands or as in the active) · doer (who did
what was told last) · each (members of a plural subject among themselves) · gen poss adj front von zwischen durch (of a
noun) · [Class] narrows a slot · >measure takes what the measure falls on, >origin where goods come from, >buyers who
takes them in, >made what a plant makes, >owner whose it is, >about whom · "|" first that fits, "+" all that fit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.language.quotes.tables import Sayings
from kg.lexicon import suggest
from kg.model import Modality
from kg.vocab import CLASSES

from ..measures.tables import MeasureVerb

_ATOM = re.compile(
    r"^(?P<role>subj|obj|dat|pred|each|gen|poss|adj|front|von|zwischen|durch|inf:obj|that:subj|that:doer|doer|"
    r"p:[a-zäöüß]+)(?P<loose>\?)?(?:\[(?P<classes>[A-Za-z|]+)\])?"
    r"(?:>(?P<follow>measure|share|owner|origin|buyers|made|about))?$"
)


@dataclass(frozen=True, slots=True)
class Atom:
    """One slot: where the filler stands, the classes it may have, and whether to look through a measure noun."""

    role: str
    classes: tuple[str, ...] = ()
    follow: str = ""

    @property
    def preposition(self) -> str | None:
        return self.role[2:] if self.role.startswith("p:") else None


@dataclass(frozen=True, slots=True)
class Slot:
    """Alternatives in order; the first that is filled counts, each a union of atoms."""

    alternatives: tuple[tuple[Atom, ...], ...]


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """One verb and one relation it tells. `condition` must hold for the clause (see kg.extraction.frames.verbs)."""

    lemma: str
    reflexive: bool
    relation: str
    subject: Slot
    object: Slot
    qualifiers: tuple[tuple[str, Slot], ...]
    condition: str
    modality: Modality | None
    example: str


@dataclass(frozen=True, slots=True)
class NounFrame:
    """One event noun ("Treffen", "Abhängigkeit") and the relation between its attributes."""

    noun: str
    relation: str
    subject: Slot
    object: Slot
    example: str


@dataclass(frozen=True, slots=True)
class LightFrame:
    """One verb that says little beside a noun that says what is done: "Kritik üben", "eine Reise planen".

    `stands`: obj, subj or p:PREPOSITION, where the noun is. `noun`: "*" for any event noun. `tells`: what verb and noun
    tell together; None where the noun's own frame does. `effect`: what the verb does to the event or tie.
    """

    lemma: str
    reflexive: bool
    stands: str
    noun: str
    tells: VerbFrame | None
    modality: Modality
    effect: str  # "" | ends | fails | completes | gives
    example: str

    @property
    def preposition(self) -> str | None:
        return self.stands[2:] if self.stands.startswith("p:") else None


@dataclass(frozen=True, slots=True)
class Office:
    """One title: `relation` leads or worksFor; `scope` says what the body is; `body` is a fixed entity id."""

    noun: str
    relation: str
    scope: str  # state | organization | firm | body | ministry | parliament | any
    body: str
    example: str


@dataclass(frozen=True, slots=True)
class Career:
    """A verb of taking, holding or leaving office: `who` has the post, `effect` is what becomes of it."""

    verb: str
    who: str  # subj | obj
    effect: str  # begins | ends | holds | planned
    example: str


@dataclass(frozen=True, slots=True)
class Operator:
    """A verb that governs a clause: it reports it (`says`) and gives it a modality."""

    lemma: str
    says: bool
    modality: Modality


@dataclass(frozen=True, slots=True)
class Frames:
    """All tables, read once and passed in."""

    verbs: dict[str, tuple[VerbFrame, ...]]
    nouns: dict[str, tuple[NounFrame, ...]]
    kinds: dict[str, str]  # noun → measure, carrier, lift, impose, permission, agreement, plant, maker, firm, rival …
    offices: dict[str, Office]
    operators: dict[str, Operator]
    reflexives: frozenset[str]  # verbs with a row for "sich": their bare rows do not read the reflexive use
    careers: dict[str, tuple[Career, ...]]
    sayings: Sayings
    cues: dict[str, str]  # adverb or adjective → planned, possible, former, negative, positive
    measure_verbs: dict[str, tuple[MeasureVerb, ...]]
    families: dict[str, str]  # measure noun → tariff, sanction, curb, any
    weights: dict[str, float] = field(default_factory=dict)  # of the features of a fact, for its confidence
    light: dict[str, tuple[LightFrame, ...]] = field(default_factory=dict)

    def kind(self, noun: str) -> str:
        """The kind of a noun by itself or by its tail as head of a compound ("Exportkontrollen" → measure)."""
        return _by_tail(self.kinds, noun) or ""

    def tail(self, noun: str) -> str:
        """The part of a compound that gives its kind: "Chiphersteller" → "Hersteller"; "" where it has none."""
        tails = (noun[cut:] for cut in range(len(noun) - 2))
        return next((t for t in tails if t[:1].upper() + t[1:] in self.kinds), "")

    def family(self, noun: str) -> str:
        """What kind of measure a measure noun names, or ""."""
        return _by_tail(self.families, noun) or ""

    def does(self, verb: str, effect: str) -> bool:
        """Whether a verb has an effect of measure_verbs.tsv."""
        return any(row.effect == effect for row in self.measure_verbs.get(verb, ()))

    def noun_frames(self, noun: str) -> tuple[NounFrame, ...]:
        """Frames of an event noun or of the event noun that heads a compound ("Handelsgespräche")."""
        return _by_tail(self.nouns, noun) or ()

    def office(self, noun: str) -> Office | None:
        """The office of a title or of the title that heads a compound ("Nvidia-Chef")."""
        return _by_tail(self.offices, noun)


def _by_tail(table: dict, noun: str):
    """The row of a noun, else of the longest tail that has a row: German compounds have their head last."""
    if noun in table:
        return table[noun]
    low = noun.rpartition("-")[2] if "-" in noun else noun
    for cut in range(0, max(0, len(low) - 2)):
        tail = low[cut:].capitalize()
        if tail in table and (cut > 2 or cut == 0):
            return table[tail]
    return None


def parse_slot(text: str) -> Slot:
    """A slot from its notation, e.g. "p:mit|each".

    Raises ValueError naming the part that is not understood.
    """
    alternatives = []
    for alternative in re.split(r"\|(?![^\[]*\])", text):
        atoms = []
        for part in alternative.split("+"):
            match = _ATOM.match(part)
            if not match:
                raise ValueError(part)
            classes = tuple((match["classes"] or "").split("|")) if match["classes"] else ()
            for cls in classes:
                if cls not in CLASSES and cls != "Agent":
                    raise ValueError(f"class {cls}{suggest(cls, CLASSES)}")
            atoms.append(Atom(match["role"], classes, match["follow"] or ""))
        alternatives.append(tuple(atoms))
    return Slot(tuple(alternatives))
