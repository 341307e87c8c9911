"""The frame tables under kg/language/de, read and checked: all faults of all tables at once, with file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import TableError
from kg.language.quotes.tables import THINKS, WANTS, WORDS, Sayings, load_sayings
from kg.lexicon import Column, Fault, Row, read_table, suggest
from kg.model import Modality
from kg.vocab import QUALIFIERS, RELATIONS

from ..confidence import load_weights
from ..measures.tables import FAMILY_COLUMNS, MEASURE_VERB_COLUMNS, measure_verb
from .conditions import condition_fault
from .tables import Career, Frames, LightFrame, NounFrame, Office, Operator, VerbFrame, parse_slot

HOME = Path(__file__).parents[2] / "language" / "de"
KINDS = frozenset(
    "measure carrier blacklist deadline law order probe threat "
    "lift impose permission agreement plant maker firm investor operator owner rival "
    "part government "
    "post deed rule side critic backer voice "
    "successor predecessor partner confidant supplier customer goods master seat funding none".split()
)
CUES = frozenset({"planned", "possible", "denied", "former", "negative", "positive"})
EFFECTS = frozenset({"ends", "fails", "completes", "gives", "holds"})
# which slots a table's rules can fill; a row that asks for another would never tell anything
_OF_VERBS = frozenset({"subj", "obj", "dat", "pred", "each", "inf:obj", "that:subj", "that:doer", "doer"})
_OF_NOUNS = frozenset({"subj", "doer", "gen", "poss", "adj", "front", "von", "durch", "zwischen"})
_OF_LIGHT = _OF_VERBS | {"gen", "poss", "adj", "von", "zwischen"}
_EXAMPLE = Column("example", required=True)
_NOUN = Column("noun", required=True, unique=True)
_WORD = Column("word", required=True, unique=True)
_MODALITY = Column("modality", choices=[m.value for m in Modality])
VERB_COLUMNS = (
    Column("verb", required=True),
    Column("sich", choices=("sich",)),
    Column("relation", required=True),
    Column("subject", required=True),
    Column("object", required=True),
    Column("qualifiers"),
    Column("condition"),
    _MODALITY,
    _EXAMPLE,
)
NOUN_COLUMNS = (
    Column("noun", required=True),
    Column("relation", required=True),
    Column("subject", required=True),
    Column("object", required=True),
    _EXAMPLE,
)
LIGHT_COLUMNS = (
    Column("verb", required=True),
    Column("sich", choices=("sich",)),
    Column("stands", required=True, pattern=r"obj|subj|p:[a-zäöüß]+"),
    Column("noun", required=True),
    Column("relation"),
    Column("subject"),
    Column("object"),
    Column("qualifiers"),
    _MODALITY,
    Column("effect", choices=EFFECTS),
    _EXAMPLE,
)
OFFICE_COLUMNS = (
    _NOUN,
    Column("relation", required=True),
    Column("scope", choices=("state", "organization", "firm", "body", "ministry", "parliament", "any")),
    Column("body"),
    _EXAMPLE,
)
CAREER_COLUMNS = (
    Column("verb", required=True),
    Column("who", required=True, choices=("subj", "obj")),
    Column("effect", required=True, choices=("begins", "ends", "holds", "planned")),
    _EXAMPLE,
)
OPERATOR_COLUMNS = (Column("verb", required=True, unique=True), Column("says", choices=("says",)), _MODALITY, _EXAMPLE)


def load_frames(home: Path = HOME) -> Frames:
    """The frames under `home`.

    Raises TableError with every fault of every table, as file:line: what is wrong.
    """
    faults: list[str] = []
    verbs = _table(home / "verbs.tsv", VERB_COLUMNS, faults, ("relation",), _OF_VERBS)
    nouns = _table(home / "nouns.tsv", NOUN_COLUMNS, faults, ("relation",), _OF_NOUNS)
    light = _table(home / "light.tsv", LIGHT_COLUMNS, faults, ("relation",), _OF_LIGHT)
    kinds = _table(home / "kinds.tsv", (_NOUN, Column("kind", required=True, choices=KINDS), _EXAMPLE), faults)
    offices = _table(home / "offices.tsv", OFFICE_COLUMNS, faults, ("relation",))
    operators = _table(home / "operators.tsv", OPERATOR_COLUMNS, faults)
    careers = _table(home / "careers.tsv", CAREER_COLUMNS, faults)
    cues = _table(home / "cues.tsv", (_WORD, Column("cue", required=True, choices=CUES), _EXAMPLE), faults)
    measure_verbs = _table(home / "measure_verbs.tsv", MEASURE_VERB_COLUMNS, faults)
    families = _table(home / "measure_families.tsv", FAMILY_COLUMNS, faults)
    try:
        weights = load_weights()
    except TableError as error:
        faults.extend(error.faults)
    try:
        sayings = load_sayings(home)
    except TableError as error:
        faults.extend(error.faults)
    if faults:
        raise TableError(faults)
    return Frames(
        verbs=_grouped(map(_verb_frame, verbs), "lemma"),
        nouns=_grouped((_noun_frame(row) for row in nouns), "noun"),
        kinds={row["noun"]: row["kind"] for row in kinds},
        offices={
            row["noun"]: Office(*(row[c] for c in ("noun", "relation", "scope", "body", "example"))) for row in offices
        },
        operators=_operators(operators, sayings),
        sayings=sayings,
        reflexives=frozenset(row["verb"] for row in verbs if row["sich"]),
        careers=_grouped((Career(*(row[c] for c in ("verb", "who", "effect", "example"))) for row in careers), "verb"),
        cues={row["word"]: row["cue"] for row in cues},
        weights=weights,
        light=_grouped(map(_light_frame, light), "lemma"),
        measure_verbs=_grouped(map(measure_verb, measure_verbs), "lemma"),
        families={row["noun"]: row["family"] for row in families},
    )


def _operators(rows: Iterable[Row], sayings: Sayings) -> dict[str, Operator]:
    """The verbs that govern a clause, those of saying among them: who demands a thing says so too."""
    found = {}
    for verb, saying in sayings.verbs.items():
        if saying.takes & {WORDS, THINKS, WANTS} and not saying.beside:
            modality = Modality(saying.makes) if saying.makes else Modality.ASSERTED
            found[verb] = Operator(verb, not saying.takes & {WANTS} or modality is Modality.DEMANDED, modality)
    for row in rows:
        verb, demands = row["verb"], _modality(row) is Modality.DEMANDED
        says = row["says"] == "says" or (demands and verb in sayings.verbs)
        found[verb] = Operator(verb, says, _modality(row) or Modality.ASSERTED)
    return found


def _table(
    path: Path,
    columns,
    faults: list[str],
    relations: tuple[str, ...] = (),
    slots: frozenset[str] = frozenset(),
) -> tuple[Row, ...]:
    """The rows of one table; its faults join those of the others, so that all are told at once.

    slots: the slots its rules can fill; none where the table has none.
    """

    def check(rows: list[Row]) -> Iterator[Fault]:
        for row in rows:
            told = "stands" not in row.cells or any(row[c] for c in ("relation", "subject", "object", "qualifiers"))
            for column in relations if told else ():
                if row[column] not in RELATIONS:
                    yield row.line, f"unknown relation kg:{row[column]}{suggest(row[column], RELATIONS)}"
            for column in ("subject", "object") if slots and told else ():
                yield from _slot_faults(row, column, row[column], slots)
            if "qualifiers" in row.cells:
                for name, slot in _parts(row):
                    if name not in QUALIFIERS:
                        yield row.line, f"unknown qualifier kg:{name}{suggest(name, QUALIFIERS)}"
                    yield from _slot_faults(row, "qualifiers", slot, slots)
            if "condition" in row.cells:
                fault = condition_fault(row["condition"], KINDS, CUES)
                if fault:
                    yield row.line, fault

    try:
        return read_table(path, columns, check=check)
    except TableError as error:
        faults.extend(error.faults)
        return ()


def _slot_faults(row: Row, column: str, text: str, known: frozenset[str]) -> Iterator[Fault]:
    try:
        slot = parse_slot(text)
    except ValueError as error:
        yield row.line, f"{column}: unknown slot {error}"
        return
    for atom in (atom for alternative in slot.alternatives for atom in alternative):
        if atom.preposition is None and atom.role not in known:
            yield row.line, f"{column}: no slot {atom.role} in this table; its rules fill {' '.join(sorted(known))}"


def _parts(row: Row) -> list[tuple[str, str]]:
    return [(name, slot) for name, _, slot in (part.partition("=") for part in row["qualifiers"].split(";") if part)]


def _verb_frame(row: Row) -> VerbFrame:
    return VerbFrame(
        lemma=row["verb"],
        reflexive=row["sich"] == "sich",
        relation=row["relation"],
        subject=parse_slot(row["subject"]),
        object=parse_slot(row["object"]),
        qualifiers=tuple((name, parse_slot(slot)) for name, slot in _parts(row)),
        condition=row["condition"],
        modality=_modality(row),
        example=row["example"],
    )


def _light_frame(row: Row) -> LightFrame:
    tells = None
    if row["relation"]:
        name = f"{row['verb']}-{row['noun'].replace(' ', '-').lstrip('-')}"
        tells = _verb_frame(Row(row.line, {**row.cells, "verb": name, "condition": ""}))
    return LightFrame(
        lemma=row["verb"],
        reflexive=row["sich"] == "sich",
        stands=row["stands"],
        noun=row["noun"],
        tells=tells,
        modality=_modality(row) or Modality.ASSERTED,
        effect=row["effect"],
        example=row["example"],
    )


def _noun_frame(row: Row) -> NounFrame:
    return NounFrame(
        row["noun"], row["relation"], parse_slot(row["subject"]), parse_slot(row["object"]), row["example"]
    )


def _modality(row: Row) -> Modality | None:
    return Modality(row["modality"]) if row["modality"] else None


def _grouped(frames: Iterable, key: str) -> dict:
    out: dict[str, list] = {}
    for frame in frames:
        out.setdefault(getattr(frame, key), []).append(frame)
    return {name: tuple(rows) for name, rows in out.items()}
