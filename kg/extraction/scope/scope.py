"""How a clause tells its fact: negated, planned, possible, demanded – and according to whom.

Modality composes along the chain of governing clauses (after FactBank, Saurí and Pustejovsky 2009): the weakest wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.language.clauses import Clause
from kg.language.phrases import Phrase
from kg.language.quotes.model import FREE
from kg.language.quotes.tables import THINKS
from kg.model import Mention, Modality, Status

from ..found import Found, weakest
from ..scene import Scene
from .prospects import is_over, lies_ahead, no_longer, supposes
from .speakers import is_report, parenthetical_speaker, source_phrase, speaker_of

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


@dataclass(frozen=True, slots=True)
class Scope:
    """Modality and status of a clause, and its speaker: an entity, or the words for an unnamed one."""

    modality: Modality = Modality.ASSERTED
    status: Status = Status.CURRENT
    speaker: Mention | None = None
    speaker_words: str | None = None

    def fact(self, *told: Any, **more: Any) -> Found:
        """A candidate fact as a clause of this scope tells it: its speaker's, and of its modality where none is given.

        told, more: what `Found` takes.
        """
        return Found(
            *told, **{"modality": self.modality, **more}, speaker=self.speaker, speaker_words=self.speaker_words
        )


def scope(scene: Scene, clause: Clause, depth: int = 0) -> Scope:
    """The scope of a clause, with what its governing clauses add; read once a sentence."""
    if clause.kind == "participial":
        return _scope(scene, clause, depth)  # it has the index of the clause around it
    known = scene.memo.get(("scope", clause.index, depth))
    if known is None:
        known = scene.memo[("scope", clause.index, depth)] = _scope(scene, clause, depth)
    return known


def _scope(scene: Scene, clause: Clause, depth: int) -> Scope:
    own = _own_modality(scene, clause)
    speaker, words = source_phrase(scene, clause)
    reported = False
    governor = scene.sentence.clauses[clause.parent] if clause.parent is not None and depth < 4 else None
    bare = clause.kind == "complement" or (clause.kind == "infinitive" and clause.introducer not in _OPENERS)
    if governor is not None and governor.predicate is not None and bare:
        own, speaker, words, reported = _governed(scene, clause, governor, own, speaker, words, depth)
    elif clause.kind == "adverbial" and clause.introducer in _HYPOTHETICAL:
        # "wenn keine Einigung erzielt ist" leaves it open
        own = Modality.POSSIBLE if clause.introducer in _IF else weakest(own, Modality.POSSIBLE)
    elif clause.introducer == "bevor" and clause.predicate is not None and clause.predicate.tense == "present":
        own = weakest(own, Modality.PLANNED)
    elif clause.kind == "infinitive" and clause.introducer in ("ohne", "statt", "anstatt"):
        own = Modality.DENIED  # "statt Huawei auszuschließen": it is not done
    elif clause.kind == "infinitive" and clause.introducer == "um":
        # "nur um sie wieder auszusetzen" tells what came of it; a plain "um" what is meant to come
        outcome = any(scene.doc[i].lower_ in ("nur", "bloß") for i in clause.tokens[:2])
        own = own if outcome else weakest(own, Modality.PLANNED)
    if speaker is None and words is None and clause.kind != "infinitive":
        speaker, words = parenthetical_speaker(scene, clause)
    if speaker is None and words is None:
        own, speaker, words = _heard(scene, clause, own)
    if governor is not None and clause.introducer == "wonach":
        own, speaker, words = _whence(scene, governor, own, speaker, words)
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
    if speaker is None and words is None and ((reported and not _is_state(governor)) or _is_hearsay(scene, clause)):
        words = "indirekte Rede"
    if predicate is not None and predicate.konjunktiv == "II" and not predicate.modal:
        # indirect speech falls back on Konjunktiv II where I looks like the indicative; else it is hypothetical
        if not (reported or speaker or words) or predicate.lemma in ("sein", "haben"):
            own = weakest(own, Modality.POSSIBLE)
    return Scope(own, _status(scene, clause), speaker, words)


def _heard(scene: Scene, clause: Clause, own: Modality) -> tuple[Modality, Mention | None, str | None]:
    """Who is quoted where a clause stands, and what the verb of saying makes of it."""
    predicate = clause.predicate
    voice = scene.voices.get(predicate.verb if predicate is not None else clause.tokens[0])
    if voice is None or (voice.type == FREE and not _in_voice(scene, clause)):
        return own, None, None
    done = predicate is not None and predicate.tense in ("perfect", "past", "pluperfect")
    if voice.makes is Modality.DENIED or not done:
        own = weakest(own, voice.makes)
    return own, voice.speaker, voice.words


def _whence(scene, governor, own, speaker, words):
    """„dementierte Berichte, [wonach China liefert]“: the denial falls on what the reports say."""
    if not is_report(scene, governor):
        return own, speaker, words
    operator = scene.frames.operators[governor.predicate.lemma]
    if operator.modality is not Modality.DENIED:
        return own, speaker, words
    return Modality.DENIED, *speaker_of(scene, governor)


def _in_voice(scene: Scene, clause: Clause) -> bool:
    """Whether a clause of free indirect speech shows it: "könnte" and "soll" can be the article's own."""
    predicate = clause.predicate
    if predicate is None:
        return False
    return (
        predicate.konjunktiv == "I"
        or (predicate.konjunktiv == "II" and not predicate.modal)
        or _is_hearsay(scene, clause)
    )


