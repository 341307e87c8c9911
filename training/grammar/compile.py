"""Makes the tables of forms that the grammar inflects by, from the full-form lexicon.

`python -m training.grammar.compile LEXICON` writes noun_forms.tsv and verb_forms.tsv for the words of the other
tables; a word the lexicon lacks is listed. Run it after adding nouns or verbs.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from training.compile_forms import rows
from training.grammar.tables import FOLDER, read

GENDERS = ("MAS", "FEM", "NEU")
NOUN_CELLS = ("NOM:SIN", "GEN:SIN", "DAT:SIN", "AKK:SIN", "NOM:PLU", "GEN:PLU", "DAT:PLU", "AKK:PLU")
VERB_CELLS = {
    "present": "3:SIN:PRÄ",
    "presents": "3:PLU:PRÄ",
    "past": "3:SIN:PRT",
    "pasts": "3:PLU:PRT",
    "kj1": "3:SIN:KJ1",
    "kj2": "3:SIN:KJ2",
    "kj2s": "3:PLU:KJ2",
    "participle": "PA2",
    "zu": "EIZ",
}


def head(noun: str) -> str:
    """The last part of a noun whose parts are divided by |."""
    last = noun.split("|")[-1]
    return last[0].upper() + last[1:]


def more(column: str) -> set[str]:
    """The words whose forms are given by hand."""
    return {row[column] for row in read(f"{column}_more")}


def nouns() -> set[str]:
    """The nouns of the tables, compounds by their last part."""
    found = {head(row["noun"]) for row in read("nouns") if row["use"] != "a"}
    return (found | {word for row in read("compounds") for word in row["heads"].split()}) - more("noun")


def verbs() -> set[str]:
    """The infinitives of the tables."""
    found = {row["verb"].replace("|", "") for name in ("verbs", "speech") for row in read(name)}
    found |= {"haben", "sein", "werden", "bleiben", "können", "müssen", "sollen", "wollen", "dürfen", "lassen"}
    return found - more("verb")


def noun_row(lemma: str, forms: list[tuple[str, str]]) -> list[str] | None:
    """Gender and the forms of NOUN_CELLS, or None where the lexicon has no such noun."""
    cells: dict[tuple[str, str], list[str]] = defaultdict(list)
    for form, tags in forms:
        for tag in tags.split():
            parts = tag.split(":")
            if parts[0] == "SUB" and len(parts) > 3 and "INF" not in parts:
                cells[parts[3], f"{parts[1]}:{parts[2]}"].append(form)
    genders = [g for g in GENDERS if lemma in cells[g, "NOM:SIN"]] or [g for g in GENDERS if cells[g, "NOM:PLU"]]
    if not genders:
        return None
    gender = genders[0]
    found = [lemma, {"MAS": "Masc", "FEM": "Fem", "NEU": "Neut"}[gender]]
    for cell in NOUN_CELLS:
        # "Bericht", not "Berichte"; "Berichts", but "Gesetzes" (alone) as it stands.
        some = sorted(set(cells[gender, cell]), key=lambda form: (len(form), form))
        if cell == "NOM:SIN" and lemma in some:
            some = [lemma]
        found.append(some[0] if some else "")
    return found


def verb_row(lemma: str, forms: list[tuple[str, str]]) -> list[str] | None:
    """The forms of VERB_CELLS, the first by length, or None where the lexicon has no such verb."""
    cells: dict[str, set[str]] = defaultdict(set)
    for form, tags in forms:
        for tag in tags.split():
            if tag.startswith("VER:") and form[:1].islower():
                for name, wanted in VERB_CELLS.items():
                    if f":{wanted}" in tag and not (wanted == "PA2" and "IMP" in tag):
                        cells[name].add(form)
    if "present" not in cells:
        return None
    # "schloss" before "schloß".
    return [
        lemma,
        *(
            min(cells[n], key=lambda f: ("ß" in f and f.replace("ß", "ss") in cells[n], len(f), f), default="")
            for n in VERB_CELLS
        ),
    ]


def main(arguments: list[str]) -> int:
    """Writes both tables; tells the words that the lexicon lacks."""
    wanted = nouns() | verbs()
    forms: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for form, lemma, tags in rows(Path(arguments[0])):
        if lemma in wanted:
            forms[lemma].append((form, tags))
    for name, words, make, head in (
        ("noun_forms", nouns(), noun_row, ["noun", "gender", *NOUN_CELLS]),
        ("verb_forms", verbs(), verb_row, ["verb", *VERB_CELLS]),
    ):
        made = {word: make(word, forms[word]) for word in sorted(words)}
        lines = ["\t".join(head), *("\t".join(row) for row in made.values() if row)]
        (FOLDER / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(name, len(lines) - 1, "lacking:", *(word for word, row in made.items() if not row))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
