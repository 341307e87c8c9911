"""How a clause tells its fact: negated, planned, possible, demanded – and according to whom.

Modality composes along the chain of governing clauses (after FactBank, Saurí and Pustejovsky 2009): the weakest wins.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.model import Mention, Modality, Status
from kg.vocab import is_a

from .found import weakest
from .scene import Scene

_MODALS = {
    "wollen": Modality.PLANNED,
    "sollen": Modality.PLANNED,
    "können": Modality.POSSIBLE,
    "dürfen": Modality.POSSIBLE,
    "mögen": Modality.PLANNED,
    "müssen": Modality.DEMANDED,
}
_CUES = {"planned": Modality.PLANNED, "possible": Modality.POSSIBLE, "denied": Modality.DENIED}
_HYPOTHETICAL = frozenset({"wenn", "falls", "sofern", "solange", "sobald", "ob"})
_IF = frozenset({"wenn", "falls", "sofern"})
_OPENERS = frozenset({"um", "ohne", "statt", "anstatt"})
_ACCOUNTS = frozenset(
    {
        "Angabe",
        "Aussage",
        "Bericht",
        "Sicht",
        "Meinung",
        "Einschätzung",
        "Ansicht",
        "Worten",
        "Wort",
        "Berufung",
        "Information",
        "Darstellung",
        "Auffassung",
        "Schätzung",
    }
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Modality and status of a clause, and its speaker: an entity, or the words for an unnamed one."""

    modality: Modality = Modality.ASSERTED
    status: Status = Status.CURRENT
    speaker: Mention | None = None
    speaker_words: str | None = None


def scope(scene: Scene, clause: Clause, depth: int = 0) -> Scope:
    """The scope of a clause, with what its governing clauses add."""
    own = _own_modality(scene, clause)
    speaker, words = _source_phrase(scene, clause)
    reported = False
    governor = scene.sentence.clauses[clause.parent] if clause.parent is not None and depth < 4 else None
    bare = clause.kind == "complement" or (clause.kind == "infinitive" and clause.introducer not in _OPENERS)
    if governor is not None and governor.predicate is not None and bare:
        own, speaker, words, reported = _governed(scene, clause, governor, own, speaker, words, depth)
    elif clause.kind == "adverbial" and clause.introducer in _HYPOTHETICAL:
        own = weakest(own, Modality.POSSIBLE)
    elif clause.introducer == "bevor" and clause.predicate is not None and clause.predicate.tense == "present":
        own = weakest(own, Modality.PLANNED)
    elif clause.kind == "infinitive" and clause.introducer in ("ohne", "statt", "anstatt"):
        own = Modality.DENIED  # "statt Huawei auszuschließen": it is not done
    elif clause.kind == "infinitive" and clause.introducer == "um":
        # "nur um sie wieder auszusetzen" tells what came of it; a plain "um" what is meant to come
        outcome = any(scene.doc[i].lower_ in ("nur", "bloß") for i in clause.tokens[:2])
        own = own if outcome else weakest(own, Modality.PLANNED)
    if speaker is None and words is None and clause.kind != "infinitive":
        speaker, words = _parenthetical_speaker(scene, clause)
    if governor is not None and clause.kind in ("relative", "adverbial") and speaker is None and words is None:
        above = scope(scene, governor, depth + 1)
        speaker, words = above.speaker, above.speaker_words
    if clause.introducer == "ob" or _depends_on_if(scene, clause):
        own = weakest(own, Modality.POSSIBLE)
    predicate = clause.predicate
    told = reported or speaker is not None or words is not None
    free = clause.kind in ("main", "relative", "adverbial")
    if predicate is not None and predicate.konjunktiv == "I" and clause.kind == "main":
        own = weakest(own, _verdict_before(scene, clause))
    if predicate is not None and predicate.konjunktiv == "I" and not told and free:
        # indirect speech without a cue of its own goes on with the speaker before; unnamed it is still no plain fact
        speaker, words = (scene.before, None) if scene.before is not None else (None, "indirekte Rede")
    if predicate is not None and predicate.konjunktiv == "II" and not predicate.modal:
        # indirect speech falls back on Konjunktiv II where I looks like the indicative; else it is hypothetical
        if not (reported or speaker or words) or predicate.lemma in ("sein", "haben"):
            own = weakest(own, Modality.POSSIBLE)
    return Scope(own, _status(scene, clause), speaker, words)


