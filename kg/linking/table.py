"""The entity table: who and what is known beforehand, found by name in any case of German inflection."""

from __future__ import annotations

import importlib.util
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.lexicon import Column, Fault, Row, read_table, split_cell, suggest
from kg.linking.cues import Cues, load_cues
from kg.linking.ids import bare_id, kin, minted
from kg.linking.inflect import bare_body, declined, name_forms, squeeze
from kg.model import Entity

CLASSES = (
    "Person Organization Company GovernmentBody MediaOutlet Alliance Place Country City Region Facility "
    "Product Chip Material Measure Event"
).split()
ACTING = frozenset({"Country", "Alliance"})  # what a capital can stand for
REFERENCES = ("stands_for", "part_of", "country")
COLUMNS = (
    Column("id", required=True, unique=True, pattern=r"[a-z0-9]+(-[a-z0-9]+)*"),
    Column("class", required=True, choices=CLASSES),
    Column("name", required=True),
    Column("aliases", many=True),
    Column("adjectives", many=True),
    Column("stands_for"),
    Column("part_of"),
    Column("country"),
    Column("wikidata", pattern=r"Q[1-9][0-9]*", unique=True),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a stretch of text can name: the entity, and whether the name alone is sign enough."""

    entity: Entity
    sure: bool


@dataclass(frozen=True, slots=True)
class EntityTable:
    """The known entities with their look-ups. Read once by `load_table`, passed in, never changed."""

    entities: tuple[Entity, ...]
    cues: Cues = field(repr=False)
    _by_id: dict[str, Entity] = field(repr=False)
    _aliases: dict[str, tuple[str, ...]] = field(repr=False)
    _forms: dict[str, tuple[Hit, ...]] = field(repr=False)
    _folded: dict[str, tuple[Hit, ...]] = field(repr=False)
    _first: dict[str, int] = field(repr=False)
    _adjectives: dict[str, Entity] = field(repr=False)
    _undeclined: dict[str, tuple[str, ...]] = field(repr=False)
    _stands: dict[str, Entity] = field(repr=False)
    _bodies: dict[tuple[str, str], Entity] = field(repr=False)

    def get(self, entity_id: str) -> Entity | None:
        """The entity with this id."""
        return self._by_id.get(entity_id)

    def _class_of(self, entity_id: str) -> str | None:
        own = self._by_id.get(entity_id)
        return own.cls if own is not None else None

    def aliases(self, entity_id: str) -> tuple[str, ...]:
        """The other names the table gives an entity, in base form."""
        return self._aliases.get(entity_id, ())

    def unknown(self, name: str, cls: str, *, part_of: str | None = None, country: str | None = None) -> Entity:
        """The entity that a text calls `name`, a `cls`, and that no name of the table means.

        It is the table's own where that has such a thing under the very id ("?Essen" → essen).
        """
        own = self._by_id.get(bare_id(name, cls, self.cues.parts))
        if own is not None and kin(own.cls, cls):
            return own
        ident = minted(name, cls, self.cues.parts, self._class_of)
        return Entity(ident, cls, name, part_of=part_of, country=country)

    def lookup(self, text: str) -> tuple[Hit, ...]:
        """What `text` can name: a name or alias in any case ("des Pentagons" without its article: "Pentagons").

        Letters count as written ("Reiche" is nobody's "reiche"); only all capitals and inner capitals of names from
        five letters on are forgiven ("NVIDIA", "Tiktok"). Empty where nothing is known.
        """
        key = squeeze(text)
        found = self._forms.get(key)
        if found is None and len(key) >= 5 and key[:1].isupper():
            found = self._folded.get(key.casefold())
        return found or ()

    def longest(self, first_word: str) -> int:
        """How many characters the longest name that begins like `first_word` has; 0 if none does."""
        return self._first.get(_run(first_word), 0) if first_word else 0

    def country_by_adjective(self, word: str) -> Entity | None:
        """The place of an adjective in any declension: "chinesischen" → China, "kalifornische" → Kalifornien."""
        return self._adjectives.get(word) or self._adjectives.get(word[:1].lower() + word[1:])

    def country_by_compound_prefix(self, prefix: str) -> Entity | None:
        """The country or union before a hyphen: "US" (in "US-Konzern") → Vereinigte Staaten, "EU", "China"."""
        for hit in self.lookup(prefix):
            if hit.entity.cls in ACTING:
                return hit.entity
        return None

    def adjectives(self, entity_id: str) -> tuple[str, ...]:
        """The undeclined adjectives of a place: ("chinesisch", …)."""
        return self._undeclined.get(entity_id, ())

    def stands_for(self, city_id: str) -> Entity | None:
        """The state or union that a capital stands for when it acts: "peking" → China."""
        return self._stands.get(city_id)

    def body_of(self, country_id: str, body: str) -> Entity | None:
        """The body of a state by its bare name: ("china", "Handelsministerium"), ("vereinigte-staaten", "Senat")."""
        return self._bodies.get((country_id, bare_body(body, ())))

    def changed(self, change: Callable[[Entity], Entity]) -> EntityTable:
        """A table whose look-ups by id, capital and body give each entity as `change` makes it."""
        return replace(
            self,
            _by_id={key: change(entity) for key, entity in self._by_id.items()},
            _stands={key: change(entity) for key, entity in self._stands.items()},
            _bodies={key: change(entity) for key, entity in self._bodies.items()},
        )


def load_table(path: Path | str | None = None) -> EntityTable:
    """The entity table at `path` (default: the one that ships with the package).

    Raises TableError that lists all faults of the table.
    """
    source = Path(path) if path is not None else seeds_file("entities.tsv")
    rows = read_table(source, COLUMNS, sorted_by=("class", "id"), check=_faults)
    entities = tuple(_entity(row) for row in rows)
    by_id = {entity.id: entity for entity in entities}
    forms: dict[str, list[Hit]] = defaultdict(list)
    adjectives: dict[str, Entity] = {}
    bodies: dict[tuple[str, str], Entity] = {}
    for row, entity in zip(rows, entities, strict=True):
        for name, sure in _names(row):
            for form in name_forms(name, entity.cls):
                hit = Hit(entity, sure)
                if all(other.entity.id != entity.id for other in forms[form]):
                    forms[form].append(hit)
        for adjective in row.values("adjectives"):
            for form in declined(adjective):
                adjectives.setdefault(form, entity)
    undeclined = {row["id"]: row.values("adjectives") for row in rows if row["adjectives"]}
    for row, entity in zip(rows, entities, strict=True):
        if entity.cls == "GovernmentBody" and entity.country:
            for name, _ in _names(row):
                bare = bare_body(name, undeclined.get(entity.country, ()))
                bodies.setdefault((entity.country, bare), entity)
    settled = {form: _settled(hits) for form, hits in forms.items()}
    return EntityTable(
        entities=entities,
        cues=load_cues(),
        _by_id=by_id,
        _aliases={row["id"]: tuple(a.lstrip("?") for a in row.values("aliases")) for row in rows},
        _forms=settled,
        _folded=_folded(settled),
        _first=_first_words(settled),
        _adjectives=adjectives,
        _undeclined=undeclined,
        _stands={row["id"]: by_id[row["stands_for"]] for row in rows if row["stands_for"]},
        _bodies=bodies,
    )


def seeds_file(name: str) -> Traversable:
    """A file of seeds/: inside the installed package, or beside it in a source tree."""
    if importlib.util.find_spec("kg.seeds") is not None:
        shipped = resources.files("kg.seeds") / name
        if shipped.is_file():
            return shipped
    return Path(__file__).parents[2] / "seeds" / name


# -- inside -------------------------------------------------------------------------------------------------------


def _entity(row: Row) -> Entity:
    return Entity(
        id=row["id"],
        cls=row["class"],
        name=row["name"].lstrip("?"),
        wikidata=row["wikidata"] or None,
        part_of=row["part_of"] or None,
        country=row["country"] or (row["id"] if row["class"] == "Country" else None),
        known=True,
    )


def _names(row: Row) -> Iterator[tuple[str, bool]]:
    for name in (row["name"], *split_cell(row["aliases"])):
        yield name.lstrip("?"), not name.startswith("?")


def _settled(hits: list[Hit]) -> tuple[Hit, ...]:
    """A sure name beats a doubtful one; several doubtful ones all stay, the text decides."""
    sure = [hit for hit in hits if hit.sure]
    return tuple(sure[:1] or hits)


def _folded(forms: dict[str, tuple[Hit, ...]]) -> dict[str, tuple[Hit, ...]]:
    """Names by their letters in small: only single capitalised words of five letters and more, only sure ones.

    A word of common letters ("Energie") would else be found in a heading in capitals under a name ("ENERGIE AG").
    """
    folded: dict[str, tuple[Hit, ...]] = {}
    for form in sorted(forms):
        hits = forms[form]
        if len(form) >= 5 and " " not in form and form[:1].isupper() and hits[0].sure:
            folded.setdefault(form.casefold(), hits)
    return folded


def _first_words(forms: Iterable[str]) -> dict[str, int]:
    first: dict[str, int] = {}
    for form in forms:
        key = _run(form)
        first[key] = max(first.get(key, 0), len(form))
    return first


def _run(text: str) -> str:
    """The first letters and digits of a name in small; a tokenizer may cut behind them ("U.S. Steel", "AT&T")."""
    found = re.match(r"\w+", text)
    return found.group(0).casefold() if found else text[:1]


def _faults(rows: list[Row]) -> Iterator[Fault]:
    ids = {row["id"]: row for row in rows}
    sure: dict[str, Row] = {}
    for row in rows:
        for column in REFERENCES:
            target = row[column]
            if not target:
                continue
            if target not in ids:
                yield row.line, f"{column} names no row: {target}{suggest(target, ids)}"
            elif target == row["id"]:
                yield row.line, f"{column} names its own row"
        if row["stands_for"] and row["class"] != "City":
            yield row.line, f"stands_for is for capitals; {row['id']} is a {row['class']}"
        state = ids.get(row["stands_for"])
        if state is not None and state["class"] not in ACTING:
            yield row.line, f"stands_for {state['id']} is a {state['class']}, no Country or Alliance"
        country = ids.get(row["country"])
        if country is not None and country["class"] not in (*ACTING, "City"):
            yield row.line, f"country {country['id']} is a {country['class']}, no Country"
        for name, is_sure in _names(row):
            if not name:
                yield row.line, "a ? without a name"
            elif is_sure and name in sure and sure[name] is not row:
                yield row.line, f"name {name} is that of {sure[name]['id']} (line {sure[name].line}) too; write ?{name}"
            elif is_sure:
                sure[name] = row
    yield from _circles(rows, ids)


def _circles(rows: list[Row], ids: dict[str, Row]) -> Iterator[Fault]:
    for row in rows:
        seen = [row["id"]]
        while (above := ids.get(ids[seen[-1]]["part_of"])) is not None:
            if above["id"] == row["id"] and len(seen) > 1:
                yield row.line, f"part_of runs in a circle: {' → '.join([*seen, row['id']])}"
            if above["id"] in seen:
                break
            seen.append(above["id"])
