"""The full-form lexicon as a trie: form → readings, each an edit to the lemma and a set of tags; a few MB."""

from __future__ import annotations

import json
import lzma
import os
import re
import struct
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import marisa_trie

from kg.language.forms import FORMAT

BROKEN = "\N{REPLACEMENT CHARACTER}"
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def rows(path: Path) -> Iterator[tuple[str, str, str]]:
    """The lexicon's rows as (form, lemma, tags); remarks and rows with a replacement character are left out."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.startswith("#") or BROKEN in line:
                continue
            form, lemma, tags = line.rstrip("\n").split("\t")
            yield form, form if lemma == "-" else lemma, tags


def counts(path: Path) -> Counter[str]:
    """How often each word form stands in a text file compressed with xz."""
    found: Counter[str] = Counter()
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            found.update(WORD.findall(line))
    return found


def weights(lexicon: list[tuple[str, str, str]], frequency: Counter[str], rounds: int = 4) -> dict[str, float]:
    """How frequent each lemma is: a form of several lemmas shares its count among them by what is known so far.

    "fällt" counts for "fallen" and "fällen" as "fiel", "gefallen" and "fällte" do (expectation maximisation).
    """
    owners: dict[str, set[str]] = defaultdict(set)
    for form, lemma, _ in lexicon:
        owners[form].add(lemma)
    counted = [(frequency[form], sorted(lemmas)) for form, lemmas in sorted(owners.items()) if frequency[form]]
    weight: dict[str, float] = defaultdict(lambda: 1.0)
    for _ in range(rounds):
        shares: dict[str, float] = defaultdict(lambda: 1.0)
        for count, lemmas in counted:
            total = sum(weight[lemma] for lemma in lemmas)
            for lemma in lemmas:
                shares[lemma] += count * weight[lemma] / total
        weight = shares
    return weight


def _rank(form: str, reading: tuple[str, str], weight: dict[str, float]) -> float:
    """How likely a reading is. A noun as its own lemma is likelier ("Wochenende", hardly dative of "Wochenend"),
    but not an infinitive as a noun ("die Zahlen" is seldom "das Zahlen")."""
    lemma, tags = reading
    own = form == lemma and "SUB:" in tags and ":INF" not in tags
    return weight[lemma] * (10 if own else 1)


def edit(form: str, lemma: str) -> tuple[int, str]:
    """How many letters to cut from the end of the form and what to put there to have its lemma."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return len(form) - same, lemma[same:]


def compile_forms(lexicon: Path, text: Path | None, out: Path) -> dict[str, int]:
    """Writes forms.marisa and forms.json into the folder `out`; gives the counts of forms, pairs, edits, tag sets."""
    table = list(rows(lexicon))
    weight = weights(table, counts(text) if text else Counter())
    edits: Counter[tuple[int, str]] = Counter()
    tagsets: Counter[str] = Counter()
    forms: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for form, lemma, tags in table:
        edits[edit(form, lemma)] += 1
        tagsets[tags] += 1
        forms[form].append((lemma, tags))
    edit_rows = [e for e, _ in sorted(edits.items(), key=lambda item: (-item[1], item[0]))]
    tag_rows = [t for t, _ in sorted(tagsets.items(), key=lambda item: (-item[1], item[0]))]
    if max(len(edit_rows), len(tag_rows)) > 0xFFFF:
        raise ValueError("more than 65,535 edits or tag sets: the record needs wider fields")
    edit_id = {e: i for i, e in enumerate(edit_rows)}
    tag_id = {t: i for i, t in enumerate(tag_rows)}
    items = []
    for form in sorted(forms):
        readings = sorted(forms[form], key=lambda reading: (-_rank(form, reading, weight), reading))
        value = b"".join(struct.pack("<HH", edit_id[edit(form, lemma)], tag_id[tags]) for lemma, tags in readings)
        items.append((form, value))
    out.mkdir(parents=True, exist_ok=True)
    # Written beside and renamed: a process that reads the old file by memory map keeps it.
    marisa_trie.BytesTrie(items).save(str(out / "forms.marisa.new"))
    os.replace(out / "forms.marisa.new", out / "forms.marisa")
    document = {"format": FORMAT, "edits": edit_rows, "tagsets": tag_rows}
    (out / "forms.json").write_text(
        json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8"
    )
    return {"forms": len(forms), "pairs": len(table), "edits": len(edit_rows), "tagsets": len(tag_rows)}
