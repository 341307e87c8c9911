"""An article as this room reads it: its sentences, and for each token the sentence and clause it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..clauses import Clause, Sentence
from ..extents import noun_phrase
from ..phrases import Phrase
from .model import Speaker, Tokens
from .tables import Account, Sayings

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from ..forms import Forms


@dataclass(frozen=True, slots=True)
class Text:
    """What every rule gets. `sentence_at`, `clause_at`: by token, -1 where none is."""

    doc: Doc
    sentences: Sequence[Sentence]
    sayings: Sayings
    forms: Forms
    sentence_at: Sequence[int]
    clause_at: Sequence[int]

    def clause(self, token: int) -> Clause | None:
        """The clause a token stands in."""
        s, c = self.sentence_at[token], self.clause_at[token]
        return self.sentences[s].clauses[c] if s >= 0 and c >= 0 else None

    def noun(self, token: int) -> str:
        """A noun's lemma, capitalised."""
        word = self.doc[token]
        return self.forms.lemma(word.text, "NOUN") or word.lemma_ or word.text

    def account(self, token: int) -> Account | None:
        """The row of a noun for what somebody says."""
        return self.sayings.account(self.noun(token), self.forms) if self.doc[token].tag_ == "NN" else None

    def speaker(self, s: int, clause: Clause, phrase: Phrase) -> Speaker:
        """A phrase of a sentence as a speaker, with its attributes."""
        sentence = self.sentences[s]
        first, last = noun_phrase(self.doc, sentence, clause, phrase)
        behind = sentence.phrases[phrase.index + 1 : phrase.index + 2]
        if phrase.kind == "name" and behind and behind[0].start == phrase.end and behind[0].kind == "noun":
            last = phrase.end  # "liefert laut Reuters | Gallium"
        return Speaker((first, last), s, phrase.index)

    def trimmed(self, start: int, end: int) -> Tokens | None:
        """A token range without the marks and spaces around it, half-open; None where nothing else is there."""
        while start < end and (self.doc[start].is_space or self.doc[start].text in _AROUND):
            start += 1
        while end > start and (self.doc[end - 1].is_space or self.doc[end - 1].text in _AROUND):
            end -= 1
        return (start, end) if start < end else None


_AROUND = frozenset(",;:-–—().")


def text_of(doc: Doc, sentences: Sequence[Sentence], sayings: Sayings, forms: Forms) -> Text:
    """doc: tagged and parsed. sentences: as kg.language.clauses reads them. sayings, forms: loaded once."""
    sentence_at, clause_at = [-1] * len(doc), [-1] * len(doc)
    for s, sentence in enumerate(sentences):
        for i in range(sentence.start, sentence.end):
            sentence_at[i] = s
        for clause in sentence.clauses:
            for i in clause.tokens:
                clause_at[i] = clause.index
    return Text(doc, sentences, sayings, forms, sentence_at, clause_at)
