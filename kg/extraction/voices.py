"""Whose words each token of an article is: the quotes of the language room with speakers that linking knows."""

from __future__ import annotations

from collections.abc import Sequence

from kg.language.quotes import Quote, quotes_in
from kg.language.quotes.model import DIRECT, FREE, INDIRECT, Speaker
from kg.model import Mention, Modality
from kg.vocab import is_a

from .scene import Scene, Voice
from .speakers import source

_FAR = 4  # sentences
_UNNAMED = {DIRECT: "wörtliche Rede", FREE: "indirekte Rede", INDIRECT: None}


def voices(scenes: Sequence[Scene]) -> dict[int, Voice]:
    """By token, the voice of the smallest quote around it; what is only reported stays the article's own word.

    scenes: all of an article, in order.
    """
    if not scenes:
        return {}
    first = scenes[0]
    quotes = quotes_in(first.doc, [s.sentence for s in scenes], first.frames.sayings, first.forms)
    found: dict[int, Voice] = {}
    for quote in sorted(quotes, key=_length, reverse=True):
        voice = _voice(scenes, quote) if quote.type in _UNNAMED else None
        for start, end in quote.parts if voice is not None else ():
            found.update(dict.fromkeys(range(start, end), voice))
    return found


def who(scenes: Sequence[Scene], speaker: Speaker | None) -> tuple[Mention | None, str | None]:
    """The entity that a quote's speaker is, or the words for an unnamed one; (None, None) for a pronoun not resolved."""
    if speaker is None:
        return None, None
    scene = scenes[speaker.sentence]
    phrase = scene.sentence.phrases[speaker.phrase]
    named, words = source(scene, phrase)
    if named is None and scene.doc[phrase.head].lower_ in ("er", "sie"):
        named = _person_before(scenes, speaker.sentence)
    return named, words if phrase.kind in ("noun", "name") else None


# -- inside -------------------------------------------------------------------------------------------------------


def _voice(scenes: Sequence[Scene], quote: Quote) -> Voice | None:
    named, words = who(scenes, quote.speaker)
    if named is None and words is None:
        words = _UNNAMED[quote.type]
    if named is None and words is None:
        return None
    return Voice(named, words, Modality(quote.makes) if quote.makes else Modality.ASSERTED, quote.type)


def _person_before(scenes: Sequence[Scene], s: int) -> Mention | None:
    """„Desai bleibt skeptisch. „…“, sagt [er]“: the person who was the last subject, where linking leaves it open."""
    for scene in reversed(scenes[max(0, s - _FAR) : s]):
        for clause in scene.sentence.clauses:
            subject = scene.phrase(clause.subject) if clause.kind == "main" else None
            for mention in scene.everyone(subject, clause) if subject is not None else ():
                if is_a(mention.entity.cls, "Person"):
                    return mention
    return None


def _length(quote: Quote) -> int:
    return sum(end - start for start, end in quote.parts)
