"""What a pipeline is made of, as a value: the recipe that ships, and the variants it was measured against."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way to fit the networks.

    one_scheme: the treebanks' labels are brought to one scheme first. pretrained: the embedding starts from free text.
    news: how often our own annotated sentences stand among the others. grammar: how many generated ones the parse is
    fitted on; grammar_names: how many the entities are.
    width, depth: of the embedding's layers.
    """

    name: str
    one_scheme: bool = True
    pretrained: bool = True
    news: int = 2
    grammar: int = 3000
    grammar_names: int = 0
    width: int = 96
    depth: int = 4
    entities: bool = True


SHIPPED = Recipe("shipped")
# the networks' variants: what is taken away from, or done otherwise than in, the one that ships
VARIANTS = (
    SHIPPED,
    Recipe("not pretrained", pretrained=False),
    Recipe("no generated sentences", grammar=0, entities=False),
    Recipe("no news by hand", news=0, grammar_names=3000),
    Recipe("neither generated nor by hand", news=0, grammar=0),
    Recipe("and each treebank's own scheme", news=0, grammar=0, one_scheme=False, entities=False),
    Recipe("generated sentences for names too", grammar_names=3000),
    Recipe("wider and deeper", pretrained=False, width=128, depth=6),
)
