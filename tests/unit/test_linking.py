"""Linking on hand-built Docs: words with their STTS tags, no model; lexicon and entity table as they ship."""

from __future__ import annotations

import pytest
from german import POS, vocabulary
from spacy.tokens import Doc

from kg.language.forms import Forms
from kg.linking.inflect import declined, name_forms, strong, without_genitive
from kg.linking.link import link
from kg.linking.table import EntityTable, load_table
from kg.model import Article, How, Mention

SUBJECT = "!"  # behind a tag: the token is the subject of its clause


@pytest.fixture(scope="module")
def known() -> EntityTable:
    return load_table()


@pytest.fixture(scope="module")
def lexicon() -> Forms:
    return Forms.load()


def build(tagged: str) -> Doc:
    """A Doc of "word/TAG" pieces; a word without a tag is a common noun or, in small letters, an adverb."""
    words, tags, deps, starts, heads = [], [], [], [], []
    opens = True
    for piece in tagged.split():
        word, _, tag = piece.rpartition("/") if "/" in piece[1:] else (piece, "", "")
        tag = tag or {".": "$.", ",": "$,"}.get(word) or ("NN" if word[:1].isupper() else "ADV")
        starts.append(opens)
        opens = word in (".", "?", "!")
        words.append(word)
        tags.append(tag.removesuffix(SUBJECT))
        deps.append("nsubj" if tag.endswith(SUBJECT) else "dep")
    closing = (".", ",", ")", "“", ":")
    spaces = [i + 1 < len(words) and words[i + 1] not in closing and w not in ("(", "„") for i, w in enumerate(words)]
    for i in range(len(words)):
        first = max(k for k in range(i + 1) if starts[k])
        last = next((k for k in range(i + 1, len(words)) if starts[k]), len(words))
        heads.append(next((k for k in range(first, last) if tags[k] == "VVFIN"), first))
    pos = ["VERB" if tag.startswith("V") else POS.get(tag, "X") for tag in tags]
    return Doc(vocabulary(), words=words, spaces=spaces, tags=tags, pos=pos, deps=deps, heads=heads, sent_starts=starts)


def linked(tagged: str, known: EntityTable, lexicon: Forms, prose: tuple[tuple[int, int], ...] = ()) -> list[Mention]:
    doc = build(tagged)
    article = Article("test.txt", doc.text, prose=prose or ((0, len(doc.text)),))
    mentions = link(doc, article, known, lexicon)
    for m in mentions:
        assert doc.text[m.start : m.end] == m.text
        assert doc[m.first].idx <= m.start and m.end <= doc[m.last - 1].idx + len(doc[m.last - 1])
    assert list(mentions) == sorted(mentions, key=lambda m: (m.start, m.end, m.how.value, m.entity.id))
    return list(mentions)


def short(mentions: list[Mention]) -> list[str]:
    """Each mention as one line: "name Nvidias → nvidia"."""
    return [f"{m.how.value} {m.text} → {m.entity.id}" for m in mentions]


