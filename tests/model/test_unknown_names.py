"""Names that stand in no table: found, of the right class, and one entity however the article calls them.

names-dev.tsv and names-held.tsv: 100 sentences each, with 40 names that the entity table lacked; its rows for them are
taken out here. The rules were written with an eye on the first; nobody looked at what goes wrong in the second.
names-fresh.tsv: 200 more with 80 names, written last; of its articles those with odd numbers were looked at afterwards.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kg.build import Reader, load_reader
from kg.linking.table import seeds_file
from kg.model import Article, How, Mention

pytestmark = pytest.mark.model

FOLDER = Path(__file__).parent
FILES = tuple(FOLDER / f"names-{part}.tsv" for part in ("dev", "held", "fresh"))
PLACES = (103, 102, 196)  # of names in the three files
SPLIT = 0.03  # of the names in an article, under more than one id
CLASS_RIGHT = 0.80  # of all places of names in the first two files; one that is not found counts as wrong
FRESH_RIGHT, FRESH_OF_FOUND = 0.60, 0.85  # in the third: of all its places, and of those that are found


@dataclass(frozen=True)
class Place:
    """A stretch of an article's text that is a name: code points, half-open."""

    start: int
    end: int
    surface: str
    cls: str
    name: str


@dataclass
class Score:
    """How many places of names there are, are found, have the right class; and names under more than one id."""

    places: int = 0
    found: int = 0
    right: int = 0
    names: int = 0
    split: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)

    def __add__(self, more: Score) -> Score:
        return Score(
            self.places + more.places,
            self.found + more.found,
            self.right + more.right,
            self.names + more.names,
            self.split + more.split,
            self.wrong + more.wrong,
            self.other + more.other,
        )

    def line(self) -> str:
        one = 1 - len(self.split) / self.names
        return (
            f"{self.places} places: found {self.found / self.places:.1%}, class right {self.right / self.places:.1%}, "
            f"of a wrong class {self.found - self.right}; one id {one:.1%} of {self.names} names; "
            f"{len(self.other)} mentions of other unknown names"
        )


def articles(file: Path) -> Iterator[tuple[str, list[Place]]]:
    """Each little article of the file with the places of its names."""
    rows: dict[str, list[tuple[str, str]]] = defaultdict(list)
    with file.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source, delimiter="\t", quoting=csv.QUOTE_NONE):
            rows[row["article"]].append((row["text"], row["names"]))
    for sentences in rows.values():
        text, places = "", []
        for sentence, names in sentences:
            at = len(text) + bool(text)
            text = f"{text} {sentence}".strip()
            reached: dict[str, int] = defaultdict(lambda at=at: at)  # type: ignore[misc]
            for item in filter(None, names.split(";")):
                surface, cls, name = item.split("=")
                start = text.index(surface, reached[surface])
                reached[surface] = start + len(surface)
                places.append(Place(start, start + len(surface), surface, cls, name))
        yield text, places


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """The reader without what the files name: as the table grows, these names stay unknown here."""
    places = [place for file in FILES for _, some in articles(file) for place in some]
    unknown = {name for place in places for name in (place.surface, place.name, place.surface.removesuffix("s"))}
    lines = seeds_file("entities.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    gone = {row[0] for row in rows if len(row) > 3 and unknown & {n.lstrip("?") for n in (row[2], *row[3].split("|"))}}
    kept = [
        "\t".join("" if i > 0 and cell in gone else cell for i, cell in enumerate(r)) for r in rows if r[0] not in gone
    ]
    path = tmp_path_factory.mktemp("table") / "entities.tsv"
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return load_reader(entities=path)


def covers(m: Mention, place: Place) -> bool:
    """Whether a mention is that of the place: its stretch, with more of the name around it, or less its genitive."""
    bare = {place.surface, place.surface.removesuffix("s"), place.surface.rstrip("’'")}
    return (m.start <= place.start and place.end <= m.end) or (m.start == place.start and m.text in bare)


def score(reader: Reader, file: Path) -> Score:
    total = Score()
    for text, places in articles(file):
        article = Article("names", text, prose=((0, len(text)),))
        found = [m for m in reader.read(article).mentions if m.how in (How.NAME, How.PART)]
        ids: dict[str, set[str]] = defaultdict(set)
        for place in places:
            mentions = [m for m in found if covers(m, place)]
            best = max(mentions, key=lambda m: (m.entity.cls == place.cls, m.start, -m.end), default=None)
            total.places += 1
            ids[place.name] |= {best.entity.id} if best else set()
            if best is None:
                around = text[max(0, place.start - 50) : place.end + 30]
                total.wrong.append(f"- {place.surface} ({place.cls}): {around}")
                continue
            total.found += 1
            total.right += best.entity.cls == place.cls
            if best.entity.cls != place.cls:
                total.wrong.append(f"{best.entity.cls} {place.surface} ({place.cls}): {text[:80]}")
        total.names += len(ids)
        total.split += [f"{name}: {sorted(under)}" for name, under in ids.items() if len(under) > 1]
        for m in found:
            if not m.entity.known and not any(m.start < p.end and p.start < m.end for p in places):
                total.other.append(f"{m.entity.cls} {m.text}")
    return total


def test_names_that_stand_in_no_table(stranger: Reader) -> None:
    dev, held, fresh = (score(stranger, file) for file in FILES)
    both = dev + held
    print(f"\ndev:   {dev.line()}\nheld:  {held.line()}\nboth:  {both.line()}\nfresh: {fresh.line()}")
    assert (dev.places, held.places, fresh.places) == PLACES
    assert fresh.right / fresh.places >= FRESH_RIGHT
    assert fresh.right / fresh.found >= FRESH_OF_FOUND
    assert both.right / both.places >= CLASS_RIGHT
    assert len(both.split) / both.names <= SPLIT
