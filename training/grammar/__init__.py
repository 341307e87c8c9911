"""A grammar of our own that writes annotated German news sentences: trees, features, lemmas and entities."""

from __future__ import annotations

import random
from pathlib import Path

from training.grammar.attributes import attributes, participle_attribute
from training.grammar.relatives import explanation, relative_clause
from training.grammar.sentences import draw
from training.grammar.tokens import sentence
from training.grammar.world import World
from training.news_sentences import NewsSentence

LONGEST, SHORTEST = 38, 3


def write(count: int, seed: int, lexicon: Path, entities: Path) -> list[NewsSentence]:
    """Sentences with gold annotation, the same for the same seed.

    `lexicon` is the full-form lexicon that surnames come from (the compiled one in the package where it is missing);
    `entities` is the table of known firms, people and places.
    """
    world = World(lexicon, entities)
    world.attributes, world.participle = attributes, participle_attribute
    world.relative, world.explain = relative_clause, explanation
    found: list[NewsSentence] = []
    number = 0
    while len(found) < count:
        # Each sentence has a seed of its own: one that is thrown away does not move those behind it.
        world.chance = random.Random(seed * 1_000_003 + number)
        number += 1
        one = sentence(draw(world))
        if SHORTEST <= len(one.tree) <= LONGEST:
            found.append(one)
    return found
