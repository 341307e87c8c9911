"""Hand-made readings for the tests of the graph: what the pipeline would hand on, without any model."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from kg.linking.ids import slug
from kg.model import (
    Article,
    BackgroundFact,
    Entity,
    Evidence,
    How,
    Mention,
    Modality,
    Qualifier,
    Reading,
    Statement,
    Status,
)

CHINA = Entity("china", "Country", "China", "Q148", known=True)
USA = Entity("vereinigte-staaten", "Country", "USA", "Q30", known=True)
NVIDIA = Entity("nvidia", "Company", "Nvidia", "Q182477", known=True)
HUANG = Entity("jensen-huang", "Person", "Jensen Huang", known=True)
GALLIUM = Entity("gallium", "Material", "Gallium", "Q861", known=True)
REUTERS = Entity("reuters", "MediaOutlet", "Reuters", "Q130879", known=True)
CONTROLS = Entity("exportkontrollen", "Measure", "Exportkontrollen")
GENEVA = Entity("genf", "City", "Genf", "Q71", known=True)
BEIJING = Entity("peking", "City", "Peking", "Q956", known=True)

# What is known beforehand: of entities that the readings name, and of some that they do not.
BACKGROUND = (
    BackgroundFact("china", "produces", "gallium", source="entities.tsv"),
    BackgroundFact("china", "produces", "gallium", checked="2025-06", source="gallium.txt"),
    BackgroundFact("jensen-huang", "leads", "nvidia", "Vorstandschef", "1993", checked="2025-06", source="Handbuch"),
    BackgroundFact("nvidia", "basedIn", "vereinigte-staaten", source="entities.tsv"),
    BackgroundFact("peking", "locatedIn", "china", start="1949-10-01", source="Handbuch"),
    BackgroundFact("xi-jinping", "leads", "china", "Präsident", "2013-03-14", "2028-03", source="Handbuch"),
)

DEAL_TEXT = "Ein Satz über alles.\n"
GALLIUM_TEXT = (
    "Peking beschränkt Gallium\n\nChina hat Exportkontrollen für Gallium eingeführt. Das teilte Reuters mit.\n"
    "Pekings Vertreter trafen am Dienstag Jensen Huang, den Chef von Nvidia.\n"
)
CHIP_TEXT = "Die USA könnten China den Zugang zu Gallium „erschweren“.\r\nChina beschränkt die Ausfuhr von Gallium.\n"


def span(text: str, cut: str) -> tuple[int, int]:
    """Where the text holds the cut: code points, half-open."""
    return text.index(cut), text.index(cut) + len(cut)


def evidence(text: str, cut: str, rule: str = "test.rule") -> Evidence:
    return Evidence(*span(text, cut), rule)


def mention(text: str, cut: str, entity: Entity, how: How = How.NAME) -> Mention:
    return Mention(*span(text, cut), cut, 0, 1, entity, how)


def gallium(source: str = "gallium.txt") -> Reading:
    """China restricts gallium (as fact), Reuters and unnamed sources say more, a meeting, a post."""
    text = GALLIUM_TEXT
    restricts = Statement(
        CHINA,
        "restricts",
        GALLIUM,
        qualifiers=(Qualifier("measure", "exportkontrollen", "entity"), Qualifier("pointInTime", "2025-07", "date")),
        confidence=Decimal("0.80"),
        evidence=(evidence(text, "China hat Exportkontrollen für Gallium eingeführt.", "restricts.introduce"),),
    )
    meeting = evidence(text, "Pekings Vertreter trafen am Dienstag Jensen Huang, den Chef von Nvidia.", "meets.verb")
    return Reading(
        Article(source, text, title="Peking beschränkt Gallium", issued="2025-07-29", publisher="Reuters"),
        mentions=(
            mention(text, "Peking", CHINA, How.METONYM),
            mention(text, "China", CHINA),
            mention(text, "Exportkontrollen", CONTROLS),
            mention(text, "Pekings", CHINA),
            mention(text, "Jensen Huang", HUANG),
            mention(text, "Chef", HUANG, How.COREFERENCE),
            mention(text, "Nvidia", NVIDIA),
        ),
        statements=(
            restricts,
            replace(restricts, qualifiers=(), attributed_to=REUTERS, confidence=Decimal("0.7")),
            replace(restricts, qualifiers=(), attributed_as="zwei Quellen", confidence=Decimal("0.6")),
            Statement(
                HUANG,
                "meets",
                CHINA,
                qualifiers=(Qualifier("pointInTime", "2025-07-29", "date"),),
                confidence=Decimal("0.75"),
                evidence=(meeting,),
            ),
            Statement(HUANG, "leads", NVIDIA, qualifiers=(Qualifier("role", "Chef", "words"),), evidence=(meeting,)),
        ),
    )


def chips(source: str = "chips.txt") -> Reading:
    """The USA may restrict China; China restricts gallium, as in the other article."""
    text = CHIP_TEXT
    possible = evidence(text, "Die USA könnten China den Zugang zu Gallium „erschweren“.", "restricts.access")
    return Reading(
        Article(source, text, title="Zugang", issued="2025-08"),
        mentions=(
            mention(text, "USA", USA),
            mention(text, "China", CHINA),
            mention(text, "Gallium", GALLIUM),
        ),
        statements=(
            Statement(
                USA,
                "restricts",
                CHINA,
                Modality.POSSIBLE,
                qualifiers=(Qualifier("product", "gallium", "entity"),),
                confidence=Decimal("0.55"),
                evidence=(possible,),
            ),
            Statement(
                CHINA,
                "restricts",
                GALLIUM,
                attributed_to=REUTERS,
                confidence=Decimal("0.9"),
                evidence=(evidence(text, "China beschränkt die Ausfuhr von Gallium.", "restricts.verb"),),
            ),
            Statement(
                CHINA,
                "meets",
                HUANG,
                status=Status.FORMER,
                confidence=Decimal("0.3"),
                evidence=(evidence(text, "China beschränkt die Ausfuhr von Gallium."),),
            ),
        ),
    )


def deal() -> Reading:
    """What the other two lack: easing, dependence, production, supply, a place, a post that has ended."""
    said = (evidence(DEAL_TEXT, "Ein Satz über alles.", "test.rule"),)
    lifted = (
        Qualifier("destination", "china", "entity"),
        Qualifier("measure", "Zölle", "words"),
        Qualifier("measure", "Lizenzpflicht", "words"),
        Qualifier("validFrom", "2025-08-12", "date"),
    )
    share, ware = Qualifier("share", "90.0", "number"), Qualifier("product", "gallium", "entity")
    place, when = Qualifier("place", "genf", "entity"), Qualifier("pointInTime", "2025-05", "date")
    sure = Decimal("0.9")
    return Reading(
        Article("deal.txt", DEAL_TEXT, "Handel", "2025-08-13"),
        statements=(
            Statement(USA, "eases", GALLIUM, qualifiers=lifted, confidence=sure, evidence=said),
            Statement(USA, "dependsOn", GALLIUM, confidence=sure, evidence=said),
            Statement(CHINA, "produces", GALLIUM, qualifiers=(share,), confidence=sure, evidence=said),
            Statement(CHINA, "produces", GALLIUM, attributed_to=REUTERS, evidence=said),
            Statement(CHINA, "supplies", USA, Modality.DENIED, qualifiers=(ware,), evidence=said),
            Statement(USA, "meets", CHINA, qualifiers=(place, when), confidence=sure, evidence=said),
            Statement(HUANG, "visits", BEIJING, confidence=sure, evidence=said),
            Statement(HUANG, "worksFor", NVIDIA, status=Status.FORMER, evidence=said),
            Statement(CHINA, "locatedIn", GENEVA, Modality.PLANNED, evidence=said),
        ),
    )


# Few names, so that articles share entities and statements and disagree about label and class.
_NAMES = ("Alpha", "ALPHA", "alpha", "Beta", "Gamma", "Delta")
_WORDS = st.text(st.sampled_from("aä ß\\\"'{}\n\r\t\x01„“€𝄞u0041"), min_size=1, max_size=30)


@st.composite
def entities(draw: st.DrawFn) -> Entity:
    name = draw(st.sampled_from(_NAMES))
    return Entity(slug(name), draw(st.sampled_from(["Company", "Country", "MediaOutlet"])), name)


@st.composite
def readings(draw: st.DrawFn, source: str | None = None) -> Reading:
    text = draw(_WORDS)

    def a_span() -> tuple[int, int]:
        start = draw(st.integers(0, len(text) - 1))
        return start, draw(st.integers(start + 1, len(text)))

    def a_statement() -> Statement:
        qualifiers = draw(
            st.lists(
                st.builds(Qualifier, st.just("role"), _WORDS, st.just("words"))
                | st.builds(Qualifier, st.just("share"), st.sampled_from(["5", "5.0", "0.50"]), st.just("number")),
                max_size=1,
            )
        )
        return Statement(
            draw(entities()),
            draw(st.sampled_from(["restricts", "meets"])),
            draw(entities()),
            draw(st.sampled_from([Modality.ASSERTED, Modality.POSSIBLE])),
            draw(st.sampled_from(list(Status))),
            draw(st.none() | entities()),
            draw(st.none() | st.just("Kritiker")),
            tuple(qualifiers),
            draw(st.sampled_from([Decimal("0.5"), Decimal("0.50"), Decimal("0.9")])),
            tuple(Evidence(*a_span(), draw(st.sampled_from(["a.b", "c.d"]))) for _ in range(draw(st.integers(1, 2)))),
        )

    def a_mention() -> Mention:
        start, end = a_span()
        return Mention(start, end, text[start:end], 0, 1, draw(entities()), draw(st.sampled_from(list(How))))

    return Reading(
        Article(
            source or draw(st.sampled_from(["1.txt", "2.txt", "3.txt", "4.txt"])),
            text,
            draw(st.none() | _WORDS),
            draw(st.none() | st.sampled_from(["2025", "2025-07", "2025-07-29", "gestern"])),
        ),
        tuple(a_mention() for _ in range(draw(st.integers(0, 3)))),
        tuple(a_statement() for _ in range(draw(st.integers(0, 3)))),
    )
