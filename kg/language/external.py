"""Another spaCy pipeline in the place of ours: what it must have, and what is put behind it.

Its tokens, STTS tags, parse and entities are used. Ours come before and behind it: sentence starts that are plain,
whitespace out of the tree, TIGER labels turned into UD, names settled over the text, lemmas by our lexicon. The lexicon
features are for our own networks and stay away.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import ModelError
from kg.language.tiger import LABELS as TIGER
from kg.language.tiger import to_ud

UD = frozenset(
    "ROOT root acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated "
    "expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum vocative "
    "xcomp".split()
)
SHOWN = 6  # labels that a message names at most


def find(name: str | Path) -> Path | str:
    """Where a pipeline lies: a folder with its config, or an installed spaCy package.

    name: a folder or the name of a package. Raises ModelError where it is neither.
    """
    folder = Path(name)
    if str(name).strip() and (folder / "config.cfg").is_file():
        return folder
    text = str(name)
    if text.strip() and not folder.exists() and "/" not in text and "\\" not in text and spacy.util.is_package(text):
        return text
    what = "a folder without config.cfg" if folder.is_dir() else "no installed spaCy package and no folder"
    raise ModelError(f"{text or '--pipeline'}: {what}; name a German spaCy pipeline, as in --pipeline de_core_news_lg")


def scheme(labels: Iterable[str]) -> str | None:
    """ "ud" or "tiger" by the labels a parser can give; None where they are of neither."""
    found = {label for label in labels if label}
    if {label.partition(":")[0] for label in found} <= UD:
        return "ud"
    return "tiger" if found <= TIGER else None


def adopt(nlp: Language, name: str) -> Language:
    """The pipeline with our components put into it.

    name: what the user called it, for messages. Raises ModelError where it is not German, lacks a tagger or a parser,
    or has labels that are neither UD nor TIGER.
    """
    if nlp.lang != "de":
        raise ModelError(f"{name}: a pipeline for the language {nlp.lang!r}; name a German one")
    parser = _component(nlp, "parser")
    tagger = _component(nlp, "tagger")
    for what, found in (("parser", parser), ("tagger", tagger)):
        if found is None:
            raise ModelError(f"{name}: the pipeline has no {what}; it has {', '.join(nlp.pipe_names) or 'nothing'}")
    assert parser is not None
    labels = frozenset(nlp.get_pipe(parser).labels)  # type: ignore[attr-defined]
    read = scheme(labels)
    if read is None:
        known = {label for label in labels if label.partition(":")[0] in UD} | TIGER
        strange = sorted(labels - known) or sorted(labels)
        shown = ", ".join(strange[:SHOWN]) + (", …" if len(strange) > SHOWN else "")
        raise ModelError(f"{name}: the parser's labels are neither UD nor TIGER (met: {shown}); name another pipeline")
    for lemmatizer in (_component(nlp, "lemmatizer"), _component(nlp, "trainable_lemmatizer")):
        if lemmatizer is not None:
            nlp.remove_pipe(lemmatizer)  # ours stands at the end
    nlp.add_pipe("kg_lines", before=parser)
    nlp.add_pipe("kg_whitespace")
    if read == "tiger":
        nlp.add_pipe("kg_tiger")
    nlp.add_pipe("kg_names")
    nlp.add_pipe("kg_lemmatizer")
    nlp.add_pipe("kg_domain")
    return nlp


def _component(nlp: Language, factory: str) -> str | None:
    """The name of the first active component that a factory made, or that is called so."""
    made = (name for name in nlp.pipe_names if nlp.get_pipe_meta(name).factory == factory)
    return next(made, factory if factory in nlp.pipe_names else None)


@Language.component("kg_tiger", requires=["token.dep", "token.tag"], assigns=["token.dep", "token.head"])
def turn(doc: Doc) -> Doc:
    """Heads and labels of TIGER turned into those of UD."""
    return to_ud(doc) if doc.has_annotation("DEP") else doc
