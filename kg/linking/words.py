"""The tokens of one article as linking sees them: which lie in the prose, which look like names, what stands around."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from kg.linking.cues import Cues
from kg.linking.lookalikes import works
from kg.linking.setting import Setting, read_setting
from kg.model import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

NAME_SHAPE = re.compile(r"[A-ZÄÖÜÁÉÍÓŠŽČØÅÇŁĐ][\w'’.&+-]*|[a-z]{1,2}[A-Z]\w+")
# Two words run together by a bad conversion ("TrumpAP"): capitals after small letters, and not a firm's way.
DAMAGED = re.compile(r"[a-zäöüß]{3}([A-Z]{2,}|Foto|Photo|Bild|Grafik|Quelle)$")
# How German nouns end that the lexicon may lack; the tagger takes foreign names for nouns too.
GERMAN_END = re.compile(r"(ung|heit|keit|schaft|tion|tät|ismus|isten?|ern?|sam|tum|nis|ling|ien?|iken?|uren?|ungen)$")
# What ends so is German, though the tagger takes it for a name; so is an adjective that opens a sentence.
ABSTRACT_END = re.compile(r"(keit|heit|schaft|ismus|ität)$")
ADJECTIVE_END = re.compile(r"(ell|isch|lich|bar|los|voll|haft)$")
DAY = re.compile(r"(Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag)[a-zäöü]*")
TOWN_END = re.compile(
    r"(stadt|burg|berg|dorf|heim|hausen|hafen|brück|brücken|furt|kirchen|münde|walde|feld|tal|bach|au|rode|wasser|werda|"
    r"itz|leben|wald|stein|kirch|beuren|lingen)$"
)
# Addresses and files say nothing of whom they are named after: "Nvidia_Report.pdf", "presse@siemens.com".
ADDRESS = re.compile(r".*(://|\w@\w|\w_\w|\w\.(pdf|docx?|xlsx?|csv|zip|jpe?g|png|html?|txt)\b).*", re.I)
# Between two words of one name nothing but a space may stand; a line break ends it.
BREAK = re.compile(r"[\n\r\t]")


class Reading(Protocol):
    """One way to read a form; of the full-form lexicon."""

    @property
    def lemma(self) -> str: ...
    @property
    def cls(self) -> str: ...
    @property
    def tags(self) -> tuple[str, ...]: ...


class Lexicon(Protocol):
    """What linking asks of the full-form lexicon."""

    def readings(self, form: str, *, sentence_start: bool = False) -> Collection[Reading]: ...
    def lemma(self, form: str, pos: str) -> str | None: ...
    def name_kinds(self, form: str) -> frozenset[str]: ...
    def split_compound(self, noun: str) -> tuple[str, ...] | None: ...


class Words:
    """A Doc with its article, the cues and the lexicon (None: no question to the lexicon has an answer)."""

    def __init__(self, doc: Doc, article: Article, cues: Cues, lexicon: Lexicon | None = None):
        self.doc = doc
        self.issued: str = article.issued or ""
        self.cues = cues
        self.lexicon = lexicon
        self.source: str = doc.text  # spaCy builds it anew at each call
        self.text: list[str] = [token.text for token in doc]
        self.starts: list[int] = [token.idx for token in doc]
        self.ends: list[int] = [token.idx + len(token) for token in doc]
        self.sentence: list[int] = _sentences(doc)
        self.inside: list[bool] = _inside(self.starts, self.ends, article.prose)
        self.heading: list[bool] = _inside(self.starts, self.ends, article.headings)
        self._names: dict[str, bool] = {}
        self._lemmas: dict[int, str] = {}
        self._nouns: dict[str, bool] = {}
        self._capitals: dict[str, bool] = {}
        self._spaced: list[bool] = [
            not after.isspace() and not BREAK.search(self.source[end:start])
            for end, start, after in zip(self.ends, self.starts[1:], self.text[1:], strict=False)
        ]
        for i in tuple(works(self, cues.lookalikes)):
            self.inside[i] = False  # who is named in a film's title is not spoken of
        for i, word in enumerate(self.text):
            if ADDRESS.fullmatch(word):
                self.inside[i] = False

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def setting(self) -> Setting:
        """What the article and its sentences are about."""
        return read_setting(self)

    def span_text(self, first: int, last: int) -> str:
        """The text of the tokens first..last, half-open, as it stands."""
        return self.source[self.starts[first] : self.ends[last - 1]]

    def word(self, i: int) -> str:
        """The token's text, or "" beyond the ends of the article and its prose."""
        return self.text[i] if 0 <= i < len(self.text) and self.inside[i] else ""

    def joined(self, i: int) -> bool:
        """Whether token i+1 follows token i in one line, so that both may belong to one name."""
        return 0 <= i < len(self._spaced) and self._spaced[i] and self.inside[i + 1]

    def same_sentence(self, i: int, j: int) -> bool:
        """Whether both tokens stand in one sentence."""
        return self.sentence[i] == self.sentence[j]

    def opens_sentence(self, i: int) -> bool:
        """Whether token i opens its sentence, a quotation or a list item, so that its capital says nothing."""
        k = i - 1
        while k >= 0 and self.sentence[k] == self.sentence[i]:
            if self.text[k] in ("„", "“", "»", "«", '"', ":", "+", "+++", "–", "-", "•", "…"):
                if self.text[k] in (":", "–", "„", "»", '"', "•"):
                    return True
            elif not self.text[k].isspace():
                return False
            k -= 1
        return True

    def capital(self, i: int) -> bool:
        """Whether the token is written like a name or a noun."""
        word = self.word(i)
        if word not in self._capitals:
            self._capitals[word] = bool(NAME_SHAPE.fullmatch(word))
        return self._capitals[word]

    def is_name(self, i: int) -> bool:
        """Whether the token can only be a name: it has a capital and is no common word or compound of the lexicon."""
        return self.capital(i) and self.only_name(self.text[i], opens=self.opens_sentence(i))

    def only_name(self, form: str, *, opens: bool = False) -> bool:
        """Whether a form is no common word or compound; `opens`: it opens a sentence, where verbs have capitals."""
        key = form + ("^" if opens else "")
        if key not in self._names:
            self._names[key] = len(form) > 1 and not self._is_common(form, opens)
        return self._names[key]

    def foreign(self, i: int) -> bool:
        """Whether nothing about a word is German: a name that ends in no noun of the lexicon and no German suffix."""
        word = self.word(i)
        if not self.is_name(i) or word.endswith(("-", "-und")) or ABSTRACT_END.search(word):
            return False
        if self.opens_sentence(i) and ADJECTIVE_END.search(word):
            return False
        if word.isupper() or self.lexicon is None:
            return self.doc[i].tag_ in ("NE", "FM", "XY") or word.isupper()
        if self.lexicon.lemma(word, "NOUN") is not None:
            return False
        return self.doc[i].tag_ in ("NE", "FM", "XY") or not GERMAN_END.search(word)

    def _is_common(self, form: str, opens: bool) -> bool:
        if DAY.fullmatch(form):
            return True
        if self.lexicon is None:
            return opens or form.endswith(("ung", "heit", "keit", "schaft", "ion"))
        if "-" in form.strip("-"):
            parts = [part for part in form.split("-") if part]
            return self._is_common(parts[-1], False) if parts[-1][:1].isupper() else not parts[0][:1].isupper()
        readings = self.lexicon.readings(form, sentence_start=opens)
        if any(reading.cls != "EIG" for reading in readings):
            return True
        return not readings and (self.lexicon.split_compound(form) is not None or bool(DAMAGED.search(form)))

    def kinds(self, i: int) -> frozenset[str]:
        """What kinds of name the lexicon knows the token as: VOR first name, NAC surname, STD city, COU, GEB …"""
        return self.lexicon.name_kinds(self.word(i)) if self.lexicon is not None and self.word(i) else frozenset()

    def is_place_compound(self, i: int) -> bool:
        """Whether a word is a noun by its parts only, and these end as towns do: "Eisenhüttenstadt"."""
        word = self.word(i)
        if self.lexicon is None or self.lexicon.readings(word) or "-" in word:
            return False
        return self.lexicon.split_compound(word) is not None and bool(TOWN_END.search(word))

    def given(self, i: int) -> str:
        """The gender of a first name: m, f, u (both); "" where the token is none."""
        return self.gender(self.word(i)) if self.capital(i) else ""

    def gender(self, name: str) -> str:
        """The gender of the first name `name`: m, f, u (both); "" where it is none that we know."""
        if not name:
            return ""
        known = self.cues.first_names.get(name, "")
        if not known and "-" in name:
            parts = [self.gender(part) for part in name.split("-")]
            return parts[0] if all(parts) else ""  # "Hans-Rudolf"
        if known or self.lexicon is None or "VOR" not in self.lexicon.name_kinds(name):
            return known
        tags = [tag for r in self.lexicon.readings(name) if r.cls == "EIG" for tag in r.tags if ":VOR" in tag]
        genders = {"m" if ":MAS" in tag else "f" if ":FEM" in tag else "u" for tag in tags}
        return genders.pop() if len(genders) == 1 else "u"

    def lemma(self, i: int) -> str:
        """The base form of a noun by the lexicon, else the tagger's lemma, else the word; "" outside the text."""
        word = self.word(i)
        if not word:
            return ""
        if i not in self._lemmas:
            found = self.lexicon.lemma(word, "NOUN") if self.lexicon is not None and word[:1].isupper() else None
            self._lemmas[i] = found or self.doc[i].lemma_ or word
        return self._lemmas[i]

    def is_common_noun(self, i: int) -> bool:
        """Whether the token is a common noun of German, whole or by its parts."""
        word = self.word(i)
        if not word[:1].isupper() or self.lexicon is None:
            return word[:1].isupper() and self.doc[i].tag_ == "NN"
        tail = word.rsplit("-", 1)[-1]
        if tail not in self._nouns:
            known = any(r.cls == "SUB" for r in self.lexicon.readings(tail))
            self._nouns[tail] = known or self.lexicon.split_compound(tail) is not None
        return self._nouns[tail]


def _sentences(doc: Doc) -> list[int]:
    numbers: list[int] = []
    current = -1
    for i, token in enumerate(doc):
        if i == 0 or token.is_sent_start:
            current += 1
        numbers.append(current)
    return numbers


def _inside(starts: list[int], ends: list[int], spans: tuple[tuple[int, int], ...]) -> list[bool]:
    found: list[bool] = []
    ordered = sorted(spans)
    at = 0
    for start, end in zip(starts, ends, strict=True):
        while at < len(ordered) and ordered[at][1] <= start:
            at += 1
        found.append(at < len(ordered) and ordered[at][0] <= start and end <= ordered[at][1])
    return found
