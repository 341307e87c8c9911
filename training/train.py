"""Fitting the networks: pretraining on free text, then tags and parse, then entities; and putting them together."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.cli.train import train as spacy_train
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training.pretrain import pretrain as spacy_pretrain
from spacy.util import load_config, load_model_from_config

from kg import __version__
from kg.language import pipeline as _components  # noqa: F401  (registers our components with spaCy)
from training.compile_forms import rows
from training.convert_entities import Entities, Sentence, of_trees
from training.convert_entities import to_doc as entity_doc
from training.convert_trees import Tree, training_docs
from training.grammar import write
from training.news_sentences import NEWS, NewsSentence, read_news
from training.raw_text import write_raw
from training.recipe import Recipe
from training.swap_names import name_pool, swap

CONFIGS = Path(__file__).parent / "configs"
ENTITIES = Path(__file__).parents[1] / "seeds" / "entities.tsv"
RAW_WORDS = 4_000_000
SWAPPED = frozenset({"germeval", "uner", "news"})  # these stand a second time with other names


HEADS = {"syntax": ("tagger", "morphologizer", "parser"), "entities": ("ner",)}


@dataclass(frozen=True, slots=True)
class Own:
    """Sentences of our own to fit on: annotated by hand, and generated."""

    news: list[NewsSentence]
    grammar: list[NewsSentence]


def own_sentences(recipe: Recipe, corpora: Path, generated: int) -> Own:
    """What the recipe asks for of our own, with so many generated sentences."""
    lexicon = corpora / "lexicon" / "german-forms.tsv.xz"
    return Own(
        read_news(sorted(NEWS.glob("fit-*.conllu"))) if recipe.news else [],
        write(generated, 1, lexicon, ENTITIES) if generated else [],
    )


def pretrain(corpora: Path, forms: Path, work: Path) -> Path:
    """Pretrains the embedding on the Bundestag's protocols; gives the file of weights. Kept if it is there already."""
    weights = work / "pretrained.bin"
    if weights.exists():
        return weights
    raw = work / "raw.jsonl"
    write_raw(corpora / "text" / "parliament.txt.xz", raw, RAW_WORDS)
    overrides = {
        "paths.raw": str(raw),
        "paths.vectors": str(corpora / "start" / "vectors-parliament"),
        "nlp.after_creation.path": str(forms),
    }
    config = load_config(CONFIGS / "syntax.cfg", overrides=overrides, interpolate=True)
    filled = load_model_from_config(config, auto_fill=True, validate=False).config.interpolate()
    out = work / "pretrain"
    out.mkdir(parents=True, exist_ok=True)
    spacy_pretrain(filled, out, use_gpu=-1, silent=False)
    shutil.copyfile(out / "model-last.bin", weights)
    return weights


def fit(
    name: str, train: list[Doc], dev: list[Doc], corpora: Path, forms: Path, work: Path, run: str, recipe: Recipe
) -> Language:
    """Fits configs/`name`.cfg (syntax or entities) on documents; the best weights by the measure on `dev`."""
    folder = work / run
    folder.mkdir(parents=True, exist_ok=True)
    DocBin(docs=train).to_disk(folder / "train.spacy")
    DocBin(docs=dev).to_disk(folder / "dev.spacy")
    overrides = {
        "paths.train": str(folder / "train.spacy"),
        "paths.dev": str(folder / "dev.spacy"),
        "paths.vectors": str(corpora / "start" / "vectors-parliament"),
        "paths.init_tok2vec": str(work / "pretrained.bin") if recipe.pretrained else None,
        "nlp.after_creation.path": str(forms),
        "components.tok2vec.model.embed.width": recipe.width,
        "components.tok2vec.model.encode.width": recipe.width,
        "components.tok2vec.model.encode.depth": recipe.depth,
        "training.max_steps": recipe.steps[name == "entities"],
    }
    for component in HEADS[name]:
        overrides[f"components.{component}.model.tok2vec.width"] = recipe.width
    spacy_train(CONFIGS / f"{name}.cfg", folder, overrides=overrides)
    return spacy.load(folder / "model-best")


