"""Write kg/vocab.py from ontology/kg.ttl: `python ontology/generate_vocab.py`, or `--check` to see whether they agree.

The same kg.ttl gives the same bytes. `--check` writes nothing and exits 1 with one line when kg/vocab.py has drifted.
Faults of the ontology (no label, no domain, …) are all listed at once, and nothing is written.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from rdflib import OWL, RDF, RDFS, XSD, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "ontology" / "kg.ttl"
TARGET = ROOT / "kg" / "vocab.py"

KG = Namespace("https://w3id.org/newskg/ontology#")
NIF_TERMS = (
    "Context",
    "Phrase",
    "RFC5147String",
    "anchorOf",
    "beginIndex",
    "endIndex",
    "isString",
    "referenceContext",
)
PREFIXES = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "kg": str(KG),
    "kgr": "https://w3id.org/newskg/id/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# No entity is typed with these alone: they stand above the others for queries, domains and ranges.
ABSTRACT_CLASSES = ("Agent", "Entity")
# What a qualifier's range says about its values, in the words of kg.model.Qualifier.kind.
KINDS = {
    XSD.date: "date",
    XSD.decimal: "number",
    XSD.gYear: "date",
    XSD.gYearMonth: "date",
    XSD.token: "code",
    RDF.PlainLiteral: "words",
}

HEAD = '''\
"""The ontology's terms. Generated from ontology/kg.ttl by ontology/generate_vocab.py: change the one, run the other.

The tables are plain Python, so that importing this module is cheap. `KG` and `NIF` are rdflib namespaces that hold the
known terms and nothing else (`KG.leeds` raises AttributeError); rdflib is imported when one of them is first asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib.namespace import ClosedNamespace

    KG: ClosedNamespace
    NIF: ClosedNamespace

'''

RELATION = '''

@dataclass(frozen=True, slots=True)
class Relation:
    """A property between two entities; `domain` and `range` are class names, of which one must fit."""

    name: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    symmetric: bool = False

    @property
    def label_de(self) -> str:
        return LABELS[self.name][0]

    @property
    def label_en(self) -> str:
        return LABELS[self.name][1]

    def fits(self, subject_cls: str, object_cls: str) -> bool:
        """Whether entities of these classes may stand on its two sides. KeyError for an unknown class."""
        return any(is_a(subject_cls, cls) for cls in self.domain) and any(is_a(object_cls, cls) for cls in self.range)


'''

TAIL = '''

def is_a(cls: str, ancestor: str) -> bool:
    """Whether the class `cls` is `ancestor` or lies below it. KeyError when either is no class of the ontology."""
    above, _ = CLASSES[cls], CLASSES[ancestor]
    return cls == ancestor or ancestor in above


def __getattr__(name: str) -> ClosedNamespace:
    terms = {"KG": (KG_BASE, tuple(LABELS)), "NIF": (NIF_BASE, NIF_TERMS)}.get(name)
    if terms is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from rdflib.namespace import ClosedNamespace

    return globals().setdefault(name, ClosedNamespace(*terms))
