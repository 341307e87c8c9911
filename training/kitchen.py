"""Corpora, lexicon and recipe come together: one fit of the parse or of the entities."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.language.forms import Forms
from training import train
from training.convert_entities import Entities, load_entities
from training.convert_entities import to_doc as entity_doc
from training.convert_trees import Split, Tree, load_split
from training.convert_trees import to_doc as tree_doc
from training.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Kitchen:
    """Everything a fit needs. `forms`: the folder of the compiled lexicon; `work`: where fits and pretraining lie."""

    corpora: Path
    forms: Path
    work: Path
    split: Split
    names: Entities
    blank: Language

    @classmethod
    def open(cls, corpora: Path, forms: Path, work: Path) -> Kitchen:
        """Reads the corpora."""
        blank = spacy.blank("de")
        return cls(corpora, forms, work, load_split(corpora), load_entities(corpora, blank, Forms.load(forms)), blank)

    def syntax(self, recipe: Recipe, trees: list[Tree], run: str) -> Language:
        """Tags, morphology and parse fitted on treebank trees and what the recipe adds, under `work`/`run`."""
        own = train.own_sentences(recipe, self.corpora, recipe.grammar)
        docs = train.syntax_docs(self.blank, trees, own, recipe)
        dev = [tree_doc(self.blank.vocab, [tree]) for tree in self.split.dev]
        return train.fit("syntax", docs, dev, self.corpora, self.forms, self.work, run, recipe)

    def entities(self, recipe: Recipe, run: str = "entities") -> Language:
        """The recognizer fitted on the corpora and what the recipe adds, under `work`/`run`."""
        own = train.own_sentences(recipe, self.corpora, recipe.grammar_names)
        docs = train.entity_docs(self.blank, self.names, own, recipe, self.corpora)
        dev = [entity_doc(self.blank, [s]) for s in self.names.dev]
        return train.fit("entities", docs, dev, self.corpora, self.forms, self.work, run, recipe)

    def germeval_test(self) -> list[Doc]:
        """The 1,000 sentences of GermEval that are measured on."""
        return [entity_doc(self.blank, [s]) for s in self.names.test]
