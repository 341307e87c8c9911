"""One sentence as extraction sees it: its phrases and clauses, and who stands where in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kg.language.clauses import Clause, Sentence, sentences
from kg.language.forms import Forms
from kg.language.phrases import Phrase, chain
from kg.linking.clausal import agents, names_of
from kg.linking.table import EntityTable
from kg.model import Article, How, Mention, Modality
from kg.vocab import is_a

from .frames.tables import Frames

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# how a mention stands for somebody, not only beside them: "China", "Peking", "der Konzern", "der US-Präsident"
_STANDING = (How.NAME, How.METONYM, How.COREFERENCE, How.ROLE)
TAKEN_UP = frozenset({How.COREFERENCE, How.ROLE})  # what gives no name
# what may stand behind a measure or trade noun and name what it falls on
TARGET_PREPOSITIONS = ("für", "gegen", "auf", "von", "zu", "an", "mit", "bei", "über")


_APART = ("außerhalb", "innerhalb", "jenseits", "abseits", "neben", "außer")
Pair = tuple[Mention, Mention]


@dataclass(frozen=True, slots=True)
class Target:
    """An entity that a fact falls on, and the measure noun through which it was found."""

    mention: Mention
    measure: str | None = None
    loose: bool = False  # only an adjective or part of a compound names it
    deed: bool = False  # named by what it does: "Chinas Vorgehen"


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a stretch of text is: an entity, or the words for an unnamed one; `makes`: what is made of them."""

    speaker: Mention | None
    words: str | None
    makes: Modality
    type: str  # as kg.language.quotes has it


