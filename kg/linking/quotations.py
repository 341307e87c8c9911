"""Which tokens stand in a quotation: what somebody says there is told in another voice."""

from __future__ import annotations

from kg.linking.words import Words

CLOSES = {"„": '“”"', "»": "«", "“": "”", '"': '"', "«": "»"}
SHORTEST = 5  # tokens; "Blankoschecks" in marks is only a word in marks
LONGEST = 200
SPEAKERS = frozenset({"ich", "mich", "mir", "wir", "uns"})
FINITE = ("VVFIN", "VAFIN", "VMFIN", "VVIMP")


def quotations(words: Words) -> tuple[int, ...]:
    """For each token the number of the quotation it stands in, 0 outside; words in marks without a verb are none."""
    found = [0] * len(words)
    number, i = 0, 0
    while i < len(words):
        closing = CLOSES.get(words.text[i], "")
        end = _end(words, i, closing) if closing else None
        if end is None:
            i += 1
            continue
        inside = range(i + 1, end)
        if len(inside) >= SHORTEST and any(words.doc[k].tag_ in FINITE for k in inside):
            number += 1
            for k in inside:
                found[k] = number
        i = end + 1
    return tuple(_spoken(words, found, number))


# -- inside -------------------------------------------------------------------------------------------------------


def _spoken(words: Words, found: list[int], number: int) -> list[int]:
    """A sentence with "ich" or "wir" in it is somebody's words, though its marks are lost."""
    spoken = {words.sentence[i] for i in range(len(words)) if not found[i] and words.text[i].lower() in SPEAKERS}
    colon = {words.sentence[i]: i for i in range(len(words)) if words.text[i] == ":" and not found[i]}
    marked = list(found)
    for i, sentence in enumerate(words.sentence):
        # what stands before a colon introduces the words: "Er bleibt dabei: Ich gehe nicht."
        if not found[i] and sentence in spoken and i > colon.get(sentence, -1):
            marked[i] = number + 1 + sentence
    return marked


def _end(words: Words, i: int, closing: str) -> int | None:
    return next((k for k in range(i + 1, min(i + LONGEST, len(words))) if words.text[k] in closing), None)
