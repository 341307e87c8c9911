"""Tense and mood of a clause by its finite verb and the forms beside it; which verbs form their perfect with "sein"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .forms import Forms

Link = tuple[int, str, str]  # a clause-final verb: token, infinitive, shape (inf, part, zu)

# verbs of motion and change: "ist gereist" is their perfect, while "ist verboten" is the passive of a state
_SEIN = frozenset(
    "sein werden bleiben gehen kommen fahren reisen fliegen laufen rennen steigen sinken fallen stürzen wachsen "
    "schrumpfen schwinden rutschen klettern schnellen springen treten kehren eilen ziehen fließen strömen sickern "
    "wandern flüchten fliehen entkommen entstehen entfallen entgehen entgleisen erscheinen erfolgen erwachen ergehen "
    "ertrinken erkranken erliegen ersticken geschehen passieren gelingen misslingen gelangen geraten gedeihen genesen "
    "scheitern sterben verfallen verlaufen vergehen verschwinden verstummen versinken verunglücken verstreichen "
    "zerfallen explodieren implodieren kollabieren eskalieren desertieren emigrieren avancieren unterbleiben "
    "unterliegen widerfahren bersten platzen schmelzen tauen verdampfen begegnen folgen weichen landen starten "
    "stranden kentern rollen rücken schlüpfen sausen segeln mutieren fusionieren expandieren reifen aufwachen "
    "ausbrechen einbrechen zusammenbrechen aufbrechen durchbrechen hervorbrechen anbrechen aufblühen umziehen "
    "einziehen abziehen fortziehen davonkommen zuvorkommen einschlafen hineinwachsen abstammen ausscheiden "
    "verscheiden abklingen aussterben auswandern einwandern abwandern zurückkehren heimkehren davonlaufen beitreten "
    "verarmen veralten versiegen verebben abflauen erlahmen erstarken auftauchen abtauchen untertauchen eintauchen "
    "entspringen anspringen umsteigen aufrücken nachrücken vorrücken einrücken auslaufen ablaufen anlaufen abkühlen "
    "aufwachsen zusammenwachsen abreisen anreisen einreisen ausreisen eintreffen zusammentreffen aufeinandertreffen "
    "einmarschieren aufmarschieren einschreiten fortschreiten voranschreiten eindringen vordringen zusammenstoßen "
    "aufsteigen abgleiten entgleiten abprallen wegbrechen umkippen ausufern ausarten erlöschen immigrieren kollidieren "
    "marschieren verbleiben verenden verhungern überwechseln vorpreschen gleiten driften".split()
)
# compounds of these verbs whose object makes them take "haben": "sind vorgezogen", "ist aufgelaufen" stay apart
_HABEN = frozenset(
    "anziehen vorziehen heranziehen hinzuziehen zurückziehen einbeziehen beziehen vollziehen entziehen anfahren "
    "hochfahren herunterfahren abfliegen einfliegen ausfliegen angehen umgehen ausrollen aufrollen nachziehen "
    "aufziehen zusammenziehen überziehen einschmelzen".split()
)


def takes_sein(verb: str, forms: Forms) -> bool:
    """Whether a verb (its infinitive) forms its perfect with "sein": reisen, zurücktreten, scheitern."""
    if verb in _HABEN:
        return False
    parted = forms.split_verb(verb)
    return verb in _SEIN or (parted is not None and parted[1] in _SEIN)


def participle_of(form: str, forms: Forms) -> str | None:
    """The infinitive of a participle that the lexicon lacks: "durchgewinkt" → durchwinken; None where none is known."""
    if form.startswith(("be", "ver", "er", "ent", "zer", "miss")) and form.endswith("t"):
        return form[:-2] + "en" if form.endswith(("tet", "det")) else form[:-1] + "en"  # "verhüttet"
    particle, mark, stem = form.partition("ge")
    if not mark or len(stem) < 4 or (particle and particle not in forms.particles):
        return None
    for ending in ("et", "t", "en"):
        verb = stem.removesuffix(ending) + "en"
        if stem.endswith(ending) and forms.is_verb(verb):
            return particle + verb
    return None


def verb_forms(forms: Forms, form: str) -> frozenset[str]:
    """What a form can be as a verb: INF, EIZ ("zu" inside), PA2, PRÄ, PRT, KJ1, KJ2; empty where it is none."""
    tags = (t for r in forms.readings(form) if r.cls == "VER" for tag in r.tags for t in tag.split(":"))
    return frozenset(t for t in tags if t in ("INF", "EIZ", "PA2", "PRÄ", "PRT", "KJ1", "KJ2"))


def tense(
    doc: Doc, finite: int | None, lemma: str, voice: str, chain: Sequence[Link], zu: bool, mood: str, forms: Forms
) -> str:
    """Present, past, perfect, pluperfect or future, by the finite helper.

    finite: the finite verb's token; lemma: its infinitive. chain: the clause-final verbs. zu: whether "zu" stands
    among them. mood: "", "I" or "II". forms: the full-form lexicon.
    """
    verbs = [x for _, x, _ in chain]
    if finite is None:
        worden = voice == "active" or verbs.count("werden") > 0 and "sein" in verbs
        return "perfect" if len(chain) > 1 and worden and {"haben", "sein"} & set(verbs) else "present"
    past = is_past(doc, finite, forms) if not mood else False
    state = voice == "passive" and "werden" not in verbs
    if lemma in ("haben", "sein") and chain and not zu and not (lemma == "sein" and state):
        return "pluperfect" if past or mood == "II" else "perfect"
    if lemma == "werden" and not past and any(shape == "inf" for _, _, shape in chain):
        return "present" if mood == "II" else "future"  # "würde liefern" only stands for a Konjunktiv II
    return "past" if past else "present"


def is_past(doc: Doc, finite: int, forms: Forms) -> bool:
    """The lexicon tells the preterite; where a form can be both ("beantragte"), the tagger's word counts."""
    possible = verb_forms(forms, doc[finite].lower_) & {"PRÄ", "PRT"}
    if len(possible) == 1:
        return possible == {"PRT"}
    return "Past" in doc[finite].morph.get("Tense")


def konjunktiv(doc: Doc, finite: int | None, forms: Forms) -> str:
    """I or II, where no indicative of the third person has the form: "habe" is indicative only beside "ich"."""
    if finite is None or any(doc[i].lower_ == "ich" for i in range(max(0, finite - 2), min(finite + 3, len(doc)))):
        return ""
    readings = (r for r in forms.readings(doc[finite].lower_) if r.cls == "VER")
    third = {t for r in readings for tag in r.tags if "3" in tag.split(":") for t in tag.split(":")}
    if third & {"KJ1", "KJ2"} and not third & {"PRÄ", "PRT"}:
        return "I" if "KJ1" in third else "II"
    return ""
