"""More sentences with names never seen: each entity gives its place to another of its kind.

Few names are marked in the corpora, and a network learns them by heart. In a copy of the sentence the names are drawn
from the lexicon (first names, surnames, cities, countries) and from all corpora, so that what stands around must tell.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable

from training.convert_entities import LABELS, Sentence

Pool = dict[str, list[tuple[str, ...]]]


def name_pool(sentences: Iterable[Sentence], names: Iterable[tuple[str, str]]) -> Pool:
    """Names by label, as tuples of words; from sentences and from (form, kind) rows (VOR, NAC, STD, COU)."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for sentence in sentences:
        for start, end, label in spans(sentence):
            if label in LABELS and end - start <= 5:
                found[label].add(sentence.words[start:end])
    for form, kind in names:
        found[kind].add((form,))
    return {label: sorted(pool) for label, pool in found.items()}


def spans(sentence: Sentence) -> list[tuple[int, int, str]]:
    """The marked spans of a sentence: first word, word behind the last, label."""
    found = []
    for i, label in enumerate(sentence.labels):
        if label.startswith("B-"):
            end = i + 1
            while end < len(sentence.labels) and sentence.labels[end] == "I-" + label[2:]:
                end += 1
            found.append((i, end, label[2:]))
    return found


def swap(sentence: Sentence, pool: Pool, chance: random.Random) -> Sentence:
    """The sentence with other names. A name in the genitive ("Trumps") stays, and one in four others too."""
    words: list[str] = []
    labels: list[str] = []
    gaps: list[bool] = []
    at = 0
    for start, end, label in [*spans(sentence), (len(sentence.words), len(sentence.words), "")]:
        words.extend(sentence.words[at:start])
        labels.extend(sentence.labels[at:start])
        gaps.extend(sentence.blanks[at:start])
        old = sentence.words[start:end]
        keep = not old or label not in LABELS or old[-1].endswith("s") or chance.random() < 0.25
        new = old if keep else _other(label, len(old), pool, chance)
        words.extend(new)
        labels.extend([f"B-{label}"] * bool(new) + [f"I-{label}"] * (len(new) - 1))
        if sentence.blanks and new:
            gaps.extend([True] * (len(new) - 1) + [sentence.blanks[end - 1]])
        at = end
    return Sentence(tuple(words), tuple(labels), tuple(gaps))


def _other(label: str, length: int, pool: Pool, chance: random.Random) -> tuple[str, ...]:
    if label == "PER" and chance.random() < 0.6 and pool.get("VOR") and pool.get("NAC"):
        surname = chance.choice(pool["NAC"])
        return surname if length == 1 else chance.choice(pool["VOR"]) + surname
    if label == "LOC" and chance.random() < 0.4:
        kind = chance.choice(["STD", "COU", "COU"])
        if pool.get(kind):
            return chance.choice(pool[kind])
    return chance.choice(pool[label])
