"""Graphs for tests of what is shown: written sentence by sentence, laid down as a build lays down its own.

Every article has its text, every piece of evidence is cut out of it, and `write` leaves a graph directory on disk that
`kg view`, `kg query` and `kg serve` open like any other. The graphs of many entities are grown from a seed: the same
arguments give the same graph everywhere.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from pyoxigraph import Quad

from kg.graph.store import layout, load, open_for_build
from kg.model import Article, Entity, Evidence, Mention, Modality, Qualifier, Reading, Statement, Status

Told = Sequence[tuple[str, str]]  # (article, sentence)

CLASSES = ("Company", "Country", "Person", "Material", "Product", "GovernmentBody", "Measure", "City")
PROPERTIES = ("supplies", "uses", "owns", "produces", "restricts", "dependsOn", "criticizes", "supports")


@dataclass
class Press:
    """Articles that are being written. `readings()` is what reading them gives, `write` a graph directory of it.

    `raw` are triples that no build would write, put into the knowledge as they are.
    """

    raw: list[Quad] = field(default_factory=list)
    _entities: dict[str, Entity] = field(default_factory=dict)
    _aliases: dict[str, list[str]] = field(default_factory=dict)
    _heads: dict[str, dict[str, str | None]] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)
    _said: dict[str, list[Statement]] = field(default_factory=dict)

    def entity(self, key: str, name: str, cls: str, wikidata: str = "", also: Iterable[str] = ()) -> Press:
        """An entity; `also` are its other names."""
        self._entities[key] = Entity(key, cls, name, wikidata or None)
        self._aliases[key] = list(also)
        return self

    def article(self, key: str, title: str | None, **head: str | None) -> Press:
        """An article by the name of its file; `head`: issued, publisher, url."""
        self._heads[key] = {"title": title, **head}
        # A line that no statement stands on, with letters that are one code point and two UTF-16 units each.
        self._texts[key] = f"𝄞 {title or key} 🙂\n\n"
        self._said[key] = []
        return self

    def fact(
        self,
        subject: str,
        predicate: str,
        obj: str,
        told: Told,
        *,
        modality: str = "Asserted",
        status: str = "Current",
        confidence: str = "0.8",
        speaker: str = "",
        said_by: str = "",
        qualifiers: Iterable[tuple[str, str, str]] = (),
    ) -> Press:
        """A statement, with each sentence written at the end of its article. Qualifiers: (name, value, kind)."""
        statement = Statement(
            self._entities[subject],
            predicate,
            self._entities[obj],
            Modality(modality),
            Status(status),
            self._entities[speaker] if speaker else None,
            said_by or None,
            tuple(Qualifier(*qualifier) for qualifier in qualifiers),
            Decimal(confidence),
        )
        for article, sentence in told:
            evidence = (Evidence(*self._place(article, sentence), f"{predicate}.test"),)
            self._said[article].append(_with(statement, evidence))
        return self

    def _place(self, article: str, sentence: str) -> tuple[int, int]:
        """Where the sentence stands in the article; one that stands there already is not written again."""
        text = self._texts[article]
        if sentence not in text:
            self._texts[article] = f"{text}{sentence}\n"
        start = self._texts[article].index(sentence)
        return start, start + len(sentence)

    def readings(self) -> list[Reading]:
        """What reading each article gives; an entity's other names stand in the first that names it."""
        named: set[str] = set()
        found = []
        for key, head in self._heads.items():
            keys = {e.id for s in self._said[key] for e in (s.subject, s.object, s.attributed_to) if e is not None}
            mentions = [
                Mention(0, 1, alias, 0, 1, self._entities[k])
                for k in sorted(keys - named)
                for alias in self._aliases.get(k, ())
            ]
            # What stands in a qualifier only is named in the text like the rest.
            within = {q.value for s in self._said[key] for q in s.qualifiers if q.kind == "entity"}
            mentions += [Mention(0, 1, self._entities[k].name, 0, 1, self._entities[k]) for k in sorted(within)]
            named |= keys
            found.append(Reading(Article(key, self._texts[key], **head), tuple(mentions), tuple(self._said[key])))
        return found

    def write(self, directory: Path) -> Path:
        """Lay the graph down in a new directory and give it back."""
        store = open_for_build(directory)
        load(store, self.readings())
        store.extend(self.raw)
        store.flush()
        assert layout(directory).store.is_dir()
        return directory


