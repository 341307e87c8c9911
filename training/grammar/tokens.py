"""Tokens with heads by reference, phrases of them, and the sentence that they become."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from training.convert_trees import Word
from training.news_sentences import NewsSentence

NO_SPACE_BEFORE = frozenset(", . : ; ? ! ) “".split())
NO_SPACE_AFTER = frozenset("( „".split())
# A comma of a clause falls away beside these: another mark already parts there.
CLOSERS = frozenset(", . : ; ? ! ) “ –".split())
OPENERS = frozenset(", ( „ : ; –".split())


@dataclass(eq=False, slots=True)
class Tok:
    """One token. `head` None is the root; `soft` marks a comma that another mark may swallow."""

    form: str
    lemma: str
    upos: str
    tag: str
    morph: str = "_"
    head: Tok | None = None
    label: str = "root"
    entity: str = "O"
    soft: bool = False
    closes: bool | None = None  # of a straight quote: whether it closes
    capital: bool = False


@dataclass(eq=False, slots=True)
class Phrase:
    """A phrase in the order of its tokens; `later` is a relative clause that may stand further behind."""

    head: Tok
    toks: list[Tok]
    kind: str = ""
    number: str = "Sing"
    gender: str = "Neut"
    definite: bool = False
    pronoun: bool = False
    name: bool = False
    lead: bool = False  # opens its clause: relative pronouns
    later: list[Tok] = field(default_factory=list)

    def on(self, head: Tok, label: str) -> Phrase:
        """The phrase itself, hung on `head` as `label`."""
        self.head.head, self.head.label = head, label
        return self

    def all(self) -> list[Tok]:
        """Its tokens, the relative clause at their end."""
        return self.toks + self.later


def mark(form: str, head: Tok | None, *, soft: bool = False, closes: bool | None = None) -> Tok:
    """A punctuation token on `head`."""
    tag = "$," if form == "," else "$." if form in ".:;?!" else "$("
    return Tok(form, form, "PUNCT", tag, "_", head, "punct", soft=soft, closes=closes)


def fenced(toks: list[Tok], head: Tok) -> list[Tok]:
    """Tokens of a clause or loose apposition between commas on its head."""
    return [mark(",", head, soft=True), *toks, mark(",", head, soft=True)]


def settle(toks: Iterable[Tok]) -> list[Tok]:
    """The tokens without those soft commas that stand at an edge or beside another mark."""
    found: list[Tok] = []
    for tok in toks:
        if tok.soft and (not found or found[-1].form in OPENERS or found[-1].closes is False):
            continue
        if found and found[-1].soft and (tok.form in CLOSERS or tok.closes is True):
            found.pop()
        found.append(tok)
    while found and found[-1].soft:
        found.pop()
    return found


def sentence(toks: list[Tok]) -> NewsSentence:
    """The annotated sentence of the tokens: first word with a capital, blanks where they belong."""
    toks = settle(toks)
    place = {id(tok): at for at, tok in enumerate(toks)}
    forms = [tok.form for tok in toks]
    first = True
    for at, tok in enumerate(toks):
        if tok.capital or (first and tok.upos != "PUNCT"):
            forms[at] = forms[at][0].upper() + forms[at][1:]
        first = first and tok.upos == "PUNCT"
    words = []
    for tok in toks:
        if tok.tag in ("APPR", "APPO") and tok.morph == "_" and tok.head is not None:
            # The case that a preposition governs stands on it too, as in the treebank of newspaper text.
            tok.morph = next((f for f in tok.head.morph.split("|") if f.startswith("Case=")), "_")
    for at, tok in enumerate(toks):
        after = toks[at + 1] if at + 1 < len(toks) else None
        space = not (
            after is None
            or after.form in NO_SPACE_BEFORE
            or after.closes is True
            or tok.form in NO_SPACE_AFTER
            or tok.closes is False
        )
        label = "ROOT" if tok.head is None else tok.label
        head = at if tok.head is None else place[id(tok.head)]
        words.append(Word(forms[at], tok.lemma, tok.upos, tok.tag, tok.morph, head, label, space))
    text = "".join(word.form + " " * word.space for word in words)
    return NewsSentence(text, tuple(words), tuple(tok.entity for tok in toks), ())
