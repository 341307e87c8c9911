"""Titles that say by themselves who is meant, once their state or body is known: "der US-Präsident"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from kg.lexicon import Column, Fault, Row, read_table

ANY_LEADER = "*"
COLUMNS = (
    Column("title", required=True, unique=True),
    Column("feminine", required=True),
    Column("state", many=True),
    Column("body", many=True),
    Column("home"),
    Column("example", required=True),
)


WORD_COLUMNS = (
    Column("word", required=True, unique=True),
    Column("kind", required=True, choices=("former", "unsure", "counterpart", "predecessor", "successor")),
    Column("example", required=True),
)
ENDINGS = ("er", "es", "en", "em", "e", "")


@dataclass(frozen=True, slots=True)
class Title:
    """A title: its masculine base form, whether the text has the feminine one, the roles it can mean, and its home."""

    name: str
    feminine: bool
    state_roles: frozenset[str]
    body_roles: frozenset[str]
    home: str = ""


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles by their base forms of both genders, and the words beside them. Read once, never changed."""

    _by_form: dict[str, Title]
    _words: dict[str, str]

    def get(self, lemma: str) -> Title | None:
        """The title with this base form ("Präsidentin", "Außenminister"); None where it is none or not one person's."""
        known = self._by_form.get(lemma)
        if known is not None or lemma in ("Minister", "Ministerin"):
            return known
        base = lemma.removesuffix("in")
        if not base.endswith("minister"):
            return None
        return Title(base, lemma != base, frozenset({base}), frozenset({base}))

    def same(self, one: str, other: str) -> bool:
        """Whether two base forms can be one office: "Regierungschef" and "Premierminister"."""
        first, second = self.get(one), self.get(other)
        if first is None or second is None:
            return False
        roles = (first.state_roles & second.state_roles) | (first.body_roles & second.body_roles)
        return bool(roles - {ANY_LEADER})

    def held(self, lemma: str, role: str) -> bool:
        """Whether a title can be that of a role: "Regierungschef" of a Ministerpräsident."""
        title = self.get(lemma)
        return title is not None and role in title.state_roles | title.body_roles

    def beside(self, word: str) -> str:
        """What a word beside a title tells: former, unsure, counterpart …; "" for none. Adjectives in any ending."""
        if word[:1].isupper():
            return self._words.get(word, "")
        stems = (word.removesuffix(ending) for ending in ENDINGS if word.endswith(ending))
        return next((self._words[stem] for stem in stems if stem in self._words), "")


def load_titles(path: Path | str | None = None) -> Titles:
    """The titles of the tables in the folder `path` (default: the ones in the package).

    Raises TableError that lists all faults of a table.
    """
    folder: Path | Traversable = Path(path) if path is not None else resources.files("kg") / "language" / "de"
    by_form: dict[str, Title] = {}
    for row in read_table(folder / "titles.tsv", COLUMNS, sorted_by=("title",), check=_faults):
        for form, feminine in ((row["feminine"], True), (row["title"], False)):
            roles = frozenset(row.values("state")), frozenset(row.values("body"))
            by_form[form] = Title(row["title"], feminine and row["feminine"] != row["title"], *roles, row["home"])
    words = read_table(folder / "office_words.tsv", WORD_COLUMNS, sorted_by=("word",))
    return Titles(by_form, {row["word"]: row["kind"] for row in words})


def _faults(rows: list[Row]) -> Iterator[Fault]:
    for row in rows:
        if not row["state"] and not row["body"]:
            yield row.line, "neither state nor body says which role it means"
