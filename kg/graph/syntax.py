"""The tokens of a SPARQL text, and what it reaches for beyond the store.

Oxigraph fetches what SERVICE and LOAD name, from the web and from the disk, and cannot be told not to. So a text is
read here first. Its parser needs no space after a keyword (SERVICEex:a, 1SERVICE), and whether `<` begins an IRI or
compares two values is for its grammar to say: `?a<ex:b#>'''` may be an IRI with a string after it, or a comparison
with a comment after it. Where it matters, the check takes the side of caution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Store

from kg.errors import ForeignError
from kg.vocab import PREFIXES

_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_CHARS = _BASE + "_0-9\u00b7\u0300-\u036f\u203f-\u2040-"
# Of characters that there are: an escape of none ends what holds it, for Oxigraph's parser as for this one.
_ESCAPE = r"\\u(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}|\\U(?:0000(?![Dd][89A-Fa-f])|000[1-9A-Fa-f]|0010)[0-9A-Fa-f]{4}"
_IN_STRING = rf"\\[tbnrf\"'\\]|{_ESCAPE}"
_LOCAL = rf"%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?#@%]|{_ESCAPE}"
_NAME = rf"[{_CHARS}.]*[{_CHARS}]"

# The order matters: the first that fits is taken, the long quotes before the short ones.
_TOKEN = re.compile(
    rf"""
      (?P<space>[ \t\r\n]+)
    | (?P<comment>\#[^\r\n]*)
    | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_ESCAPE})*>)
    | (?P<string>'''(?:'{{0,2}}(?:[^'\\]|{_IN_STRING}))*'''
               | \"\"\"(?:"{{0,2}}(?:[^"\\]|{_IN_STRING}))*\"\"\"
               | '(?:[^'\\\r\n]|{_IN_STRING})*'
               | "(?:[^"\\\r\n]|{_IN_STRING})*")
    | (?P<variable>[?$][{_BASE}_0-9\u00b7\u0300-\u036f\u203f-\u2040]+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<blank>_:[{_BASE}_0-9](?:{_NAME})?)
    | (?P<prefixed>(?:[{_BASE}](?:{_NAME})?)?:
                   (?:(?:[{_BASE}_0-9:]|{_LOCAL})(?:(?:[{_CHARS}.:]|{_LOCAL})*(?:[{_CHARS}:]|{_LOCAL}))?)?)
    | (?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+)
    | (?P<word>[{_BASE}_](?:{_NAME})?)
    | (?P<sign>&&|\|\||\^\^|!=|<=|>=|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ANY_ESCAPE = re.compile(_ESCAPE)
# Not prov:wasDerivedFrom, where a name goes on: to look at each token of a text takes as long as many a query.
_MAY_NAME_GRAPHS = re.compile(r"(?<![\w:])\w*?(?:FROM|USING)", re.IGNORECASE)
_SURE_IRI = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")
_REACHES = {
    "SERVICE": "SERVICE would ask another server; this graph is asked alone",
    "LOAD": "LOAD would fetch data from elsewhere; send the data itself",
}


@dataclass(frozen=True, slots=True)
class Token:
    """A token: what it is (iri, string, variable, language, blank, prefixed, number, word, sign), its text and where
    it starts."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a SPARQL text, less space and comments; what SPARQL does not know comes as signs."""
    for match in _TOKEN.finditer(text):
        if match.lastgroup not in ("space", "comment"):
            yield Token(match.lastgroup, match[0], match.start())


def unescaped(text: str) -> str:
    r"""The text with \uXXXX and \UXXXXXXXX replaced by what they stand for."""
    return _ANY_ESCAPE.sub(_character, text)


def refuse_foreign(text: str) -> None:
    """Raises ForeignError for a text, query or update, that reaches beyond the store by SERVICE or LOAD."""
    for reading in {text, unescaped(text)}:
        upper = reading.upper()
        for word, why in _REACHES.items():
            if word in upper:
                _refuse_word(reading, word, why)


def graphs_from(text: str) -> list[NamedNode]:
    """The graphs that a text names by FROM, FROM NAMED, USING and USING NAMED, in their order.

    What does not parse is left out: the parser has its say on it.
    """
    if not _MAY_NAME_GRAPHS.search(text):
        return []
    found, declared, seen = [], "", list(tokens(text))
    for index, token in enumerate(seen):
        word = token.text.upper() if token.kind == "word" else ""
        if word in ("PREFIX", "BASE"):
            declared += " ".join(one.text for one in seen[index : index + (3 if word == "PREFIX" else 2)]) + "\n"
        elif word.endswith(("FROM", "USING", "FROMNAMED", "USINGNAMED")):  # ASKFROM<…>
            rest = [one for one in seen[index + 1 : index + 3] if one.text.upper() != "NAMED"]
            if rest and rest[0].kind in ("iri", "prefixed"):
                found += _resolved(declared, rest[0].text)
    return found


def place(text: str, start: int) -> str:
    """A place in a text as a line to read says it."""
    before = text[:start]
    return f"query line {before.count(chr(10)) + 1}, column {start - before.rfind(chr(10))}"


def _refuse_word(text: str, word: str, why: str) -> None:
    for token in tokens(text):
        name = token.text.partition(":")[0] if token.kind == "prefixed" else token.text
        if token.kind in ("word", "prefixed") and word in name.upper():
            raise ForeignError(f"{place(text, token.start)}: {why}")
        if token.kind == "iri" and re.search("[#']", token.text) and not _SURE_IRI.match(token.text):
            raise ForeignError(
                f"{place(text, token.start)}: «{token.text[:30]}» might hide {word}; write spaces around «<», or a "
                "full IRI (scheme://…)"
            )


def _resolved(declared: str, name: str) -> list[NamedNode]:
    """The IRI that a name stands for after these declarations, as the store's own parser reads it."""
    try:
        (row,) = Store().query(f"{declared}SELECT ({name} AS ?graph) {{}}", prefixes=PREFIXES)
    except SyntaxError:
        return []
    return [row["graph"]]


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[0][2:], 16))