@dataclass(frozen=True, slots=True)
class Scene:
    """What every rule gets: the Doc, the article, one sentence, and the article's mentions by token."""

    doc: Doc
    article: Article
    sentence: Sentence
    at: dict[int, tuple[Mention, ...]]
    forms: Forms
    frames: Frames
    table: EntityTable
    before: Mention | None = None  # who spoke last before this sentence
    voices: Mapping[int, Voice] = field(default_factory=dict)  # by token, where somebody is quoted
    doer: Mention | None = None  # who did what was told last before it
    decider: Mention | None = None  # who decided something just before, be it on nothing known
    pair: Pair | None = None  # the two that talked with each other last before it
    facing: Pair | None = None  # the two states that the article is about
    memo: dict[tuple, Any] = field(default_factory=dict, compare=False, repr=False)  # what rules ask again and again
    _nouns: dict[int, str] = field(default_factory=dict, compare=False, repr=False)  # lemma by head, looked up once
    _kinds: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def actor(self, mention: Mention) -> Mention:
        """Who acts where a capital is the subject: "Jakarta könnte … verbieten" is Indonesia."""
        state = self.table.stands_for(mention.entity.id) if mention.entity.cls == "City" else None
        return mention if state is None else replace(mention, entity=state, how=How.METONYM)

    def town(self, mention: Mention) -> Mention:
        """The place where a capital that could act is gone to: "besuchte Paris" is no visit to France alone."""
        if mention.how is not How.METONYM:
            return mention
        towns = [hit.entity for hit in self.table.lookup(mention.text) if hit.entity.cls == "City"]
        return replace(mention, entity=towns[0], how=How.NAME) if towns else mention

    def mentions(self, start: int, end: int, hows: Sequence[How] = _STANDING) -> tuple[Mention, ...]:
        """Mentions that begin between two tokens (half-open), in order."""
        return tuple(m for i in range(start, end) for m in self.at.get(i, ()) if m.first == i and m.how in hows)

    def covering(self, token: int, hows: Sequence[How] = _STANDING) -> tuple[Mention, ...]:
        """Mentions that a token lies in."""
        return tuple(m for m in self.at.get(token, ()) if m.how in hows)

    def noun(self, phrase: Phrase) -> str:
        """The head noun's lemma, capitalised as German nouns are."""
        if phrase.head not in self._nouns:
            token = self.doc[phrase.head]
            lemma = token.text if token.tag_ == "NE" else self.forms.lemma(token.text, "NOUN")
            self._nouns[phrase.head] = lemma or token.lemma_ or token.text
        return self._nouns[phrase.head]

    def kind(self, phrase: Phrase) -> str:
        """The kind of the head noun in the frame tables (measure, carrier, maker …), or ""."""
        if phrase.kind != "noun":
            return ""
        noun = self.noun(phrase)
        if noun not in self._kinds:
            self._kinds[noun] = self.frames.kind(noun)
        return self._kinds[noun]

    def phrase(self, index: int | None) -> Phrase | None:
        return None if index is None else self.sentence.phrases[index]

    def members(self, phrase: Phrase) -> tuple[Phrase, ...]:
        """The coordination that a phrase opens: "Nvidia und AMD"."""
        return chain(self.sentence.phrases, phrase)

    def clause_of(self, phrase: Phrase) -> Clause | None:
        """The clause that a phrase stands in."""
        return self.clause_at(phrase.head)

    def clause_at(self, token: int) -> Clause | None:
        """The clause that a token stands in."""
        return next((c for c in self.sentence.clauses if token in c.tokens), None)

    def owner(self, phrase: Phrase) -> tuple[Mention, ...]:
        """Whose a phrase is: "[Chinas] Präsident", "[sein] Modell", "die Kommission, [deren] Präsidentin"."""
        if phrase.possessor is None:
            return ()
        named = self.mentions(*phrase.possessor)
        if not named and self.doc[phrase.possessor[0]].tag_ == "PPOSAT":
            return self._possessing_subject(phrase)
        if named or self.doc[phrase.possessor[0]].lower_ not in ("dessen", "deren"):
            return named
        clause = self.clause_of(phrase)
        if (
            clause is not None
            and clause.kind == "relative"
            and clause.antecedent is not None
            and clause.tokens[0] >= phrase.possessor[0] - 1
        ):
            return self.named(self.sentence.phrases[clause.antecedent])
        before = [p for p in self.sentence.phrases[: phrase.index] if p.kind in ("noun", "name") and p.inner_of is None]
        return self.named(before[-1]) if before else ()

    def _possessing_subject(self, phrase: Phrase) -> tuple[Mention, ...]:
        """„BHP schloss [seine] Sparte“: whose it is where nobody else is meant, the subject before it."""
        assert phrase.possessor is not None
        clause = self.clause_of(phrase)
        subject = self.phrase(clause.subject) if clause is not None else None
        if clause is None or subject is None or subject.start >= phrase.start:
            return ()
        subject = self.resolved(subject, clause)
        one = self.doc[phrase.possessor[0]].lower_.startswith("sein")
        fits = "SIN" in subject.numbers and subject.genders & {"MAS", "NEU"} if one else "PLU" in subject.numbers
        return self.everyone(subject) if fits and len(self.members(subject)) == 1 else ()

    def resolved(self, phrase: Phrase, clause: Clause) -> Phrase:
        """A relative pronoun's antecedent; any other phrase is itself."""
        clausal = self.doc[phrase.head].lower_ == "was"  # "…, was ihn ärgert": the clause before, no noun of it
        if phrase.kind == "relative" and clause.antecedent is not None and not clausal:
            found = self.sentence.phrases[clause.antecedent]
            if found.prep in _APART and found.attribute_of is not None:
                # "das einzige Unternehmen außerhalb Chinas, das …": not the place is meant
                return self.sentence.phrases[found.attribute_of]
            return self._bearing(found)
        return phrase

    def _bearing(self, antecedent: Phrase) -> Phrase:
        """„der Fonds aus Katar, der …“: what a relative clause goes on about is the firm, not where it is from."""
        outer = self.phrase(antecedent.attribute_of)
        if (
            outer is None
            or antecedent.prep != "aus"
            or not any(is_a(m.entity.cls, "Place") for m in self.named(antecedent))
        ):
            return antecedent
        firm = any(is_a(m.entity.cls, "Organization") for m in self.named(outer))
        return outer if firm else antecedent

    def attributes(self, phrase: Phrase, prepositions: Iterable[str] = ()) -> tuple[Phrase, ...]:
        """Genitives and, with these prepositions, the attributes right behind a phrase, further ones included."""
        wanted = tuple(prepositions)
        out: list[Phrase] = []
        for p in self.sentence.phrases[phrase.index + 1 :]:
            if p.genitive_of == phrase.index and not wanted:
                out.append(p)
            elif p.attribute_of is not None and p.prep in wanted and self._hangs_on(p, phrase):
                out.append(p)
        return tuple(out)

    def _hangs_on(self, attribute: Phrase, phrase: Phrase) -> bool:
        """Whether an attribute hangs on a phrase, be it behind other attributes: "Treffen in Busan mit Xi"."""
        above: int | None = attribute.attribute_of
        while above is not None:
            if above == phrase.index:
                return True
            outer = self.sentence.phrases[above]
            # "die Abhängigkeit von Apple und AMD von TSMC": a conjunct hangs where the first of its row does
            outer = self.sentence.phrases[outer.conjunct_of] if outer.conjunct_of is not None else outer
            if outer.index == phrase.index and above != phrase.index:
                return False
            above = outer.genitive_of if outer.genitive_of is not None else outer.attribute_of
        return False

    def appositions(self, phrase: Phrase) -> tuple[Phrase, ...]:
        return tuple(p for p in self.sentence.phrases if p.apposition_of == phrase.index)

    def named(self, phrase: Phrase) -> tuple[Mention, ...]:
        """Who a phrase itself stands for: its name in apposition, else its head; no adjective, no compound part."""
        known = self.memo.get(("named", phrase.index))
        if known is None:
            known = self.memo[("named", phrase.index)] = self._named(phrase)
        return known

    def _named(self, phrase: Phrase) -> tuple[Mention, ...]:
        if phrase.kind == "relative":
            return ()
        if phrase.name is not None:
            found = self.mentions(*phrase.name)
            if found:
                return found[:1]
        found = self.covering(phrase.head)
        if found:
            return _best(found)
        if phrase.kind == "name":
            return self.mentions(phrase.start, phrase.end)[:1]
        for apposition in self.appositions(phrase) if self.kind(phrase) != "carrier" else ():
            if apposition.kind == "name" or apposition.name is not None:
                return self.named(apposition)
        return self.acting(phrase) or self.spoken_for(phrase) or self.sides(phrase)

    def spoken_for(self, phrase: Phrase) -> tuple[Mention, ...]:
        """„ein Sprecher [des Zollamts]“, "die Unterhändler [der EU]": who has no name speaks for those they serve."""
        if self.kind(phrase) != "voice":
            return ()
        behind = (*self.attributes(phrase), *self.attributes(phrase, ("von", "aus")))
        served = [m for p in behind if p.conjunct_of is None for m in (*self.covering(p.head), *self.sides(p))]
        served = served or list(self.owner(phrase)) or list(self.covering(phrase.head, (How.PART,)))
        return tuple(m for m in served if is_a(m.entity.cls, "Agent") and not is_a(m.entity.cls, "Person"))[:2]

    def taken_up(self, pair: Pair) -> Pair:
        """The two as a reference stands for them, one step from their names."""
        first, second = (replace(m, hops=m.hops + 1, how=How.COREFERENCE) for m in pair)
        return first, second

    def sides(self, phrase: Phrase) -> tuple[Mention, ...]:
        """„beide Seiten“, "die zwei Parteien", "beide": the two that talked last, or that the article is about."""
        pair = self.pair or self.facing
        if pair is None or self.attributes(phrase) or phrase.possessor is not None:
            return ()
        words = [self.doc[i].lower_ for i in range(phrase.start, phrase.head + 1)]
        both = words[0] in ("beide", "beiden", "beider") or words[1:2] in (["beiden"], ["zwei"])
        if phrase.kind == "pronoun":
            return self.taken_up(pair) if both and phrase.prep != "an" else ()  # "an beiden beteiligt": firms
        known = both or (words[0] in ("die", "den", "der") and len(words) == 2)
        side = self.kind(phrase) == "side" or self.noun(phrase) == "Staat"
        many = known and side and "PLU" in phrase.numbers
        return self.taken_up(pair) if many else ()

    def acting(self, phrase: Phrase) -> tuple[Mention, ...]:
        """The state behind "chinesische Behörden", "US-Regierungsvertreter", "Vertreter beider Länder"."""
        if self.kind(phrase) != "government":
            return ()
        found = list(self.loosely(phrase))
        for attribute in (*self.attributes(phrase), *self.attributes(phrase, ("aus", "von"))):
            if attribute.conjunct_of is None:
                found += [
                    m
                    for p in self.members(attribute)
                    for m in (*self.covering(p.head), *self.mentions(p.start, p.end), *self.sides(p))
                ]
        acting = map(self.actor, found)  # "Unterhändler aus Washington"
        states = {m.entity.id: m for m in acting if is_a(m.entity.cls, "Country")}
        return tuple(states.values())

    def loosely(self, phrase: Phrase) -> tuple[Mention, ...]:
        """What an adjective, a prenominal genitive or the front of a compound names: "chinesische Firmen" → China."""
        out = list(self.mentions(phrase.start, phrase.head, (How.ADJECTIVE,)))
        out += self.owner(phrase)
        out += self.covering(phrase.head, (How.PART,))
        return tuple(out)

    def everyone(self, phrase: Phrase, clause: Clause | None = None) -> tuple[Mention, ...]:
        """Who a phrase and its conjuncts stand for."""
        if clause is not None:
            phrase = self.resolved(phrase, clause)
        out: list[Mention] = []
        for member in self.members(phrase):
            for mention in self.named(member) or self.instances(member):
                if all(m.entity.id != mention.entity.id for m in out):
                    out.append(mention)
        return tuple(out)

    def instances(self, phrase: Phrase) -> tuple[Mention, ...]:
        """„Verbündete wie [Japan]“, "Firmen, darunter [BMW] und [BASF]", "Acht Staaten …: [Japan], [Israel], …"."""
        if phrase.kind != "noun" or "PLU" not in phrase.numbers:
            return ()
        return tuple(t.mention for t in self.examples(phrase, None)) or self._listed(phrase)

    def _listed(self, phrase: Phrase) -> tuple[Mention, ...]:
        """The names behind a colon that say who a counted noun before it stands for."""
        counted = any(self.doc[i].tag_ == "CARD" for i in range(phrase.start, phrase.head))
        words = range(phrase.end, self.sentence.end)
        colon = next((i for i in words if self.doc[i].text == ":"), None)
        if colon is None or not (counted or colon == phrase.end):
            return ()
        out: list[Mention] = []
        i = colon + 1  # a colon may end the sentence, so the list is read by its tokens
        while i < len(self.doc):
            named = _best(tuple(m for m in self.covering(i) if m.first == i)) if self.covering(i) else ()
            if named:
                out += named
                i = named[0].last
            elif self.doc[i].lower_ in (",", "und", "sowie", "der", "die", "das", "den"):
                i += 1
            else:
                break
        return tuple(out) if len(out) > 1 else ()

    def targets(self, phrase: Phrase, depth: int = 0, measure: str | None = None) -> Iterator[Target]:
        """What a measure or trade noun falls on: "Exportkontrollen für [Borsalz]", "Zugang zu [Chips]"."""
        for member in self.members(phrase) if depth < 4 else ():
            kind = self.kind(member)
            own = [
                m for m in self.named(member) if not is_a(m.entity.cls, "Measure") and not is_a(m.entity.cls, "Event")
            ]
            if own:
                yield from (Target(m, measure) for m in own)
                yield from self.examples(member, measure)
                continue
            if kind in ("measure", "carrier", "lift", "impose", "plant"):
                name = self.doc[member.head].text if kind == "measure" else measure
                found = False
                for attribute in (*self.attributes(member), *self.attributes(member, TARGET_PREPOSITIONS)):
                    if attribute.conjunct_of is not None:
                        continue
                    if attribute.attribute_of != member.index and self._of_other_goods(attribute, member):
                        continue
                    if kind == "measure" and attribute.prep in ("von", "mit", None) and self._agent_like(attribute):
                        continue
                    if found and attribute.prep == "für" and attribute.attribute_of != member.index:
                        continue  # "ein Viertel des Urans [für die Reaktoren]"
                    for target in self.targets(attribute, depth + 1, name):
                        found = True
                        yield target
                for part in self.covering(member.head, (How.PART,)):
                    if not found and is_a(part.entity.cls, "Material") or is_a(part.entity.cls, "Product"):
                        found = True
                        yield Target(part, name, loose=True)
                if kind == "carrier" and member.possessor is not None and depth == 0:
                    # "Chinas Zugang zu Chips beschränken" falls on China too
                    yield from (
                        Target(m, name, loose=True)
                        for m in self.mentions(*member.possessor)
                        if is_a(m.entity.cls, "Agent")
                    )
                if kind == "carrier" and not found:
                    for m in self.loosely(member):
                        if is_a(m.entity.cls, "Organization") or is_a(m.entity.cls, "Country"):
                            yield Target(m, name, loose=True)
                continue
            examples = tuple(self.examples(member, measure))
            yield from examples
            if measure is not None and not examples:
                # "Maßnahmen gegen russische Reedereien" fall on Russia
                for m in self.loosely(member):
                    if is_a(m.entity.cls, "Country") or is_a(m.entity.cls, "Company"):
                        yield Target(m, measure, loose=True)

    def _of_other_goods(self, attribute: Phrase, member: Phrase) -> bool:
        """„Verkauf von Software [für Chips]“: what hangs on the goods is none of those that the trade is in."""
        above = self.phrase(attribute.attribute_of)
        if above is None or above.index == member.index or self.kind(above) in ("measure", "carrier", "lift", "impose"):
            return False
        inner = above.genitive_of is not None or above.prep in ("von", "für", "auf")
        return (
            inner
            and attribute.prep in ("für", "zu", "bei")
            and not any(is_a(m.entity.cls, "Agent") for m in self.named(above))
        )

    def _agent_like(self, phrase: Phrase) -> bool:
        """„Zölle der USA“, "Kontrollen von China": the one who imposes, not what they fall on."""
        return any(
            is_a(m.entity.cls, "Country")
            or is_a(m.entity.cls, "Alliance")
            or is_a(m.entity.cls, "GovernmentBody")
            or is_a(m.entity.cls, "Person")
            for m in self.named(phrase)
        )

    def examples(self, phrase: Phrase, measure: str | None) -> Iterator[Target]:
        """„knappe Metalle wie [Tantal] und [Indium]“."""
        for p in self.sentence.phrases[phrase.index + 1 : phrase.index + 3]:
            opens = p.end < len(self.doc) and self.doc[p.end].tag_.startswith("V") and self.doc[phrase.end].text == ","
            if not opens and p.start > 0 and self.doc[p.start - 1].lower_ in ("wie", "darunter") and p.prep is None:
                gap = [self.doc[i].text for i in range(phrase.end, p.start - 1)]
                if all(t == "," for t in gap):
                    for member in self.members(p):
                        yield from (Target(m, measure) for m in self.named(member))

    def lemma(self, token: Token) -> str:
        return self.forms.lemma(token.text, token.tag_) or token.lemma_


def scenes_of(
    doc: Doc, article: Article, mentions: Sequence[Mention], frames: Frames, forms: Forms, table: EntityTable
) -> list[Scene]:
    """The sentences of an article as rules see them, in order.

    doc: the article's text, tagged and parsed. mentions: who and what it names. frames, forms, table: loaded once.
    """
    by_token: dict[int, list[Mention]] = {}
    for mention in mentions:
        for i in range(mention.first, mention.last):
            by_token.setdefault(i, []).append(mention)
    at = {i: tuple(found) for i, found in by_token.items()}
    read = sentences(doc, names_of(doc, mentions), forms.cases, forms, agents(mentions, table))
    return [Scene(doc, article, sentence, at, forms, frames, table) for sentence in read]


def _best(found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Of several mentions on one head the longest; equally long ones are one compound's: the last is its head.

    "die beiden Länder", "sie" for many stand for each of them.
    """
    longest = max((m.end - m.start for m in found), default=0)
    whole = tuple(m for m in found if m.end - m.start == longest)
    return whole if all(m.how is How.COREFERENCE for m in whole) else whole[-1:]
