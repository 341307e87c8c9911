"""UD treebanks in CoNLL-U → spaCy documents, brought to one scheme.

The treebanks differ: GSD splits "zum" in two (here one token again, tag APPRART); the HDT files hold a blank behind
each token, only the head of a compound as its lemma, and datives marked obj; PUD's tags are not STTS.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import spacy
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

from training.one_scheme import Word, is_tree, join_hyphens, unify

KEPT_SUBTYPES = frozenset(
    {"nsubj:pass", "csubj:pass", "aux:pass", "compound:prt", "expl:pv", "nmod:poss", "obl:arg", "obl:agent"}
)
FEATURES = frozenset(
    "Case Number Gender Person Tense Mood VerbForm Degree Definite PronType Poss Reflex Foreign NumType Voice "
    "Polarity".split()
)
HELD_OUT_HDT = 300
BREAK = "\n\n"


Tree = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """What to fit on and what to measure on."""

    train: list[Tree]
    dev: list[Tree]
    gsd_test: list[Tree]
    hdt_test: list[Tree]


def label(relation: str) -> str:
    """The label of our scheme for one of the treebanks' relations."""
    if relation == "iobj":
        return "obl:arg"
    if relation == "expl:pass":
        return "expl:pv"
    return relation if relation in KEPT_SUBTYPES else relation.split(":")[0]


