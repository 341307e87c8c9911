"""The sample articles and their gold facts fit each other, the ontology and what reading makes of the files."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
import yaml

from kg import vocab
from kg.model import Article, Modality, Status
from kg.reading import load, read_all

ROOT = Path(__file__).parents[2]
ARTICLES = sorted((ROOT / "seeds" / "articles").glob("*.md"))
GOLD = ROOT / "tests" / "gold"
RULES = load()


def gold_of(path: Path) -> dict:
    return yaml.safe_load((GOLD / f"{path.stem}.yaml").read_text(encoding="utf-8"))


def article_of(path: Path) -> Article:
    (article,) = read_all([path], RULES)
    assert isinstance(article, Article), article
    return article


def prose_of(article: Article) -> str:
    return "\n".join(article.text[start:end] for start, end in article.prose)


def test_every_article_has_its_gold_and_every_gold_its_article():
    assert len(ARTICLES) == 12
    assert {path.stem for path in ARTICLES} == {path.stem for path in GOLD.glob("*.yaml")}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_article(path):
    article = article_of(path)
    assert 250 <= len(article.text.split()) <= 500
    assert article.title and article.publisher
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", article.issued or "")
    assert "CoinHafen" not in prose_of(article)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_gold(path):
    gold, article = gold_of(path), article_of(path)
    prose = " ".join(prose_of(article).split())
    assert str(gold["published"]) == article.issued
    classes = {entity["key"]: entity["type"] for entity in gold["entities"]}
    keys = set(classes)
    decoys = {entity["key"] for entity in gold.get("decoys", [])}
    assert len(keys) == len(gold["entities"])
    for entity in gold["entities"]:
        assert vocab.is_a(entity["type"], "Entity"), entity
    facts = gold["facts"]
    assert len(facts) >= 25 and sum(fact["core"] for fact in facts) >= 8
    for fact in facts:
        assert {*fact["s"], *fact["o"]} <= keys, fact
        forms = product(fact["s"], fact["p"], fact["o"])
        assert any(vocab.RELATIONS[p].fits(classes[s], classes[o]) for s, p, o in forms), fact
        assert fact["modality"] in list(Modality) and fact["status"] in list(Status)
        assert fact["attributed"] is None or fact["attributed"] in keys
        assert fact["cue"] in prose and len(fact["cue"].split()) <= 8, fact["cue"]
    for trap in gold["not_facts"]:
        assert {*trap["s"], *trap["o"]} <= keys | decoys, trap
        assert all(name in vocab.RELATIONS for name in trap["p"]), trap


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_no_trap_is_a_fact(path):
    gold = gold_of(path)
    for trap in gold["not_facts"]:
        for fact in gold["facts"]:
            alt = fact.get("alt", {})
            plain = "Asserted" in [fact["modality"], *alt.get("modality", [])]
            current = "Current" in [fact["status"], *alt.get("status", [])]
            same = all(set(trap[part]) & set(fact[part]) for part in ("s", "p", "o"))
            assert not (same and plain and current), (trap, fact)
