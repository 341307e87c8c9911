"""Names of the entity table in the text: longest match over tokens, doubtful names only beside a sure sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.linking.cues import Cues
from kg.linking.inflect import without_genitive
from kg.linking.table import EntityTable, Hit
from kg.linking.words import Words
from kg.model import Entity, How, Mention

LONGEST = 12  # tokens of one name
QUOTES = {"„": "“", "»": "«", '"': '"', "“": "”", "‚": "‘"}
REPORTS = frozenset(
    "laut gemäß zufolge berichtet berichten berichtete berichteten meldet meldete schreibt schrieb".split()
)
ARTICLES = frozenset("der die das dem den des im vom zum zur".split())
PREPOSITIONS = frozenset("in nach aus bei um nahe im".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of tokens that a name of the table fits, before anything is decided."""

    first: int
    last: int
    hits: tuple[Hit, ...]


def known_names(words: Words, table: EntityTable, cues: Cues) -> list[Mention]:
    """The names of the table in the prose, disjoint, in order of the text."""
    found = list(_candidates(words, table))
    others = _other_people(words, found)
    named = {hit.entity.id for c in found for hit in c.hits if hit.sure and not _another(words, c, hit.entity, others)}
    mentions: list[Mention] = []
    for candidate in found:
        entity = _decide(words, candidate, named, others, cues)
        if entity is not None:
            mentions.append(mention(words, candidate.first, candidate.last, entity))
    return mentions


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


def _decide(words: Words, candidate: Candidate, named: set[str], others: dict[str, str], cues: Cues) -> Entity | None:
    for hit in candidate.hits:
        entity = hit.entity
        if _inside_longer_name(words, candidate, entity):
            continue
        if entity.id not in named and _another(words, candidate, entity, others):
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
    return None


def _inside_longer_name(words: Words, candidate: Candidate, entity: Entity) -> bool:
    """Whether a first name before a surname of the table names somebody else ("Lisa Cook", "Boris Johnson")."""
    before = candidate.first - 1
    if entity.cls != "Person" or candidate.last - candidate.first > 1 or before < 0 or not words.joined(before):
        return False
    if words.text[candidate.first] == entity.name.split(" ")[0]:
        return False
    word = words.word(before)
    return bool(words.given(before)) and word not in entity.name.split(" ") and words.capital(before)


def _another(words: Words, candidate: Candidate, entity: Entity, others: dict[str, str]) -> bool:
    """Whether a surname alone may be somebody else's: "Johnson" beside "Boris Johnson" is not Mike Johnson."""
    if _inside_longer_name(words, candidate, entity):
        return True
    surname = words.text[candidate.first]
    alone = entity.cls == "Person" and candidate.last - candidate.first == 1
    return alone and (surname in others or (without_genitive(surname) or "") in others)


def _other_people(words: Words, found: list[Candidate]) -> dict[str, str]:
    """Surname → full name of people whom the text gives a first name that is not the table's."""
    others: dict[str, str] = {}
    for candidate in found:
        for hit in candidate.hits:
            if _inside_longer_name(words, candidate, hit.entity):
                surname = words.text[candidate.first]
                others[without_genitive(surname) or surname] = words.span_text(candidate.first - 1, candidate.last)
    return others


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
            return True
    if entity.cls == "MediaOutlet":
        quoted = QUOTES.get(words.word(before)) == words.word(last) != ""
        beside = {words.word(before).lower(), words.word(last).lower()}
        article_before = (
            {words.word(before - 1).lower()} if words.word(before) in ("der", "die", "das", "dem") else set()
        )
        return quoted or bool(REPORTS & (beside | article_before))
    if entity.cls in ("City", "Region"):
        return words.word(before) in PREPOSITIONS and words.doc[first].tag_ == "NE"
    return words.word(before) == "(" and words.word(last) == ")" and words.text[first].isupper()


def _suits(cue: str, cls: str) -> bool:
    return (
        cue == cls
        or (cue == "Organization" and cls in ("Company", "GovernmentBody", "Alliance"))
        or (cue == "Product" and cls == "Chip")
    )
