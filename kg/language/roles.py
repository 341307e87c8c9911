"""Which phrase is subject, object, dative: case endings, agreement, position and the parser vote together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from .attachment import AMOUNTS, UNITS, label_of
from .cases import PLURAL_NAMES
from .phrases import Phrase
from .predicates import FINITE, Predicate

if TYPE_CHECKING:
    from spacy.tokens import Doc

COPULAS = frozenset({"sein", "werden", "bleiben", "heißen"})
# nouns that date or measure: "vergangene Woche", "40 Prozent" as adverbial is told by its head
_ENDS = frozenset({"Ende", "Anfang", "Mitte"})
_TIME = frozenset(
    "Woche Wochen Monat Monate Monats Jahr Jahre Jahres Jahren Tag Tage Tages Montag Dienstag "
    "Mittwoch Donnerstag Freitag Samstag Sonntag "
    "Sonntagabend Montagabend Januar Februar März April Mai Juni Juli August September Oktober "
    "November Dezember Ende Anfang Mitte "
    "Frühjahr Sommer Herbst Winter Mal Uhr Abend Morgen Jahrzehnt "
    "Jahrzehnte Jahrzehnten Stunde Stunden Minuten".split()
)
# verbs whose only object is a dative: "gehört Lynas", "drohte China"
_DATIVE_VERBS = frozenset(
    "gehören drohen folgen nachfolgen helfen zustimmen begegnen angehören vorstehen schaden dienen "
    "nützen trauen "
    "widersprechen vertrauen gleichen danken".split()
)
_GENITIVE_VERBS = frozenset({"bedürfen", "gedenken", "entbehren", "harren"})  # "bedarf der Zustimmung"
_VIEWS = frozenset("Ansicht Meinung Auffassung Einschätzung Angaben Aussage Überzeugung Vernehmen".split())
_LABELS = {
    "subject": frozenset({"nsubj", "nsubj:pass", "csubj"}),
    "object": frozenset({"obj"}),
    "dative": frozenset({"obl:arg"}),
    "predicative": frozenset({"ROOT", "xcomp", "nsubj"}),
}
# what the parser hangs below another noun, or on the verb with a preposition: seldom a role of its own
_LOWER = {"appos": 3.0, "flat": 3.0, "obl": 0.8, "nmod": 0.8, "advmod": 0.8}
_NEED = {"subject": "NOM", "object": "AKK", "dative": "DAT", "predicative": "NOM"}


@dataclass(frozen=True, slots=True)
class Roles:
    """Indices of phrases by role; `votes` is (roles the parser confirms, roles assigned)."""

    subject: int | None = None
    object: int | None = None
    dative: int | None = None
    predicative: int | None = None
    votes: tuple[int, int] = (0, 0)


def assign(
    doc: Doc,
    own: Sequence[Phrase],
    verb: Predicate,
    kind: str,
    acts: Callable[[Phrase], bool],
    *,
    elided: bool = False,
    inert: int | None = None,
    clausal: bool = False,
) -> Roles:
    """The best assignment of roles to the bare noun phrases of one clause.

    doc: parsed Doc. own: phrases of the clause in order. verb: its predicate. kind: the clause's kind.
    acts: whether a phrase names somebody who can act. elided: "… und lud X ein", the subject stands before.
    inert: the phrase of a relative pronoun that stands for what cannot act. clausal: "Dass X fällt, überrascht Y", the
    clause in front may be the subject; then the parser's word counts more.
    """
    bare = [p for p in own if _may_fill(doc, p, kind)][:5]
    joined = frozenset(p.conjunct_of for p in own if p.conjunct_of is not None)
    copula = verb.lemma in COPULAS and verb.voice == "active"
    choices = ["subject", None]
    if kind == "infinitive" and verb.voice == "active":
        choices = [None]
    if copula:
        choices.insert(1, "predicative")
    elif verb.voice == "active":
        choices[1:1] = ["object", "dative"]
    else:
        choices.insert(1, "dative")
    if kind == "infinitive" and verb.voice == "active":
        choices = ["object", "dative", None]
    if verb.lemma in _DATIVE_VERBS and verb.voice == "active" and "object" in choices:
        choices.remove("object")
    if verb.lemma in _GENITIVE_VERBS:
        choices = [c for c in choices if c in ("subject", None)]
    if elided and verb.voice == "active":
        choices = ["predicative", None] if copula else ["object", "dative", None]
    best: tuple[float, tuple[str | None, ...]] = (float("-inf"), ())
    for roles in product(choices, repeat=len(bare)):
        used = [r for r in roles if r]
        if len(used) != len(set(used)):
            continue
        score = sum(
            _score(doc, p, r, n, bare, joined, verb, kind, acts)
            - (1.2 if r == "subject" and p.index == inert and any(acts(q) for q in bare if q is not p) else 0.0)
            for n, (p, r) in enumerate(zip(bare, roles, strict=True))
        )
        if verb.finite is not None and "subject" not in used and verb.voice == "active" and not elided:
            score -= 0.5 if clausal else 2.5  # a finite verb wants its subject
        if clausal:
            score += sum(1.2 for p, r in zip(bare, roles, strict=True) if r and _label(doc, p) in _LABELS[r])
        if score > best[0] + 1e-9:
            best = (score, roles)
    chosen = {r: p for p, r in zip(bare, best[1], strict=True) if r}
    confirmed = sum(_label(doc, p) in _LABELS[r] for r, p in chosen.items())
    return Roles(
        subject=chosen["subject"].index if "subject" in chosen else None,
        object=chosen["object"].index if "object" in chosen else None,
        dative=chosen["dative"].index if "dative" in chosen else None,
        predicative=chosen["predicative"].index if "predicative" in chosen else None,
        votes=(confirmed, len(chosen)),
    )


def _may_fill(doc: Doc, phrase: Phrase, kind: str) -> bool:
    linked = (phrase.genitive_of, phrase.conjunct_of, phrase.apposition_of, phrase.inner_of)
    if phrase.prep is not None or any(x is not None for x in linked):
        return False
    if phrase.start and doc[phrase.start - 1].text in UNITS and doc[phrase.start].tag_ in ("NN", "NE", "ADJA"):
        return False  # "140 Tonnen [Kobalt]": the measure fills the role
    dated = doc[phrase.head].text in _TIME and phrase.kind == "noun" and phrase.name is None
    if dated and phrase.cases != {"NOM"} and not (doc[phrase.start].tag_ == "ART" and doc[phrase.head].text in _ENDS):
        return False  # but "der Montag brachte …", "das Ende des Verbots"
    if _reports(doc, phrase) or doc[phrase.start].lower_ in ("mitten", "inmitten"):
        return False
    before = next((doc[i] for i in range(phrase.start - 1, -1, -1) if not doc[i].is_quote), None)
    measured = (
        before is not None and before.i > 0 and doc[before.i - 1].lower_ in ("mehr", "weniger")
    )  # "mehr als die Hälfte"
    if before is not None and before.lower_ in ("darunter", "inklusive", "voran"):
        return False  # "mehrere Länder, darunter Peru, …"
    compares = before is not None and not measured and before.lower_ in ("als", "wie")
    opens = kind == "adverbial" and before is not None and before.lower_ == "wie"  # "wie Reuters meldet"
    if compares and not opens and (kind == "main" or before.tag_ in ("KOKOM", "APPR")):
        return False
    if _bracketed(doc, phrase) or _joined_above(doc, phrase):
        return False
    return doc[phrase.head].lower_ not in ("sich", "einander", "mehr", "weniger")


def _bracketed(doc: Doc, phrase: Phrase) -> bool:
    """ "das Handelsministerium (MOFCOM)", "Reiche (CDU)": what a bracket only explains."""
    opens = next((i for i in range(phrase.start - 1, max(-1, phrase.start - 8), -1) if doc[i].text in "()"), None)
    if opens is None or doc[opens].text == ")":
        return False
    closes = next((i for i in range(phrase.end, min(phrase.end + 8, len(doc))) if doc[i].text == ")"), None)
    return closes is not None and not any(doc[i].tag_ in FINITE for i in range(opens, closes))


def _beside_name(doc: Doc, phrase: Phrase) -> bool:
    """„wenn Ghana Gintrel bestraft“, "fertigt in Wuxi DRAM-Chips": of two side by side the parser often makes one."""
    if phrase.start == 0:
        return False
    bare = phrase.kind == "noun" and phrase.head == phrase.start and "PLU" in phrase.numbers
    before = ("NE", "NN") if phrase.kind == "name" else ("NE",)
    return (phrase.kind == "name" or bare) and doc[phrase.start - 1].tag_ in before


def _joined_above(doc: Doc, phrase: Phrase) -> bool:
    """ "nicht nur Apple, sondern auch [Siemens]": parser and conjunction join it to a noun before."""
    root = doc[phrase.head]
    if root.dep_ != "conj" or root.head.tag_ not in ("NN", "NE"):
        return False
    before = [doc[i].lower_ for i in range(max(0, phrase.start - 3), phrase.start)]
    first = {doc[i].lower_ for i in range(max(0, root.head.i - 5), root.head.i)}
    return ("sondern" in before and bool(first & {"nur", "bloß", "allein"})) or before[-2:] == ["als", "auch"]


def _reports(doc: Doc, phrase: Phrase) -> bool:
    """„[Einem Bericht] der Zeitung zufolge“, "[ihrer Ansicht] nach": a noun phrase with what stands behind it."""
    if doc[phrase.head].text in _VIEWS and phrase.end < len(doc) and doc[phrase.end].lower_ == "nach":
        return True
    for i in range(phrase.end, min(phrase.end + 6, len(doc))):
        if doc[i].lower_ == "zufolge":
            return True
        if doc[i].tag_ not in ("ART", "ADJA", "NN", "NE", "PPOSAT", "FM") and not doc[i].is_quote:
            return False
    return False


def _label(doc: Doc, phrase: Phrase) -> str:
    """The parser's label of the phrase, unless the parser took a pronoun before it for its article."""
    before = [t for t in doc[phrase.head].children if t.dep_ == "det" and t.i < phrase.start]
    if phrase.kind == "noun" and any(t.tag_.startswith("P") for t in before):
        return ""
    return label_of(doc, phrase)


