"""One scheme for trees of different treebanks: what they annotate differently becomes what `news/GUIDE.md` says.

The treebanks disagree in the label of titles, names, hyphenated compounds, amounts, reported speech, adverbial clauses,
"sich", "es", "als" and passive agents; GSD leaves many words `dep`. A parser that sees all ways learns none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

PLACE_OF_DEP = {
    "DET": "det",
    "ADP": "case",
    "NUM": "nummod",
    "ADV": "advmod",
    "PART": "advmod",
    "CCONJ": "cc",
    "SCONJ": "mark",
    "AUX": "aux",
    "PUNCT": "punct",
}
ADVERBIAL = frozenset(
    "wenn weil damit um nachdem obwohl während bevor ehe indem sobald solange falls sofern da obgleich seitdem "
    "ohne statt anstatt "
    "soweit zumal".split()
)
FOLLOWS = frozenset({"punct", "cc", "conj", "acl", "case", "cop", "nsubj"})  # the new head of a name
LARGE = frozenset({"Millionen", "Million", "Milliarden", "Milliarde", "Billionen", "Billion", "Mio.", "Mrd."})
SAYING = frozenset(
    "sagen erklären betonen meinen berichten schreiben melden mitteilen ankündigen fordern kritisieren warnen "
    "behaupten erläutern "
    "versichern hinzufügen ergänzen vermuten glauben kommentieren feststellen sprechen räumen teilen fügen "
    "kündigen heißen zitieren "
    "begründen bestätigen urteilen loben hoffen äußern prophezeien orakeln schätzen weisen bemängeln freuen "
    "resümieren".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """One token of a tree. `head` is the index of another token of the sentence, its own for the root."""

    form: str
    lemma: str
    upos: str
    tag: str
    morph: str
    head: int
    label: str
    space: bool


Words = list[Word]


def join_hyphens(words: Words, one_token: Callable[[str], bool]) -> Words:
    """Words cut at hyphens put together again where our tokenizer keeps them: "US - Repräsentantenhaus".

    one_token: whether a string is a single token of the tokenizer that the pipeline uses.
    """
    groups: list[list[int]] = []
    for i, word in enumerate(words):
        before = words[i - 1] if i else None
        glued = before is not None and not before.space
        hyphen = glued and (word.form == "-" or before.form == "-")
        if groups and hyphen and one_token("".join(words[k].form for k in groups[-1]) + word.form):
            groups[-1].append(i)
        else:
            groups.append([i])
    if len(groups) == len(words):
        return words
    place = {i: n for n, group in enumerate(groups) for i in group}
    found = []
    for n, group in enumerate(groups):
        outward = [i for i in group if place[words[i].head] != n or words[i].head == i]
        top = next((i for i in reversed(outward) if words[i].form != "-"), group[-1])
        word = words[top]
        if len(group) > 1:
            last = words[group[-1]]
            form = "".join(words[i].form for i in group)
            cut = last.form == "-"
            lemma = form if cut else "".join(words[i].form for i in group[:-1]) + last.lemma
            kind = words[group[0]] if cut else last
            upos, tag = ("NOUN", "TRUNC") if cut else (kind.upos, kind.tag)
            if not cut and upos == "PUNCT":
                upos, tag = word.upos, word.tag
            word = replace(word, form=form, lemma=lemma, upos=upos, tag=tag, morph=kind.morph, space=last.space)
        head = n if word.head == top or place[word.head] == n else place[word.head]
        found.append(replace(word, head=head))
    return found


def unify(words: Words) -> Words:
    """The words of one tree with heads and labels by our guide; a step that would break the tree is left out."""
    for step in (_quotes, _names, _dep, _amounts, _small_words, _clauses, _agents, _speech):
        changed = step(list(words))
        if is_tree(changed):
            words = changed
    return words


def is_tree(words: Sequence[Word]) -> bool:
    """Whether there is one root and every word hangs on it."""
    if sum(word.head == i for i, word in enumerate(words)) != 1:
        return False
    for start in range(len(words)):
        seen, at = set(), start
        while words[at].head != at:
            if at in seen:
                return False
            seen.add(at)
            at = words[at].head
    return True


def _quotes(words: Words) -> Words:
    return [replace(w, form='"', lemma='"', tag="$(") if w.form in ("``", "''") else w for w in words]


def _turn(words: Words, child: int, label: str) -> None:
    """Makes the child the head of its head; what belongs to the whole name goes with it."""
    head = words[child].head
    outside = words[head].head
    words[child] = replace(words[child], head=child if outside == head else outside, label=words[head].label)
    words[head] = replace(words[head], head=child, label=label)
    for i, word in enumerate(words):
        if word.head == head and i not in (head, child) and word.label not in ("flat", "appos", "nmod") and i < head:
            words[i] = replace(word, head=child)
        elif word.head == head and i not in (head, child) and word.label in FOLLOWS:
            words[i] = replace(word, head=child)


def _names(words: Words) -> Words:
    """The title or first name leads: "Präsident [Clinton]" is appos, "Bill [Clinton]" flat."""
    for i in range(len(words)):
        word = words[i]
        head = words[word.head]
        if word.head != i + 1 or word.label not in ("dep", "compound", "nmod") or head.upos not in ("PROPN", "NOUN"):
            continue
        if word.label == "nmod" and not (word.upos == "PROPN" and head.upos == "PROPN" and _plain_name(words, i)):
            continue
        if word.upos == "PROPN" and head.upos == "PROPN":
            _turn(words, i, "flat")
        elif word.upos == "NOUN" and head.upos == "PROPN" and word.tag in ("NN", ""):
            _turn(words, i, "appos")
        elif word.label == "compound":
            words[i] = replace(word, label="nmod")
    for i, word in enumerate(words):
        head = words[word.head]
        if word.label == "flat" and word.upos == "PROPN" and head.upos == "NOUN" and head.tag == "NN" and word.head < i:
            between = range(word.head + 1, i)
            first = next((k for k in between if words[k].label == "appos" and words[k].head == word.head), None)
            if first is None:
                words[i] = replace(word, label="appos")
            else:
                words[i] = replace(word, head=first)
        elif word.label == "compound":
            words[i] = replace(word, label="nmod")
    return words


def _plain_name(words: Words, i: int) -> bool:
    return words[i].form[:1].isupper() and not words[i].form.endswith(("s", "’"))


def _dep(words: Words) -> Words:
    """What GSD leaves open, by the part of speech."""
    for i, word in enumerate(words):
        if word.label == "dep" and word.upos in PLACE_OF_DEP and word.head > i:
            words[i] = replace(word, label=PLACE_OF_DEP[word.upos])
        elif word.label == "dep" and word.upos == "ADJ" and word.head > i:
            words[i] = replace(word, label="amod" if words[word.head].upos in ("NOUN", "PROPN") else "advmod")
        elif word.label == "dep" and word.upos == "ADV":
            words[i] = replace(word, label="advmod")
    return words


def _amounts(words: Words) -> Words:
    """ "400 Millionen [Euro]": the unit leads."""
    for i, word in enumerate(words):
        if word.form in LARGE and word.label in ("nmod", "compound") and word.head == i + 1:
            words[i] = replace(word, label="nummod")
    return words


def _small_words(words: Words) -> Words:
    subjects = {w.head for w in words if w.label in ("nsubj", "nsubj:pass", "csubj", "csubj:pass")}
    cased = {w.head for w in words if w.label == "case" and w.upos == "ADP"}
    for i, word in enumerate(words):
        low = word.form.lower()
        if low == "es" and word.label == "expl" and word.head not in subjects:
            words[i] = replace(word, label="nsubj")
        elif low in ("als", "wie") and word.label == "cc" and i < word.head:
            words[i] = replace(word, label="case")
        elif word.label == "expl:pv":
            words[i] = replace(word, label="obl:arg" if "Case=Dat" in word.morph else "obj")
        elif word.label == "nmod:poss":
            words[i] = replace(word, label="det" if word.tag == "PPOSAT" else "nmod")
        elif word.label in ("obj", "obl:arg") and i in cased:
            words[i] = replace(word, label="obl")
        elif word.label == "acl" and words[word.head].upos in ("VERB", "AUX") and words[word.head].label != "acl":
            words[i] = replace(word, label="advcl")
        elif word.label == "mark" and word.tag == "PWAV":
            words[i] = replace(word, label="advmod")
    return words


def _clauses(words: Words) -> Words:
    """HDT's `ccomp` also holds adverbial clauses and infinitives: the conjunction and the subject tell."""
    for i, word in enumerate(words):
        if word.label not in ("ccomp", "xcomp"):
            continue
        inside = [w for k, w in enumerate(words) if w.head == i and k != i]
        marks = {w.form.lower() for w in inside if w.label == "mark"}
        if marks & ADVERBIAL:
            words[i] = replace(word, label="advcl")
        elif word.label == "ccomp" and not any(w.label.startswith(("nsubj", "csubj", "cop")) for w in inside):
            if word.tag == "VVIZU" or "zu" in marks or any(w.tag == "PTKZU" for w in inside):
                words[i] = replace(word, label="xcomp")
    return words


def _agents(words: Words) -> Words:
    """ "wird von der Behörde geprüft": the agent is marked."""
    passive = {w.head for w in words if w.label == "aux:pass"}
    cased = {w.head for w in words if w.label == "case" and w.form.lower() in ("von", "vom")}
    return [
        replace(w, label="obl:agent") if w.label == "obl" and w.head in passive and i in cased else w
        for i, w in enumerate(words)
    ]


def _speech(words: Words) -> Words:
    """ "…, sagte Mayer": the verb of saying leads, the speech is its `ccomp` (HDT has it the other way round)."""
    root = next(i for i, w in enumerate(words) if w.head == i)
    for i, word in enumerate(words):
        if word.label != "parataxis" or word.head != root or i < root or word.upos != "VERB":
            continue
        if word.lemma.lower() not in SAYING or not any(
            w.head == i and w.label == "nsubj" and k > i for k, w in enumerate(words)
        ):
            continue
        label = words[root].label
        words[root] = replace(words[root], head=i, label="ccomp")
        words[i] = replace(word, head=i, label=label)
        last = len(words) - 1
        if words[last].label == "punct":
            words[last] = replace(words[last], head=i)
        break
    return words