def speaker_in(scene: Scene) -> Mention | None:
    """Who speaks in a sentence, for the indirect speech that goes on behind it."""
    for clause in scene.sentence.clauses:
        if is_report(scene, clause):
            found, _ = speaker_of(scene, clause)
            if found is not None:
                return found
    return None


def is_report(scene: Scene, clause: Clause) -> bool:
    """Whether the clause only says that somebody says something."""
    operator = scene.frames.operators.get(clause.predicate.lemma) if clause.predicate is not None else None
    return operator is not None and operator.says


def _own_modality(scene: Scene, clause: Clause) -> Modality:
    predicate = clause.predicate
    if predicate is None:
        return Modality.ASSERTED
    found = [Modality.ASSERTED]
    if predicate.negated:
        found.append(Modality.DENIED)
    if predicate.modal and not (
        predicate.modal in ("können", "müssen", "dürfen") and predicate.tense == "past" and not predicate.konjunktiv
    ):
        # "soll gekauft haben" is hearsay, "soll kaufen" a plan
        hearsay = predicate.modal == "sollen" and any(scene.doc[i].lower_ in ("haben", "sein") for i in clause.tokens)
        found.append(Modality.POSSIBLE if hearsay else _MODALS[predicate.modal])
        if predicate.modal == "wollen" and predicate.tense in ("past", "pluperfect"):
            found.append(Modality.PLANNED)
    if predicate.tense == "future":
        found.append(Modality.PLANNED)
    if predicate.operator:
        operator = scene.frames.operators.get(predicate.operator)
        if operator is not None:
            found.append(operator.modality)
    if clause.question or clause.condition:
        found.append(Modality.POSSIBLE)
    for i in clause.tokens:
        token = scene.doc[i]
        if token.tag_ in ("ADV", "ADJD") and predicate.tense in ("present", "future"):
            cue = scene.frames.cues.get(token.lower_, "")
            if cue in _CUES:
                found.append(_CUES[cue])
        elif token.tag_ in ("ADV", "ADJD") and scene.frames.cues.get(token.lower_) == "possible":
            found.append(Modality.POSSIBLE)  # "angeblich hat …"
    return weakest(*found)


def _depends_on_if(scene: Scene, clause: Clause) -> bool:
    """Whether a main clause holds only under a condition of its sentence."""
    if clause.kind != "main" or clause.predicate is None or clause.predicate.tense in ("past", "perfect", "pluperfect"):
        return False
    return any(c.introducer in _IF and c.kind == "adverbial" for c in scene.sentence.clauses)


def _verdict_before(scene: Scene, clause: Clause) -> Modality:
    """„wies den Vorwurf zurück, China habe …“: what the verb before makes of indirect speech without "dass"."""
    for other in scene.sentence.clauses[: clause.index]:
        if other.kind == "main" and is_report(scene, other) and other.predicate is not None:
            return scene.frames.operators[other.predicate.lemma].modality
    return Modality.ASSERTED


def _verdict(scene: Scene, governor: Clause) -> Modality:
    """What "es ist falsch, dass …", "es ist möglich, dass …" makes of the clause behind it."""
    if governor.predicate is None or governor.predicate.lemma != "sein":
        return Modality.ASSERTED
    judged = (scene.doc[i] for i in governor.tokens if scene.doc[i].tag_ in ("ADJD", "VVPP"))
    cues = {scene.frames.cues.get(token.lower_) for token in judged}
    return Modality.DENIED if "denied" in cues else Modality.POSSIBLE if "possible" in cues else Modality.ASSERTED