def _own_modality(scene: Scene, clause: Clause) -> Modality:
    predicate = clause.predicate
    if predicate is None:
        return Modality.ASSERTED
    found = [Modality.ASSERTED]
    if predicate.negated and not no_longer(scene, clause):
        found.append(Modality.DENIED)
    if lies_ahead(scene, clause):
        found.append(Modality.PLANNED)
    if predicate.modal and not (
        predicate.modal in ("können", "müssen", "dürfen") and predicate.tense == "past" and not predicate.konjunktiv
    ):
        # "soll gekauft haben" is hearsay, "soll kaufen" a plan
        found.append(Modality.POSSIBLE if _is_hearsay(scene, clause) else _MODALS[predicate.modal])
        if predicate.modal == "wollen" and predicate.tense in ("past", "pluperfect"):
            found.append(Modality.PLANNED)
    if predicate.tense == "future":
        found.append(Modality.PLANNED)
    if predicate.operator:
        operator = scene.frames.operators.get(predicate.operator)
        if operator is not None:
            found.append(operator.modality)
    if clause.question or clause.condition or supposes(scene, clause) or _in_case(scene, clause):
        found.append(Modality.POSSIBLE)
    for i in clause.tokens:
        token = scene.doc[i]
        if token.tag_ in ("ADV", "ADJD") and predicate.tense in ("present", "future"):
            cue = scene.frames.cues.get(token.lower_, "")
            if cue in _CUES and scene.doc[i - 1].lower_ != "wie":
                found.append(_CUES[cue])
        elif token.tag_ in ("ADV", "ADJD") and scene.frames.cues.get(token.lower_) in ("possible", "denied"):
            # "angeblich hat …", "hat kaum …"; "beinahe 30 Prozent" only measures
            compared = i > 0 and scene.doc[i - 1].lower_ in ("wie", "so")  # "wie kaum ein anderes Land"
            if not compared and (i + 1 >= len(scene.doc) or scene.doc[i + 1].tag_ not in ("CARD", "PIAT", "PIDAT")):
                found.append(_CUES[scene.frames.cues[token.lower_]])
    return weakest(*found)


def _not_said(scene: Scene, governor: Clause, makes: Modality, own: Modality) -> Modality:
    """„bestreitet nicht“ grants, "schließt nicht aus" and "bestätigte nicht" leave open, "glaubt nicht" denies."""
    assert governor.predicate is not None
    verb = governor.predicate.lemma
    if makes is Modality.DENIED:
        return Modality.POSSIBLE if verb == "ausschließen" else Modality.ASSERTED
    if verb == "bestätigen":
        return weakest(own, Modality.POSSIBLE)
    saying = scene.frames.sayings.verbs.get(verb)
    thinks = verb in ("meinen", "finden") or (saying is not None and THINKS in saying.takes)
    return Modality.DENIED if thinks else own


