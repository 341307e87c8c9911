"""Names of the entity table in the text: longest match over tokens, doubtful names only beside a sure sign."""

from __future__ import annotations

from collections.abc import Iterator

from kg.linking.background import Background
from kg.linking.bearers import (
    Candidate,
    People,
    base,
    bearer,
    many,
    named_in_full,
    stranger,
    suffixed,
    titled_otherwise,
)
from kg.linking.cues import Cues
from kg.linking.lookalikes import QUOTES, another_thing
from kg.linking.namesakes import likeliest
from kg.linking.table import EntityTable
from kg.linking.words import Words
from kg.model import Entity, How, Mention

LONGEST = 12  # tokens of one name
BARE = frozenset("von bei mit an durch gegen für".split())  # prepositions before a firm's name
REPORTS = frozenset(
    "laut gemäß zufolge berichtet berichten berichtete berichteten meldet meldete schreibt schrieb".split()
)
ARTICLES = frozenset("der die das dem den des im vom zum zur".split())
# houses that many states have under one name
HOUSES = frozenset("Kongress Senat Repräsentantenhaus Unterhaus Oberhaus Nationalversammlung Abgeordnetenhaus".split())
PREPOSITIONS = frozenset("in nach aus bei um nahe im".split())


def known_names(
    words: Words, table: EntityTable, cues: Cues, background: Background | None = None
) -> tuple[list[Mention], frozenset[tuple[int, int]]]:
    """The names of the table in the prose, disjoint, in order of the text; and what looks like one and is none.

    background: who held which office; of several people of one surname a title then tells one. The latter are half-open
    ranges of tokens: parts of other names.
    """
    found = list(_candidates(words, table))
    people = named_in_full(words, table, found)
    named = {
        hit.entity.id
        for c in found
        for hit in c.hits
        if hit.sure and not _somebody_else(words, table, c, hit.entity, people)
    }
    mentions: list[Mention] = []
    refused: set[tuple[int, int]] = set()
    for candidate in found:
        entity = _decide(words, table, background, candidate, named, people, cues)
        if entity is not None:
            mentions.append(mention(words, candidate.first, candidate.last, entity))
        elif all(_part_of_another(words, table, candidate, hit.entity, cues) for hit in candidate.hits):
            refused.add((candidate.first, candidate.last))
    covered = {i for c in found for i in range(c.first, c.last)}
    for i in range(len(words)):
        if i not in covered and words.inside[i] and words.capital(i):
            entity = bearer(words, i, people)
            if entity is not None:
                mentions.append(mention(words, i, i + 1, entity))
    return sorted(mentions, key=lambda m: m.first), frozenset(refused)


def mention(words: Words, first: int, last: int, entity: Entity, how: How = How.NAME, hops: int = 0) -> Mention:
    """A mention of the tokens first..last, half-open; hops: references between it and a name."""
    start, end = words.starts[first], words.ends[last - 1]
    return Mention(start, end, words.source[start:end], first, last, entity, how, hops)


def part(words: Words, token: int, start: int, end: int, entity: Entity, how: How = How.PART) -> Mention:
    """A mention of some characters of one token; start and end count from the token's first character."""
    begin = words.starts[token] + start
    stop = words.starts[token] + end
    return Mention(begin, stop, words.source[begin:stop], token, token + 1, entity, how)


# -- inside -------------------------------------------------------------------------------------------------------


def _candidates(words: Words, table: EntityTable) -> Iterator[Candidate]:
    i = 0
    while i < len(words):
        found = _longest(words, i, table)
        if found is None:
            i += 1
            continue
        yield found
        i = found.last


def _longest(words: Words, i: int, table: EntityTable) -> Candidate | None:
    reach = table.longest(words.word(i))
    if not reach:
        return None
    best: Candidate | None = None
    last = i + 1
    while last <= len(words) and last - i <= LONGEST:
        text = words.span_text(i, last)
        if len(text) > reach + 3:
            break
        hits = table.lookup(text)
        if hits:
            best = Candidate(i, last, hits)
        if not words.joined(last - 1):
            break
        last += 1
    return best


