"""The German pipeline that ships in the package, and the spaCy components of our own that it needs.

In order: lexicon features (in the vocabulary), tags, morphology, line breaks, parse, whitespace, entities, lemmas,
words of our field.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import compile_infix_regex, compile_suffix_regex

from kg.errors import ModelError
from kg.language import domain, external, features, lines, names  # noqa: F401  (domain, features: for spaCy)
from kg.language.forms import MODEL, Forms

PIPELINE = MODEL / "pipeline"
REQUIRED = tuple("tagger morphologizer kg_lines parser kg_whitespace ner kg_names kg_lemmatizer kg_domain".split())

CASE = {"Nom": "NOM", "Gen": "GEN", "Dat": "DAT", "Acc": "AKK"}
NUMBER = {"Sing": "SIN", "Plur": "PLU"}
Agreements = frozenset[tuple[str, str, str]]  # case, number, gender
GENDER = {"Masc": "MAS", "Fem": "FEM", "Neut": "NEU"}


def load_pipeline(path: Path | str | None = None) -> Language:
    """The pipeline, ready to read German text.

    path: its folder, or the name of an installed spaCy package (default: the one that ships). Pipelines of others get
    our components behind theirs (kg.language.external).
    Text → Doc with UD heads and labels, STTS `tag_`, UD `pos_` and `morph`, `lemma_`, `ents` (PER ORG LOC MISC
    PRODUCT MATERIAL MEASURE), `sents`.
    Raises ModelError when files are missing or made for another version of spaCy, or the pipeline cannot be used.
    """
    if path is None and not (PIPELINE / "config.cfg").is_file():
        raise ModelError(f"{PIPELINE}: no German pipeline here; reinstall kg (or python -m training.make_model)")
    folder = external.find(path) if path is not None else PIPELINE
    try:
        with warnings.catch_warnings():
            # spaCy only warns (W094, W095) that weights were made for another minor version and do not fit.
            warnings.filterwarnings("error", message=r"\[W09[45]\]")
            nlp = spacy.load(folder)
    except ModelError:
        raise
    except Exception as error:  # whatever spaCy or thinc raise over a damaged file, the user needs one line
        owner = "kg" if path is None else "it"
        what = str(error).strip().splitlines()[0][:160] if str(error).strip() else type(error).__name__
        raise ModelError(f"{folder}: the German pipeline does not load ({what}); reinstall {owner}") from error
    _settle_tokens(nlp)
    if path is not None and not any(name.startswith("kg_") for name in nlp.pipe_names):
        return external.adopt(nlp, str(path))
    missing = [name for name in REQUIRED if name not in nlp.pipe_names]
    if missing:
        raise ModelError(f"{folder}: the German pipeline lacks {', '.join(missing)}; reinstall kg")
    return nlp


def _settle_tokens(nlp: Language) -> None:
    """A full stop behind a model's name or a year ends the sentence ("den H20.", "im Jahr 2025."), unlike "12."; a
    colon before a quote stands alone also where the space is missing ("Trump:„Wir …").

    "5G" is one word, no five of a unit.
    """
    for generation in "23456":
        nlp.tokenizer.add_special_case(f"{generation}G", [{ORTH: f"{generation}G"}])  # type: ignore[union-attr]
    stops = [rf"(?<=[A-Za-zÄÖÜäöüß]\d{{{n}}})\." for n in range(1, 5)] + [r"(?<=(?:19|20)\d\d)\."]
    suffixes = [*(nlp.Defaults.suffixes or []), *stops]
    nlp.tokenizer.suffix_search = compile_suffix_regex(suffixes).search  # type: ignore[attr-defined]
    infixes = [*(nlp.Defaults.infixes or []), r"(?<=[A-Za-zÄÖÜäöüß]):(?=[„“»«\"])", r"(?<=:)[„“»«\"](?=[A-ZÄÖÜ])"]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[attr-defined]


def parser_labels(nlp: Language) -> frozenset[str]:
    """The dependency labels the parser can give; a rule on any other label would never match."""
    return frozenset(nlp.get_pipe("parser").labels)  # type: ignore[attr-defined]


@Language.factory("kg_lines", assigns=["token.is_sent_start"])
def make_lines(nlp: Language, name: str) -> Lines:
    """spaCy's factory for the sentence starts preset before the parser runs."""
    return Lines(Forms.load())


class Lines:
    """Sentence starts that are plain before any parse; `forms` is the full-form lexicon."""

    def __init__(self, forms: Forms):
        self.forms = forms

    def __call__(self, doc: Doc) -> Doc:
        return lines.preset_starts(doc, self.forms)


@Language.component("kg_whitespace")
def whitespace(doc: Doc) -> Doc:
    """Takes whitespace out of the tree after the parser has run."""
    return lines.settle_whitespace(doc)


@Language.factory("kg_names", assigns=["doc.ents"], requires=["doc.ents"])
def make_names(nlp: Language, name: str) -> Names:
    """spaCy's factory for the settling of names over an article."""
    return Names(Forms.load())


class Names:
    """One label for a name in one article; `forms` is the full-form lexicon."""

    def __init__(self, forms: Forms):
        self.forms = forms

    def __call__(self, doc: Doc) -> Doc:
        return names.settle_names(doc, self.forms)


@Language.factory("kg_lemmatizer", assigns=["token.lemma"], requires=["token.pos", "token.tag", "token.morph"])
def make_lemmatizer(nlp: Language, name: str) -> Lemmatizer:
    """spaCy's factory for the lemmatizer."""
    return Lemmatizer(Forms.load())


class Lemmatizer:
    """Lemmas by the full-form lexicon; `forms` is that lexicon, for all who hold the pipeline."""

    def __init__(self, forms: Forms):
        self.forms = forms
        self._agreements: dict[int, Agreements] = {}

    def __call__(self, doc: Doc) -> Doc:
        for token in doc:
            token.lemma_ = self.lemma(token)
        return doc

    def lemma(self, token: Token) -> str:
        """The lemma of one token; the form itself where the lexicon knows none."""
        text = token.text
        if token.is_space or token.is_punct or not any(c.isalpha() for c in text):
            return text
        first = bool(token.is_sent_start) or (token.i > 0 and token.nbor(-1).is_punct)
        agrees = self._agreements.get(token.morph.key)
        if agrees is None:
            agrees = self._agreements[token.morph.key] = _agreement(token)
        # The tag of a verb says more than its part of speech: finite, participle, infinitive.
        verb = token.pos_ in ("VERB", "AUX") and token.tag_[:1] == "V"
        found = self.forms.lemma(text, token.tag_ if verb else token.pos_, sentence_start=first, agrees=agrees)
        if found is None and token.tag_:
            found = self.forms.lemma(text, token.tag_, sentence_start=first, agrees=agrees)
        if found is not None:
            return found
        return text.lower() if first and token.pos_ not in ("NOUN", "PROPN", "X") else text


def _agreement(token: Token) -> Agreements:
    def get(name: str, table: dict[str, str]) -> str:
        return next((table[value] for value in token.morph.get(name) if value in table), "")

    return frozenset({(get("Case", CASE), get("Number", NUMBER), get("Gender", GENDER))})
