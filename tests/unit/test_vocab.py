"""kg.vocab follows the ontology, says what the ontology page says, and stays cheap to import."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef

from kg import vocab
from kg.model import Modality, Status
from kg.vocab import CLASSES, ENTITY_CLASSES, KG, NIF, PREFIXES, QUALIFIERS, RELATIONS, is_a

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "ontology" / "generate_vocab.py"
SOURCE = ROOT / "ontology" / "kg.ttl"
TARGET = ROOT / "kg" / "vocab.py"

# Who may stand on either side of which relation; "=" marks the symmetric ones.
TABLE = """
leads           Person                       Organization Country
worksFor        Person                       Organization Country
succeeds        Person                       Person
partOf          Organization Product Measure / Organization Country Product Measure
owns            Agent                        Organization Facility Product
acquires        Agent                        Organization Facility Place
investsIn       Agent                        Organization Facility Place Product Material
basedIn         Organization                 Place
locatedIn       Place Facility Event       / Place
competesWith    Agent                      = Agent
partnersWith    Agent                      = Agent
produces        Agent                        Product Material
supplies        Agent                        Agent Region
dependsOn       Agent                        Material Product Agent
controls        Agent                        Material Product Organization Place
uses            Agent                        Product Material
restricts       Agent                        Product Material Agent
eases           Agent                        Product Material Agent
permits         Agent                        Agent Product
threatens       Agent                        Agent
demands         Agent                        Agent
proposes        Agent                        Measure
meets           Agent                      = Agent
negotiatesWith  Agent                      = Agent
agreesWith      Agent                      = Agent
visits          Agent                        Place Agent
invites         Agent                        Agent
criticizes      Agent                        Agent Measure Product
supports        Agent                        Agent Measure Product
warnsOf         Agent                        Agent Product Measure
lobbies         Agent                        Agent
investigates    Agent                        Agent Product
"""

ABOVE = {
    "Alliance": "Organization",
    "Chip": "Product",
    "City": "Place",
    "Company": "Organization",
    "Country": "Place",
    "Facility": "Place",
    "GovernmentBody": "Organization",
    "MediaOutlet": "Organization",
    "Region": "Place",
}


def generate(*args: object, seed: str = "0") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
    )


@pytest.mark.parametrize("seed", ["0", "1"])
def test_vocab_is_what_the_ontology_gives(tmp_path: Path, seed: str) -> None:
    done = generate("--target", tmp_path / "vocab.py", seed=seed)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "vocab.py").read_bytes() == TARGET.read_bytes()


def test_check_tells_drift_in_one_line(tmp_path: Path) -> None:
    assert generate("--check").returncode == 0
    drifted = tmp_path / "vocab.py"
    drifted.write_text(TARGET.read_text(encoding="utf-8") + "# by hand\n", encoding="utf-8")
    before = drifted.read_bytes()
    for target in (drifted, tmp_path / "missing.py"):
        done = generate("--check", "--target", target)
        assert done.returncode == 1
        assert done.stderr.count("\n") == 1 and "run python ontology/generate_vocab.py" in done.stderr
    assert drifted.read_bytes() == before and not (tmp_path / "missing.py").exists()


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ('"leads"@en', '"leads"', ["kg:leads: needs one rdfs:label"]),
        ('"Ein Mensch mit Namen."@de ,', "", ["kg:Person: needs one rdfs:comment"]),
        ("    rdfs:range kg:Measure ;\n", "", ["kg:proposes: needs exactly one rdfs:range"]),
        (
            "rdfs:range kg:Measure ;",
            "rdfs:range kg:Measure , kg:Place ;",
            ["kg:proposes: needs exactly one rdfs:range"],
        ),
        (
            'rdfs:range xsd:token ;\n    rdfs:label "Einheit',
            'rdfs:range xsd:float ;\n    rdfs:label "Einheit',
            ["kg:unit:"],
        ),
        (
            '"leads"@en',
            '"leads"@en . kg:owns rdfs:label "x"@de',
            ["kg:leads: needs one rdfs:comment", "kg:owns: needs one rdfs:label"],
        ),
        ("kg:leads a owl:ObjectProperty ;", "kg:leads a ;", ["cannot be read as Turtle"]),
    ],
)
def test_faults_of_the_ontology_are_told(tmp_path: Path, old: str, new: str, faults: list[str]) -> None:
    source, target = tmp_path / "kg.ttl", tmp_path / "vocab.py"
    text = SOURCE.read_text(encoding="utf-8")
    assert old in text
    source.write_text(text.replace(old, new, 1), encoding="utf-8")
    done = generate("--source", source, "--target", target)
    assert done.returncode == 1 and not target.exists()
    assert "Traceback" not in done.stderr
    for fault in faults:
        assert fault in done.stderr


def test_importing_the_vocabulary_does_not_import_rdflib() -> None:
    code = (
        "import sys, kg.vocab as v; v.RELATIONS['leads'].fits('Person', 'Company'); sys.exit('rdflib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_namespaces_are_closed() -> None:
    assert KG.leads == URIRef("https://w3id.org/newskg/ontology#leads")
    assert NIF.anchorOf == URIRef("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#anchorOf")
    assert vocab.KG is KG
    for ask in (lambda: KG.leeds, lambda: NIF.anchor, lambda: vocab.KQ):
        with pytest.raises(AttributeError):
            ask()
    with pytest.raises(KeyError):
        KG["leeds"]


def test_relations_have_the_sides_of_the_table() -> None:
    rows = TABLE.strip().splitlines()
    assert len(rows) == len(RELATIONS) == 32
    for row in rows:
        name, rest = row.split(maxsplit=1)
        relation = RELATIONS[name]
        assert relation.name == name
        assert relation.symmetric is ("=" in rest)
        # Domain and range are set apart by a sign where the domain is more than one class.
        if "/" in rest:
            domain, range_ = (tuple(side.split()) for side in rest.split("/"))
        else:
            first, *others = rest.replace("=", " ").split()
            domain, range_ = (first,), tuple(others)
        assert (relation.domain, relation.range) == (domain, range_), name
        assert all(cls in CLASSES for cls in relation.domain + relation.range)
    assert list(RELATIONS) == sorted(RELATIONS)
    assert (RELATIONS["leads"].label_de, RELATIONS["leads"].label_en) == ("leitet", "leads")


def test_classes_lie_where_they_belong() -> None:
    assert len(ENTITY_CLASSES) == 16
    for name in ENTITY_CLASSES:
        assert is_a(name, "Entity") and is_a(name, name)
        direct = ABOVE.get(name)
        assert direct is None or is_a(name, direct)
    agents = {name for name in ENTITY_CLASSES if is_a(name, "Agent")}
    bodies = {"Organization", "Company", "GovernmentBody", "MediaOutlet", "Alliance"}
    assert agents == {"Person", "Country", "Region"} | bodies
    assert CLASSES["Company"] == ("Organization", "Agent", "Entity")
    assert not is_a("Organization", "Company")
    assert not is_a("Statement", "Entity")
    for wrong in (("Firm", "Entity"), ("Company", "Thing")):
        with pytest.raises(KeyError):
            is_a(*wrong)


@pytest.mark.parametrize(
    ("relation", "subject", "object_", "fits"),
    [
        ("leads", "Person", "GovernmentBody", True),
        ("leads", "Company", "GovernmentBody", False),
        ("restricts", "Country", "Chip", True),
        ("restricts", "Country", "City", False),
        ("visits", "Person", "City", True),
        ("locatedIn", "Facility", "Country", True),
        ("partOf", "Chip", "Product", True),
        ("partOf", "Person", "Company", False),
    ],
)
def test_fits(relation: str, subject: str, object_: str, fits: bool) -> None:
    assert RELATIONS[relation].fits(subject, object_) is fits


def test_qualifiers_take_the_kinds_that_the_model_knows() -> None:
    assert {kind for kinds in QUALIFIERS.values() for kind in kinds} == {"entity", "words", "date", "number", "code"}
    assert all(QUALIFIERS.values())
    assert QUALIFIERS["measure"] == ("entity", "words")
    assert QUALIFIERS["change"] == ("number", "words")
    assert QUALIFIERS["pointInTime"] == ("date",)
    assert QUALIFIERS["currency"] == ("code",)


def test_the_model_and_the_ontology_name_the_same_modalities_and_states() -> None:
    graph = Graph().parse(SOURCE)
    for enum, cls in ((Modality, KG.Modality), (Status, KG.Status)):
        assert {KG[member.value] for member in enum} == set(graph.subjects(RDF.type, cls))


def test_prefixes() -> None:
    assert sorted(PREFIXES) == list(PREFIXES)
    assert set(PREFIXES) == set("kg kgr nif prov skos dcterms rdf rdfs owl xsd schema foaf org wd itsrdf".split())
    assert (PREFIXES["kg"], PREFIXES["kgr"], PREFIXES["nif"]) == (vocab.KG_BASE, vocab.KGR_BASE, vocab.NIF_BASE)
    namespaces = importlib.import_module("rdflib.namespace")
    for prefix in ("prov", "skos", "dcterms", "rdf", "rdfs", "owl", "xsd", "foaf", "org"):
        assert PREFIXES[prefix] == str(getattr(namespaces, prefix.upper()))
    assert PREFIXES["schema"] == str(namespaces.SDO)