def _decide(
    words: Words,
    table: EntityTable,
    background: Background | None,
    candidate: Candidate,
    named: set[str],
    people: People,
    cues: Cues,
) -> Entity | None:
    for hit in likeliest(words, candidate, named, table, background):
        entity = hit.entity
        if _part_of_another(words, table, candidate, entity, cues):
            continue
        alone = entity.cls == "Person" and candidate.last - candidate.first == 1
        if alone and many(words, candidate.first):
            continue
        owners = people.owners(base(words, candidate.first)) if alone else {}
        if owners and entity.id not in owners:
            owner = next(iter(owners.values()))
            if len(owners) > 1 or base(words, candidate.first) in people.others:
                continue
            early = hit.sure and base(words, candidate.first) in people.early
            if not early and not titled_otherwise(words, candidate.first):
                return owner
        elif entity.id not in named and _somebody_else(words, table, candidate, entity, people):
            continue
        if not alone and _of_other(words, candidate, entity, people, cues):
            owners = people.owners(base(words, candidate.first))
            if len(owners) == 1:
                return next(iter(owners.values()))
            continue
        if entity.cls == "GovernmentBody" and _of_another_state(words, table, candidate, entity, named):
            continue
        if entity.cls == "Region" and candidate.last - candidate.first == 2 and _only_direction(words, candidate):
            continue
        if (
            entity.cls == "GovernmentBody"
            and entity.country in named
            and words.word(candidate.first - 1).lower() in ARTICLES
        ):
            return entity  # "die Kommission" where the EU is spoken of
        if hit.sure or entity.id in named or _signed(words, candidate, entity, cues):
            return entity
        if entity.cls == "Company" and _bare_firm(words, candidate) and _among_firms(table, named, entity):
            return entity
    return None


def _of_another_state(words: Words, table: EntityTable, candidate: Candidate, entity: Entity, named: set[str]) -> bool:
    """Whether "der Kongress" is not the one known best: the article speaks of another state and never of that one."""
    if base(words, candidate.first) not in HOUSES or candidate.last - candidate.first > 1:
        return False
    others = [e for ident in sorted(named - {entity.id}) if (e := table.get(ident)) is not None]
    states = {e.id if e.cls == "Country" else e.country for e in others} - {None}
    if not states or entity.country in states:
        return False
    fronts = {words.text[i].partition("-")[0] for i in range(len(words)) if "-" in words.text[i]}
    return not any(hit.entity.id == entity.country for front in fronts for hit in table.lookup(front))


def _among_firms(table: EntityTable, named: set[str], entity: Entity) -> bool:
    """Whether the article surely names another firm."""
    others = (table.get(ident) for ident in named - {entity.id})
    return any(other is not None and other.cls == "Company" for other in others)


def _bare_firm(words: Words, candidate: Candidate) -> bool:
    """ "Technik von Arm": a noun that can be counted needs an article in the singular, a firm's name has none."""
    i = candidate.first
    if candidate.last - i > 1 or words.lexicon is None or not words.joined(i - 1):
        return False
    tags = [t for r in words.lexicon.readings(words.word(i)) if r.cls == "SUB" for t in r.tags]
    single = any(":SIN" in tag for tag in tags) and not any(":PLU" in tag for tag in tags)
    after = words.word(candidate.last)
    beside = words.word(candidate.last + 1)
    noun = words.is_common_noun(candidate.last + 1) and not beside.isupper()
    idiom = after in ("zu", "in", "an", "und", "oder", "für") and (noun or beside in ARTICLES)
    return single and words.word(i - 1).lower() in BARE and not idiom and not words.capital(candidate.last)


def _part_of_another(words: Words, table: EntityTable, candidate: Candidate, entity: Entity, cues: Cues) -> bool:
    """Whether the words beside a name make it somebody else's or another thing's."""
    return another_thing(words, cues.lookalikes, candidate.first, candidate.last, entity.cls) or stranger(
        words, table, candidate, entity
    )


