"""Shares that a clause leaves half unsaid: "X hält 70 Prozent, Y 30", "zu drei Vierteln X gehört", "Großaktionär X"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.clauses import Clause
from kg.language.numbers import written
from kg.language.phrases import Phrase
from kg.model import How, Mention, Modality, Qualifier, Status
from kg.vocab import is_a

from ..found import Found
from ..frames.met import condition_holds
from ..frames.slots import fill, role_phrase
from ..frames.tables import parse_slot
from ..scene import Scene
from ..scope.scope import phrase_modality, scope

_HOLDS = frozenset("halten besitzen behalten".split())
_HELD = parse_slot("p:an|obj>share")
_SUBJECT = parse_slot("subj")
_SELLS = frozenset("verkaufen veräußern abgeben abtreten".split())
_BUYS = frozenset("übernehmen kaufen erwerben".split())
_SELLER = parse_slot("p:von[Company]")
_VENTURES = frozenset({"Gemeinschaftsunternehmen", "Gemeinschaftsfirma", "Joint-Venture", "Venture"})
_BACK = 60  # tokens before a sentence in which the joint venture is looked for that its shares are of
_HOLDERS = ("Organization", "Person", "Country")


def share_facts(scene: Scene) -> Iterator[Found]:
    """Owners told by a share alone, and by a noun like Großaktionär that names no firm."""
    for clause in scene.sentence.clauses:
        if clause.predicate is None:
            continue
        if clause.predicate.lemma in _HOLDS and condition_holds(scene, clause, "obj:share"):
            yield from _holding(scene, clause)
        elif clause.predicate.lemma == "gehören" and clause.predicate.voice == "active":
            yield from _belongs_in_part(scene, clause)
            yield from _belongs_to_name(scene, clause)
        elif clause.predicate.lemma in _BUYS and condition_holds(scene, clause, "obj:share"):
            yield from _share_bought(scene, clause)
        elif clause.predicate.lemma in _SELLS and condition_holds(scene, clause, "obj:share"):
            yield from _share_sold(scene, clause)
    for phrase in scene.sentence.phrases:
        if phrase.kind == "noun" and scene.kind(phrase) == "owner":
            yield from _owner_of_topic(scene, phrase)


# -- inside -------------------------------------------------------------------------------------------------------


def _holding(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„hält 70 Prozent an X, Y 20 und Z zehn“; without "an X" the joint venture named right before is meant."""
    assert clause.predicate is not None
    told = scope(scene, clause)
    held = [t.mention for t in fill(scene, clause, _HELD, "object")]
    core = role_phrase(scene, clause, "obj")
    named = bool(held)
    # "hält die Mehrheit der Kapazität": what stands behind the noun is what it is a share of
    if not held and core is not None and not scene.attributes(core, ("an", "von", "bei")) and not _more(scene, core):
        held = _venture_before(scene)
    for thing in held[:1]:
        first = [t.mention for t in fill(scene, clause, _SUBJECT)]
        others = list(_in_row(scene, clause, thing))
        own = [] if named else [(m, None) for m in first]
        for owner, share in (*own, *others):
            if owner.entity.id == thing.entity.id or not any(is_a(owner.entity.cls, c) for c in _HOLDERS):
                continue
            yield told.fact(
                owner,
                "owns",
                thing,
                "owns.share-in-row" if share else "owns.share-of-venture",
                clause.predicate.verb,
                0.65,
                qualifiers=(Qualifier("share", share, "number"),) if share else tuple(_share_of(scene, core)),
            )


def _more(scene: Scene, core: Phrase) -> bool:
    return any(p.genitive_of == core.index for p in scene.sentence.phrases)


def _share_of(scene: Scene, core: Phrase | None) -> Iterator[Qualifier]:
    if core is None:
        return
    for i in range(core.start, core.head):
        value = written(scene.doc[i].text)
        if value is not None and scene.doc[core.head].text in ("Prozent", "%"):
            yield Qualifier("share", value, "number")


