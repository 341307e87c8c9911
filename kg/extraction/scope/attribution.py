"""Whose word a fact is that its rule told without asking: what stands in somebody's mouth stays theirs."""

from __future__ import annotations

from dataclasses import replace

from kg.language.quotes.model import DIRECT, INDIRECT

from ..found import Found
from ..scene import Scene
from .scope import scope
from .speakers import source_phrase

# what a speaker takes for granted the article does too: "der US-Konzern Nvidia", "Nvidia-Chef Huang"
_GRANTED = frozenset({"leads", "worksFor", "succeeds", "partOf", "basedIn", "locatedIn", "produces", "owns", "uses"})


def attributed(scene: Scene, found: Found) -> Found:
    """A fact with the speaker of its clause, else of the quote around it; who speaks is no source of their own deed.

    "Laut Reuters legte Trump die Kontrollen auf Eis, darunter die [für den H20]": Reuters says both.
    """
    if found.speaker is not None or found.speaker_words is not None or found.relation in _GRANTED:
        return found
    clause = scene.clause_at(found.token)
    speaker, words = source_phrase(scene, clause) if clause is not None else (None, None)
    if speaker is None and words is None:
        told = scope(scene, clause) if clause is not None else None
        voice = scene.voices.get(found.token)
        if told is not None:
            speaker, words = told.speaker, told.speaker_words
        if speaker is None and words is None and voice is not None and voice.type in (DIRECT, INDIRECT):
            speaker, words = voice.speaker, voice.words
        if speaker is not None and speaker.entity.id == found.subject.entity.id:
            return found  # "China müsse einlenken, sagte Modi" is a demand that the article tells
    return replace(found, speaker=speaker, speaker_words=words if speaker is None else None)