def _score(
    doc: Doc,
    phrase: Phrase,
    role: str | None,
    place: int,
    bare: Sequence[Phrase],
    joined: frozenset[int],
    verb: Predicate,
    kind: str,
    acts: Callable[[Phrase], bool],
) -> float:
    if role is None:
        return -1.8 if phrase.kind != "pronoun" or doc[phrase.head].lower_ != "es" else 0.0
    score = 0.6
    need = _NEED[role]
    if need not in phrase.cases:
        score -= 6.0 if role == "subject" and phrase.cases <= {"DAT", "GEN"} else 4.0
    elif len(phrase.cases) == 1:
        score += 2.0
    label = _label(doc, phrase)
    if label in _LABELS[role]:
        score += 1.2
    elif any(label in labels for name, labels in _LABELS.items() if name != role and name != "predicative"):
        score -= 0.5
    elif label in _LOWER and not _beside_name(doc, phrase):
        score -= _LOWER[label]
    if verb.lemma in COPULAS and verb.voice == "active" and role in ("subject", "predicative") and len(bare) > 1:
        # "Ziel ist die Verlängerung", "war die Senkung Kern des Plans": what has no article is said of the other
        plain = phrase.kind == "noun" and doc[phrase.start].tag_ in ("NN", "ADJA") and phrase.name is None
        score += (0.9 if role == "predicative" else -0.9) if plain else 0.0
        # "ist die Gießerei der wichtigste Arbeitgeber": of two alike the first is the subject
        score += 0.7 if role == "subject" and place == 0 and verb.finite is not None and not plain else 0.0
    if role == "subject":
        if verb.number and verb.number not in _numbers(doc, phrase, joined):
            score -= 6.0  # a singular governs no plural verb, whatever the parser says
        if place == 0:
            score += 0.7
        elif doc[phrase.start].tag_ == "PPOSAT" and phrase.cases != {"NOM"}:
            # "BHP musste [seine Sparte] schließen"
            score -= 1.0 if any("NOM" in p.cases for p in bare[:place]) else 0.0
        if verb.lemma == "geben" and doc[phrase.head].lower_ == "es":
            score += 3.0  # "es gibt"
        if doc[phrase.head].text in AMOUNTS and any(doc[p.start].tag_ == "ART" for p in bare if p is not phrase):
            score -= 0.8  # "70 Millionen soll die Brücke kosten"
        if verb.finite is not None and phrase.start == verb.finite + 1:
            score += 0.4
        if acts(phrase):
            score += 0.6
        elif phrase.cases != {"NOM"} and any(acts(p) for p in bare if p is not phrase and "NOM" in p.cases):
            score -= 0.6  # "die Ausfuhr könnte Jakarta verbieten": of two, the one that can act
        if phrase.kind == "relative" and kind == "relative":
            score += 1.2 if doc[phrase.head].lower_ == "der" else 0.3  # "der" as dative is rare beside the subject
    elif role == "object":
        score += 0.2 if place > 0 else -0.3
    elif role == "dative":
        governed = verb.lemma in _DATIVE_VERBS
        score -= 0.9 if len(phrase.cases) > 1 and not governed else 0.0
        if verb.lemma == "gehören" and acts(phrase):
            score += 1.5  # what belongs to somebody: the owner acts, the thing does not
        # "warfen Apple Betrug vor": whom it happens to is somebody, and stands first
        if len(phrase.cases) > 1 and acts(phrase) and any(not acts(p) for p in bare[place + 1 :]):
            score += 1.0
    return score