def _in_row(scene: Scene, clause: Clause, thing: Mention) -> Iterator[tuple[Mention, str]]:
    """The names with a bare number behind the verb's own clause: "…, Rio Tinto 20 und Vale (je) zehn (Prozent)"."""
    assert clause.predicate is not None
    doc = scene.doc
    for i in range(clause.predicate.verb + 1, scene.sentence.end):
        for m in scene.at.get(i, ()):
            if m.first != i or m.how is not How.NAME or m.entity.id == thing.entity.id:
                continue
            if doc[i - 1].text != "," and doc[i - 1].tag_ != "KON":
                continue
            k = m.last + (m.last < scene.sentence.end and doc[m.last].lower_ in ("je", "jeweils", "weitere", "rund"))
            # the tagger leaves a number's full stop at the end of a sentence with it
            value = written(doc[k].text.rstrip(".")) if k < scene.sentence.end else None
            after = k + 1 + (k + 1 < len(doc) and doc[k + 1].text in ("Prozent", "%"))
            ends = after >= scene.sentence.end or doc[after].is_punct or doc[after].tag_ == "KON"
            if value is not None and ends:
                yield m, value
                if doc[k - 1].lower_ in ("je", "jeweils"):  # "Bosch und Infineon je zehn"
                    yield from ((other, value) for other in _joined(scene, clause.predicate.verb, i))


def _joined(scene: Scene, low: int, i: int) -> Iterator[Mention]:
    """The names that "und" and commas join to the one at a token, before it."""
    while i - 1 > low and (scene.doc[i - 1].text == "," or scene.doc[i - 1].tag_ == "KON"):
        before = next((m for m in scene.at.get(i - 2, ()) if m.last == i - 1 and m.how is How.NAME), None)
        if before is None or before.first <= low:
            return
        yield before
        i = before.first


def _venture_before(scene: Scene) -> list[Mention]:
    """The joint venture that the text before the sentence names: "Torvik, ein Gemeinschaftsunternehmen von …"."""
    doc = scene.doc
    for i in range(scene.sentence.start - 1, max(scene.sentence.start - _BACK, -1), -1):
        if doc[i].text not in _VENTURES:
            continue
        beside = [m for k in range(i + 1, i + 2) for m in scene.at.get(k, ()) if m.first == k]
        beside += [m for k in range(max(i - 4, 0), i) for m in scene.at.get(k, ()) if doc[m.last].text == ","]
        firms = [m for m in beside if m.how is How.NAME and is_a(m.entity.cls, "Organization")]
        if firms:
            return firms[:1]
    return []


