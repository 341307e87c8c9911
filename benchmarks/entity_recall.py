"""How many of the gold entities linking finds, with which class and Wikidata id, and what it says besides.

    python benchmarks/entity_recall.py GOLD_DIR ARTICLE_DIR [--extra]

An article belongs to a gold file ID.yaml when its stem is ID or begins with ID_. An entity counts as found when one
mentioned in the article has its Wikidata id, or a name (label, alias met in the text) equal to one of gold's names.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import yaml

from kg.language.pipeline import load_pipeline
from kg.linking.link import link
from kg.linking.table import EntityTable, load_table
from kg.model import Article, Entity, How, Mention
from kg.reading import read_all

ARTICLE = re.compile(r"\b(der|die|das|den|dem|des|the)\b")


def norm(name: str) -> str:
    """A name as the scorer compares it: small letters, no punctuation, no article."""
    name = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(ARTICLE.sub(" ", re.sub(r"[^\w%&.]+", " ", name)).split())


def names_of(mentions: tuple[Mention, ...]) -> dict[Entity, set[str]]:
    """Every entity mentioned, with its label and the names the text gives it."""
    names: dict[Entity, set[str]] = defaultdict(set)
    for m in mentions:
        names[m.entity].add(norm(m.entity.name))
        if m.how in (How.NAME, How.METONYM):
            names[m.entity].add(norm(m.text))
    return names


def find(gold: dict, names: dict[Entity, set[str]], aliases: EntityTable) -> list[Entity]:
    """The entities mentioned that are the gold entity."""
    wanted = {norm(n) for n in gold["names"]}
    hits = []
    for entity, own in names.items():
        if gold.get("qid") and entity.wikidata:
            if gold["qid"] == entity.wikidata:
                hits.append(entity)
        elif wanted & (own | {norm(a) for a in aliases.aliases(entity.id)}):
            hits.append(entity)
    return hits


def read(path: Path) -> Article:
    """The article of a file, as a build reads it."""
    (article,) = (a for a in read_all([path]) if isinstance(a, Article))
    return article


def main() -> None:
    """Prints the figures, the misses and (with --extra) the entities that only linking names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--extra", action="store_true", help="list unknown entities that gold does not hold")
    options = parser.parse_args()
    nlp, table = load_pipeline(), load_table()
    forms = nlp.get_pipe("kg_lemmatizer").forms
    count: Counter[str] = Counter()
    by_class: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for path in sorted(options.gold.glob("*.yaml")):
        gold = yaml.safe_load(path.read_text(encoding="utf-8"))
        source = next(p for p in sorted(options.articles.glob("*.txt")) if p.stem.split("_")[0] == path.stem)
        article = read(source)
        names = names_of(link(nlp(article.text), article, table, forms))
        matched: set[Entity] = set()
        for entity in gold["entities"]:
            hits = find(entity, names, table)
            matched.update(hits)
            right = any(e.cls == entity["type"] for e in hits)
            by_class[entity["type"]][1] += 1
            by_class[entity["type"]][0] += bool(hits)
            count["gold"] += 1
            count["found"] += bool(hits)
            count["class"] += right
            if entity.get("qid") and hits:
                count["wikidata_n"] += 1
                count["wikidata"] += any(e.wikidata == entity["qid"] for e in hits)
            if not hits:
                print(f"{path.stem} missed {entity['type']:14} {entity['names']}")
            elif not right:
                print(f"{path.stem} class  {entity['type']:14} {entity['names'][0]}: {sorted({e.cls for e in hits})}")
        for decoy in gold.get("decoys") or []:
            if find(decoy, names, table):
                print(f"{path.stem} DECOY  {decoy['names']}")
                count["decoys"] += 1
        extra = sorted(names.keys() - matched, key=lambda e: e.id)
        count["extra_unknown"] += sum(not e.known for e in extra)
        count["unknown"] += sum(not e.known for e in names)
        if options.extra:
            for e in extra:
                if not e.known:
                    print(f"{path.stem} extra  {e.cls:14} {e.name}   {sorted(names[e])}")
    for cls, (found, total) in sorted(by_class.items()):
        print(f"{cls:16}{found:4} of {total}")
    print(f"recall    {100 * count['found'] / count['gold']:5.1f} % ({count['found']}/{count['gold']})")
    print(f"class     {100 * count['class'] / count['found']:5.1f} % ({count['class']}/{count['found']})")
    print(
        f"Wikidata  {100 * count['wikidata'] / max(count['wikidata_n'], 1):5.1f} % "
        f"({count['wikidata']}/{count['wikidata_n']})"
    )
    print(
        f"unknown entities {count['unknown']}, of them not in gold {count['extra_unknown']}; "
        f"decoys found {count['decoys']}"
    )


if __name__ == "__main__":
    main()