def read_sentences(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Each sentence of a CoNLL-U file as its text without blanks (a key against doubles) and its rows."""
    text, rows = "", []
    with path.open(encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# text = "):
                text = line.removeprefix("# text = ")
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                yield re.sub(r"\s", "", text or " ".join(r[1] for r in rows)), rows
                text, rows = "", []
    if rows:
        yield re.sub(r"\s", "", text or " ".join(r[1] for r in rows)), rows


def tree(rows: list[list[str]], treebank: str, one_scheme: bool = True) -> Tree | None:
    """The tree of a sentence's rows, or None if the rows are no tree.

    treebank: gsd, pud, hdt or news (our own). one_scheme: whether another treebank's heads and labels become ours.
    """
    words = [row for row in rows if row[0].isdigit()]
    ranges: dict[int, tuple[int, list[str]]] = {}
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            ranges[first] = (last, row)
    heads = [int(row[6]) for row in words]
    units: list[tuple[list[str], int, int, list[str]]] = []  # row that stands for the unit, first, last, surface row
    number = 1
    while number <= len(words):
        last, surface = ranges.get(number, (number, words[number - 1]))
        units.append((_unit_row(words, heads, number, last), number, last, surface))
        number = last + 1
    place = {n: i for i, (_, first, last, _) in enumerate(units) for n in range(first, last + 1)}
    found = []
    for i, (row, _, _, surface) in enumerate(units):
        head, relation = int(row[6]), row[7]
        while head and place[head] == i:  # the head went into the same token: climb
            head, relation = heads[head - 1], words[head - 1][7]
        found.append(
            Word(
                form=surface[1],
                lemma=row[2] if row[2] not in ("_", "") else surface[1],
                upos=row[3],
                tag="" if treebank == "pud" or row[4] == "_" else row[4],
                morph=_morph(row[5]),
                head=place[head] if head else i,
                label=label(relation) if head else "ROOT",
                space="SpaceAfter=No" not in surface[9],
            )
        )
    if treebank == "hdt":
        found = _repair_hdt(found)
    if not is_tree(found):
        return None
    if one_scheme and treebank != "news":
        found = unify(join_hyphens(found, _one_token))
    return tuple(found)


def _one_token(text: str) -> bool:
    """Whether the tokenizer of the pipeline keeps a string whole."""
    return len(_tokenizer()(text)) == 1


@cache
def _tokenizer() -> Tokenizer:
    return spacy.blank("de").tokenizer


def _unit_row(words: list[list[str]], heads: list[int], first: int, last: int) -> list[str]:
    """The row that stands for tokens `first` to `last` as one: of preposition and article the preposition."""
    if first == last:
        return words[first - 1]
    span = range(first, last + 1)
    outward = [n for n in span if heads[n - 1] not in span]
    row = list(words[(outward[0] if len(outward) == 1 else first) - 1])
    if words[first - 1][3] == "ADP" and last == first + 1:
        row = list(words[first - 1])
        row[4] = "APPRART"
        agreement = [f for f in words[last - 1][5].split("|") if f.split("=")[0] in ("Case", "Gender", "Number")]
        row[5] = "|".join(agreement) or "_"
    return row


def _morph(features: str) -> str:
    return "|".join(f for f in features.split("|") if f.split("=")[0] in FEATURES) or "_"


def _repair_hdt(words: list[Word]) -> list[Word]:
    cased = {word.head for word in words if word.label == "case"}
    accusatives = {w.head for w in words if w.label == "obj" and "Case=Acc" in w.morph}
    found, quote = [], False
    for i, word in enumerate(words):
        if word.label == "obj" and "Case=Dat" in word.morph and i not in cased:
            # "hatte seinen Kunden zugesichert, dass": the files mark both objects obj.
            if word.head in accusatives or word.upos in ("NOUN", "PROPN", "PRON"):
                word = replace(word, label="obl:arg")
        if word.upos == "NOUN":
            word = replace(word, lemma=_compound_lemma(word.form, word.lemma))
        found.append(replace(word, space=True))
    for i, word in enumerate(found):
        if i and (word.form in {".", ",", ";", ":", "!", "?", ")", "..."} or (word.form == '"' and quote)):
            found[i - 1] = replace(found[i - 1], space=False)
        if word.form == "(" or (word.form == '"' and not quote):
            found[i] = replace(found[i], space=False)
        quote ^= word.form == '"'
    return found


def _compound_lemma(form: str, lemma: str) -> str:
    """The whole compound's lemma where the treebank gives that of its head: ("Mitbenutzern", "Benutzer")."""
    if not lemma[:1].isupper():
        return lemma
    at = form.lower().rfind(lemma.lower()[: max(3, len(lemma) - 2)])
    if at < 2:
        return lemma
    return form[:at] + (lemma if form[at - 1] == "-" else lemma.lower())


def load_split(folder: Path, one_scheme: bool = True) -> Split:
    """The trees under `folder`/treebanks: held out are GSD-test, 300 HDT sentences, and a quarter of GSD-dev.

    one_scheme: whether the trees to fit on are brought to one scheme; those measured on always are.
    """
    banks: dict[str, list[tuple[str, str, list[list[str]]]]] = {}
    for name in ("gsd-dev", "gsd-test", "pud", "hdt-bugs-a", "hdt-bugs-b"):
        seen: set[str] = set()
        banks[name] = []
        for key, rows in read_sentences(folder / "treebanks" / f"{name}.conllu"):
            if key not in seen:
                seen.add(key)
                banks[name].append((key, name.split("-")[0], rows))
    random.Random(1).shuffle(banks["hdt-bugs-b"])
    hdt_test, hdt_rest = banks["hdt-bugs-b"][:HELD_OUT_HDT], banks["hdt-bugs-b"][HELD_OUT_HDT:]
    dev = banks["gsd-dev"][::4]
    held = {key for part in (banks["gsd-test"], hdt_test, dev) for key, _, _ in part}
    rest = [*banks["gsd-dev"], *banks["pud"], *banks["hdt-bugs-a"], *hdt_rest]
    return Split(
        _trees([row for row in rest if row[0] not in held], one_scheme),
        _trees(dev),
        _trees(banks["gsd-test"]),
        _trees(hdt_test),
    )


def _trees(found: list[tuple[str, str, list[list[str]]]], one_scheme: bool = True) -> list[Tree]:
    trees = (tree(rows, treebank, one_scheme) for _, treebank, rows in found)
    return [words for words in trees if words and len(words) > 1]


def quotes(words: Tree, chance: random.Random) -> Tree:
    """The tree with German quotes for straight ones, half of the time: news has both, HDT only straight ones."""
    if chance.random() < 0.5 or not any(word.form == '"' for word in words):
        return words
    opened, found = False, []
    for word in words:
        if word.form == '"':
            opened = not opened
            word = replace(word, form="„" if opened else "“")
        found.append(word)
    return tuple(found)


def to_doc(vocab: Vocab, trees: Iterable[Tree], breaks: Iterable[bool] = ()) -> Doc:
    """One document of several trees; where `breaks` says so a blank line (a token of its own) stands between two."""
    words: list[Word] = []
    gaps = list(breaks)
    trees = list(trees)
    for number, one in enumerate(trees):
        offset = len(words)
        words.extend(replace(word, head=word.head + offset) for word in one)
        if number < len(trees) - 1 and number < len(gaps) and gaps[number]:
            words[-1] = replace(words[-1], space=False)
            words.append(Word(BREAK, BREAK, "SPACE", "_SP", "_", len(words), "ROOT", False))
        else:
            words[-1] = replace(words[-1], space=number < len(trees) - 1)
    return Doc(
        vocab,
        words=[w.form for w in words],
        spaces=[w.space for w in words],
        tags=[w.tag for w in words],
        pos=[w.upos for w in words],
        morphs=[w.morph for w in words],
        lemmas=[w.lemma for w in words],
        heads=[w.head for w in words],
        deps=[w.label for w in words],
    )


def training_docs(vocab: Vocab, trees: list[Tree], seed: int = 0) -> list[Doc]:
    """Documents to fit on: half of the trees alone, half in threes, so that sentence ends and breaks are learnt."""
    chance = random.Random(seed)
    trees = [quotes(words, chance) for words in trees]
    chance.shuffle(trees)
    docs = [to_doc(vocab, [one]) for one in trees[::2]]
    rest = trees[1::2]
    for at in range(0, len(rest), 3):
        group = rest[at : at + 3]
        docs.append(to_doc(vocab, group, [chance.random() < 0.4 for _ in group[1:]]))
    chance.shuffle(docs)
    return docs
