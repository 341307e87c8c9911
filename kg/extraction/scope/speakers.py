"""Who says what a clause tells: the subject of a verb of saying, a source phrase, a name before a colon, a quote."""

from __future__ import annotations

from kg.language.clauses import Clause
from kg.language.extents import noun_phrase
from kg.language.phrases import Phrase
from kg.language.quotes.tables import SOURCE
from kg.model import Mention
from kg.vocab import is_a

from ..scene import Scene


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


def speaker_of(scene: Scene, clause: Clause) -> tuple[Mention | None, str | None]:
    """Who says it: the subject of a saying verb; unnamed speakers by their words."""
    phrase = scene.phrase(clause.subject)
    predicate = clause.predicate
    if predicate is not None and predicate.voice == "passive" and not predicate.reflexive and not predicate.state:
        return _oblique(scene, clause, ("von", "seitens"))
    if phrase is None or (phrase.kind == "pronoun" and scene.doc[phrase.head].lower_ in ("es", "man")):
        said = predicate is not None and predicate.lemma in ("heißen", "hervorgehen")
        return _oblique(scene, clause, ("in", "aus", "bei", "von", "seitens")) if said else (None, None)
    phrase = scene.resolved(phrase, clause)
    named = [m for m in scene.everyone(phrase) if is_a(m.entity.cls, "Agent")]
    if named:
        return named[0], None
    if phrase.kind == "noun" and is_spokesman(scene, phrase):
        before = scene.before if scene.before is not None and is_bare_spokesman(scene, phrase) else None
        body = before is not None and is_a(before.entity.cls, "Organization")
        return (before, None) if body else source(scene, phrase)
    return (None, _words(scene, phrase)) if phrase.kind == "noun" else (None, None)


def is_spokesman(scene: Scene, phrase: Phrase) -> bool:
    """„ein Sprecher“, "die Regierungssprecherin": who speaks for a body."""
    return phrase.kind == "noun" and scene.doc[phrase.head].lower_.endswith(("sprecher", "sprecherin", "sprechers"))


def is_bare_spokesman(scene: Scene, phrase: Phrase) -> bool:
    """„…, sagte [ein Sprecher]“: of the body named before."""
    bare = scene.doc[phrase.head].lower_ in ("sprecher", "sprecherin") and phrase.possessor is None
    return bare and not scene.attributes(phrase) and not scene.attributes(phrase, ("von", "aus", "bei", "in"))


def _oblique(scene: Scene, clause: Clause, prepositions: tuple[str, ...]) -> tuple[Mention | None, str | None]:
    """„wurde von Reuters berichtet“, "heißt es in dem Bericht"."""
    phrases = (p for p in scene.sentence.phrases if p.head in clause.tokens)
    found = next((p for p in phrases if p.prep in prepositions and p.attribute_of is None), None)
    return source(scene, found) if found is not None else (None, None)


def _words(scene: Scene, phrase: Phrase) -> str:
    clause = scene.clause_of(phrase)
    start, end = (phrase.start, phrase.end)
    if clause is not None:
        start, end = noun_phrase(scene.doc, scene.sentence, clause, phrase)
    return " ".join(scene.doc[start:end].text.split())


def source_phrase(scene: Scene, clause: Clause) -> tuple[Mention | None, str | None]:
    """„laut Reuters“, "nach Angaben der Behörde", "Einer Meldung des Kuriers zufolge", "aus Sicht Norwegens"."""
    doc = scene.doc
    for phrase in scene.sentence.phrases:
        if phrase.head not in clause.tokens:
            continue
        after = doc[phrase.end].lower_ if phrase.end < len(doc) else ""
        follows = any(doc[i].lower_ == "zufolge" for i in range(phrase.end, min(phrase.end + 6, scene.sentence.end)))
        if phrase.prep not in ("laut", "nach", "aus", "unter") and not follows and after != "zufolge":
            continue
        told = scene.frames.sayings.account(scene.noun(phrase), scene.forms)
        account = told is not None and told.kind == SOURCE
        if phrase.prep == "laut" or (after == "zufolge" and phrase.prep is None):
            return source(scene, phrase)
        if account and (phrase.prep in ("nach", "aus", "unter") or (phrase.prep is None and follows)):
            return source(scene, phrase)
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


def source(scene: Scene, phrase: Phrase) -> tuple[Mention | None, str | None]:
    """Who a phrase names as a source: itself, its owner or a genitive; "nach eigenen Angaben" is the subject's word."""
    if any(scene.doc[i].lower_ == "eigenen" for i in range(phrase.start, phrase.head)):
        clause = scene.clause_of(phrase)
        subject = scene.phrase(clause.subject) if clause is not None else None
        own = scene.everyone(subject, clause) if subject is not None else ()
        if subject is not None:
            named = [m for m in own if is_a(m.entity.cls, "Agent")]
            return (named[0], None) if named else (None, _words(scene, subject))
    for candidate in (phrase, *scene.attributes(phrase), *scene.attributes(phrase, ("von",))):
        named = [m for m in scene.named(candidate) if is_a(m.entity.cls, "Agent")]
        if named:
            return named[0], None
    owner = [m for m in scene.owner(phrase) if is_a(m.entity.cls, "Agent")]
    return (owner[0], None) if owner else (None, _words(scene, phrase))


def parenthetical_speaker(scene: Scene, clause: Clause) -> tuple[Mention | None, str | None]:
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
    told = head.tag_ == "NN" and not scene.covering(last) and scene.doc[min(piece.tokens)].tag_ != "ART"
    return scene.doc[min(piece.tokens) : last + 1].text if told else None


def _before_colon(scene: Scene, piece: Clause) -> Mention | None:
    """„Merz: China kontrolliert …“: who stands alone before a colon says it."""
    last = max(piece.tokens)
    if last + 1 >= len(scene.doc) or scene.doc[last + 1].text != ":":
        return None
    named = [m for m in scene.mentions(min(piece.tokens), last + 1) if is_a(m.entity.cls, "Agent")]
    # a place there sets the scene: "Mexiko: Sheinbaum kritisiert …"
    return named[0] if len(named) == 1 and not is_a(named[0].entity.cls, "Place") else None