def _governed(scene, clause, governor, own, speaker, words, depth):
    operator = scene.frames.operators.get(governor.predicate.lemma)
    above = scope(scene, governor, depth + 1)
    reported = False
    if operator is not None:
        modality = operator.modality
        if clause.kind == "complement" and modality in (Modality.PLANNED, Modality.POSSIBLE) and operator.says:
            # "kündigte an, dass X gilt": the clause's own tense tells; "werde erlauben" is planned by itself
            modality = (
                Modality.ASSERTED if clause.predicate and clause.predicate.tense in ("perfect", "past") else modality
            )
        own = weakest(own, modality, above.modality if not operator.says else Modality.ASSERTED)
        if operator.says:
            reported = True
            if governor.predicate.negated and modality is Modality.DENIED:
                own = Modality.ASSERTED
            if speaker is None and words is None:
                speaker, words = speaker_of(scene, governor)
    else:
        # only verbs of the table say that what their infinitive names is done: "bereit, … zu liefern" is not
        loose = Modality.POSSIBLE if clause.kind == "infinitive" else _verdict(scene, governor)
        own = weakest(own, above.modality, loose)
    if speaker is None and words is None:
        speaker, words = above.speaker, above.speaker_words
    return own, speaker, words, reported


def speaker_of(scene: Scene, clause: Clause) -> tuple[Mention | None, str | None]:
    """Who says it: the subject of a saying verb; unnamed speakers by their words."""
    phrase = scene.phrase(clause.subject)
    if phrase is None or (phrase.kind == "pronoun" and scene.doc[phrase.head].lower_ in ("es", "man")):
        return None, None
    phrase = scene.resolved(phrase, clause)
    named = [m for m in scene.everyone(phrase) if is_a(m.entity.cls, "Agent")]
    if named:
        return named[0], None
    if phrase.kind == "noun":
        return None, _words(scene, phrase)
    return None, None


def _words(scene: Scene, phrase: Phrase) -> str:
    return " ".join(scene.doc[phrase.start : phrase.end].text.split())


def _source_phrase(scene: Scene, clause: Clause) -> tuple[Mention | None, str | None]:
    """„laut Reuters“, "nach Angaben der Behörde", "Einer Meldung des Kuriers zufolge", "aus Sicht Norwegens"."""
    doc = scene.doc
    for phrase in scene.sentence.phrases:
        if phrase.head not in clause.tokens:
            continue
        after = doc[phrase.end].lower_ if phrase.end < len(doc) else ""
        follows = any(doc[i].lower_ == "zufolge" for i in range(phrase.end, min(phrase.end + 6, scene.sentence.end)))
        noun = scene.noun(phrase)
        account = noun in _ACCOUNTS or noun.endswith("bericht")
        if phrase.prep == "laut" or (after == "zufolge" and phrase.prep is None):
            return _source(scene, phrase)
        if account and (phrase.prep in ("nach", "aus", "unter") or (phrase.prep is None and follows)):
            return _source(scene, phrase)
    for other in scene.sentence.clauses:
        # "Wie Reuters berichtet, …"
        if (
            other.index != clause.index
            and other.introducer == "wie"
            and other.kind == "adverbial"
            and is_report(scene, other)
        ):
            return speaker_of(scene, other)
    return None, None


def _source(scene: Scene, phrase: Phrase) -> tuple[Mention | None, str | None]:
    for candidate in (phrase, *scene.attributes(phrase), *scene.attributes(phrase, ("von",))):
        named = [m for m in scene.named(candidate) if is_a(m.entity.cls, "Agent")]
        if named:
            return named[0], None
    return None, _words(scene, phrase)