SENTENCES = [
    # names and inflection
    ("Chinas/NE Vorgehen traf Nvidia/NE .", ["name Chinas → china", "name Nvidia → nvidia"]),
    ("Reiche/ADJA Länder kaufen/VVFIN reiche/ADJA Ernten .", []),
    ("Ministerin Reiche/NE sprach/VVFIN .", ["name Reiche → katherina-reiche"]),
    ("Der/ART Arm des/ART Gesetzes ist/VAFIN lang/ADJD .", []),
    ("Der/ART Chipdesigner Arm/NE klagt/VVFIN .", ["part Chip → chips", "name Arm → arm-holdings"]),
    ("Das/ART berichtete/VVFIN die/ART „ Zeit “ .", ["name Zeit → die-zeit"]),
    ("Die/ART Zeit drängt/VVFIN .", []),
    ("Boris/NE Johnson/NE traf/VVFIN Xi/NE .", ["name Boris Johnson → boris-johnson", "name Xi → xi-jinping"]),
    # parts of compounds
    ("Ein/ART US-Konzern liefert/VVFIN .", ["part US → vereinigte-staaten"]),
    ("Der/ART Nvidia-Chef schweigt/VVFIN .", ["part Nvidia → nvidia"]),
    ("Die/ART EU-Kommission prüft/VVFIN .", ["name EU-Kommission → eu-kommission"]),
    ("Er/PPER kauft/VVFIN Nvidia-H200-Chips .", ["part Nvidia → nvidia", "name Nvidia-H200-Chips → h200"]),
    ("Der/ART KI-Chip H20/NE fehlt/VVFIN .", ["name KI-Chip → ki-chips", "name H20 → h20"]),
    ("Er/PPER verbot/VVFIN TP-Link-Router .", ["part TP-Link → tp-link", "name TP-Link-Router → tp-link-router"]),
    ("Eine/ART Kobaltmine schließt/VVFIN .", ["part Kobalt → kobalt"]),
    ("Die/ART Goldschmiedin arbeitet/VVFIN .", []),
    ("Ein/ART Palladiumverbot droht/VVFIN .", ["part Palladium → palladium", "name Palladiumverbot → palladiumverbot"]),
    (
        "Sie/PPER baut/VVFIN Elektro-Lkw und/KON -Busse .",
        ["name Elektro-Lkw → elektro-lkw", "name -Busse → elektro-busse"],
    ),
    ("Der/ART Kremlchef droht/VVFIN .", ["part Kreml → kreml"]),
    # adjectives, governments, bodies
    ("Chinesische/ADJA Firmen warten/VVFIN .", ["adjective Chinesische → china"]),
    ("Ein/ART kalifornisches/ADJA Unternehmen wartet/VVFIN .", ["adjective kalifornisches → kalifornien"]),
    ("Die/ART chinesische/ADJA Regierung schweigt/VVFIN .", ["metonym chinesische Regierung → china"]),
    (
        "Die/ART Regierung in/APPR Kinshasa/NE schweigt/VVFIN .",
        ["metonym Regierung in Kinshasa → demokratische-republik-kongo"],
    ),
    ("Die/ART deutsche/ADJA Regierung schweigt/VVFIN .", ["name deutsche Regierung → bundesregierung"]),
    ("Japans/NE Handelsministerium warnt/VVFIN .", ["name Japans Handelsministerium → meti"]),
    (
        "Das/ART brasilianische/ADJA Finanzministerium warnt/VVFIN .",
        [
            "adjective brasilianische → brasilien",
            "name brasilianische Finanzministerium → brasilianisches-finanzministerium",
        ],
    ),
    # capitals
    ("Peking/NE! reagierte/VVFIN .", ["metonym Peking → china"]),
    ("Er/PPER reiste/VVFIN nach/APPR Peking/NE .", ["name Peking → peking"]),
    (
        "Sie/PPER trafen/VVFIN sich/PRF in/APPR Genf/NE und/KON London/NE .",
        ["name Genf → genf", "name London → london"],
    ),
    (
        "Zwischen/APPR Peking/NE und/KON Washington/NE wächst/VVFIN Streit .",
        ["metonym Peking → china", "metonym Washington → vereinigte-staaten"],
    ),
    (
        "Pekings/NE Exportkontrollen wirken/VVFIN .",
        ["metonym Pekings → china", "name Exportkontrollen → exportkontrollen"],
    ),
    ("Pekings/NE Innenstadt schläft/VVFIN .", ["name Pekings → peking"]),
    (
        "Die/ART Universität Peking/NE forscht/VVFIN .",
        ["name Universität Peking → universitaet-peking", "part Peking → peking"],
    ),
    # names the table does not hold
    ("Analystin Imke/NE Drossel warnt/VVFIN .", ["name Imke Drossel → imke-drossel"]),
    ("Präsident Wopke/NE Lindqvist/NE kommt/VVFIN .", ["name Wopke Lindqvist → wopke-lindqvist"]),
    ("Der/ART Konzern Quarvex/NE klagt/VVFIN .", ["name Quarvex → quarvex"]),
    ("Torvik/NE Resources/NE fördert/VVFIN .", ["name Torvik Resources → torvik-resources"]),
    ("Die/ART Mine Zambovo/NE öffnet/VVFIN .", ["name Zambovo → zambovo"]),
    ("Sie/PPER lobt/VVFIN den/ART „ Fair/NE Chips/NE Act/NE “ .", ["name Fair Chips Act → fair-chips-act"]),
    ("Ein/ART Werk in/APPR Narva/NE öffnet/VVFIN .", ["name Werk → werk-in-narva", "name Narva → narva"]),
    ("Das/ART Netzwerk in/APPR Narva/NE fiel/VVFIN .", ["name Narva → narva"]),
    ("Gestern regnete/VVFIN es/PPER Bindfäden .", []),
]


