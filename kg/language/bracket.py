"""The sentence bracket over a whole sentence: what its helper says of the verb at the far end, against the tagger."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from .predicates import STATING
from .tenses import verb_forms

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .forms import Forms

_STOPS = frozenset({",", ".", ";", ":", "?", "!", "–", "(", ")"})
_OPENERS = frozenset({"KOUS", "PRELS", "PRELAT", "PWAV", "KOUI"})
_HELPERS = frozenset({"VMFIN", "VAFIN"})


def retag(token: Token, tag: str) -> None:
    """Gives a token another STTS tag, and the part of speech that goes with it."""
    token.tag_ = tag
    if tag.startswith("V"):
        token.pos_ = "VERB" if tag[1] == "V" else "AUX"
    elif tag == "ADJA":
        token.pos_ = "ADJ"


def settle_bracket(sentence: list[Token], forms: Forms) -> None:
    """„will den Zugang einschränken“, "hat die Ausfuhr von A, B und C beschränkt": the verb at the far end."""
    for n, helper in enumerate(sentence):
        if helper.tag_ not in _HELPERS:
            continue
        _participle_of(helper, sentence[n + 1 :], forms)
        for token in sentence[n + 1 :]:
            if (
                token.tag_ in _OPENERS
                or (token.tag_.startswith("V") and token.tag_ != "VVFIN")
                or token.tag_ in _HELPERS
            ):
                break
            if token.tag_ != "VVFIN" or not token.text.islower():
                continue
            tag = _behind(helper, token, forms)
            if tag:
                retag(token, tag)
            break
        _share_helper(helper, sentence[n + 1 :], forms)
    if not any(t.tag_ in STATING for t in sentence):
        zu = any(t.tag_ == "PTKZU" for t in sentence)
        for tags in (("VVINF", "VVPP", "ADJD"), ("ADJA",)):
            for n, token in enumerate(sentence[1:], start=1):
                if token.tag_ in tags and token.text.islower() and verb_forms(forms, token.text) & {"PRÄ", "PRT"}:
                    if token.tag_ == "VVINF" and zu:
                        continue
                    if token.tag_ != "ADJA" or sentence[n - 1].tag_ in ("NE", "NN", "PPER", "PDS"):
                        retag(token, "VVFIN")
                        return


def _share_helper(helper: Token, rest: list[Token], forms: Forms) -> None:
    """„könnte X blockieren und Y übernehmen“: the modal's second infinitive."""
    stretch = list(takewhile(lambda t: t.text not in _STOPS, rest))
    last = stretch[-1] if stretch else None
    if helper.tag_ == "VMFIN" and last is not None and last.tag_ == "VVFIN" and any(t.tag_ == "VVINF" for t in stretch):
        if "INF" in verb_forms(forms, last.text):
            retag(last, "VVINF")


def _participle_of(helper: Token, rest: list[Token], forms: Forms) -> None:
    """„hat gestoppt mehrere Verbote“: the participle that the tagger took for an adjective."""
    if forms.lemma(helper.text, "VERB") != "haben" or helper.tag_ != "VAFIN":
        return
    stretch = list(takewhile(lambda t: t.text not in _STOPS and t.tag_ not in _OPENERS, rest))
    if any(t.tag_.startswith("V") for t in stretch):
        return
    for token in stretch:
        if token.tag_ == "ADJD" and "PA2" in verb_forms(forms, token.text):
            retag(token, "VVPP")
            return


def _behind(helper: Token, token: Token, forms: Forms) -> str | None:
    possible = verb_forms(forms, token.text)
    if helper.tag_ == "VMFIN":
        return "VVINF" if "INF" in possible else None
    if "PA2" in possible:
        return "VVPP"
    return "VVINF" if "INF" in possible and forms.lemma(helper.text, "VERB") == "werden" else None
