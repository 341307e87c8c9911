"""Exports whose owner the sentence before has named: "Chinas Exporte wuchsen. Die Ausfuhren in die EU stiegen"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.numbers import written
from kg.language.phrases import Phrase
from kg.model import How, Mention, Qualifier
from kg.vocab import is_a

from ..found import Found
from ..scene import Scene
from ..scope.scope import Scope, phrase_modality

_EXPORTS = ("export", "ausfuhr", "exporte", "ausfuhren", "exporten")
_FORMS = (*_EXPORTS, "exports")
_WINDOW = 160  # tokens before the sentence in which the exporter is looked for
_TO = ("in", "nach", "an")
_RESUMED = frozenset({",", "und", "sowie", "jene", "die", "diejenigen"})
_FALLS = frozenset(
    "sinken fallen einbrechen schrumpfen zurückgehen abnehmen nachlassen abstürzen sacken einknicken wegbrechen".split()
)


def export_facts(scene: Scene) -> Iterator[Found]:
    """Where the goods of a state named before go, each destination in a row of them."""
    for phrase in scene.sentence.phrases:
        if phrase.kind != "noun" or not scene.noun(phrase).lower().endswith(_EXPORTS):
            continue
        own = _owner(scene, phrase)
        exporter = own or _before(scene, phrase)
        if exporter is None:
            continue
        _, status = phrase_modality(scene, phrase)
        destinations = _destinations(scene, phrase)
        for n, (place, mention) in enumerate(destinations):
            if own is not None and n == 0:
                continue  # told by the noun's own row
            yield Found(
                exporter,
                "supplies",
                mention,
                "supplies.exports-of-before",
                phrase.head,
                0.6,
                status=Scope(status=status).status,
                qualifiers=tuple(_change(scene, place)),
            )


def _owner(scene: Scene, phrase: Phrase) -> Mention | None:
    """Whose exports the phrase itself says they are."""
    found = list(scene.mentions(phrase.start, phrase.head, (How.ADJECTIVE, How.NAME, How.METONYM)))
    found += scene.owner(phrase)
    found += (m for m in scene.covering(phrase.head, (How.PART,)))
    for attribute in (*scene.attributes(phrase), *scene.attributes(phrase, ("aus", "von"))):
        found += scene.named(attribute)
    return next((m for m in found if m.entity.cls in ("Country", "Company", "Alliance")), None)


def _before(scene: Scene, phrase: Phrase) -> Mention | None:
    """The state whose exports the text spoke of last: "Chinas Exporte", "russische Ausfuhren", "Exporte aus China"."""
    for i in range(phrase.start - 1, max(0, phrase.start - _WINDOW), -1):
        if not scene.doc[i].lower_.endswith(_FORMS):
            continue
        beside = scene.mentions(max(0, i - 2), i, (How.NAME, How.METONYM, How.ADJECTIVE))
        behind = scene.mentions(i + 2, i + 3) if i + 2 < len(scene.doc) and scene.doc[i + 1].lower_ == "aus" else ()
        states = [m for m in (*beside, *behind) if m.entity.cls == "Country"]
        if states and scene.doc[states[0].first].lower_.endswith(("s", "n", "e", "r")) or behind:
            return states[0] if states else None
    return None


def _destinations(scene: Scene, phrase: Phrase) -> list[tuple[Phrase, Mention]]:
    """„in die EU …, jene nach Südostasien, nach Australien“: where the exports go, in the order of the text."""
    out: list[tuple[Phrase, Mention]] = []
    for place in scene.sentence.phrases[phrase.index + 1 :]:
        if place.prep not in _TO or place.prep_at is None:
            continue
        direct = not out and place.attribute_of is not None and place.prep_at <= phrase.end + 3
        resumed = bool(out) and scene.doc[place.prep_at - 1].lower_ in _RESUMED and place.conjunct_of is None
        joined = bool(out) and place.conjunct_of is not None
        if not (direct or resumed or joined):
            continue
        named = (m for m in scene.named(place) if is_a(m.entity.cls, "Agent") or m.entity.cls == "Region")
        out += ((place, m) for m in named)
    return out


def _change(scene: Scene, place: Phrase) -> Iterator[Qualifier]:
    """„um 36 Prozent“ behind a destination, below nought where the verb says that it fell."""
    clause = scene.clause_of(place)
    tokens = range(place.end, min(place.end + 9, scene.sentence.end))
    falls = clause is not None and clause.predicate is not None and clause.predicate.lemma in _FALLS
    by = next((i for i in tokens if scene.doc[i].lower_ == "um"), None)
    for i in range(by + 1, min(by + 4, scene.sentence.end)) if by is not None else ():
        value = written(scene.doc[i].text)
        if value is not None:
            yield Qualifier("change", f"{'-' if falls else ''}{value}", "number")
            return