def _with(statement: Statement, evidence: tuple[Evidence, ...]) -> Statement:
    from dataclasses import replace

    return replace(statement, evidence=evidence)


def trade() -> Press:
    """Gallium, two countries, a firm: every way to tell a fact, parallel lines, a bundle, dates of every precision.

    China and gallium are joined by four lines (two properties, three readings), Halbwerk and germanium by two, China
    and the USA by six in both directions: more than are drawn side by side.
    """
    press = Press()
    press.entity("china", "China", "Country", "Q148", ["Volksrepublik China", "Peking"])
    press.entity("usa", "USA", "Country", "Q30", ["Vereinigte Staaten", "Washington"])
    press.entity("gallium", "Gallium", "Material", "Q861")
    press.entity("germanium", "Germanium", "Material")
    press.entity("halbwerk", "Halbwerk AG", "Company", also=["Halbwerk"])
    press.entity("lohse", "Anna Lohse", "Person")
    press.entity("vogt", "Karl Vogt", "Person")
    press.entity("agentur", "Meldedienst Nord", "MediaOutlet")
    press.entity("kontrolle", "Exportkontrolle", "Measure")
    press.entity("eu", "EU", "Alliance", also=["Europäische Union"])
    press.entity("grube", "Grube Nordloch", "Facility")
    press.article("erste.txt", "Als alles begann", issued="2024-12-03", publisher="Abendblatt")
    press.article(
        "gallium.txt", "Gallium wird knapp", issued="2025-04-04", publisher="Handelspost",
        url="https://example.org/gallium?a=1&b=2",
    )  # fmt: skip
    press.article("neues.txt", "Neue Gespräche", issued="2025-09", publisher="Abendblatt")
    press.article("lockert.txt", "Peking lockert", issued="2025-11-10", publisher="Handelspost")
    press.article("undatiert.txt", None)
    press.article("letzte.txt", "Wie es endete", issued="2026-02-12", publisher="Tagesbote")

    need = ("measure", "kontrolle", "entity")
    press.fact(
        "china", "restricts", "gallium",
        [("gallium.txt", "China beschränkt die Ausfuhr von Gallium."),
         ("neues.txt", "Die Ausfuhr von Gallium aus China bleibt beschränkt.")],
        confidence="0.91", qualifiers=[need, ("pointInTime", "2025-04", "date")],
    )  # fmt: skip
    press.fact(
        "china", "restricts", "gallium", [("neues.txt", "China liefert Gallium nicht mehr in die USA.")],
        confidence="0.7", speaker="agentur", qualifiers=[("destination", "usa", "entity")],
    )  # fmt: skip
    press.fact(
        "china", "restricts", "gallium", [("neues.txt", "Peking werde die Auflagen verschärfen, meldet der Dienst.")],
        modality="Planned", confidence="0.6", speaker="agentur",
    )  # fmt: skip
    press.fact(
        "china", "restricts", "gallium", [("gallium.txt", "Peking drehe den Hahn bei Gallium zu, klagt Anna Lohse.")],
        confidence="0.55", speaker="lohse",
    )  # fmt: skip
    press.fact(
        "china", "eases", "gallium", [("lockert.txt", "China hat die Auflagen für Gallium ausgesetzt.")],
        qualifiers=[("pointInTime", "2025-11-07", "date")],
    )  # fmt: skip
    press.fact(
        "usa", "restricts", "china", [("gallium.txt", "Die USA belegten China bis August mit Zöllen.")],
        qualifiers=[("validFrom", "2025-04-09", "date"), ("validUntil", "2025-08-12", "date")],
    )  # fmt: skip
    press.fact("china", "restricts", "usa", [("gallium.txt", "China antwortete den USA mit Zöllen.")])
    press.fact("usa", "criticizes", "china", [("erste.txt", "Die USA kritisierten China.")])
    press.fact("usa", "threatens", "china", [("neues.txt", "Die USA drohen China nicht.")], modality="Denied")
    press.fact(
        "usa", "demands", "china", [("neues.txt", "China solle liefern, verlangen die USA.")], modality="Demanded"
    )
    press.fact(
        "china", "negotiatesWith", "usa", [("neues.txt", "China und die USA könnten verhandeln.")], modality="Possible"
    )
    press.fact("lohse", "leads", "halbwerk", [("gallium.txt", "Anna Lohse führt die Halbwerk AG.")])
    press.fact(
        "halbwerk", "dependsOn", "gallium", [("gallium.txt", "Ohne Gallium stehe Halbwerk still, heißt es.")],
        said_by="zwei Quellen", confidence="0.35",
        qualifiers=[("share", "62.5", "number"), ("amount", "4000000", "number")],
    )  # fmt: skip
    press.fact(
        "usa", "supplies", "halbwerk", [("erste.txt", "Die USA belieferten früher die Halbwerk AG.")], status="Former"
    )
    press.fact("halbwerk", "supplies", "usa", [("lockert.txt", "Die Halbwerk AG beliefert nun die USA.")])
    press.fact("halbwerk", "uses", "germanium", [("undatiert.txt", "Halbwerk verwendet Germanium.")])
    press.fact(
        "halbwerk", "produces", "germanium", [("undatiert.txt", "Germanium stellt Halbwerk nicht her.")],
        modality="Denied",
    )  # fmt: skip
    press.fact(
        "halbwerk", "investsIn", "grube", [("letzte.txt", "Halbwerk will in die Grube Nordloch investieren.")],
        modality="Planned",
    )  # fmt: skip
    press.fact(
        "eu", "supports", "usa", [("lockert.txt", "Die EU stehe an der Seite der USA, meint Karl Vogt.")],
        speaker="vogt",
    )  # fmt: skip
    return press


