"""A statement as a page shows it: how it is told, by whom, when it holds, and the sentences behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.explore.articles import Articles, span_of
from kg.explore.index import GraphIndex, Link
from kg.explore.marks import Mark, Name, adjective_of, marks, name_of, pieces
from kg.graph.facts import values
from kg.graph.terms import local
from kg.vocab import CLASSES, QUALIFIERS

# How a statement is told, the strongest first: a line is drawn in the style of the first that one of its facts has.
READINGS = ("Asserted", "Claimed", "Planned", "Possible", "Demanded", "Former", "Denied")

Values = Mapping[str, list[Any]]

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_SURNAME = 4  # letters; a shorter last word of a name ("Li") stands for too many others


def statement(index: GraphIndex, articles: Articles, link: Link) -> dict[str, Any]:
    """A statement with its sentences, the newest first."""
    own = values(index.store, NamedNode(link.statement))
    modality = _local(own, "kg:modality") or "Asserted"
    status = _local(own, "kg:status") or "Current"
    speakers = _speakers(index, own)
    evidence = _evidence(index, articles, link, own, speakers)
    return {
        "id": link.statement,
        "s": link.subject,
        "p": link.predicate,
        "o": link.object,
        "reading": reading(modality, status, _is_claim(index, own)),
        "modality": modality,
        "status": status,
        "confidence": max(_probabilities(own.get("kg:confidence", ())), default=None),
        "speakers": speakers,
        "qualifiers": _qualifiers(index, own),
        **_when(own, (articles.issued(found["article"]) for found in evidence)),
        "evidence": evidence,
    }


def reading(modality: str, status: str, claim: bool) -> str:
    """Which of READINGS a statement is told in.

    modality, status: local names of the ontology. claim: whether somebody says it, named or not, other than an outlet.
    """
    if modality != "Asserted":
        return modality if modality in READINGS else "Possible"
    if status == "Former":
        return "Former"
    return "Claimed" if claim else "Asserted"


def _local(own: Values, name: str) -> str:
    return local(min((term.value for term in own.get(name, ())), default=""))


def _is_claim(index: GraphIndex, own: Values) -> bool:
    """Whether somebody other than a media outlet says it; the plain triple is withheld just then."""
    classes = [index.names.cls(term.value) for term in own.get("kg:attributedTo", ())]
    outlets = [cls == "MediaOutlet" or "MediaOutlet" in CLASSES.get(cls, ()) for cls in classes]
    return not all(outlets) or "kg:attributedAs" in own


def _probabilities(terms: Iterable[Any]) -> Iterable[float]:
    for term in terms:
        try:
            number = float(term.value)
        except ValueError:
            continue
        if 0 <= number <= 1:
            yield number


def _speakers(index: GraphIndex, own: Values) -> list[dict[str, str]]:
    terms = [*own.get("kg:attributedTo", ()), *own.get("kg:attributedAs", ())]
    found = {(_iri(term), index.names.text(term)) for term in terms}
    return [{"id": iri, "label": label} for iri, label in sorted(found, key=lambda pair: (pair[1], pair[0]))]


def _qualifiers(index: GraphIndex, own: Values) -> list[dict[str, str]]:
    """The qualifiers in the order of the ontology."""
    return [
        {
            "name": name,
            "value": index.names.text(term) + (" %" if name == "share" else ""),
            "id": _iri(term),
            "term": str(term),
        }
        for name in QUALIFIERS
        for term in own.get(f"kg:{name}", ())
    ]


def _iri(term: NamedNode | Literal) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _when(own: Values, issued: Iterable[str]) -> dict[str, str]:
    """From when to when it holds: what the text says, else the date of the earliest article that tells it.

    A point in time ends where it begins; what has begun and has no end known is open ("to" is empty).
    """
    if points := _dates(own, "kg:pointInTime"):
        return {"from": points[0], "to": points[-1], "dated": "text"}
    begin, end = _dates(own, "kg:validFrom"), _dates(own, "kg:validUntil")
    if begin or end:
        return {"from": begin[0] if begin else "", "to": end[-1] if end else "", "dated": "text"}
    first = min((day for day in issued if _DATE.fullmatch(day)), default="")
    return {"from": first, "to": first, "dated": "article" if first else ""}


def _dates(own: Values, name: str) -> list[str]:
    return sorted(term.value for term in own.get(name, ()) if _DATE.fullmatch(term.value))


def _evidence(
    index: GraphIndex, articles: Articles, link: Link, own: Values, speakers: list[dict[str, str]]
) -> list[dict[str, Any]]:
    roles = {"subject": {link.subject}, "object": {link.object}, "speaker": {s["id"] for s in speakers} - {""}}
    unnamed = [speaker["label"] for speaker in speakers if not speaker["id"]]
    found = []
    for term in own.get("prov:wasDerivedFrom", ()):
        said = values(index.store, term)
        article = min((value.value for value in said.get("nif:referenceContext", ())), default="")
        if not article:
            continue
        text = min((value.value for value in said.get("nif:anchorOf", ())), default="")
        start, end = span_of(said)
        here = articles.mentions(article, start, start + len(text))
        found.append(
            {
                "id": term.value,
                "article": article,
                "start": start,
                "end": end,
                "pieces": pieces(text, _marks(index, text, roles, unnamed, here)),
                "rule": _rule((value.value for value in said.get("kg:rule", ())), link.predicate),
            }
        )
    found.sort(key=lambda e: (e["article"], e["start"], e["end"]))
    found.sort(key=lambda e: articles.issued(e["article"]), reverse=True)
    return found


def _marks(
    index: GraphIndex, text: str, roles: Mapping[str, set[str]], unnamed: list[str], here: list[Mark]
) -> list[Mark]:
    """Where the roles stand: as the article's mentions say, and by name for a role that no mention is of."""
    told = [(start, end, role) for start, end, iri in here for role, ids in roles.items() if iri in ids]
    left = roles.keys() - {role for _, _, role in told}
    names = {role: [name for iri in sorted(roles[role]) for name in called(index, iri)] for role in left}
    if unnamed:
        names.setdefault("speaker", []).extend(map(name_of, unnamed))
    return told + marks(text, names)


def called(index: GraphIndex, iri: str) -> list[Name]:
    """What a text may call an entity: its names, of a person the last name too, of a place the adjective."""
    texts, cls = [index.names.label(iri), *index.names.aliases(iri)], index.names.cls(iri)
    names = [name_of(text) for text in texts]
    last = texts[0].rpartition(" ")[2]
    if cls == "Person" and len(last) >= _SURNAME:
        names.append(name_of(last))
    elif "Place" in (cls, *CLASSES.get(cls, ())):
        names += filter(None, map(adjective_of, texts))
    return names


def _rule(rules: Iterable[str], predicate: str) -> str:
    """The rules that read the statement: a sentence keeps those of all that was read in it."""
    found = sorted(rules)
    return ", ".join([rule for rule in found if rule.startswith(f"{predicate}.")] or found)