def _belongs_in_part(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„die Mine, die [zu drei Vierteln] Boliden gehört“: the name stands right behind the share."""
    assert clause.predicate is not None
    thing = role_phrase(scene, clause, "subj")
    if thing is None:
        return
    told = scope(scene, clause)
    for index in clause.obliques:
        phrase = scene.sentence.phrases[index]
        if phrase.prep != "zu" or scene.noun(phrase) not in ("Viertel", "Drittel", "Fünftel", "Prozent", "Hälfte", "%"):
            continue
        own = scene.mentions(*phrase.name) if phrase.name is not None else scene.mentions(phrase.head + 1, phrase.end)
        if not own:
            behind = scene.phrase(phrase.index + 1) if phrase.index + 1 < len(scene.sentence.phrases) else None
            near = behind is not None and behind.start == phrase.end and behind.prep is None
            own = scene.named(behind) if near and behind is not None else ()
        for owner in own[:1]:
            for m in scene.everyone(thing, clause):
                if any(is_a(owner.entity.cls, c) for c in _HOLDERS) and owner.entity.id != m.entity.id:
                    over = clause.predicate.tense in ("past", "pluperfect")
                    yield told.fact(
                        owner,
                        "owns",
                        m,
                        "owns.belongs-in-part",
                        clause.predicate.verb,
                        0.75,
                        status=Status.FORMER if over else told.status,
                    )


def _belongs_to_name(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„eine Mine, die Boliden gehört“: a bare name shows no dative, but what belongs is the relative pronoun."""
    assert clause.predicate is not None
    if clause.kind != "relative" or clause.relative is None or clause.antecedent is None:
        return
    pronoun = scene.sentence.phrases[clause.relative]
    if pronoun.prep is not None or "NOM" not in pronoun.cases or pronoun.possessor is not None:
        return
    told = scope(scene, clause)
    inside = [p for p in scene.sentence.phrases if p.head in clause.tokens and p.index != clause.relative]
    bare = [p for p in inside if p.kind == "name" and p.prep is None and p.conjunct_of is None]
    for name in bare[:1]:
        for owner in scene.everyone(name):
            for thing in _owned(scene, scene.sentence.phrases[clause.antecedent]):
                if owner.entity.id != thing.entity.id and any(is_a(owner.entity.cls, c) for c in _HOLDERS):
                    yield told.fact(
                        owner,
                        "owns",
                        thing,
                        "owns.belongs-to",
                        clause.predicate.verb,
                        0.75,
                        status=Status.FORMER if clause.predicate.tense in ("past", "pluperfect") else told.status,
                    )


def _owned(scene: Scene, antecedent: Phrase) -> tuple[Mention, ...]:
    """What the relative clause is about: "das Werk in China, das X gehört" is about the works, not its place."""
    outer = scene.phrase(antecedent.attribute_of)
    found = scene.everyone(antecedent)
    if outer is not None and found and is_a(found[0].entity.cls, "Place") and found[0].entity.cls != "Facility":
        found = scene.named(outer)
    return tuple(m for m in found if m.entity.cls == "Facility" or is_a(m.entity.cls, "Organization"))


def _share_sold(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„verkaufte 51 Prozent an X an Y“: Y holds them then."""
    assert clause.predicate is not None
    core = role_phrase(scene, clause, "obj")
    if core is None:
        return
    of = [p for p in (*scene.attributes(core, ("an", "von", "bei")), *scene.attributes(core)) if p.conjunct_of is None]
    things = [m for p in of[:1] for m in scene.everyone(p)]
    told = scope(scene, clause)
    buyers = [
        m
        for p in (scene.sentence.phrases[i] for i in clause.obliques)
        if p.prep == "an" and p.conjunct_of is None and p.index not in {q.index for q in of[:1]}
        for m in scene.everyone(p)
    ]
    for thing in things[:1]:
        for buyer in buyers:
            if buyer.entity.id != thing.entity.id and any(is_a(buyer.entity.cls, c) for c in _HOLDERS):
                yield told.fact(
                    buyer,
                    "owns",
                    thing,
                    "owns.share-sold",
                    clause.predicate.verb,
                    0.65,
                    qualifiers=tuple(_share_of(scene, core)),
                )


def _share_bought(scene: Scene, clause: Clause) -> Iterator[Found]:
    """„übernahm von Y 80 Prozent an X“: Y held them before."""
    assert clause.predicate is not None
    told = scope(scene, clause)
    if clause.predicate.voice == "passive" or told.modality is not Modality.ASSERTED:
        return
    for thing in fill(scene, clause, _HELD, "object"):
        for seller in fill(scene, clause, _SELLER):
            if seller.mention.entity.id != thing.mention.entity.id and not seller.loose and not thing.loose:
                yield Found(
                    seller.mention,
                    "owns",
                    thing.mention,
                    "owns.share-bought",
                    clause.predicate.verb,
                    0.6,
                    status=Status.FORMER,
                    speaker=told.speaker,
                    speaker_words=told.speaker_words,
                )


def _owner_of_topic(scene: Scene, phrase: Phrase) -> Iterator[Found]:
    """„… der Großaktionär Solidium“ without saying of whom: of the firm named last before it in the sentence."""
    firms = [m for m in scene.named(phrase) if m.how is How.NAME and phrase.name is not None]
    if not firms or scene.covering(phrase.head, (How.PART,)) or phrase.possessor is not None:
        return
    if phrase.numbers == {"PLU"} or len(scene.members(phrase)) > 1:
        return  # "mit den Eigentümern Audi, BMW und Daimler": of what they share
    if scene.attributes(phrase) or scene.attributes(phrase, ("von", "bei", "an")):
        return
    before = [
        m
        for i in range(scene.sentence.start, phrase.start)
        for m in scene.at.get(i, ())
        if m.first == i and m.entity.cls == "Company" and m.how is not How.PART
    ]
    modality, status = phrase_modality(scene, phrase)
    for owner in firms:
        if before and before[-1].entity.id != owner.entity.id and modality is Modality.ASSERTED:
            yield Found(owner, "owns", before[-1], "owns.owner-of-topic", phrase.head, 0.55, status=status)
