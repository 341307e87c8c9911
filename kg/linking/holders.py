"""People meant by their office alone: "der US-Präsident", "Chinas Außenminister".

Who that is the article itself says, where it gives somebody the title ("US-Präsident Donald Trump"); else the office's
holder at the article's date by the table of relations. No date, two holders, a former or coming one: nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.linking.background import Background, first_day
from kg.linking.known import mention
from kg.linking.officemates import relatives_in_office
from kg.linking.table import EntityTable
from kg.linking.titles import ANY_LEADER, Title, Titles
from kg.linking.words import Words
from kg.model import BackgroundFact, Entity, How, Mention
from kg.vocab import is_a

DEFINITE = frozenset("der die das dem den des".split())
EX = "Ex-"
LISTS = frozenset({"und", "oder", "sowie"})
CLOSES = frozenset({",", ".", ";", ":", ")", "!", "?", "–", ""})  # what an apposition ends at
BEHIND = frozenset("von der des vom".split())


@dataclass(frozen=True, slots=True)
class Post:
    """A title in the text: its noun's token, its first token, its end with what stands behind it, and whose it is."""

    noun: int
    first: int
    last: int
    title: Title
    body: Entity | None
    former: bool
    definite: bool

    def meets(self, other: Post) -> bool:
        """Whether both name one office."""
        if self.body is None or other.body is None or self.body.id != other.body.id:
            return False
        return self.title.name == other.title.name or bool(self.roles & other.roles)

    @property
    def roles(self) -> frozenset[str]:
        """The roles it can mean in its body."""
        state = self.body is not None and is_a(self.body.cls, "Place")
        return self.title.state_roles if state else self.title.body_roles


def holders(words: Words, table: EntityTable, background: Background, found: Sequence[Mention]) -> list[Mention]:
    """The mentions with those of people meant by their office added, in order of the text.

    found: the mentions so far, none of them a pronoun's.
    """
    posts = list(_posts(words, table, background, found))
    told = {post: person for post in posts if (person := _told_of(words, post, found, background)) is not None}
    people = _people(found)
    added: list[Mention] = []
    for post in posts:
        if post in told or not post.definite or _predicative(words, post):
            continue
        person = _meant(words, post, told, people, background, table)
        if person is not None and _gender_fits(words, person, post.title.feminine):
            added.append(mention(words, post.noun, post.noun + 1, person, How.ROLE, hops=1))
    roles = {person.id: post.title.state_roles for post, person in told.items() if not post.former}
    added += relatives_in_office(words, table, background, found, roles)
    return sorted([*found, *added], key=_place)


# -- titles in the text -------------------------------------------------------------------------------------------


def _posts(words: Words, table: EntityTable, background: Background, found: Sequence[Mention]) -> Iterator[Post]:
    titles = background.titles
    parts = {m.first: m for m in found if m.how is How.PART}
    at = {m.first: m for m in found if m.how in (How.NAME, How.METONYM)}
    ends = {m.last: m for m in found if m.how in (How.NAME, How.METONYM, How.ADJECTIVE)}
    for i, word in enumerate(words.text):
        if not words.inside[i] or not word[:1].isupper() or not word[-1:].isalpha():
            continue
        front, _, tail = word.rpartition("-")
        former = word.startswith(EX) or front.endswith("-Ex")
        title = titles.get(_base(words, i, tail))
        if title is None and tail.startswith("Alt"):
            former, title = True, titles.get(_base(words, i, tail.removeprefix("Alt").capitalize()))
        if title is None or words.doc[i].morph.get("Number") == ["Plur"]:
            continue
        body = parts[i].entity if i in parts else None
        if front and body is None and front not in ("Ex", "Staats", "Noch"):
            continue
        yield _post(words, table, titles, i, title, body, former, at, ends)


def _post(
    words: Words,
    table: EntityTable,
    titles: Titles,
    i: int,
    title: Title,
    body: Entity | None,
    former: bool,
    at: dict[int, Mention],
    ends: dict[int, Mention],
) -> Post:
    first, last = i, i + 1
    definite = words.heading[i] and body is not None
    while first > 0 and words.joined(first - 1) and i - first < 3:
        word = words.word(first - 1)
        low = word.lower()
        owner = ends.get(first)
        if low in DEFINITE:
            first, definite = first - 1, True
            break
        if owner is not None and owner.how is How.ADJECTIVE:
            body = body or owner.entity
        elif owner is not None and _genitive(words, owner):
            body, first, definite = body or owner.entity, owner.first, True
            break
        elif words.doc[first - 1].tag_ == "ADJA":
            former = former or titles.beside(low) == "former"
            if titles.beside(low) == "unsure":
                return Post(i, first, last, title, None, former=False, definite=False)
        else:
            break
        first -= 1
    if body is None and words.word(last) in BEHIND:
        after = last + 1
        behind = at.get(after) or (at.get(after + 1) if words.word(after) in DEFINITE else None)
        if behind is not None and words.same_sentence(i, behind.first):
            body, last = behind.entity, behind.last
    home = table.get(title.home)
    if home is not None and (body is None or body.id in (home.part_of, home.country)):
        body = home  # "die EU-Kommissionspräsidentin" presides over the Commission
    if body is not None and is_a(body.cls, "City"):
        body = table.stands_for(body.id)
    if body is not None and not (is_a(body.cls, "Organization") or is_a(body.cls, "Country")):
        body, definite = None, False
    return Post(i, first, last, title, body, former, definite)