def _somebody_else(words: Words, table: EntityTable, candidate: Candidate, entity: Entity, people: People) -> bool:
    """Whether a surname alone may be somebody else's: "Johnson" beside "Boris Johnson" is not Mike Johnson."""
    if stranger(words, table, candidate, entity) or suffixed(words, candidate.last):
        return True
    alone = entity.cls == "Person" and candidate.last - candidate.first == 1
    return alone and base(words, candidate.first) in people.others


def _of_other(words: Words, candidate: Candidate, entity: Entity, people: People, cues: Cues) -> bool:
    """Whether the name of a firm or place stands for a person named in full before: "Ford" after "Gerald Ford"."""
    first = candidate.first
    named_at = people.first.get(words.text[first], people.first.get(base(words, first)))
    if candidate.last - first > 1 or named_at is None or named_at >= first:
        return False
    if words.word(first - 1).lower() in PREPOSITIONS or _signed(words, candidate, entity, cues):
        return False
    names = {words.text[first], base(words, first)}
    return not any(words.inside[i] and names & {words.text[i].split("-")[0], base(words, i)} for i in range(named_at))


def _only_direction(words: Words, candidate: Candidate) -> bool:
    """ "der Westen des Landes", "dem Westen Chinas" is a direction; "der Westen" alone is who acts."""
    if not words.text[candidate.first][:1].islower() and not words.opens_sentence(candidate.first):
        return False
    after = words.word(candidate.last)
    return words.text[candidate.first].lower() in ("der", "den", "dem", "des") and (
        after in ("des", "der", "von", "vom") or (after[:1].isupper() and after.endswith("s"))
    )


def _signed(words: Words, candidate: Candidate, entity: Entity, cues: Cues) -> bool:
    """Whether something beside a doubtful name shows that it is meant as a name."""
    first, last = candidate.first, candidate.last
    before = first - 1
    if before >= 0 and words.joined(before):
        cue = cues.before(words.lemma(before)) or cues.before(words.word(before))
        if cue is not None and _suits(cue.cls, entity.cls):
            other = {"m": "f", "f": "m"}.get(cue.gender)
            # "die Demokratin Clinton" is not Bill Clinton
            return entity.cls != "Person" or words.gender(entity.name.split(" ")[0]) != other
    if entity.cls == "MediaOutlet":
        quoted = QUOTES.get(words.word(before)) == words.word(last) != ""
        beside = {words.word(before).lower(), words.word(last).lower()}
        article_before = (
            {words.word(before - 1).lower()} if words.word(before) in ("der", "die", "das", "dem") else set()
        )
        return (
            quoted
            or bool(REPORTS & (beside | article_before))
            or _as_told(words, first, last)
            or _says(words, last, cues)
        )
    if entity.cls in ("City", "Region"):
        # "in Essen" is the city, "im Essen" and "in Essen und Trinken" are not.
        bare = words.word(before) in ("in", "aus") and words.word(last) not in ("und", "oder")
        return bare or (words.word(before) in PREPOSITIONS and words.doc[first].tag_ == "NE")
    return words.word(before) == "(" and words.word(last) == ")" and words.text[first].isupper()


def _says(words: Words, last: int, cues: Cues) -> bool:
    """ "der Spiegel und zwei Sender veröffentlichten Auszüge": the subject of a verb of publishing."""
    token = words.doc[last - 1]
    return token.dep_.startswith("nsubj") and cues.lookalikes.has("says", token.head.lemma_)


def _as_told(words: Words, first: int, last: int) -> bool:
    """ "wie die Zeit unter Berufung auf Kreise schreibt"."""
    if "wie" not in {words.word(first - 1).lower(), words.word(first - 2).lower()}:
        return False
    clause: list[str] = []
    for i in range(last, len(words)):
        if words.text[i] == "," or not words.same_sentence(first, i):
            break
        clause.append(words.text[i].lower())
    return bool(REPORTS & set(clause))


def _suits(cue: str, cls: str) -> bool:
    return (
        cue == cls
        or (cue == "Organization" and cls in ("Company", "GovernmentBody", "Alliance"))
        or (cue == "Product" and cls == "Chip")
    )
