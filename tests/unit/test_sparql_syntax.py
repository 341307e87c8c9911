"""The tokens of SPARQL texts, and that nothing that reaches beyond the store slips past the check."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store
from rdflib.plugins.sparql.parser import parseQuery

from kg.errors import ForeignError, QueryError
from kg.graph.query import run_query
from kg.graph.syntax import graphs_from, refuse_foreign, tokens, unescaped

# (text, its tokens as kind:text)
TOKENS = [
    ("SELECT * {?s ?p 1.5e3}", "word:SELECT sign:* sign:{ variable:?s variable:?p number:1.5e3 sign:}"),
    ("ASK{kg:a kg:b_c.d kg:x.}", "word:ASK sign:{ prefixed:kg:a prefixed:kg:b_c.d prefixed:kg:x sign:. sign:}"),
    (r"ex:a\/b ex:%41 :x ex:", r"prefixed:ex:a\/b prefixed:ex:%41 prefixed::x prefixed:ex:"),
    ("'a\\'b' \"c\"@de-AT \"1\"^^<http://x>", "string:'a\\'b' string:\"c\" language:@de-AT string:\"1\" sign:^^ iri:<http://x>"),
    ("'''a 'b'' c''' \"\"\"d\"\"\" '' '''", "string:'''a 'b'' c''' string:\"\"\"d\"\"\" string:'' string:'' sign:'"),
    ("?a<?b && ?c>1", "variable:?a sign:< variable:?b sign:&& variable:?c sign:> number:1"),
    ("?a <= <b> # SERVICE <x>\n.", "variable:?a sign:<= iri:<b> sign:."),
    ("_:b1.c _:b. [] $x", "blank:_:b1.c blank:_:b sign:. sign:[ sign:] variable:$x"),
    ("1SERVICEex:a", "number:1 prefixed:SERVICEex:a"),
    ("1.SERVICE true.x", "number:1 sign:. word:SERVICE word:true.x"),
    ("<http://x/#LOAD> 'LOAD' ?LOAD @LOAD", "iri:<http://x/#LOAD> string:'LOAD' variable:?LOAD language:@LOAD"),
    ("größe:Müller", "prefixed:größe:Müller"),
]  # fmt: skip

FOREIGN = [
    "SELECT * { SERVICE <http://x> { ?s ?p ?o } }",
    "SELECT * { service silent ?x { ?s ?p ?o } }",
    "SELECT * { SERVICE<http://x>{ ?s ?p ?o } }",
    "SELECT * { SERVICESILENT<http://x>{ ?s ?p ?o } }",
    "SELECT * { SERVICEex:a{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<http://x>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 1e5SERVICEex:a{ ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE<http://x>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 'x'SERVICE<http://x>{ ?s ?p ?o } }",
    "SELECT * { ?s ?p 'x'@en--ltrSERVICE<http://x>{ ?s ?p ?o } }",
    "SELECT * { # a comment \r SERVICE <http://x> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://x> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?b FILTER(?b<ex:x#>'''\n || true) SERVICE ex:a { ?s ?p ?o } #'''\n }",
    "SELECT * { ?s ?p ?b FILTER(?b<ex:x'>1) SERVICE ex:a { ?s ?p ?o } FILTER(''='x' }",
    "SELECT * { { SELECT * { ?s ?p ?o OPTIONAL { GRAPH ?g { SERVICE ?x { } } } } } }",
    "PREFIX service: <http://x> SELECT * { SERVICE service:a { } }",
    # An escape that there is not ends the long string for the store's parser: '' 'abc', and a comment at the end.
    *(
        f"SELECT * {{ VALUES ?x {{ {q * 3}abc{q} }} SERVICE ex:a {{ ?s ?p ?o }} }} # {escape}{q * 3}"
        for q in "'\""
        for escape in ("\\x", "\\q", "\\\n#", "\\uD800", "\\UFFFFFFFF", "\\u12")
    ),
    "LOAD <file:///etc/passwd>",
    "INSERT DATA {};LOADSILENT<http://x>",
    "LOADex:a",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <http://x> { ?s ?p ?o } }",
]

HARMLESS = [
    "SELECT ?service { ?service a schema:Service ; schema:serviceType 'LOAD' }",
    "SELECT * { ?s rdfs:label 'SERVICE <http://x> {}' # SERVICE\n }",
    "SELECT * { ?s rdfs:label '''a ' SERVICE''' , \"\"\"SERVICE\"\"\"@de-SERVICE }",
    "SELECT * { <http://x/SERVICE#service> ?p _:SERVICE }",
    "SELECT * { ?s ?p ?n FILTER(?n<5) FILTER(?n < <urn:service:a>) }",
    "SELECT * { ?s ?p ?n FILTER(?a<?b#>'''\n) }",
    r"SELECT * { ?s ?p 'it\'s a SERVICE' }",
    "SELECT * { ex:a.SERVICE ?p ?o }",
]


@pytest.mark.parametrize(("text", "found"), TOKENS)
def test_tokens(text, found):
    assert " ".join(f"{token.kind}:{token.text}" for token in tokens(text)) == found


@pytest.mark.parametrize("text", FOREIGN)
def test_what_reaches_beyond_the_store_is_refused(text):
    with pytest.raises(ForeignError, match=r"^query line \d+, column \d+: [^\n]+$"):
        refuse_foreign(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_the_words_alone_do_no_harm(text):
    refuse_foreign(text)


def test_the_line_says_where():
    with pytest.raises(ForeignError, match="^query line 3, column 2: SERVICE would ask another server"):
        refuse_foreign("SELECT *\n{\n SERVICE <http://x> { } }")


def test_kg_query_refuses_it_too():
    with pytest.raises(QueryError, match="SERVICE would ask another server"):
        run_query(Store(), "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")


@pytest.mark.parametrize(
    ("text", "graphs"),
    [
        ("SELECT * FROM <http://a> FROM NAMED <http://b> { ?s ?p ?o }", ["http://a", "http://b"]),
        ("PREFIX x: <http://x/> SELECT * FROM x:a FROM kgr:b { }", ["http://x/a", "https://w3id.org/newskg/id/b"]),
        ("BASE <http://x/y/> SELECT * FROM <../a> {}", ["http://x/a"]),
        ("SELECT * FROMNAMED<http://a>{}", ["http://a"]),
        ("DELETE { ?s ?p ?o } USING <http://a> USING NAMED <http://b> WHERE { ?s ?p ?o }", ["http://a", "http://b"]),
        ("SELECT ?from { ?from kg:from 'FROM <http://a>' } # FROM <http://b>", []),
        ("SELECT * FROM", []),
        ("SELECT * FROM unknown:a {}", []),
    ],
)
def test_the_graphs_that_a_text_names(text, graphs):
    assert [graph.value for graph in graphs_from(text)] == graphs


def test_escapes():
    assert unescaped(r"\u0053\U00000045 \uD800 \U00110000") == r"SE \uD800 \U00110000"


# Pieces that make texts in which words hide: quotes, comments, what may be an IRI or a comparison, escapes.
PIECES = st.sampled_from(
    ["SERVICE", "SERVICE k:x",
     "{?a ?b ?c}", "{", "}", "?s", " ", "\n", "\r", "<", ">", "<k:x#>", "<http://b#>", "'", "'''",
     '"', '"""', "#", "\\", "\\u0053ERVICE", "1", "true", "k:x", ".", ";", ",", "FILTER(", "?b<?b", "&&", ")", "=",
     "@en", "_:b", "OPTIONAL {", "<<", ">>", "'a'", "k:SERVICE", "\\'", "SELECT", "?b>?b", "''"]
)  # fmt: skip
SOME = st.lists(PIECES, max_size=10)
PROLOGUE = "PREFIX k: <http://127.0.0.1:1/>\n"


