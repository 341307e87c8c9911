"""What a pipeline is made of, as a value: the recipe that ships, and the variants it was measured against."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way to fit the networks.

    one_scheme: the treebanks' labels are brought to one scheme first. pretrained: the embedding starts from free text.
    news: how often our own annotated sentences stand among the others. grammar: how many generated ones are added.
    width, depth: of the embedding's layers.
    """

    name: str
    one_scheme: bool = True
    pretrained: bool = True
    news: int = 2
    grammar: int = 3000
    width: int = 96
    depth: int = 4
    parse: bool = True
    entities: bool = True


SHIPPED = Recipe("shipped")
PLAIN = Recipe("treebanks as they come", one_scheme=False, pretrained=False, news=0, grammar=0, entities=False)
VARIANTS = (
    PLAIN,
    Recipe("one scheme", pretrained=False, news=0, grammar=0),
    Recipe("one scheme, pretrained", news=0, grammar=0),
    Recipe("one scheme, grammar", pretrained=False, news=0),
    Recipe("one scheme, news", pretrained=False, grammar=0),
    Recipe("one scheme, pretrained, news", grammar=0),
    SHIPPED,
    Recipe("wider and deeper, not pretrained", pretrained=False, width=128, depth=6),
)
