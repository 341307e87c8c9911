"""Goods named before and resumed: "Gallium … auf [den Rohstoff] angewiesen", "Uran … gefördert wird [es] von"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import How, Mention

from ..frames.tables import VerbFrame, parse_slot
from ..scene import Scene
from .origins import is_goods, is_model

# nouns that name no goods of their own behind a definite article
_GENERIC = frozenset(
    "Rohstoff Metall Edelmetall Halbmetall Leichtmetall Material Stoff Mineral Element Brennstoff Energieträger".split()
)
_AGREES = {"es": ("SIN:NEU",), "ihn": ("SIN:MAS",), "sie": ("PLU", "SIN:FEM")}
_OF_GOODS = frozenset({"produces", "uses", "dependsOn"})
_HANDED = parse_slot("obj")
_WINDOW = 60  # tokens


def goods_resumed(scene: Scene, clause: Clause, phrase: Phrase) -> tuple[Mention, ...]:
    """The goods that a noun of no content or a pronoun stands for; none where it may be something else."""
    if phrase.kind == "noun":
        if scene.noun(phrase) not in _GENERIC or not _definite(scene, phrase):
            return ()
        found = next(_before(scene, phrase), ())
        plural = "SIN" not in phrase.numbers
        return tuple(map(_taken_up, found if plural else found[-1:]))
    wanted = _AGREES.get(scene.doc[phrase.head].lower_, ())
    if not wanted or clause.predicate is None or scene.covering(phrase.head):
        return ()
    frames = scene.frames.verbs.get(clause.predicate.lemma, ())
    if not any(frame.relation in _OF_GOODS or _hands(frame) for frame in frames):
        return ()
    for found in _before(scene, phrase, products=True):
        fitting = [m for m in found if _agrees(scene, m, wanted)]
        if fitting:
            return (_taken_up(fitting[-1]),)
    return ()


def _hands(frame: VerbFrame) -> bool:
    """„Tschechien bekommt [sie] von Framatome“: the object of a row of kg:supplies is the goods."""
    return frame.relation == "supplies" and any(
        name == "product" and slot == _HANDED for name, slot in frame.qualifiers
    )


def _definite(scene: Scene, phrase: Phrase) -> bool:
    """„das Metall“, "dieser Rohstoff", "die beiden Metalle", with nothing behind that says which."""
    first = scene.doc[phrase.start]
    plain = all(
        scene.doc[i].lower_ in ("beiden", "begehrte", "begehrten") for i in range(phrase.start + 1, phrase.head)
    )
    definite = first.lower_.startswith(("d", "beide")) and first.tag_ in ("ART", "PDAT", "PIAT")
    joined = phrase.prep_at is not None and scene.doc[phrase.prep_at].tag_ == "APPRART"  # "vom Rohstoff"
    return phrase.name is None and plain and (definite or (joined and phrase.start == phrase.head))


def _before(scene: Scene, phrase: Phrase, products: bool = False) -> Iterator[tuple[Mention, ...]]:
    """Materials named before, sentence by sentence backwards."""
    group: list[Mention] = []
    for i in range(phrase.start - 1, max(-1, phrase.start - _WINDOW), -1):
        if scene.doc[i].text in (".", "!", "?") and group:
            yield tuple(reversed(group))
            group = []
        for mention in scene.at.get(i, ()):
            known = mention.how is How.NAME and mention.first == i and mention.entity.known
            material = mention.entity.cls == "Material" or (products and is_goods(mention) and not is_model(mention))
            if known and material and all(m.entity.id != mention.entity.id for m in group):
                group.append(mention)
    if group:
        yield tuple(reversed(group))


def _agrees(scene: Scene, mention: Mention, wanted: tuple[str, ...]) -> bool:
    text = scene.doc[mention.last - 1].text
    tags = {tag for reading in scene.forms.readings(text) for tag in reading.tags}
    if not tags:  # "Speicherchips": no entry of its own
        return "PLU" in wanted and text.endswith(("s", "en"))
    cases = {tag.partition(":")[2] for tag in tags if not tag.startswith("DAT:SIN") and not tag.startswith("GEN:SIN")}
    return any(case.startswith(form) for case in cases for form in wanted)


def _taken_up(mention: Mention) -> Mention:
    return replace(mention, how=How.COREFERENCE, hops=1)