def _numbers(doc: Doc, phrase: Phrase, joined: frozenset[int]) -> frozenset[str]:
    """What number of verb a phrase can govern; "Ganfeng, Albemarle und Tianqi fördern": with conjuncts either."""
    text = doc[phrase.head].text
    counted = [t.lower_ for t in doc[phrase.start : phrase.head] if t.tag_ == "CARD"]
    if counted and counted[0] not in ("ein", "eine", "1") and phrase.head > phrase.start and text not in AMOUNTS:
        return frozenset({"PLU"})
    if phrase.head == phrase.start and text.endswith("te") and phrase.kind == "noun":
        return frozenset({"SIN", "PLU"})  # "Beschäftigte warfen ihm vor"
    if phrase.index in joined or text in (
        "Prozent",
        "Millionen",
        "Milliarden",
        "Mehrheit",
        "Teil",
        "Hälfte",
        "Reihe",
        "Zahl",
    ):
        return frozenset({"SIN", "PLU"})
    if phrase.kind == "name" and doc[phrase.head].tag_ == "NN" and phrase.numbers == {"PLU"}:
        return phrase.numbers  # "seltene Erden"
    if phrase.kind == "name" and not text.endswith(PLURAL_NAMES):
        return frozenset({"SIN"})
    return phrase.numbers
