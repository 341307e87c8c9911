"""Our own annotated news sentences (`training/news/*.conllu`): trees, entities and clauses, checked as they are read.

`python -m training.news_sentences FILE…` lists every fault of the files; `training/news/GUIDE.md` says how to annotate.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.convert_trees import Tree, tree

NEWS = Path(__file__).parent / "news"
ENTITIES = frozenset({"PER", "ORG", "LOC", "MISC", "PRODUCT", "MATERIAL", "MEASURE"})
LABELS = frozenset(
    "root nsubj nsubj:pass csubj csubj:pass obj obl obl:arg obl:agent nmod appos flat fixed compound:prt aux "
    "aux:pass cop ccomp "
    "xcomp advcl acl advmod amod det case mark cc conj parataxis punct nummod expl vocative discourse orphan".split()
)
UPOS = frozenset("NOUN PROPN VERB AUX ADJ ADV PRON DET ADP SCONJ CCONJ NUM PART PUNCT X INTJ SYM".split())
TAGS = frozenset(
    "ADJA ADJD ADV APPR APPRART APPO APZR ART CARD FM ITJ KON KOKOM KOUI KOUS NE NN PAV PDAT PDS PIAT PIS PPER "
    "PPOSAT PPOSS "
    "PRELAT PRELS PRF PTKA PTKANT PTKNEG PTKVZ PTKZU PWAT PWAV PWS TRUNC VAFIN VAIMP VAINF VAPP VMFIN VMINF VMPP "
    "VVFIN VVIMP VVINF "
    "VVIZU VVPP XY $, $. $(".split()
)
CHOICES = {
    "voice": {"active", "passive"},
    "tense": {"present", "past", "perfect", "pluperfect", "future"},
    "negated": {"yes", "no"},
    "konjunktiv": {"-", "I", "II"},
}
FIELDS = ("predicate", "voice", "tense", "negated", "modal", "konjunktiv", "subject", "objects", "agent")
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldClause:
    """One clause as annotated; ranges are token indices from 0, half-open."""

    span: Range
    predicate: str
    voice: str
    tense: str
    negated: bool
    modal: str | None
    konjunktiv: str | None
    subject: Range | None
    objects: tuple[Range, ...]
    agent: Range | None


@dataclass(frozen=True, slots=True)
class NewsSentence:
    """One annotated sentence: its text, tree, entity labels in IOB, and clauses (of the held part)."""

    text: str
    tree: Tree
    labels: tuple[str, ...]
    clauses: tuple[GoldClause, ...]


class NewsError(Exception):
    """Faults of annotation, one a line, each with file and line."""


def read_news(paths: list[Path]) -> list[NewsSentence]:
    """All sentences of the files in order. Raises NewsError with all faults at once."""
    found: list[NewsSentence] = []
    faults: list[str] = []
    for path in paths:
        for at, comments, rows in _blocks(path):
            problems = _row_faults(rows)
            words = None if problems else tree(rows, "news")
            if not problems and words is None:
                problems = ["the heads are no tree"]
            text, clauses = "", []
            for comment in comments:
                if comment.startswith("# text = "):
                    text = comment.removeprefix("# text = ")
                elif comment.startswith("# clause = "):
                    clause, wrong = _clause(comment.removeprefix("# clause = "), len(rows))
                    problems += wrong
                    clauses.append(clause)
            labels = tuple(_entity(row[9]) for row in rows if len(row) == 10)
            problems += _label_faults(labels)
            if words is not None and not problems:
                spelled = "".join(w.form + " " * w.space for w in words).strip()
                if spelled != text:
                    problems.append(f"tokens give {spelled[:60]!r}, # text says {text[:60]!r}")
            faults += [f"{path}:{at}: {problem}" for problem in problems]
            if not problems and words is not None:
                found.append(NewsSentence(text, words, labels, tuple(c for c in clauses if c)))
    if faults:
        raise NewsError("\n".join(faults))
    return found


def _blocks(path: Path) -> Iterator[tuple[int, list[str], list[list[str]]]]:
    comments: list[str] = []
    rows: list[list[str]] = []
    start = 1
    for number, line in enumerate([*path.read_text(encoding="utf-8").split("\n"), ""], start=1):
        if line.startswith("#"):
            comments.append(line.rstrip())
        elif line.strip():
            rows.append(line.rstrip("\n").split("\t"))
        elif comments or rows:
            yield start, comments, rows
            comments, rows = [], []
        if not comments and not rows:
            start = number + 1


def _row_faults(rows: list[list[str]]) -> list[str]:
    faults = []
    for number, row in enumerate(rows, start=1):
        if len(row) != 10:
            faults.append(f"word {number}: {len(row)} columns, not 10 parted by tabs")
            continue
        checks = (
            (row[0] == str(number), f"id {row[0]}"),
            (row[3] in UPOS, f"part of speech {row[3]}"),
            (row[4] in TAGS, f"tag {row[4]}"),
            (row[6].isdigit() and int(row[6]) <= len(rows) and int(row[6]) != number, f"head {row[6]}"),
            (row[7] in LABELS, f"relation {row[7]}"),
            ((row[6] == "0") == (row[7] == "root"), f"head {row[6]} with relation {row[7]}"),
        )
        faults += [f"word {number} ({row[1]}): {what} does not fit" for good, what in checks if not good]
    return faults or ([] if rows else ["no words"])


def _entity(misc: str) -> str:
    return next((part.removeprefix("Entity=") for part in misc.split("|") if part.startswith("Entity=")), "O")


def _label_faults(labels: tuple[str, ...]) -> list[str]:
    faults = []
    for number, label in enumerate(labels, start=1):
        before = labels[number - 2] if number > 1 else "O"
        if label != "O" and (label[:2] not in ("B-", "I-") or label[2:] not in ENTITIES):
            faults.append(f"word {number}: entity {label} does not fit")
        elif label.startswith("I-") and before[2:] != label[2:]:
            faults.append(f"word {number}: {label} continues nothing")
    return faults


def _range(text: str, words: int) -> Range | None:
    match = re.fullmatch(r"(\d+)(?:-(\d+))?", text)
    if not match:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return (first - 1, last) if 1 <= first <= last <= words else None


def _clause(text: str, words: int) -> tuple[GoldClause | None, list[str]]:
    span_text, _, rest = text.strip().partition(" ")
    values = dict(part.partition("=")[::2] for part in rest.split())
    faults = [f"clause {span_text}: {name} is missing" for name in FIELDS if name not in values]
    if faults:
        return None, faults
    span = _range(span_text, words)
    ranges = {name: _range(values[name], words) for name in ("subject", "agent")}
    objects = [] if values["objects"] == "-" else [_range(part, words) for part in values["objects"].split(",")]
    faults = [
        f"clause {span_text}: {name}={values[name]} does not fit"
        for name, choice in CHOICES.items()
        if values[name] not in choice
    ]
    lost = (name for name, found in ranges.items() if found is None and values[name] != "-")
    faults += [f"clause {span_text}: {name}={values[name]} is no range" for name in lost]
    if span is None or None in objects:
        faults.append(f"clause {text}: a range lies outside the sentence")
    if faults or span is None:
        return None, faults
    none_if = {"-": None}
    return (
        GoldClause(
            span=span,
            predicate=values["predicate"],
            voice=values["voice"],
            tense=values["tense"],
            negated=values["negated"] == "yes",
            modal=none_if.get(values["modal"], values["modal"]),
            konjunktiv=none_if.get(values["konjunktiv"], values["konjunktiv"]),
            subject=ranges["subject"],
            objects=tuple(r for r in objects if r),
            agent=ranges["agent"],
        ),
        [],
    )


def main(arguments: list[str]) -> int:
    """Checks files; prints what they hold, or every fault."""
    try:
        sentences = read_news([Path(a) for a in arguments])
    except NewsError as error:
        print(error, file=sys.stderr)
        return 1
    words = sum(len(s.tree) for s in sentences)
    print(f"{len(sentences)} sentences, {words} words, {sum(len(s.clauses) for s in sentences)} clauses")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