def _parenthetical_speaker(scene: Scene, clause: Clause) -> tuple[Mention | None, str | None]:
    """„…, sagte Cutler“: a saying clause beside the clause, its verb first, or a colon behind it."""
    if clause.kind != "main" and clause.kind != "verbless":
        return None, None
    aside = _said_aside(scene)
    if aside is not None:
        return aside, None
    for other in scene.sentence.clauses:
        if other.kind == "verbless" and other.index == clause.index - 1:
            named = _before_colon(scene, other)
            if named is not None:
                return named, None
            source = _account_before_colon(scene, other)
            if source is not None:
                return None, source
        if other.index == clause.index or other.kind != "main" or not is_report(scene, other):
            continue
        words = [i for i in other.tokens if not scene.doc[i].is_punct]
        inverted = bool(words) and other.predicate is not None and words[0] == other.predicate.finite
        before = other.index < clause.index
        indirect = clause.predicate is not None and clause.predicate.konjunktiv == "I"
        last = max(other.tokens)
        colon = before and any(
            scene.doc[i].text in (":", "„", "“", '"') for i in range(last, min(last + 3, scene.sentence.end))
        )
        if inverted or indirect or colon:
            return speaker_of(scene, other)
    return None, None


def _said_aside(scene: Scene) -> Mention | None:
    """„…, so Putin“."""
    for phrase in scene.sentence.phrases:
        i = phrase.start - 1
        if i > scene.sentence.start and scene.doc[i].lower_ == "so" and scene.doc[i - 1].text in (",", "“", '"', "«"):
            named = [m for m in scene.named(phrase) if is_a(m.entity.cls, "Agent")]
            if named:
                return named[0]
    return None


def _account_before_colon(scene: Scene, piece: Clause) -> str | None:
    """„Studie: China dominiert …“, "Medienbericht: …": a source that has no name."""
    last = max(piece.tokens)
    if len(piece.tokens) > 2 or last + 1 >= len(scene.doc) or scene.doc[last + 1].text != ":":
        return None
    head = scene.doc[last]
    told = head.tag_ == "NN" and not scene.covering(last)
    return scene.doc[min(piece.tokens) : last + 1].text if told else None


def _before_colon(scene: Scene, piece: Clause) -> Mention | None:
    """„Merz: China kontrolliert …“: who stands alone before a colon says it."""
    last = max(piece.tokens)
    if last + 1 >= len(scene.doc) or scene.doc[last + 1].text != ":":
        return None
    named = [m for m in scene.mentions(min(piece.tokens), last + 1) if is_a(m.entity.cls, "Agent")]
    # a place there sets the scene: "Mexiko: Sheinbaum kritisiert …"
    return named[0] if len(named) == 1 and not is_a(named[0].entity.cls, "Place") else None


def _status(scene: Scene, clause: Clause) -> Status:
    for i in clause.tokens:
        token = scene.doc[i]
        if token.tag_ == "ADV" and scene.frames.cues.get(token.lower_) == "former":
            return Status.FORMER
    return Status.CURRENT


def phrase_modality(scene: Scene, phrase: Phrase) -> tuple[Modality, Status]:
    """What adjectives say of the thing named: "geplante Reise" planned, "früherer Präsident" former."""
    modality, status = Modality.ASSERTED, Status.CURRENT
    low = max(scene.sentence.start, phrase.start - 2)
    for i in range(low, phrase.head + 1):
        token = scene.doc[i]
        if i < phrase.start and token.tag_ != "ADV":
            continue
        if token.tag_ in ("ADJA", "ADV", "ADJD"):
            cue = (
                scene.frames.cues.get(scene.lemma(token))
                or scene.frames.cues.get(token.lower_)
                or participle_cue(scene, token.lower_)
            )
            if cue == "former":
                status = Status.FORMER
            elif cue in _CUES and i >= phrase.start:
                modality = weakest(modality, _CUES[cue])
    front = scene.doc[phrase.head].text.partition("-")[0].lower()
    if front in ("ex", "alt") and "-" in scene.doc[phrase.head].text:
        status = Status.FORMER
    return modality, status


def participle_cue(scene: Scene, form: str) -> str:
    """The cue of an inflected participle ("geplante" → geplant)."""
    for ending in ("e", "en", "er", "es", "em"):
        if form.endswith(ending) and form[: -len(ending)] in scene.frames.cues:
            return scene.frames.cues[form[: -len(ending)]]
    return ""
