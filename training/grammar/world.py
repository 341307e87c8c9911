"""What the grammar draws from: the tables by kind, the names, and one source of chance."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from training.grammar.inflect import Nouns, Verbs
from training.grammar.names import Names
from training.grammar.tables import kinds, read
from training.grammar.tokens import Tok

T = TypeVar("T")
CASE = {"nom": "Nom", "gen": "Gen", "dat": "Dat", "acc": "Acc"}


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a verb's frame: `role` acc, dat, prep, sich, sichd, fix, dass, ob, zu, perfect or als."""

    role: str
    prep: str = ""
    case: str = ""
    kinds: tuple[str, ...] = ()
    optional: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb with the kinds of its subject and its slots; `flags`: s sein-perfect, n no passive, e impersonal."""

    verb: str
    subject: tuple[str, ...]
    slots: tuple[Slot, ...]
    flags: str

    @property
    def transitive(self) -> bool:
        """Whether an accusative object becomes the subject of its passive."""
        return any(s.role == "acc" for s in self.slots) and not set("ne") & set(self.flags) and not self.has("sichd")

    def has(self, *roles: str) -> bool:
        """Whether a slot of one of these roles is there."""
        return any(s.role in roles for s in self.slots)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of the table: `use` tells its number and articles, `governs` its prepositional attributes."""

    word: str
    kind: str
    use: str
    governs: tuple[Slot, ...]
    entity: str


def slot(text: str) -> Slot:
    """A slot as a table spells it: "acc:deal", "?um+acc:percent", "zu:", "=in Kraft"."""
    optional = text.startswith("?")
    text = text.removeprefix("?")
    if text.startswith("="):
        return Slot("fix", text=text[1:])
    name, _, rest = text.partition(":")
    simple = {"sich": "sich", "sichd": "sichd", "dass": "dass", "ob": "ob", "zu": "zu", "zu2": "perfect", "zu2x": "zu"}
    if name in simple:
        return Slot(simple[name], optional=optional)
    if name == "als":
        return Slot("als", text=rest)
    if name in ("acc", "dat"):
        return Slot(name, case=CASE[name], kinds=kinds(rest), optional=optional)
    prep, _, case = name.partition("+")
    return Slot("prep", prep, CASE[case], kinds(rest), optional)


def slots(text: str) -> tuple[Slot, ...]:
    """All slots of a frame; the words of a fixed phrase stay together."""
    head, eq, rest = text.partition("=")
    found = [slot(part) for part in head.split()]
    if eq:
        words, _, more = rest.partition(" ?")
        found.append(Slot("fix", text=words))
        found += [slot("?" + more)] if more else []
    return tuple(found)


class World:
    """Tables, names and chance, handed to every maker of phrases."""

    def __init__(self, lexicon: Path, entities: Path):
        self.chance = random.Random(0)
        self.inflect = Nouns()
        self.verbs = Verbs()
        # Makers of what stands with nouns, set by the package: they need phrases and clauses themselves.
        self.attributes: Callable[..., None] | None = None
        self.participle: Callable[..., list[Tok]] | None = None
        self.relative: Callable[..., list[Tok]] | None = None
        self.explain: Callable[..., list[Tok]] | None = None
        self.names = Names(lexicon, entities)
        self.frames = [
            Frame(row["verb"], kinds(row["subject"]), slots(row["frame"]), row["flags"])
            for row in read("verbs")
            if row["subject"] != "-"
        ]
        self.speech = [(row["verb"], kinds(row["subject"]), row["styles"].split()) for row in read("speech")]
        self.nouns: dict[str, list[Noun]] = defaultdict(list)
        for row in read("nouns"):
            governs = tuple(slot(part) for part in row["governs"].split(";") if part)
            self.nouns[row["kind"]].append(Noun(row["noun"], row["kind"], row["use"], governs, row["entity"]))
        self.fronts = {h: row["fronts"].split() for row in read("compounds") for h in row["heads"].split()}
        self.adjectives: dict[str, list[str]] = defaultdict(list)
        for row in read("adjectives"):
            for kind in kinds(row["kinds"]):
                self.adjectives[kind].append(row["adjective"])
        self.adverbs: dict[str, list[tuple[str, str, bool]]] = defaultdict(list)
        for row in read("adverbs"):
            self.adverbs[row["class"]].append((row["adverb"], row["tag"], row["front"] == "y"))
        self.adjuncts: dict[str, list[tuple[Slot, bool]]] = defaultdict(list)
        for row in read("adjuncts"):
            one = Slot("prep", row["prep"], CASE[row["case"]], kinds(row["slot"]))
            self.adjuncts[row["class"]].append((one, row["front"] == "y"))
        self.fixed = {row["phrase"]: row["tokens"] for row in read("fixed")}
        self.fixed_by: dict[str, list[str]] = defaultdict(list)
        for row in read("fixed"):
            self.fixed_by[row["class"]].append(row["tokens"])
        self.predicatives = [(r["adjective"], kinds(r["subject"]), slots(r["frame"])) for r in read("predicatives")]
        self.by_subject: dict[str, list[Frame]] = defaultdict(list)
        self.by_slot: dict[tuple[str, str], list[tuple[Frame, int]]] = defaultdict(list)
        for frame in self.frames:
            for kind in frame.subject:
                self.by_subject[kind].append(frame)
            for at, one in enumerate(frame.slots):
                for kind in one.kinds:
                    self.by_slot[one.role, kind].append((frame, at))

    def maybe(self, share: float) -> bool:
        """True in this share of calls."""
        return self.chance.random() < share

    def pick(self, some: Sequence[T]) -> T:
        """One of them, each as likely."""
        return some[self.chance.randrange(len(some))]

    def weigh(self, choices: dict[str, float]) -> str:
        """One of the keys by weight."""
        return self.chance.choices(list(choices), list(choices.values()))[0]
