"""One text as JSON: its sentences and clauses, who is quoted, who it names, when, what it says."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kg.build import Reader
from kg.extraction.scene import scenes_of
from kg.extraction.scope.voices import quoted
from kg.language.clauses import offsets, sentences
from kg.language.outline import outlines
from kg.language.times import TimeExpression, times_in
from kg.linking.clausal import agents, names_of
from kg.model import Article, Mention, Statement


def annotation(reader: Reader, article: Article) -> dict[str, Any]:
    """One text as plain data: sentences, clauses, quotes, mentions, expressions of time and statements.

    Offsets are code points into the text as given.
    """
    doc = reader.annotate(article)
    reading = reader.read_doc(article, doc)
    names = names_of(doc, reading.mentions)
    read = sentences(doc, names, reader.forms.cases, reader.forms, agents(reading.mentions, reader.table))
    spans = [offsets(doc, sentence.start, sentence.end) for sentence in read]
    return {
        "sentences": [{"start": start, "end": end} for start, end in spans if end],
        "clauses": [asdict(outline) for outline in outlines(doc, read)],
        "quotes": quoted(doc, scenes_of(doc, article, reading.mentions, reader.frames, reader.forms, reader.table)),
        "mentions": [_mention(mention) for mention in reading.mentions],
        "times": [_time(time) for time in times_in(doc, article.issued, read)],
        "statements": [_statement(statement) for statement in reading.statements],
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "class": mention.entity.cls,
        "entity": mention.entity.id,
        "name": mention.entity.name,
        "wikidata": mention.entity.wikidata,
    }


def _time(time: TimeExpression) -> dict[str, Any]:
    return {
        "start": time.start,
        "end": time.end,
        "text": time.text,
        "kind": time.kind,
        "value": time.value,
        "modifier": time.mod or None,
        "date": time.date,
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "subject": statement.subject.id,
        "predicate": statement.predicate,
        "object": statement.object.id,
        "modality": statement.modality.value,
        "status": statement.status.value,
        "attributedTo": statement.attributed_to.id if statement.attributed_to else None,
        "qualifiers": _qualifiers(statement),
        "confidence": float(statement.confidence),
        "rule": statement.evidence[0].rule,
        "evidence": [{"start": e.start, "end": e.end} for e in statement.evidence],
    }


def _qualifiers(statement: Statement) -> dict[str, Any]:
    """By name; a name that stands twice (two products) has a list. A nameless source's words stand here too."""
    values: dict[str, list[str]] = {}
    for qualifier in statement.qualifiers:
        values.setdefault(qualifier.name, []).append(qualifier.value)
    if statement.attributed_as:
        values["attributedAs"] = [statement.attributed_as]
    return {name: found[0] if len(found) == 1 else found for name, found in values.items()}
