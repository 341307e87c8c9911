"""The one page that composes the stages: sources → articles → Docs → mentions → statements → store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError, SourceError
from kg.extraction import Frames, extract, load_frames
from kg.language.forms import Forms
from kg.language.pipeline import load_pipeline
from kg.language.tags import settle_tags
from kg.linking.background import Background, load_background
from kg.linking.decisions import Decisions, load_decisions
from kg.linking.link import link
from kg.linking.table import EntityTable, load_table
from kg.model import Article, Reading
from kg.reading import read_all

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Progress = Callable[[str], None]

LONGEST = 200_000  # characters of one article: a long book chapter; the parser's memory grows with the text


@dataclass(frozen=True, slots=True)
class Reader:
    """What is loaded once to read articles: pipeline, full-form lexicon, entity table, frames, and what is known.

    `settled`: the entity table as a person's decisions have it; for what a statement names and no mention does.
    """

    nlp: Language
    forms: Forms
    table: EntityTable
    frames: Frames
    background: Background
    decisions: Decisions = field(default_factory=Decisions)
    settled: EntityTable | None = None

    def annotate(self, article: Article) -> Doc:
        """The article's text as a spaCy Doc. Raises SourceError for a text of more than LONGEST characters."""
        if len(article.text) > LONGEST:
            raise SourceError(
                f"{article.source}: {len(article.text):,} characters, more than the {LONGEST:,} an article may have; "
                "split it into its articles"
            )
        return settle_tags(self.nlp(article.text), self.forms)

    def read(self, article: Article) -> Reading:
        """Who an article names and what it says about them."""
        return self.read_doc(article, self.annotate(article))

    def read_doc(self, article: Article, doc: Doc) -> Reading:
        """The same from the article's Doc."""
        mentions = tuple(link(doc, article, self.table, self.forms, self.background))
        mentions = self.decisions.apply(mentions, article.source)
        found = extract(doc, article, mentions, self.frames, self.forms, self.settled or self.table, self.background)
        return Reading(article, mentions, found)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: (source, outcome) of each article kept, one line for each that was skipped."""

    kept: tuple[tuple[str, str], ...] = ()
    skipped: tuple[str, ...] = ()
    turtle: Path | None = field(default=None)
    page: Path | None = field(default=None)


def load_reader(
    entities: str | Path | None = None,
    pipeline: str | Path | None = None,
    decisions: str | Path | None = None,
    relations: str | Path | None = None,
) -> Reader:
    """A Reader with what is loaded once.

    entities: the entity table (default: the one that ships). pipeline: a German spaCy pipeline, the name of an
    installed package or a folder (default: the one that ships). decisions: a table of decisions on who is who
    (default: the one that ships). relations: what is known of the entities (default: the one that ships, less what
    another entity table does not know).
    Raises ModelError or TableError where something is missing or faulty.
    """
    table = load_table(entities)
    frames = load_frames()
    decided = load_decisions(table, decisions)
    nlp = load_pipeline(pipeline)
    settled = table.changed(decided.everywhere)
    background = load_background(table, relations, strange=entities is not None and relations is None)
    return Reader(nlp, Forms.load(), table, frames, background, decided, settled)


def build(
    sources: Iterable[str | Path],
    directory: str | Path,
    *,
    reader: Reader | None = None,
    mentions: bool = False,
    report: Progress = lambda line: None,
    progress: Progress = lambda source: None,
) -> Built:
    """Read articles into the graph of a directory and write its Turtle file and page.

    mentions: whether the graph says of each stretch of an article that names an entity where it stands.
    report: gets one line for each article that is skipped. progress: gets the source of each article begun.
    Raises KgError where nothing can be read at all or the directory cannot be written.
    """
    from kg.explore.page import write_page
    from kg.graph.export import write_turtle
    from kg.graph.store import layout, load, open_for_build

    sources = list(sources)
    skipped: list[str] = []
    articles = _articles(sources, skipped, report)
    first = next(articles, None)
    if first is None:
        raise SourceError(f"no article could be read from {', '.join(map(str, sources)) or 'nothing'}")
    reader = reader or load_reader()
    store = open_for_build(directory)
    readings = _readings(reader, first, articles, skipped, report, progress)
    known = reader.background.settled(reader.decisions.final)
    outcomes = load(store, readings, mentions=mentions, background=known.facts)
    turtle = write_turtle(store, directory)
    place = layout(directory)
    write_page(store, place.page)
    return Built(tuple((source, str(outcome)) for source, outcome in outcomes), tuple(skipped), turtle, place.page)


def _articles(sources: list[str | Path], skipped: list[str], report: Progress) -> Iterator[Article]:
    for found in read_all(sources):
        if isinstance(found, SourceError):
            skipped.append(str(found))
            report(str(found))
        else:
            yield found


def _readings(
    reader: Reader, first: Article, rest: Iterator[Article], skipped: list[str], report: Progress, progress: Progress
) -> Iterator[Reading]:
    article: Article | None = first
    while article is not None:
        progress(article.source)
        try:
            reading = reader.read(article)
        except (KgError, ValueError) as error:
            what = " ".join(str(error).split())
            line = what if isinstance(error, SourceError) else f"{article.source}: not understood ({what}); left out"
            skipped.append(line)
            report(line)
        else:
            yield reading
        article = next(rest, None)
