"""The -s at the end of a name: the genitive's, which is none of its letters, or the name's own ("Singapore Airlines").

It is taken off only where German writes a genitive and the bare name is likely, and only off the name's last word.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.linking.cues import Cues
from kg.linking.finders import Name
from kg.linking.ids import BODIES, PLACES
from kg.linking.inflect import squeeze, without_genitive
from kg.linking.words import Words

DECLINING = frozenset({"Person", *BODIES, *PLACES, "Product", "Facility"})
OF = frozenset("des eines dieses jenes jedes keines meines deines seines unseres ihres eures".split())
APOSTROPHES = ("'", "’")


def bare_name(words: Words, cues: Cues, name: Name, names: Collection[str]) -> str:
    """The name less its genitive: "Gottheimers Antrag" is Gottheimer's, "Torvik Resources" keeps its -s.

    names: what the article's other names are.
    """
    *front, last = name.text.split(" ")
    bare = without_genitive(last)
    if bare is None or name.cls not in DECLINING:
        return name.text
    whole = " ".join([*front, bare])
    if last.endswith(APOSTROPHES):
        return whole
    if name.cls != "Person" and cues.last(last) is not None:
        return name.text  # an English plural ends the name of many firms: "Airlines", "Systems"
    if whole in names or (front and _stands(words, whole)):
        return whole
    if name.cls == "Person":
        return whole if bare in words.text or genitive_place(words, name.last) else name.text
    if front:
        likely = cues.last(bare) is not None  # "Torvik Groups Werk"
        return whole if likely and genitive_place(words, name.last) else name.text
    if bare in words.text and words.only_name(bare):
        return whole
    own = name.cls == "Company" and genitive_place(words, name.last) and not _ends_so(words, last)
    return whole if own else name.text


def genitive_place(words: Words, last: int) -> bool:
    """Whether a name that ends before token `last` stands right before a noun, as a genitive does: "Torviks Werk"."""
    return last > 0 and words.is_common_noun(last) and words.joined(last - 1)


def in_genitive(words: Words, first: int) -> bool:
    """Whether an article or pronoun before token `first` puts a masculine or neuter into the genitive: "des …"."""
    before = first - 1
    while before > 0 and words.doc[before].tag_ in ("ADJA", "ADV", "ADJD") and words.joined(before):
        before -= 1
    return words.word(before).lower() in OF and words.joined(before)


# -- inside -------------------------------------------------------------------------------------------------------


def _stands(words: Words, name: str) -> bool:
    """Whether a name of several words stands somewhere in the article just so."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", squeeze(words.source)) is not None


def _ends_so(words: Words, word: str) -> bool:
    """Whether a word stands with its -s where no genitive stands, so that the -s is its own: "liefert Vestas."."""
    places = [i for i, text in enumerate(words.text) if text == word]
    return any(not genitive_place(words, i + 1) for i in places)