def syntax_docs(nlp: Language, trees: list[Tree], own: Own, recipe: Recipe) -> list[Doc]:
    """Documents to fit tags and parse on: treebanks, our own sentences as often as the recipe says, generated ones."""
    ours = [s.tree for s in own.news] * recipe.news + [s.tree for s in own.grammar]
    return training_docs(nlp.vocab, [*trees, *ours])


def entity_docs(nlp: Language, entities: Entities, own: Own, recipe: Recipe, corpora: Path) -> list[Doc]:
    """Documents to fit entities on: one to three sentences each, some with blank lines, names swapped in copies."""
    chance = random.Random(0)
    sources = entities.train | {"news": of_trees(own.news), "grammar": of_trees(own.grammar)}
    copies = {"news": recipe.news}
    every = (s for sentences in entities.train.values() for s in sentences)
    pool = name_pool(every, _lexicon_names(corpora))
    chosen: list[Sentence] = []
    for corpus, sentences in sources.items():
        chosen.extend(sentences * copies.get(corpus, 1))
        if corpus in SWAPPED and copies.get(corpus, 1):
            chosen.extend(swap(s, pool, chance) for s in sentences if any(label != "O" for label in s.labels))
    chance.shuffle(chosen)
    docs, at = [], 0
    while at < len(chosen):
        size = chance.choice((1, 1, 2, 3))
        docs.append(entity_doc(nlp, chosen[at : at + size], breaks=chance.random() < 0.4))
        at += size
    return docs


def _lexicon_names(corpora: Path) -> list[tuple[str, str]]:
    """First names, surnames, cities and countries of the lexicon in the nominative."""
    found = set()
    for form, lemma, tags in rows(corpora / "lexicon" / "german-forms.tsv.xz"):
        if form == lemma and "EIG:NOM:SIN" in tags and form[:1].isupper() and len(form) > 2:
            found.update((form, kind) for kind in ("VOR", "NAC", "STD", "COU") if f":{kind}" in tags)
    return sorted(found)


def assemble(syntax: Language, entities: Language, out: Path) -> Language:
    """The pipeline that ships, written to the folder `out`: both networks and the components of our own."""
    syntax.add_pipe("kg_lines", before="parser")
    syntax.add_pipe("kg_whitespace", after="parser")
    entities.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    syntax.add_pipe("ner", source=entities, name="ner")
    syntax.add_pipe("kg_names")
    syntax.add_pipe("kg_lemmatizer")
    syntax.add_pipe("kg_domain")
    syntax.config["nlp"]["after_creation"]["path"] = None
    for path in ("train", "dev", "raw", "vectors", "init_tok2vec"):
        syntax.config["paths"][path] = None
    syntax.meta.update(
        name="kg_news",
        version=__version__,
        description="German news: UD parse, STTS tags, morphology, lemmas by a full-form lexicon, named entities",
        license="CC BY-SA 4.0",
        url="",
        author="the authors of kg",
        spacy_version=">=3.8.0,<3.9.0",
    )
    syntax.meta.pop("performance", None)
    if out.exists():
        shutil.rmtree(out)
    syntax.to_disk(out)
    forget_words(syntax, out / "vocab" / "strings.json")
    return syntax


def forget_words(nlp: Language, path: Path) -> None:
    """Leaves in a saved list of strings only labels and what spaCy's German itself knows, not the corpora's words."""
    kept = set(spacy.blank("de").vocab.strings)
    for name in nlp.pipe_names:
        for label in getattr(nlp.get_pipe(name), "labels", ()):
            features = label.split("|")
            kept.update((label, "|".join(f for f in features if not f.startswith("POS="))))
            kept.update(part for feature in features for part in (feature, *feature.split("=")))
    kept.update(("_SP", "SPACE", "dep", ""))
    strings = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(sorted(kept & set(strings)), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
