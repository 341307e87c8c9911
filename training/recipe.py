"""What a pipeline is made of, as a value: the recipe that ships, and the variants it was measured against."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way to fit the networks.

    one_scheme: the treebanks' labels are brought to one scheme first. pretrained: the embedding starts from free text.
    news: how often our own annotated sentences stand among the others. grammar: how many generated ones the parse is
    fitted on; grammar_names: how many the entities are.
    width, depth: of the embedding's layers. steps: of the parse's fit and of the entities', in batches of up to 1,000
    words.
    """

    name: str
    one_scheme: bool = True
    pretrained: bool = True
    news: int = 2
    grammar: int = 3000
    grammar_names: int = 0
    width: int = 96
    depth: int = 4
    steps: tuple[int, int] = (2500, 2500)
    entities: bool = True


SHIPPED = Recipe("shipped")
# what is taken away from the recipe that ships, or done otherwise
_BARE = Recipe("treebanks alone, one scheme", pretrained=False, news=0, grammar=0, steps=(1500, 2500))
VARIANTS = (
    replace(_BARE, name="treebanks alone, each in its own scheme", one_scheme=False, entities=False),
    _BARE,
    replace(_BARE, name="treebanks alone, one scheme, wider and deeper", width=128, depth=6, entities=False),
    Recipe("not pretrained", pretrained=False),
    Recipe("no generated sentences", grammar=0, entities=False),
    Recipe("generated sentences for names too, more steps", grammar_names=3000, steps=(2500, 4000)),
    SHIPPED,
)
