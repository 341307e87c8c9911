"""What time and word order make of a clause: what lies ahead, what is over, what is only supposed."""

from __future__ import annotations

from kg.language.clauses import Clause
from kg.language.predicates import FINITE
from kg.language.times.words import lexicon

from ..scene import Scene

_NEXT = ("nächst", "kommend")
_PERIODS = frozenset(
    "Woche Wochen Monat Monate Monats Jahr Jahre Jahres Jahren Quartal Quartals Frühjahr Sommer Herbst Winter Tage "
    "Tagen Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag Wochenende".split()
)
_TOMORROW = frozenset({"morgen", "übermorgen"})
_NONE = ("kein", "nicht", "nie", "niemand", "nichts")
_LASTS = frozenset({"gelten", "laufen", "dauern", "andauern", "bleiben", "bestehen", "sein", "haben"})
_PAST = ("past", "pluperfect")


def lies_ahead(scene: Scene, clause: Clause) -> bool:
    """„reist nächste Woche nach China“, "ab 2030 liefert": the present tense with a time that is still to come."""
    predicate = clause.predicate
    if predicate is None or predicate.tense != "present" or predicate.konjunktiv or predicate.modal:
        return False
    if predicate.lemma in _LASTS:
        return False  # "gilt bis 2030" holds now
    return any(_to_come(scene, i) and not _of_noun(scene, i) for i in clause.tokens)


def _to_come(scene: Scene, i: int) -> bool:
    doc = scene.doc
    low = doc[i].lower_
    before = doc[i - 1] if i > scene.sentence.start else None
    if low in _TOMORROW:
        return doc[i].tag_ == "ADV"
    if doc[i].text in _PERIODS and before is not None:
        return before.lower_.startswith(_NEXT)
    year, month = _issued(scene)
    if doc[i].is_digit and len(doc[i].text) == 4 and year is not None:
        counts = i + 1 < len(doc) and doc[i + 1].tag_ in ("NN", "ADJA")
        return not counts and year < int(doc[i].text) < year + 60
    named = dict(lexicon().get(doc[i].text, ())).get("month")
    if named is not None and month is not None and before is not None:
        dated = i + 1 < len(doc) and doc[i + 1].is_digit
        return not dated and month < int(named) <= month + 6
    return False


def _of_noun(scene: Scene, i: int) -> bool:
    """„kritisiert das [Treffen] nächste Woche“: the time is the event's, not the verb's."""
    doc = scene.doc
    k = i - 1
    while k > scene.sentence.start and doc[k].tag_ in ("ART", "ADJA", "APPR", "APPRART"):
        k -= 1
    return doc[k].tag_ == "NN" and bool(scene.frames.noun_frames(doc[k].text))


def _issued(scene: Scene) -> tuple[int | None, int | None]:
    parts = (scene.article.issued or "").split("-")
    year = int(parts[0]) if parts[0].isdigit() else None
    return year, int(parts[1]) if year is not None and len(parts) > 1 else None


def no_longer(scene: Scene, clause: Clause) -> bool:
    """„beliefert Huawei nicht mehr“, "liefert kein Gallium mehr": what is denied for now was so before."""
    doc = scene.doc
    if ("no longer",) not in scene.memo:
        words = {doc[i].lower_ for i in range(scene.sentence.start, scene.sentence.end)}
        scene.memo[("no longer",)] = not words.isdisjoint(("mehr", "länger"))
    if not scene.memo[("no longer",)] or (clause.predicate is not None and clause.predicate.modal):
        return False  # "darf nicht mehr liefern" says nothing of what was
    for i in clause.tokens:
        after = doc[i + 1].lower_ if i + 1 < len(doc) else ""
        if doc[i].lower_ == "mehr" and after != "als":
            return any(doc[k].lower_.startswith(_NONE) for k in clause.tokens if i - 8 <= k < i)
        if doc[i].lower_ == "länger" and doc[i - 1].lower_ == "nicht":
            return True
    return False


def is_over(scene: Scene, clause: Clause) -> bool:
    """„belieferte früher Huawei“, "bis 2021 lieferte …": a past that has ended."""
    doc = scene.doc
    predicate = clause.predicate
    if predicate is None or predicate.tense not in (*_PAST, "perfect"):
        return False
    for i in clause.tokens:
        after = doc[i + 1] if i + 1 < len(doc) else None
        if after is None:
            continue
        if doc[i].lower_ == "früher" and doc[i].tag_ in ("ADV", "ADJD") and after.lower_ != "als":
            return True
        until = doc[i].lower_ == "bis" and (after.is_digit or after.lower_ in ("vor", "zum", "zur", "ende", "anfang"))
        if until and predicate.tense in _PAST and (not after.is_digit or len(after.text) == 4):
            return True
    return False


_SUPPOSING = (("angenommen",), ("gesetzt", "den", "fall"), ("nehmen", "wir", "an"), ("mal", "angenommen"))


def _supposed_before(scene: Scene, clause: Clause) -> bool:
    """„[Angenommen], Nvidia übernimmt Intel“, "[Nehmen wir an], China verbietet …": what is only imagined."""
    first = scene.sentence.clauses[clause.index - 1]
    words = tuple(scene.doc[i].lower_ for i in first.tokens if not scene.doc[i].is_punct and not scene.doc[i].is_space)
    return first.index == 0 and words in _SUPPOSING


def supposes(scene: Scene, clause: Clause) -> bool:
    """„[Verbietet China die Ausfuhr], trifft das Japan“: a condition without "wenn", its verb first.

    What follows a quote has its verb first too: "…“, sagte Xi".
    """
    predicate = clause.predicate
    if clause.index and _supposed_before(scene, clause):
        return True
    if clause.kind != "main" or clause.index or predicate is None or predicate.finite is None:
        return False
    words = [i for i in clause.tokens if not scene.doc[i].is_punct and not scene.doc[i].is_space]
    if not words or words[0] != predicate.finite or scene.doc[words[0]].tag_ not in FINITE:
        return False
    if not scene.doc[words[0]].is_title:
        return False
    follows = (c for c in scene.sentence.clauses[1:] if c.kind == "main" and c.predicate is not None)
    return any(_verb_first(scene, c) for c in follows)


def _verb_first(scene: Scene, clause: Clause) -> bool:
    words = [i for i in clause.tokens if not scene.doc[i].is_punct and not scene.doc[i].is_space][:2]
    return any(scene.doc[i].tag_ in FINITE for i in words[:1]) or (
        len(words) > 1 and scene.doc[words[0]].lower_ in ("so", "dann") and scene.doc[words[1]].tag_ in FINITE
    )