def _base(words: Words, i: int, tail: str) -> str:
    """The base form of a title: "Präsidenten" → Präsident; "Beauftragten" is declined like an adjective."""
    if words.lexicon is not None and (lemma := words.lexicon.lemma(tail, "NOUN")):
        if lemma.endswith(("beauftragte", "vorsitzende")):
            feminine = words.word(i - 1).lower() in ("die",) and tail.endswith("e")
            return lemma if feminine else lemma + "r"
        return lemma
    return words.doc[i].lemma_.rpartition("-")[2] or tail


def _genitive(words: Words, owner: Mention) -> bool:
    return owner.how in (How.NAME, How.METONYM) and words.text[owner.last - 1].endswith(("s", "'", "’"))


def _predicative(words: Words, post: Post) -> bool:
    """Whether the title says what somebody is or becomes: "ist der Chef von Nvidia", "als US-Präsident"."""
    token = words.doc[post.noun]
    before = words.word(post.first - 1).lower()
    if before in ("als", "zum", "zur", "wie") or words.word(post.first).lower() in ("zum", "zur"):
        return True
    return any(child.dep_ == "cop" for child in token.children) or token.dep_ == "xcomp"


# -- who it is ----------------------------------------------------------------------------------------------------


def _told_of(words: Words, post: Post, found: Sequence[Mention], background: Background) -> Entity | None:
    """The person whom the article gives the title: "US-Präsident Trump", "Huang, der Chef von Nvidia,".

    Who merely stands beside it, though the office is known to be another one's, is not meant: "als der Bundeskanzler
    Macron anrief".
    """
    facts = _facts(post, background) if post.body is not None and not post.former else []
    for m in found:
        if m.how is not How.NAME or m.entity.cls != "Person":
            continue
        if facts and words.issued and background.of_another(m.entity, facts, words.issued):
            continue
        if m.first == post.noun + 1 or m.first == post.last:
            return m.entity if words.joined(m.first - 1) else None
        comma_behind = m.first == post.last + 1 and words.word(post.last) == "," and words.word(m.last) == ","
        comma_behind = comma_behind and words.word(m.last + 1) not in LISTS
        comma_before = m.last == post.first - 1 and words.word(m.last) == "," and words.word(post.last) in CLOSES
        if (comma_behind or comma_before) and words.same_sentence(m.first, post.noun):
            return m.entity
    return None


def _meant(
    words: Words,
    post: Post,
    told: dict[Post, Entity],
    people: Sequence[Entity],
    background: Background,
    table: EntityTable,
) -> Entity | None:
    day = words.issued
    if post.former:
        past = {p.id: p for other, p in told.items() if other.former and (post.body is None or post.meets(other))}
        past |= {p.id: p for p in people if _was(post, p, background, day)}
        return _only(past.values())
    if post.body is None:
        return None
    said = {p.id: p for other, p in told.items() if not other.former and post.meets(other)}
    if said:
        return _only(said.values())
    facts = _facts(post, background)
    if day:
        now = {fact.subject for fact in facts if background.in_office(fact, day)}
    else:
        now = {fact.subject for fact in facts} & {p.id for p in people}
    return table.get(now.pop()) if len(now) == 1 else None


def _facts(post: Post, background: Background) -> list[BackgroundFact]:
    """The terms of office that the title can mean."""
    assert post.body is not None
    facts = background.offices_in(post.body.id)
    if ANY_LEADER in post.roles:
        return [fact for fact in facts if fact.predicate == "leads"]
    return [fact for fact in facts if fact.role in post.roles]


def _was(post: Post, person: Entity, background: Background, day: str) -> bool:
    """Whether somebody held the office before `day` and does not on it."""
    facts = [
        fact
        for fact in background.of(person.id)
        if (post.body is None or fact.object == post.body.id)
        and (fact.role in post.title.state_roles | post.title.body_roles)
    ]
    over = any(fact.end and day and first_day(fact.end) <= first_day(day) for fact in facts)
    return over and not any(background.in_office(fact, day) for fact in facts)


def _people(found: Sequence[Mention]) -> list[Entity]:
    return list(dict.fromkeys(m.entity for m in found if m.how is How.NAME and m.entity.cls == "Person"))


def _only(people: Iterable[Entity]) -> Entity | None:
    several = list(people)
    return several[0] if len(several) == 1 else None


def _gender_fits(words: Words, person: Entity, feminine: bool) -> bool:
    """Whether the title's gender can be the person's; first names that nobody knows fit both."""
    return words.gender(person.name.split(" ")[0]) not in (("m",) if feminine else ("f",))


def _place(m: Mention) -> tuple[int, int, str]:
    return m.start, m.end, m.entity.id
