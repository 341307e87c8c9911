"""Posts told without a title: "Brodersen vom Verband Glas", "Nora Whitlock, früher im Zollamt"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import How, Mention, Status
from kg.vocab import is_a

from ..found import Found
from ..scene import Scene
from .offices import FORMER_LEAD


def bare_posts(scene: Scene) -> Iterator[Found]:
    """„Brodersen vom Verband Glas“; "Nora Whitlock, früher im Zollamt und heute am Kolleg"."""
    doc = scene.doc
    for phrase in scene.sentence.phrases:
        holder = scene.phrase(phrase.attribute_of)
        if (
            phrase.prep in ("von", "bei")
            and holder is not None
            and phrase.prep_at == holder.end
            and phrase.conjunct_of is None
        ):
            people = [m for m in scene.named(holder) if is_a(m.entity.cls, "Person") and m.how is How.NAME]
            titled = holder.kind == "noun" and scene.frames.office(scene.noun(holder)) is not None
            employers = [
                m
                for m in scene.named(phrase)
                if is_a(m.entity.cls, "Organization") and not is_a(m.entity.cls, "Alliance")
            ]
            guest = phrase.prep == "bei" and any(m.entity.cls == "MediaOutlet" for m in employers)  # "sagte X bei CNN"
            if people and employers and not guest and not titled and holder.inner_of is None:
                yield Found(people[0], "worksFor", employers[0], "worksFor.of", phrase.head, 0.7)
        if phrase.prep not in ("in", "an", "bei") or phrase.prep_at is None:
            continue
        bodies = [m for m in scene.named(phrase) if is_a(m.entity.cls, "Organization")]
        i = phrase.prep_at - 1
        cue = doc[i].lower_ if i >= 0 else ""
        if not bodies or cue not in FORMER_LEAD | {"jetzt", "heute", "nun", "inzwischen"}:
            continue
        person = _person_before(scene, i)
        if person is not None:
            status = Status.FORMER if cue in FORMER_LEAD else Status.CURRENT
            yield Found(person, "worksFor", bodies[0], "worksFor.post-apposition", phrase.head, 0.75, status=status)


def _person_before(scene: Scene, i: int) -> Mention | None:
    """The person that opens the apposition before token `i`, over "und" and other posts."""
    for k in range(i - 1, max(scene.sentence.start - 1, i - 14), -1):
        token = scene.doc[k]
        if token.tag_.startswith("V"):
            return None
        people = [m for m in scene.covering(k) if is_a(m.entity.cls, "Person") and m.how is How.NAME]
        if people:
            return people[0] if scene.doc[k + 1].text == "," else None
    return None
