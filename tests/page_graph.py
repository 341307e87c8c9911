"""A small graph written by hand, as the store holds it: for tests of what is shown of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.vocab import PREFIXES

ID = PREFIXES["kgr"]


def term(name: str) -> NamedNode:
    prefix, _, local = name.partition(":")
    return NamedNode(PREFIXES[prefix] + local)


@dataclass
class PageGraph:
    """Entities, articles and statements, added one by one; `store` is what comes of them."""

    store: Store = field(default_factory=Store)
    statements: int = 0

    def add(self, subject: str, prop: str, value: NamedNode | Literal | str) -> None:
        value = Literal(value) if isinstance(value, str) else value
        self.store.add(Quad(NamedNode(ID + subject), term(prop), value, DefaultGraph()))

    def entity(
        self, key: str, label: str, classes: Sequence[str], qid: str = "", others: Iterable[str] = ()
    ) -> PageGraph:
        for cls in classes:
            self.add(key, "rdf:type", term(f"kg:{cls}"))
        self.add(key, "skos:prefLabel", Literal(label, language="de"))
        for other in others:
            self.add(key, "skos:altLabel", Literal(other, language="de"))
        if qid:
            self.add(key, "owl:sameAs", term(f"wd:{qid}"))
        return self

    def article(self, key: str, title: str, issued: str, publisher: str = "Handelspost") -> PageGraph:
        self.add(key, "dcterms:source", f"{key}.txt")
        self.add(key, "dcterms:title", Literal(title, language="de"))
        self.add(key, "dcterms:issued", issued)
        self.add(key, "dcterms:publisher", publisher)
        return self

    def fact(
        self,
        subject: str,
        predicate: str,
        obj: str,
        sentences: Sequence[tuple[str, str]] = (),
        *,
        modality: str = "Asserted",
        status: str = "Current",
        confidence: str = "0.8",
        speaker: str = "",
        said_by: str = "",
        qualifiers: Sequence[tuple[str, NamedNode | Literal | str]] = (),
    ) -> PageGraph:
        """A statement with its evidence: (article, sentence) pairs."""
        self.statements += 1
        key = f"statement/{self.statements}"
        self.add(key, "rdf:type", term("kg:Statement"))
        self.add(key, "rdf:subject", NamedNode(ID + subject))
        self.add(key, "rdf:predicate", term(f"kg:{predicate}"))
        self.add(key, "rdf:object", NamedNode(ID + obj))
        self.add(key, "kg:modality", term(f"kg:{modality}"))
        self.add(key, "kg:status", term(f"kg:{status}"))
        self.add(key, "kg:confidence", Literal(confidence, datatype=term("xsd:decimal")))
        if speaker:
            self.add(key, "kg:attributedTo", NamedNode(ID + speaker))
        if said_by:
            self.add(key, "kg:attributedAs", Literal(said_by, language="de"))
        for name, value in qualifiers:
            self.add(key, f"kg:{name}", value)
        for number, (article, text) in enumerate(sentences):
            quote = f"{article}#char={100 * self.statements + number}"
            self.add(key, "prov:wasDerivedFrom", NamedNode(ID + quote))
            self.add(quote, "nif:referenceContext", NamedNode(ID + article))
            self.add(quote, "nif:anchorOf", Literal(text, language="de"))
            self.add(quote, "nif:beginIndex", Literal(100 * self.statements + number))
            self.add(quote, "nif:endIndex", Literal(100 * self.statements + number + len(text)))
        return self


def trade() -> PageGraph:
    """China, gallium, the USA, a firm and its head: every way to tell a fact, one of them with two speakers."""
    graph = PageGraph()
    graph.entity("china", "China", ["Country", "Place"], "Q148", ["Volksrepublik China", "Peking"])
    graph.entity("usa", "USA", ["Country"], "Q30", ["Vereinigte Staaten"])
    graph.entity("gallium", "Gallium", ["Material"], "Q861")
    graph.entity("halbwerk", "Halbwerk AG", ["Company", "Organization"], others=["Halbwerk"])
    graph.entity("lohse", "Anna Lohse", ["Person"])
    graph.entity("agentur", "Meldedienst Nord", ["MediaOutlet"])
    graph.entity("exportkontrolle", "Exportkontrolle", ["Measure"])
    graph.article("a1", "Gallium wird knapp", "2025-08-04")
    graph.article("a2", "Neue Gespräche", "2025-09")
    rule = [("measure", NamedNode(ID + "exportkontrolle")), ("pointInTime", "2025-08")]
    graph.fact(
        "china", "restricts", "gallium", [("a1", "China beschränkt\n die Ausfuhr von Gallium."),
        ("a2", "Die Ausfuhr von Gallium bleibt beschränkt.")], confidence="0.91", qualifiers=rule,
    )  # fmt: skip
    graph.fact(
        "china", "restricts", "gallium", [("a2", "Peking werde die Auflagen verschärfen, meldet der Dienst.")],
        modality="Planned", confidence="0.6", speaker="agentur",
    )  # fmt: skip
    graph.fact("usa", "meets", "china", [("a2", "Beide Seiten trafen sich.")])
    graph.fact("china", "meets", "usa", [("a2", "China und die USA könnten sich treffen.")], modality="Possible")
    graph.fact("lohse", "leads", "halbwerk", [("a1", "Anna Lohse, Chefin von Halbwerk.")])
    numbers = [("share", Literal("62.5", datatype=term("xsd:decimal"))), ("amount", "4000000")]
    need = [("a1", "Ohne Gallium geht es nicht.")]
    graph.fact("halbwerk", "dependsOn", "gallium", need, said_by="zwei Quellen", qualifiers=numbers)
    graph.fact("usa", "supplies", "halbwerk", [("a1", "Die USA belieferten Halbwerk früher.")], status="Former")
    graph.fact("usa", "threatens", "china", [("a2", "Die USA drohen nicht.")], modality="Denied")
    return graph


def hostile() -> PageGraph:
    """Names and sentences that would run as code on a careless page."""
    graph = PageGraph()
    graph.entity("a", "</script><script>window.__xss=1</script>", ["Company"])
    graph.entity("b", '"><img src=x onerror="window.__xss=2"> href=', ["Person"])
    graph.entity("c", "{{ 7*7 }} <!--<script> \\u003c ' \u2028 &lt;b&gt;", ["Material"])
    graph.article("x", "<svg onload=window.__xss=3>", "javascript:window.__xss=4", "<a href='javascript:1'>Blatt</a>")
    text = "<a href=\"javascript:window.__xss=5\">klick</a></script><iframe srcdoc='<script>parent.__xss=6</script>'>"
    graph.fact("a", "restricts", "b", [("x", text)], said_by="<b onclick=window.__xss=7>wer</b>")
    graph.fact("b", "uses", "c", [("x", "-->]]></style><link rel=stylesheet href=https://example.org/a.css>")],
               qualifiers=[("role", "</dd><script src=https://example.org/b.js></script>")])  # fmt: skip
    return graph