def hub(neighbours: int = 212) -> Press:
    """One country in the middle of many firms, some of which supply one another; twelve articles, one a month."""
    press = Press().entity("mitte", "Republik Mitte", "Country", also=["Mitteland"])
    for month in range(1, 13):
        press.article(f"monat{month:02}.txt", f"Bericht {month}", issued=f"2025-{month:02}-15", publisher="Monatsblatt")
    for i in range(neighbours):
        press.entity(f"firma-{i:03}", f"Firma {i:03}", "Company")
        told = [(f"monat{i % 12 + 1:02}.txt", f"Firma {i:03} beliefert die Republik Mitte.")]
        press.fact(f"firma-{i:03}", "supplies", "mitte", told)
    for i in range(0, neighbours - 5, 5):
        told = [(f"monat{i % 12 + 1:02}.txt", f"Firma {i:03} verwendet, was Firma {i + 5:03} herstellt.")]
        press.fact(f"firma-{i:03}", "uses", f"firma-{i + 5:03}", told)
    return press


def grown(entities: int, seed: int = 7) -> Press:
    """So many entities, all joined, few of them to many others, with half as many statements again as entities."""
    chance = random.Random(seed)
    press = Press()
    for i in range(entities):
        press.entity(f"ding-{i:04}", f"Ding {i:04}", CLASSES[i % len(CLASSES)])
    for a in range(max(1, entities // 20)):
        issued = f"{2020 + a % 6}-{a % 12 + 1:02}-{a % 28 + 1:02}"
        press.article(f"artikel{a:03}.txt", f"Artikel {a}", issued=issued, publisher=f"Blatt {a % 7}")
    articles = list(press._heads)
    ends = [0]
    joined: set[tuple[int, int]] = set()

    def join(i: int, j: int) -> None:
        joined.add((min(i, j), max(i, j)))
        ends.extend((i, j))
        told = [(articles[len(joined) % len(articles)], f"Von Ding {i:04} zu Ding {j:04} führt Satz {len(joined)}.")]
        modality = chance.choice(("Asserted",) * 6 + ("Planned", "Possible", "Demanded", "Denied"))
        press.fact(
            f"ding-{i:04}", chance.choice(PROPERTIES), f"ding-{j:04}", told,
            modality=modality, confidence=f"0.{chance.randint(30, 95)}",
        )  # fmt: skip

    for i in range(1, entities):
        join(i, chance.choice(ends))
    while len(joined) < entities * 3 // 2:
        i, j = chance.randrange(entities), chance.choice(ends)
        if i != j and (min(i, j), max(i, j)) not in joined:
            join(i, j)
    return press
