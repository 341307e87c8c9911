"""The frame tables: they load, damaged ones tell all their faults at once, slots and tails are understood."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import TableError
from kg.extraction import Frames, load_frames
from kg.extraction.frames.load import HOME
from kg.extraction.frames.tables import Atom, parse_slot
from kg.linking.table import EntityTable
from kg.model import Modality
from kg.vocab import QUALIFIERS, RELATIONS

TABLES = tuple(
    f"{name}.tsv"
    for name in (
        "verbs nouns light kinds offices operators careers cues sayings accounts measure_verbs measure_families"
    ).split()
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A copy of the tables that may be damaged."""
    for name in TABLES:
        shutil.copy(HOME / name, tmp_path)
    return tmp_path


def damage(file: Path, verb: str, old: str, new: str) -> int:
    """Replaces a cell in the first row of a word that has it; gives the row's line."""
    lines = file.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.split("\t")[0] == verb and old in line.split("\t"))
    cells = lines[at].split("\t")
    cells[cells.index(old)] = new
    lines[at] = "\t".join(cells)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return at + 1


def faults(home: Path) -> list[str]:
    with pytest.raises(TableError) as error:
        load_frames(home)
    return list(error.value.faults)


def test_the_tables_that_ship_load(frames: Frames, home: Path) -> None:
    assert frames.verbs.keys() >= {"aufheben", "einführen", "treffen"} and load_frames(home) == frames
    assert {f.relation for rows in frames.verbs.values() for f in rows} <= set(RELATIONS)
    told = {f.relation for rows in frames.verbs.values() for f in rows}
    told |= {f.relation for rows in frames.nouns.values() for f in rows}
    assert set(RELATIONS) - told <= {"succeeds", "basedIn", "locatedIn", "partOf", "worksFor", "leads"}


def test_each_table_starts_with_its_legend() -> None:
    for name in TABLES:
        assert (HOME / name).read_text(encoding="utf-8").startswith("# "), name


def test_all_faults_of_all_tables_are_told_at_once(home: Path) -> None:
    relation = damage(home / "verbs.tsv", "aufheben", "eases", "ease")
    slot = damage(home / "verbs.tsv", "aussetzen", "obj>measure", "objekt")
    cls = damage(home / "verbs.tsv", "besuchen", "subj[Person]", "subj[Persn]")
    qualifier = damage(home / "verbs.tsv", "androhen", "Planned", "Plannd")
    noun = damage(home / "nouns.tsv", "Allianz", "partnersWith", "partnerWith")
    kind = damage(home / "kinds.tsv", "Abbau", "carrier", "carier")
    scope = damage(home / "offices.tsv", "Botschafter", "state", "stat")
    says = damage(home / "operators.tsv", "sagen", "says", "say")
    cue = damage(home / "cues.tsv", "bald", "planned", "plan")
    assert sorted(faults(home)) == sorted(
        [
            f"verbs.tsv:{relation}: unknown relation kg:ease; did you mean eases?",
            f"verbs.tsv:{slot}: object: unknown slot objekt",
            f"verbs.tsv:{cls}: subject: unknown slot class Persn; did you mean Person?",
            f"verbs.tsv:{qualifier}: unknown modality Plannd; did you mean Planned?",
            f"nouns.tsv:{noun}: unknown relation kg:partnerWith; did you mean partnersWith?",
            f"kinds.tsv:{kind}: unknown kind carier; did you mean carrier?",
            f"offices.tsv:{scope}: unknown scope stat; did you mean state?",
            f"operators.tsv:{says}: unknown says say; did you mean says?",
            f"cues.tsv:{cue}: unknown cue plan; did you mean planned?",
        ]
    )


def test_qualifiers_are_checked(home: Path) -> None:
    line = damage(home / "verbs.tsv", "abschließen", "topic=obj", "topik=obj;place=wo")
    assert faults(home) == [
        f"verbs.tsv:{line}: qualifiers: unknown slot wo",
        f"verbs.tsv:{line}: unknown qualifier kg:topik; did you mean topic?",
    ]
    assert "topic" in QUALIFIERS