@pytest.mark.parametrize(("tagged", "expected"), SENTENCES)
def test_one_sentence(tagged: str, expected: list[str], known: EntityTable, lexicon: Forms) -> None:
    assert short(linked(tagged, known, lexicon)) == expected


def test_classes_of_names_the_table_does_not_hold(known: EntityTable, lexicon: Forms) -> None:
    text = (
        "Der/ART Konzern Quarvex/NE und/KON Analystin Imke/NE Drossel/NE lesen/VVFIN die/ART Zeitung Morgenruf/NE "
        "in/APPR Xanbury/NE ."
    )
    classes = {m.entity.name: (m.entity.cls, m.entity.known) for m in linked(text, known, lexicon)}
    assert classes == {
        "Quarvex": ("Company", False),
        "Imke Drossel": ("Person", False),
        "Xanbury": ("City", False),
    } | {name: found for name, found in classes.items() if name == "Morgenruf"}


def test_short_forms_join_the_long_name(known: EntityTable, lexicon: Forms) -> None:
    text = (
        "Analystin Imke/NE Drossel/NE warnt/VVFIN . Drossels/NE Rat hilft/VVFIN . "
        "Torvik/NE Resources/NE (/$( TR/NE )/$( klagt/VVFIN . Torvik/NE und/KON TR/NE schweigen/VVFIN ."
    )
    found = [(m.text, m.entity.id) for m in linked(text, known, lexicon) if m.how is How.NAME]
    assert ("Drossels", "imke-drossel") in found
    assert [e for t, e in found if t.startswith("Torvik") or t == "TR"] == ["torvik-resources"] * 4


def test_a_table_surname_belongs_to_the_one_the_article_names(known: EntityTable, lexicon: Forms) -> None:
    text = "Analyst Kevin/NE Merz/NE warnt/VVFIN . Merz/NE bleibt/VVFIN dabei ."
    assert {m.entity.id for m in linked(text, known, lexicon)} == {"kevin-merz"}


def test_a_bare_ministry_is_the_one_named_before(known: EntityTable, lexicon: Forms) -> None:
    text = "Das/ART US-Handelsministerium warnt/VVFIN . Das/ART Handelsministerium prüft/VVFIN Chinas/NE Antrag ."
    bodies = [m.entity.id for m in linked(text, known, lexicon) if m.entity.cls == "GovernmentBody"]
    assert bodies == ["us-handelsministerium", "us-handelsministerium"]


def test_a_bare_ministry_goes_by_the_state_spoken_of(known: EntityTable, lexicon: Forms) -> None:
    text = "Indien/NE droht/VVFIN . Das/ART Handelsministerium prüft/VVFIN ."
    assert linked(text, known, lexicon)[-1].entity.id == "indisches-handelsministerium"


COREFERENCE = [
    ("Nvidia/NE! klagt/VVFIN . Der/ART Konzern wächst/VVFIN .", "Konzern", ["nvidia"]),
    ("Nvidia/NE! verklagt/VVFIN AMD/NE . Der/ART Konzern wächst/VVFIN .", "Konzern", ["nvidia"]),
    ("Nvidia/NE und/KON AMD/NE klagen/VVFIN . Der/ART Konzern wächst/VVFIN .", "Konzern", []),
    ("Nvidia/NE! klagt/VVFIN . Ein/ART Konzern wächst/VVFIN .", "Konzern", []),
    ("Nvidia/NE! klagt/VVFIN . Die/ART Konzerne wachsen/VVFIN .", "Konzerne", []),
    ("Nvidia/NE! klagt/VVFIN . Der/ART Konzern Quarvex/NE wächst/VVFIN .", "Konzern", []),
    ("ASML/NE! beliefert/VVFIN TSMC/NE . Der/ART niederländische/ADJA Konzern wächst/VVFIN .", "Konzern", ["asml"]),
    ("Trump/NE! droht/VVFIN . Er/PPER! telefoniert/VVFIN .", "Er", ["donald-trump"]),
    ("Trump/NE! droht/VVFIN Xi/NE . Er/PPER! telefoniert/VVFIN .", "Er", ["donald-trump"]),
    ("Der/ART Preis/NN! steigt/VVFIN . Er/PPER! drückt/VVFIN .", "Er", []),
    ("Angela/NE Merkel/NE! kam/VVFIN . Sie/PPER! sprach/VVFIN .", "Sie", ["angela-merkel"]),
    ("Angela/NE Merkel/NE! kam/VVFIN . Sie/PPER! sprachen/VVFIN .", "Sie", []),
    ("Trump/NE! droht/VVFIN . Sie/PPER! sprach/VVFIN .", "Sie", []),
    ("Indien/NE! baut/VVFIN . Das/ART Land wächst/VVFIN .", "Land", ["indien"]),
    ("Das/ART Pentagon/NE! zahlt/VVFIN . Die/ART Behörde prüft/VVFIN .", "Behörde", ["pentagon"]),
    (
        "Gallium/NN und/KON Germanium/NN fehlen/VVFIN . Diese/PDAT Metalle kosten/VVFIN .",
        "Metalle",
        ["gallium", "germanium"],
    ),
    ("Die/ART Trump-Regierung/NN! droht/VVFIN . Die/ART Regierung wartet/VVFIN .", "Regierung", ["trump-regierung"]),
    ("Trump/NE! sagt/VVFIN , seine/PPOSAT Regierung warte/VVFIN .", "Regierung", ["trump-regierung"]),
]