def _is_state(clause: Clause | None) -> bool:
    """„es ist ausgeschlossen, dass …“: nobody says it."""
    return clause is not None and clause.predicate is not None and clause.predicate.state


def _in_case(scene: Scene, clause: Clause) -> bool:
    """„im Falle einer Übernahme liefert …“."""
    tokens = clause.tokens
    return any(
        scene.doc[i].lower_ == "im" and i + 1 < len(scene.doc) and scene.doc[i + 1].text in ("Fall", "Falle")
        for i in tokens
    )


def _is_hearsay(scene: Scene, clause: Clause) -> bool:
    """„soll gekauft haben“: what is said to have happened, no plan."""
    predicate = clause.predicate
    if predicate is None or predicate.modal != "sollen" or scene.doc[predicate.verb].tag_ not in ("VVPP", "VAPP"):
        return False
    return any(scene.doc[i].lower_ in ("haben", "sein") for i in clause.tokens if i > predicate.verb)


def _depends_on_if(scene: Scene, clause: Clause) -> bool:
    """Whether a main clause holds only under a condition of its sentence."""
    if clause.kind != "main" or clause.predicate is None or clause.predicate.tense in ("past", "perfect", "pluperfect"):
        return False
    first = scene.sentence.clauses[0]
    if first.index != clause.index and supposes(scene, first):
        return True
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
    tokens = [scene.doc[i] for i in governor.tokens]
    cues = {scene.frames.cues.get(token.lower_) for token in tokens if token.tag_ in ("ADJD", "VVPP")}
    cues |= {scene.frames.cues.get(token.text) for token in tokens if token.tag_ == "NN"}  # "ist eine Lüge"
    return Modality.DENIED if "denied" in cues else Modality.POSSIBLE if "possible" in cues else Modality.ASSERTED


def _noun_before(scene: Scene, clause: Clause) -> Modality:
    """„die [Sorge], dass China liefert“, "die [Lüge], dass …": what the noun makes of the clause behind it."""
    i = clause.tokens[0]
    i -= scene.doc[i - 1].is_punct if i else 0
    noun = scene.doc[i - 1] if i > scene.sentence.start else None
    cue = scene.frames.cues.get(noun.text) if noun is not None and noun.tag_ == "NN" else None
    return _CUES.get(cue or "", Modality.ASSERTED)


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
            if governor.predicate.negated:
                own = _not_said(scene, governor, modality, own)
            if speaker is None and words is None:
                speaker, words = speaker_of(scene, governor)
    else:
        # only verbs of the table say that what their infinitive names is done: "bereit, … zu liefern" is not
        loose = Modality.POSSIBLE if clause.kind == "infinitive" else _verdict(scene, governor)
        own = weakest(own, above.modality, loose, _noun_before(scene, clause))
    if speaker is None and words is None:
        speaker, words = above.speaker, above.speaker_words
    return own, speaker, words, reported


def _status(scene: Scene, clause: Clause) -> Status:
    if no_longer(scene, clause) or is_over(scene, clause):
        return Status.FORMER
    for i in clause.tokens:
        token = scene.doc[i]
        adverb = token.tag_ == "ADV" or token.lower_ == "früher"
        if adverb and scene.frames.cues.get(token.lower_) == "former":
            return Status.FORMER
    return Status.CURRENT


def phrase_modality(scene: Scene, phrase: Phrase) -> tuple[Modality, Status]:
    """What adjectives say of the thing named: "geplante Reise" planned, "früherer Präsident" former."""
    modality, status = Modality.ASSERTED, Status.CURRENT
    low = max(scene.sentence.start, phrase.start - 2)
    for i in range(low, phrase.head + 1):
        token = scene.doc[i]
        if i < phrase.start and (token.tag_ != "ADV" or scene.doc[phrase.start - 1].tag_.endswith("FIN")):
            continue  # "zuvor hatte der Chef …": the clause's adverb
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