def test_a_row_without_example_or_twice_is_a_fault(home: Path) -> None:
    lines = (home / "cues.tsv").read_text(encoding="utf-8").splitlines()
    lines += ["neulich\tformer\t", lines[-1]]
    (home / "cues.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    last = len(lines)
    word = lines[-1].split("\t")[0]
    assert faults(home) == [
        f"cues.tsv:{last - 1}: example is empty",
        f"cues.tsv:{last}: word {word} stands in line {last - 2} already",
    ]


def test_a_missing_or_foreign_file_is_one_line(home: Path) -> None:
    (home / "nouns.tsv").unlink()
    (home / "cues.tsv").write_bytes("wort\xe4".encode("latin-1"))
    found = faults(home)
    assert len(found) == 2 and all("\n" not in fault for fault in found)
    assert "nouns.tsv" in found[0] and "cues.tsv: not UTF-8" in found[1]


def test_an_unknown_condition_is_a_fault(home: Path) -> None:
    line = damage(home / "verbs.tsv", "abschließen", "obj:agreement", "objekt:agreement")
    kind = damage(home / "verbs.tsv", "behalten", "obj:share", "obj:shares")
    tone = damage(home / "verbs.tsv", "bezeichnen", "tone:negative", "tone:bad")
    phrase = damage(home / "verbs.tsv", "stellen", "p:unter:Genehmigungspflicht", "p:unter")
    goods = damage(home / "verbs.tsv", "verkaufen", "goods", "goods:wares")
    assert faults(home) == [
        f"verbs.tsv:{line}: unknown condition objekt:agreement; did you mean obj?",
        f"verbs.tsv:{kind}: condition obj: unknown kind shares; did you mean share?",
        f"verbs.tsv:{tone}: condition tone: unknown cue bad",
        f"verbs.tsv:{phrase}: condition p:unter is not of the form p:PREPOSITION:NOUN",
        f"verbs.tsv:{goods}: condition goods takes no value",
    ]


def test_a_slot_that_a_table_cannot_fill_is_a_fault(home: Path) -> None:
    verb = damage(home / "verbs.tsv", "besuchen", "obj", "gen")
    noun = damage(home / "nouns.tsv", "Lieferung", "p:an|p:nach|p:in[Country]", "obj")
    found = faults(home)
    assert found[0].startswith(f"verbs.tsv:{verb}: object: no slot gen in this table; its rules fill ")
    assert found[1].startswith(f"nouns.tsv:{noun}: object: no slot obj in this table; its rules fill ")


def test_light_verbs_are_checked_where_they_tell_a_fact(home: Path) -> None:
    lines = (home / "light.tsv").read_text(encoding="utf-8").splitlines()
    lines += [
        "geben\t\tobject\tWort\tsupports\tsubj\tdat\t\t\t\tEr gab ihm sein Wort.",
        "geben\t\tobj\tWort\tsuports\tsubj\twem\t\t\t\tEr gab ihm sein Wort.",
        "geben\t\tobj\t*\t\t\t\t\t\tstops\tEr gab ein Treffen.",
        "geben\t\tobj\tWort\t\tsubj\tdat\t\t\t\tEr gab ihm sein Wort.",
    ]
    (home / "light.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    last = len(lines)
    assert sorted(faults(home)) == sorted(
        [
            f"light.tsv:{last - 3}: stands 'object' is not of the form obj|subj|p:[a-zäöüß]+",
            f"light.tsv:{last - 2}: unknown relation kg:suports; did you mean supports?",
            f"light.tsv:{last - 2}: object: unknown slot wem",
            f"light.tsv:{last - 1}: unknown effect stops",
            f"light.tsv:{last}: unknown relation kg:",
        ]
    )


def test_bodies_of_offices_stand_in_the_entity_table(frames: Frames, table: EntityTable) -> None:
    bodies = {office.noun: office.body for office in frames.offices.values() if office.body}
    assert len(bodies) >= 8
    assert [f"{noun}: {body}" for noun, body in bodies.items() if table.get(body) is None] == []
    assert {o.relation for o in frames.offices.values()} == {"leads", "worksFor"}
    assert all(o.scope for o in frames.offices.values())


@pytest.mark.parametrize(
    ("slot", "alternatives"),
    [
        ("subj", ((Atom("subj"),),)),
        ("p:mit|each", ((Atom("p:mit"),), (Atom("each"),))),
        ("dat+obj", ((Atom("dat"), Atom("obj")),)),
        ("obj[Person|Company]>measure", ((Atom("obj", ("Person", "Company"), "measure"),),)),
        ("subj|p:in[Country]", ((Atom("subj"),), (Atom("p:in", ("Country",)),))),
        ("inf:obj", ((Atom("inf:obj"),),)),
        ("obj[Agent]", ((Atom("obj", ("Agent",)),),)),
    ],
)
def test_slots(slot: str, alternatives: tuple) -> None:
    assert parse_slot(slot).alternatives == alternatives


@pytest.mark.parametrize(
    "slot", ["", "objekt", "p:", "subj[", "subj[Person", "subj[Hund]", "obj>messure", "subj||obj", "+"]
)
def test_slots_that_are_none(slot: str) -> None:
    with pytest.raises(ValueError):
        parse_slot(slot)


def test_prepositions_of_slots() -> None:
    (((atom,),)) = parse_slot("p:für").alternatives
    assert atom.preposition == "für" and Atom("obj").preposition is None


@pytest.mark.parametrize(
    ("noun", "kind"),
    [
        ("Kontrolle", "measure"),
        ("Exportkontrolle", "measure"),
        ("US-Zoll", "measure"),
        ("Batteriehersteller", "maker"),
        ("Handelsabkommen", "agreement"),
        ("Haus", ""),
        ("", ""),
    ],
)
def test_compounds_follow_their_head(frames: Frames, noun: str, kind: str) -> None:
    assert frames.kind(noun) == kind


def test_titles_and_events_follow_their_head_too(frames: Frames) -> None:
    assert frames.office("Nvidia-Chef").noun == "Chef"
    assert frames.office("Handelsminister").noun == "Minister"
    assert frames.office("Finanzchef").relation == "worksFor", "the longer tail counts"
    assert frames.office("Haus") is None and frames.noun_frames("Haus") == ()
    assert {f.relation for f in frames.noun_frames("Handelsgespräch")} == {"negotiatesWith"}


def test_operators_without_a_modality_assert(frames: Frames) -> None:
    assert frames.operators["sagen"].modality is Modality.ASSERTED and frames.operators["sagen"].says
    assert frames.operators["bestreiten"].modality is Modality.DENIED