@pytest.mark.parametrize(("tagged", "word", "entities"), COREFERENCE)
def test_coreference(tagged: str, word: str, entities: list[str], known: EntityTable, lexicon: Forms) -> None:
    found = [m for m in linked(tagged, known, lexicon) if m.how is How.COREFERENCE and m.text == word]
    assert [m.entity.id for m in found] == entities


def test_furniture_says_nothing(known: EntityTable, lexicon: Forms) -> None:
    tagged = "Anzeige Apple/NE kaufen/VVFIN . Nvidia/NE klagt/VVFIN ."
    text = build(tagged).text
    start = text.index("Nvidia")
    assert short(linked(tagged, known, lexicon, prose=((start, len(text)),))) == ["name Nvidia → nvidia"]
    assert linked(tagged, known, lexicon, prose=((0, 0),)) == []


def test_without_a_lexicon_the_table_still_speaks(known: EntityTable) -> None:
    doc = build("Nvidia/NE liefert/VVFIN H200-Chips an/APPR Imke/NE Drossel/NE .")
    article = Article("test.txt", doc.text, prose=((0, len(doc.text)),))
    assert short(list(link(doc, article, known))) == ["name Nvidia → nvidia", "part H200 → h200"]


def test_forms_and_base_forms() -> None:
    assert without_genitive("Brinkmanns") == "Brinkmann"
    assert without_genitive("Sacks’") == "Sacks"
    assert without_genitive("Xi") is without_genitive("Mercosur") is without_genitive("Los") is None
    assert strong("indisch", "n") == "indisches" and strong("Schweizer", "f") == "Schweizer"
    assert set(declined("chinesisch")) == {"chinesisch" + e for e in ("", "e", "er", "es", "en", "em")}
    assert {"Weißes Haus", "Weißen Hauses", "Weißem Haus"} <= set(name_forms("Weißes Haus", "GovernmentBody"))
    assert {"Friedrich Merz", "Friedrich Merz'"} == set(name_forms("Friedrich Merz", "Person"))


def test_words_that_take_up_what_was_named(known: EntityTable) -> None:
    references = known.cues.references
    assert [noun.word for lemma in ("Chiphersteller", "Konzern") if (noun := references.noun(lemma))] == [
        "Hersteller",
        "Konzern",
    ]
    assert references.noun("Netzwerk") is references.noun("Ausland") is references.noun("Landeshauptmann") is None
    commission, congress = known.get("eu-kommission"), known.get("us-kongress")
    assert commission is not None and congress is not None
    authority = references.noun("Behörde")
    assert authority is not None and authority.suits(commission, ()) and not authority.suits(congress, ())


def test_hops_count_from_the_name(known: EntityTable, lexicon: Forms) -> None:
    text = "Nvidia/NE! klagt/VVFIN . Der/ART Konzern/NN! wächst/VVFIN . Er/PPER! kauft/VVFIN Chips ."
    assert [(m.text, m.hops) for m in linked(text, known, lexicon) if m.entity.id == "nvidia"] == [
        ("Nvidia", 0),
        ("Konzern", 1),
        ("Er", 2),
    ]
