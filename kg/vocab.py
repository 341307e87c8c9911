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

KG_BASE = "https://w3id.org/newskg/ontology#"
KGR_BASE = "https://w3id.org/newskg/id/"
NIF_BASE = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
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

PREFIXES: dict[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "itsrdf": "http://www.w3.org/2005/11/its/rdf#",
    "kg": "https://w3id.org/newskg/ontology#",
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


# Every term: its label in German and in English.
LABELS: dict[str, tuple[str, str]] = {
    "Agent": ("Akteur", "agent"),
    "Alliance": ("Bündnis", "alliance"),
    "Article": ("Artikel", "article"),
    "Asserted": ("als Tatsache", "asserted"),
    "BackgroundFact": ("Hintergrundwissen", "background fact"),
    "Chip": ("Chip", "chip"),
    "City": ("Stadt", "city"),
    "Company": ("Unternehmen", "company"),
    "Country": ("Staat", "country"),
    "Current": ("gegenwärtig", "current"),
    "Demanded": ("gefordert", "demanded"),
    "Denied": ("verneint", "denied"),
    "Entity": ("Entität", "entity"),
    "Event": ("Ereignis", "event"),
    "Evidence": ("Beleg", "evidence"),
    "Facility": ("Anlage", "facility"),
    "Former": ("ehemals", "former"),
    "GovernmentBody": ("staatliche Stelle", "government body"),
    "Material": ("Rohstoff", "material"),
    "Measure": ("Maßnahme", "measure"),
    "MediaOutlet": ("Medium", "media outlet"),
    "Modality": ("Modalität", "modality"),
    "Organization": ("Organisation", "organization"),
    "PartialDate": ("Datum, so genau wie der Text", "date as precise as the text"),
    "Person": ("Person", "person"),
    "Place": ("Ort", "place"),
    "Planned": ("geplant", "planned"),
    "Possible": ("möglich", "possible"),
    "Product": ("Produkt", "product"),
    "Region": ("Region", "region"),
    "Statement": ("Aussage", "statement"),
    "Status": ("Geltung", "status"),
    "acquires": ("übernimmt", "acquires"),
    "agreesWith": ("einigt sich mit", "agrees with"),
    "amount": ("Betrag", "amount"),
    "attributedAs": ("zugeschrieben als", "attributed as"),
    "attributedTo": ("zugeschrieben", "attributed to"),
    "basedIn": ("hat Sitz in", "is based in"),
    "change": ("Veränderung", "change"),
    "checkedUntil": ("geprüft bis", "checked until"),
    "competesWith": ("konkurriert mit", "competes with"),
    "condition": ("Bedingung", "condition"),
    "confidence": ("Sicherheit", "confidence"),
    "controls": ("beherrscht", "controls"),
    "criticizes": ("kritisiert", "criticizes"),
    "currency": ("Währung", "currency"),
    "demands": ("fordert von", "demands of"),
    "dependsOn": ("hängt ab von", "depends on"),
    "destination": ("Ziel", "destination"),
    "eases": ("lockert für", "eases"),
    "investigates": ("untersucht", "investigates"),
    "investsIn": ("investiert in", "invests in"),
    "invites": ("lädt ein", "invites"),
    "leads": ("leitet", "leads"),
    "lobbies": ("wirkt ein auf", "lobbies"),
    "locatedIn": ("liegt in", "is located in"),
    "measure": ("Mittel", "by measure"),
    "meets": ("trifft", "meets"),
    "modality": ("hat Modalität", "has modality"),
    "negotiatesWith": ("verhandelt mit", "negotiates with"),
    "owns": ("besitzt", "owns"),
    "partOf": ("gehört zu", "is part of"),
    "partnersWith": ("arbeitet zusammen mit", "partners with"),
    "permits": ("erlaubt", "permits"),
    "place": ("wo", "at place"),
    "pointInTime": ("Zeitpunkt", "point in time"),
    "produces": ("stellt her", "produces"),
    "product": ("Ware", "of product"),
    "proposes": ("schlägt vor", "proposes"),
    "qualifier": ("nähere Bestimmung", "qualifier"),
    "rate": ("Satz", "rate"),
    "relation": ("steht in Beziehung zu", "is related to"),
    "restricts": ("beschränkt", "restricts"),
    "role": ("Amt", "role"),
    "rule": ("Regel", "rule"),
    "share": ("Anteil", "share"),
    "status": ("hat Geltung", "has status"),
    "succeeds": ("folgt nach", "succeeds"),
    "supplies": ("beliefert", "supplies"),
    "supports": ("unterstützt", "supports"),
    "threatens": ("droht", "threatens"),
    "topic": ("Thema", "topic"),
    "unit": ("Einheit", "unit"),
    "uses": ("nutzt", "uses"),
    "validFrom": ("gilt ab", "valid from"),
    "validUntil": ("gilt bis", "valid until"),
    "visits": ("besucht", "visits"),
    "warnsOf": ("warnt vor", "warns of"),
    "worksFor": ("arbeitet für", "works for"),
}

# Every class: the classes above it, nearest first.
CLASSES: dict[str, tuple[str, ...]] = {
    "Agent": ("Entity",),
    "Alliance": ("Organization", "Agent", "Entity"),
    "Article": (),
    "BackgroundFact": (),
    "Chip": ("Product", "Entity"),
    "City": ("Place", "Entity"),
    "Company": ("Organization", "Agent", "Entity"),
    "Country": ("Agent", "Place", "Entity"),
    "Entity": (),
    "Event": ("Entity",),
    "Evidence": (),
    "Facility": ("Place", "Entity"),
    "GovernmentBody": ("Organization", "Agent", "Entity"),
    "Material": ("Entity",),
    "Measure": ("Entity",),
    "MediaOutlet": ("Organization", "Agent", "Entity"),
    "Modality": (),
    "Organization": ("Agent", "Entity"),
    "Person": ("Agent", "Entity"),
    "Place": ("Entity",),
    "Product": ("Entity",),
    "Region": ("Agent", "Place", "Entity"),
    "Statement": (),
    "Status": (),
}

# The classes an entity is typed with.
ENTITY_CLASSES = (
    "Alliance",
    "Chip",
    "City",
    "Company",
    "Country",
    "Event",
    "Facility",
    "GovernmentBody",
    "Material",
    "Measure",
    "MediaOutlet",
    "Organization",
    "Person",
    "Place",
    "Product",
    "Region",
)

RELATIONS: dict[str, Relation] = {
    relation.name: relation
    for relation in (
        Relation("acquires", ("Agent",), ("Organization", "Facility", "Place")),
        Relation("agreesWith", ("Agent",), ("Agent",), True),
        Relation("basedIn", ("Organization",), ("Place",)),
        Relation("competesWith", ("Agent",), ("Agent",), True),
        Relation("controls", ("Agent",), ("Material", "Product", "Organization", "Place")),
        Relation("criticizes", ("Agent",), ("Agent", "Measure", "Product")),
        Relation("demands", ("Agent",), ("Agent",)),
        Relation("dependsOn", ("Agent",), ("Material", "Product", "Agent")),
        Relation("eases", ("Agent",), ("Product", "Material", "Agent")),
        Relation("investigates", ("Agent",), ("Agent", "Product")),
        Relation("investsIn", ("Agent",), ("Organization", "Facility", "Place", "Product", "Material")),
        Relation("invites", ("Agent",), ("Agent",)),
        Relation("leads", ("Person",), ("Organization", "Country")),
        Relation("lobbies", ("Agent",), ("Agent",)),
        Relation("locatedIn", ("Place", "Facility", "Event"), ("Place",)),
        Relation("meets", ("Agent",), ("Agent",), True),
        Relation("negotiatesWith", ("Agent",), ("Agent",), True),
        Relation("owns", ("Agent",), ("Organization", "Facility", "Product")),
        Relation("partOf", ("Organization", "Product", "Measure"), ("Organization", "Country", "Product", "Measure")),
        Relation("partnersWith", ("Agent",), ("Agent",), True),
        Relation("permits", ("Agent",), ("Agent", "Product")),
        Relation("produces", ("Agent",), ("Product", "Material")),
        Relation("proposes", ("Agent",), ("Measure",)),
        Relation("restricts", ("Agent",), ("Product", "Material", "Agent")),
        Relation("succeeds", ("Person",), ("Person",)),
        Relation("supplies", ("Agent",), ("Agent", "Region")),
        Relation("supports", ("Agent",), ("Agent", "Measure", "Product")),
        Relation("threatens", ("Agent",), ("Agent",)),
        Relation("uses", ("Agent",), ("Product", "Material")),
        Relation("visits", ("Agent",), ("Place", "Agent")),
        Relation("warnsOf", ("Agent",), ("Agent", "Product", "Measure")),
        Relation("worksFor", ("Person",), ("Organization", "Country")),
    )
}

# Every qualifier: the kinds of value it takes (as in model.Qualifier), the usual one first.
QUALIFIERS: dict[str, tuple[str, ...]] = {
    "amount": ("number",),
    "change": ("number", "words"),
    "condition": ("words",),
    "currency": ("code",),
    "destination": ("entity", "words"),
    "measure": ("entity", "words"),
    "place": ("entity", "words"),
    "pointInTime": ("date",),
    "product": ("entity", "words"),
    "rate": ("number",),
    "role": ("words",),
    "share": ("number",),
    "topic": ("entity", "words"),
    "unit": ("code",),
    "validFrom": ("date",),
    "validUntil": ("date",),
}


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
