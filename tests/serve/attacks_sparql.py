"""Attacks on the server as a SPARQL endpoint: each row a request and the statuses that refuse it."""

from __future__ import annotations

from attack_client import Attack, asked, form, request, update
from attacks_http import BEARER, INSERT

NO_QUERY = (400, 403)
SPENT = (400, 413, 422, 500, 503, 504)  # what costs more than it may is ended, whatever it was that it cost
TRAP = "http://127.0.0.1:TRAP/"

CALLS = {
    "SERVICE": f"SELECT * WHERE {{ SERVICE <{TRAP}> {{ ?s ?p ?o }} }}",
    "SERVICE in lower case": f"select * where {{ service <{TRAP}> {{ ?s ?p ?o }} }}",
    "SERVICE SILENT": f"SELECT * WHERE {{ SERVICE SILENT <{TRAP}> {{ ?s ?p ?o }} }}",
    "SERVICE amid comments": f"SELECT * WHERE {{ #\n SERVICE #}}\n <{TRAP}> #\n {{ ?s ?p ?o }} }}",
    "SERVICE after the sign of a comment": f'SELECT * {{ BIND("#" AS ?h) SERVICE <{TRAP}> {{ ?s ?p ?o }} }}',
    "SERVICE in Unicode escapes": f"SELECT * WHERE {{ \\u0053ERVICE <{TRAP}> {{ ?s ?p ?o }} }}",
    "SERVICE with an escaped address": "SELECT * { SERVICE <http://127.0.0.1\\u003aTRAP/> { ?s ?p ?o } }",
    "SERVICE by a prefix": f"PREFIX t: <{TRAP}> SELECT * WHERE {{ SERVICE t:x {{ ?s ?p ?o }} }}",
    "SERVICE by a base": f"BASE <{TRAP}> SELECT * WHERE {{ SERVICE <x> {{ ?s ?p ?o }} }}",
    "SERVICE by a variable": f"SELECT * {{ VALUES ?to {{ <{TRAP}> }} SERVICE ?to {{ ?s ?p ?o }} }}",
    "SERVICE by a variable that is bound": f"SELECT * {{ BIND(<{TRAP}> AS ?to) SERVICE SILENT ?to {{ ?s ?p ?o }} }}",
    "SERVICE in a subquery": f"SELECT * {{ {{ SELECT * {{ SERVICE <{TRAP}> {{ ?s ?p ?o }} }} }} }}",
    "SERVICE in EXISTS": f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE <{TRAP}> {{ ?s ?p ?o }} }} }}",
    "SERVICE in MINUS": f"SELECT * {{ ?s ?p ?o MINUS {{ SERVICE <{TRAP}> {{ ?s ?p ?o }} }} }}",
    "SERVICE in OPTIONAL": f"SELECT * {{ OPTIONAL {{ SERVICE <{TRAP}> {{ ?s ?p ?o }} }} }}",
    "SERVICE in UNION": f"SELECT * {{ {{ ?s ?p ?o }} UNION {{ SERVICE <{TRAP}> {{ ?s ?p ?o }} }} }}",
    "SERVICE in GRAPH": f"SELECT * {{ GRAPH ?g {{ SERVICE <{TRAP}> {{ ?s ?p ?o }} }} }}",
    "SERVICE in CONSTRUCT": f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{TRAP}> {{ ?s ?p ?o }} }}",
    "SERVICE in ASK": f"ASK {{ SERVICE <{TRAP}> {{ ?s ?p ?o }} }}",
    "SERVICE in DESCRIBE": f"DESCRIBE ?s WHERE {{ SERVICE <{TRAP}> {{ ?s ?p ?o }} }}",
    "SERVICE in an aggregate": f"SELECT (COUNT(*) AS ?n) {{ SERVICE <{TRAP}> {{ ?s ?p ?o }} }} GROUP BY ?s",
    "SERVICE in ORDER BY": f"SELECT * {{ ?s ?p ?o }} ORDER BY EXISTS {{ SERVICE <{TRAP}> {{ ?s ?p ?o }} }}",
    "SERVICE in BIND": f"SELECT * {{ BIND(EXISTS {{ SERVICE <{TRAP}> {{ ?s ?p ?o }} }} AS ?x) }}",
    "SERVICE in a nested SERVICE": f"SELECT * {{ SERVICE <urn:x> {{ SERVICE <{TRAP}> {{ ?s ?p ?o }} }} }}",
    "FROM a file": "SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }",
    "FROM NAMED a file": "SELECT * FROM NAMED <file:///etc/passwd> WHERE { GRAPH ?g { ?s ?p ?o } }",
    "FROM an address": f"SELECT * FROM <{TRAP}> WHERE {{ ?s ?p ?o }}",
    "FROM in Unicode escapes": f"SELECT * FR\\u004fM <{TRAP}> WHERE {{ ?s ?p ?o }}",
    "FROM by a prefix": f"PREFIX t: <{TRAP}> SELECT * FROM t:x WHERE {{ ?s ?p ?o }}",
    "FROM without a space": f"SELECT*FROM<{TRAP}>{{?s ?p ?o}}",
    "FROM behind a word": f"ASKFROM<{TRAP}>{{}}",
    "SERVICE without a space": f"SELECT*{{SERVICE<{TRAP}>{{?s?p?o}}}}",
    "SERVICE behind a number": f"SELECT * {{ ?s ?p 1SERVICE <{TRAP}> {{ ?s ?p ?o }} }}",
    "LOAD as a query": "LOAD <file:///etc/passwd>",
    "INSERT as a query": INSERT,
    "query and then an update": f"SELECT * {{ ?s ?p ?o }} ; {INSERT}",
    "update behind a prologue": f"PREFIX a: <urn:a> #\n {INSERT}",
}
WRITES = {
    "LOAD a file": "LOAD <file:///etc/passwd>",
    "LOAD SILENT a file": "LOAD SILENT <file:///etc/passwd> INTO GRAPH <urn:evil>",
    "LOAD an address": f"LOAD <{TRAP}>",
    "load in lower case amid comments": f"#\nload #\n<{TRAP}> into graph <urn:evil>",
    "LOAD in Unicode escapes": f"L\\u004fAD <{TRAP}>",
    "LOAD behind an update": f"INSERT DATA {{ <urn:a> <urn:a> <urn:a> }} ; LOAD <{TRAP}>",
    "LOAD by a prefix": f"PREFIX t: <{TRAP}> LOAD t:x",
    "SERVICE in an update": f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE SILENT <{TRAP}> {{ ?s ?p ?o }} }}",
    "SERVICE in a DELETE": f"DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o . SERVICE <{TRAP}> {{ ?s ?p ?o }} }}",
    "USING an address": f"INSERT {{ <urn:evil> ?p ?o }} USING <{TRAP}> WHERE {{ ?s ?p ?o }}",
}
MASS = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(8))
DEEP = 10_000
BOMBS = {
    "product without end": f"SELECT (COUNT(*) AS ?n) WHERE {{ {MASS} }}",
    "product without end, sorted": f"SELECT * WHERE {{ {MASS} }} ORDER BY ?c3 ?a0",
    "rows without end": f"SELECT * WHERE {{ {MASS} }}",
    "triples without end": f"CONSTRUCT {{ ?a0 ?b1 ?c2 }} WHERE {{ {MASS} }}",
    "DISTINCT without end": f"SELECT DISTINCT * WHERE {{ {MASS} }}",
    "groups without end": f"SELECT (GROUP_CONCAT(?c0) AS ?all) WHERE {{ {MASS} }}",
    "path without end": f"SELECT (COUNT(*) AS ?n) WHERE {{ {MASS} ?a0 (!<urn:x>|^!<urn:x>)*/(!<urn:y>)* ?z }}",
    "string that doubles": "SELECT ?x40 { BIND('0123456789' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    + " }",
    "brackets without end": f"SELECT * WHERE {{ ?s ?p ?o FILTER({DEEP * '('}1{DEEP * ')'}) }}",
    "groups in groups without end": f"SELECT * WHERE {DEEP * '{'} ?s ?p ?o {DEEP * '}'}",
    "NOT without end": f"SELECT * WHERE {{ ?s ?p ?o FILTER({DEEP * '!'}?o) }}",
    "path of brackets": f"SELECT * WHERE {{ ?s {DEEP * '('}<urn:p>{DEEP * ')*'} ?o }}",
    "lists in lists": f"SELECT * WHERE {{ ?s ?p {DEEP * '('}{DEEP * ')'} }}",
    "sum without end": f"SELECT * WHERE {{ FILTER(1{DEEP * '+1'} = 0) ?s ?p ?o . {MASS} }}",
    "UNION without end": "SELECT * WHERE { { } " + 5_000 * "UNION {}" + f" {MASS} }}",
}
ALL, IN_GRAPHS = "SELECT * { ?s ?p ?o }", "SELECT * { GRAPH ?g { ?s ?p ?o } }"
GROWING = "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '((a{1,100}){1,100}){1,100}')) }"
REQUESTS = (
    Attack("pattern that grows", asked(GROWING), (200, *SPENT)),  # an error in a filter leaves no rows
    Attack("update as a parameter by GET", request("GET", "/sparql?update=CLEAR%20ALL"), (400, 405)),
    Attack("update as a form to the endpoint", form("/sparql", update=INSERT), (400, 403, 405, 415)),
    Attack(
        "update as a body to the endpoint",
        request("POST", "/sparql", "Content-Type: application/sparql-update", body=INSERT),
        (400, 403, 405, 415),
    ),
    Attack("query and update in one form", form("/sparql", query="ASK {}", update=INSERT), (400, 403)),
    Attack("two queries", request("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D"), (400,)),
    Attack("no query", form("/sparql"), (400, 415)),
    Attack("empty query", request("GET", "/sparql?query="), (400,)),
    # The W3C's tests want an answer over a graph that is not there: it is empty, and nothing is fetched.
    Attack("default graph in a file", asked(ALL, also="&default-graph-uri=file:///etc/passwd"), (200, *NO_QUERY)),
    Attack("default graph at an address", asked(ALL, also=f"&default-graph-uri={TRAP}"), (200, *NO_QUERY)),
    Attack("named graph at an address", asked(IN_GRAPHS, also=f"&named-graph-uri={TRAP}"), (200, *NO_QUERY)),
    Attack("update by GET", request("GET", "/update?update=CLEAR%20ALL", BEARER), (400, 405), "writable"),
    Attack(
        "update of the wrong type",
        request("POST", "/update", BEARER, "Content-Type: application/sparql-query", body=INSERT),
        (400, 415),
        "writable",
    ),
    Attack(
        "update in brackets without end", update(f"DELETE WHERE {DEEP * '{'}{DEEP * '}'}", BEARER), SPENT, "writable"
    ),
    Attack(
        "graph that is no Turtle",
        request("POST", "/store?default", BEARER, "Content-Type: text/turtle", body="<a> <b"),
        (400,),
        "writable",
    ),
    Attack(
        "graph in brackets without end",
        request("POST", "/store?default", BEARER, "Content-Type: text/turtle", body=f"<urn:a> <urn:b> {100_000 * '('}"),
        SPENT,
        "writable",
    ),
)
ATTACKS = (
    *(Attack(name, asked(query), NO_QUERY) for name, query in CALLS.items()),
    *(Attack(name, update(text, BEARER), NO_QUERY, "writable") for name, text in WRITES.items()),
    *(
        Attack(name, request("POST", "/sparql", "Content-Type: application/sparql-query", body=query), SPENT)
        for name, query in BOMBS.items()
    ),
    *REQUESTS,
)