'''


class Ontology:
    """kg.ttl, asked for what the tables need; what is missing is noted in `faults`."""

    def __init__(self, graph: Graph):
        self.graph = graph
        self.faults: list[str] = []

    def below(self, top: URIRef, prop: URIRef) -> list[str]:
        """Local names of the terms below `top`, sorted, without `top`."""
        return sorted(self.local(x) for x in self.graph.transitive_subjects(prop, top) if x != top)

    def local(self, term: Node) -> str:
        name = str(term).removeprefix(str(KG))
        if name == str(term):
            self.faults.append(f"{term}: not a term of this ontology")
        return name

    def labels(self, name: str) -> tuple[str, str]:
        """Label in German and in English."""
        for prop in (RDFS.label, RDFS.comment):
            if sorted(str(text.language) for text in self.graph.objects(KG[name], prop)) != ["de", "en"]:
                self.faults.append(f"kg:{name}: needs one rdfs:{prop.fragment} in German and one in English")
        texts = {text.language: str(text) for text in self.graph.objects(KG[name], RDFS.label)}
        return texts.get("de", ""), texts.get("en", "")

    def terms(self) -> list[str]:
        """Local names of all terms."""
        return sorted({self.local(s) for s in self.graph.subjects(RDFS.label) if isinstance(s, URIRef)})

    def superclasses(self, name: str) -> tuple[str, ...]:
        """Local names of the classes above, nearest first, by name where equally near."""
        above: list[str] = []
        level = [name]
        while level:
            parents = {p for cls in level for p in self.graph.objects(KG[cls], RDFS.subClassOf) if p in KG}
            level = sorted({self.local(p) for p in parents} - set(above))
            above += level
        return tuple(above)

    def union(self, name: str, prop: URIRef) -> list[Node]:
        """What the term's domain or range consists of, in the order of the file."""
        values = sorted(self.graph.objects(KG[name], prop), key=str)
        if len(values) != 1:
            self.faults.append(f"kg:{name}: needs exactly one rdfs:{prop.fragment}")
            return []
        members = self.graph.value(values[0], OWL.unionOf)
        # kg:Agent is a union too, but has a name by which the tables know it.
        if members is None or (values[0] in KG and (values[0], RDF.type, OWL.Class) in self.graph):
            return values
        return list(Collection(self.graph, members))

    def relation(self, name: str) -> tuple[object, ...]:
        domain = tuple(self.local(x) for x in self.union(name, RDFS.domain))
        range_ = tuple(self.local(x) for x in self.union(name, RDFS.range))
        symmetric = (KG[name], RDF.type, OWL.SymmetricProperty) in self.graph
        return (name, domain, range_, True) if symmetric else (name, domain, range_)

    def kinds(self, name: str) -> tuple[str, ...]:
        """Kinds of value a qualifier takes, the usual one first."""
        if self.graph.value(KG[name], RDFS.range) is None:
            return "entity", "words"
        types = self.union(name, RDFS.range)
        self.faults += [f"kg:{name}: a qualifier cannot have the range {x}" for x in types if x not in KINDS]
        return tuple(dict.fromkeys(KINDS[x] for x in types if x in KINDS))


def quoted(value: object) -> str:
    """A string, boolean or tuple as the formatter of this repository would write it."""
    if isinstance(value, tuple):
        inner = ", ".join(quoted(x) for x in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    return f'"{value}"' if isinstance(value, str) else repr(value)


def table(name: str, hint: str, rows: Iterable[tuple[str, str]]) -> str:
    body = "".join(f'    "{key}": {value},\n' for key, value in rows)
    return f"{name}: {hint} = {{\n{body}}}\n"


def generate(graph: Graph) -> tuple[str, list[str]]:
    """The text of kg/vocab.py for this ontology, and the ontology's faults."""
    onto = Ontology(graph)
    terms = onto.terms()
    classes = [name for name in terms if (KG[name], RDF.type, OWL.Class) in graph]
    entities = tuple(x for x in onto.below(KG.Entity, RDFS.subClassOf) if x not in ABSTRACT_CLASSES)
    relations = onto.below(KG.relation, RDFS.subPropertyOf)
    qualifiers = onto.below(KG.qualifier, RDFS.subPropertyOf)
    text = "".join(
        (
            HEAD,
            f"KG_BASE = {quoted(PREFIXES['kg'])}\n",
            f"KGR_BASE = {quoted(PREFIXES['kgr'])}\n",
            f"NIF_BASE = {quoted(PREFIXES['nif'])}\n",
            f"NIF_TERMS = (\n{''.join(f'    {quoted(x)},{chr(10)}' for x in NIF_TERMS)})\n\n",
            table("PREFIXES", "dict[str, str]", ((k, quoted(v)) for k, v in sorted(PREFIXES.items()))),
            RELATION,
            "# Every term: its label in German and in English.\n",
            table("LABELS", "dict[str, tuple[str, str]]", ((x, quoted(onto.labels(x))) for x in terms)),
            "\n# Every class: the classes above it, nearest first.\n",
            table("CLASSES", "dict[str, tuple[str, ...]]", ((x, quoted(onto.superclasses(x))) for x in classes)),
            "\n# The classes an entity is typed with.\n",
            f"ENTITY_CLASSES = (\n{''.join(f'    {quoted(x)},{chr(10)}' for x in entities)})\n",
            "\nRELATIONS: dict[str, Relation] = {\n    relation.name: relation\n    for relation in (\n",
            "".join(f"        Relation{quoted(onto.relation(name))},\n" for name in relations),
            "    )\n}\n",
            "\n# Every qualifier: the kinds of value it takes (as in model.Qualifier), the usual one first.\n",
            table("QUALIFIERS", "dict[str, tuple[str, ...]]", ((x, quoted(onto.kinds(x))) for x in qualifiers)),
            TAIL,
        )
    )
    return text, sorted(set(onto.faults))


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Write kg/vocab.py from ontology/kg.ttl.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when kg/vocab.py has drifted")
    parser.add_argument("--source", type=Path, default=SOURCE, help="the ontology (default: ontology/kg.ttl)")
    parser.add_argument("--target", type=Path, default=TARGET, help="the module (default: kg/vocab.py)")
    args = parser.parse_args(argv)
    try:
        graph = Graph().parse(data=args.source.read_text(encoding="utf-8"), format="turtle")
    except (OSError, UnicodeDecodeError, SyntaxError) as error:
        print(f"{args.source}: cannot be read as Turtle: {' '.join(str(error).split())}", file=sys.stderr)
        return 1
    text, faults = generate(graph)
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    if not args.check:
        args.target.write_bytes(text.encode("utf-8"))
    elif not args.target.is_file() or args.target.read_bytes() != text.encode("utf-8"):
        print(f"{args.target} does not follow {args.source}: run python ontology/generate_vocab.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