@settings(max_examples=1500, deadline=None)
@given(SOME, SOME, st.sampled_from(["", "FILTER(?b<k:x#>'''\n||true)"]))
def test_whatever_the_store_would_ask_of_others_is_refused(before, after, start):
    """The store's parser is the judge: a text that makes it look for another server must not pass."""
    text = f"SELECT * {{ ?s ?p ?b {start}{''.join(before)}SERVICE k:x {{?a ?b ?c}}{''.join(after)}\n}}"
    store = Store()
    store.add(Quad(NamedNode("http://a"), NamedNode("http://b"), Literal(1)))
    try:
        list(store.query(PROLOGUE + text))
    except SyntaxError:
        return
    except OSError:
        with pytest.raises(ForeignError):
            refuse_foreign(PROLOGUE + text)


# Strings that are whole for one reader and two for another, with what may or may not be an escape.
QUOTED = st.lists(
    st.sampled_from(
        [*"'\"a\\\n\r #<", "\'\'\'", '"""', "\\x", "\\n", "\\'", '\\"', "\\uD800", "\\u0041", "\\U00110000",
         "<k:x#>", "@en"]
    ),
    max_size=7,
).map("".join)  # fmt: skip


@settings(max_examples=3000, deadline=None)
@given(QUOTED, QUOTED, st.sampled_from(["\n", " ", "# ", "\n# "]))
def test_nothing_is_hidden_between_quotes(before, after, between):
    """As above, with texts whose strings are the matter."""
    text = f"SELECT * {{ VALUES ?x {{ {before} }} SERVICE k:x {{?a ?b ?c}} }}{between}{after}"
    try:
        list(Store().query(PROLOGUE + text))
    except SyntaxError:
        return
    except OSError:
        with pytest.raises(ForeignError):
            refuse_foreign(PROLOGUE + text)


WORD = re.compile("SERVICE", re.IGNORECASE)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_what_another_parser_reads_as_service_is_refused(pieces):
    """rdflib reads the same language by a grammar of its own: where it finds SERVICE, so does the check."""
    text = f"{PROLOGUE}SELECT * {{ ?s ?p ?b . {' '.join(pieces)} }}"
    if not WORD.search(unescaped(text)):
        refuse_foreign(text)
        return
    try:
        parsed = parseQuery(text)
    except Exception:  # rdflib's parser raises many things
        return
    if "ServiceGraphPattern" in repr(parsed):
        with pytest.raises(ForeignError):
            refuse_foreign(text)
