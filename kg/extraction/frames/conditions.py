"""Conditions of verb frames as the table writes them: which there are, and what is wrong with one that there is not."""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.lexicon import suggest

_NAMES = ("obj", "subj", "noun", "p", "adj", "goods", "sales", "tone", "past", "passive")
_KINDS_OF_OBJECTS = frozenset({"money", "share", "whole"})  # told by the noun itself, beside the kinds of kinds.tsv
_WORD = r"[A-Za-zÄÖÜäöüß-]+"
_FORMS = {
    "obj": re.compile(_WORD),
    "noun": re.compile(_WORD),
    "subj": re.compile(_WORD),
    "p": re.compile(rf"[a-zäöüß]+:{_WORD}"),
    "adj": re.compile(_WORD),
    "tone": re.compile(r"[a-z]+"),
}


def condition_fault(text: str, kinds: Collection[str], cues: Collection[str]) -> str:
    """What is wrong with a condition, or "".

    text: the cell. kinds: those that an object's noun may have. cues: those that a word of judgement may have.
    """
    name, colon, value = text.partition(":")
    if not text:
        return ""
    if name not in _NAMES:
        return f"unknown condition {text}{suggest(name, _NAMES)}"
    if name not in _FORMS:
        return f"condition {name} takes no value" if colon else ""
    if not _FORMS[name].fullmatch(value):
        return f"condition {text} is not of the form {name}:{'PREPOSITION:NOUN' if name == 'p' else 'WORD'}"
    known = {"obj": (*kinds, *_KINDS_OF_OBJECTS), "tone": tuple(cues)}.get(name)
    if known is not None and value[:1].islower() and value not in known:
        return f"condition {name}: unknown {'kind' if name == 'obj' else 'cue'} {value}{suggest(value, known)}"
    return ""
