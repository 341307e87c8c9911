"""Whose words each token of an article is: the quotes of the language room with speakers that linking knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kg.language.clauses import offsets
from kg.language.quotes import Quote, quotes_in
from kg.language.quotes.model import DIRECT, FREE, INDIRECT, Speaker
from kg.model import Mention, Modality
from kg.vocab import is_a

from ..scene import Scene, Voice
from .speakers import is_bare_spokesman, source

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FAR = 4  # sentences
_UNNAMED = {DIRECT: "wörtliche Rede", FREE: "indirekte Rede", INDIRECT: None}


def voices(scenes: Sequence[Scene]) -> dict[int, Voice]:
    """By token, the voice of the smallest quote around it; what is only reported stays the article's own word.

    scenes: all of an article, in order.
    """
    quotes = quotes_of(scenes)
    found: dict[int, Voice] = {}
    for quote in sorted(quotes, key=_length, reverse=True):
        voice = _voice(scenes, quote) if quote.type in _UNNAMED else None
        for start, end in quote.parts if voice is not None else ():
            found.update(dict.fromkeys(range(start, end), voice))
    return found


def quotes_of(scenes: Sequence[Scene]) -> tuple[Quote, ...]:
    """The quotes of an article.

    scenes: all of it, in order.
    """
    if not scenes:
        return ()
    first = scenes[0]
    return quotes_in(first.doc, [scene.sentence for scene in scenes], first.frames.sayings, first.forms)


def quoted(doc: Doc, scenes: Sequence[Scene]) -> list[dict[str, Any]]:
    """The quotes of an article as plain data; offsets are code points, half-open, a quote in two parts stands twice.

    doc: the article's text. scenes: all of it, in order.
    """
    return [
        {
            "start": start,
            "end": end,
            "type": quote.type,
            "speaker": _speaker(doc, scenes, quote.speaker),
            "cue": _span(doc, quote.cue[0], quote.cue[-1] + 1) if quote.cue else None,
        }
        for quote in quotes_of(scenes)
        for start, end in (offsets(doc, *part) for part in quote.parts)
    ]


def who(scenes: Sequence[Scene], speaker: Speaker | None) -> tuple[Mention | None, str | None]:
    """The entity that a quote's speaker is, or the words for an unnamed one; (None, None) for an open pronoun."""
    if speaker is None:
        return None, None
    scene = scenes[speaker.sentence]
    phrase = scene.sentence.phrases[speaker.phrase]
    named, words = source(scene, phrase)
    if named is None and scene.doc[phrase.head].lower_ in ("er", "sie"):
        named = _subject_before(scenes, speaker.sentence, "Person")
    elif named is None and is_bare_spokesman(scene, phrase):
        named = _subject_before(scenes, speaker.sentence, "Organization")
    elif named is None and scene.doc[phrase.start].tag_ == "PPOSAT":
        return _subject_before(scenes, speaker.sentence, "Person", 3 * _FAR), None  # "ihrer Ansicht nach"
    return named, words if phrase.kind in ("noun", "name") else None


# -- inside -------------------------------------------------------------------------------------------------------


def _span(doc: Doc, first: int, last: int) -> dict[str, Any]:
    start, end = offsets(doc, first, last)
    return {"start": start, "end": end, "text": doc.text[start:end]}


def _speaker(doc: Doc, scenes: Sequence[Scene], speaker: Speaker | None) -> dict[str, Any] | None:
    if speaker is None:
        return None
    named, _ = who(scenes, speaker)
    return {**_span(doc, *speaker.tokens), "entity": named.entity.id if named is not None else None}


def _voice(scenes: Sequence[Scene], quote: Quote) -> Voice | None:
    operator = scenes[0].frames.operators.get(quote.verb)
    if operator is not None and not operator.says:
        return None  # "China plant, …": what somebody is about to do is told by the article
    named, words = who(scenes, quote.speaker)
    if named is None and words is None:
        words = _UNNAMED[quote.type]
    if named is None and words is None:
        return None
    return Voice(named, words, Modality(quote.makes) if quote.makes else Modality.ASSERTED, quote.type)


def _subject_before(scenes: Sequence[Scene], s: int, cls: str, far: int = _FAR) -> Mention | None:
    """„Desai bleibt skeptisch. „…“, sagt [er]“: who was the last subject, where linking leaves it open."""
    for scene in reversed(scenes[max(0, s - far) : s]):
        for clause in scene.sentence.clauses:
            subject = scene.phrase(clause.subject) if clause.kind == "main" else None
            for mention in scene.everyone(subject, clause) if subject is not None else ():
                if is_a(mention.entity.cls, cls):
                    return mention
    return None


def _length(quote: Quote) -> int:
    return sum(end - start for start, end in quote.parts)
