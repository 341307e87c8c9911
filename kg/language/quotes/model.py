"""The quote: the value that this room makes.

Types after the GRAIN/Redewiedergabe scheme (Brunner et al. 2020): direct, indirect, free indirect, reported; "mixed" is
a piece in quotation marks inside a sentence of the writer's own.
"""

from __future__ import annotations

from dataclasses import dataclass

DIRECT, MIXED, INDIRECT, FREE, REPORTED = "direct", "mixed", "indirect", "free", "reported"
Tokens = tuple[int, int]  # first token, last token, half-open


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, as the text puts it. `tokens`: the whole noun phrase; `sentence`, `phrase`: its core phrase there."""

    tokens: Tokens
    sentence: int
    phrase: int


@dataclass(frozen=True, slots=True)
class Quote:
    """One stretch of somebody's words, in one piece or, around what tells who speaks, in two.

    `parts`: token ranges, half-open, quotation marks included. `cue`: the tokens of the word that says so. `makes`:
    what that word makes of what is said, as the tables have it ("" where it is simply said). `inherited`: its speaker
    is the one of the quote before. `verb`: the infinitive of the verb of saying where there is one.
    """

    type: str
    parts: tuple[Tokens, ...]
    speaker: Speaker | None = None
    cue: tuple[int, ...] = ()
    makes: str = ""
    inherited: bool = False
    verb: str = ""

    @property
    def first(self) -> int:
        return self.parts[0][0]

    def holds(self, token: int) -> bool:
        """Whether a token is part of what is said."""
        return any(a <= token < b for a, b in self.parts)
