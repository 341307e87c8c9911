"""A parse with the TIGER labels of spaCy's official German pipelines turned into Universal Dependencies.

In TIGER the finite helper heads the clause, the preposition its phrase and the conjunction the second conjunct; in UD
content words do. What each label becomes stands in tables; the five steps move the heads.
Source: Brants et al. 2004 (TIGER), the NEGRA export scheme; Nivre et al. 2020 (UD).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.attrs import DEP, HEAD
from spacy.tokens import Doc

from .lines import tree_columns

LABELS = frozenset(
    "ROOT ac adc ag ams app avc cc cd cj cm cp cvc da dep dh dm ep gl gr hd ju mnr mo mwe ng nk nmc oa oa2 oc og op "
    "par pd pg ph pm pnc punct rc re rs sb sbp sp subtok svp uc vo".split()
)
# What a label becomes where neither tag nor head matters.
PLAIN = {
    "ROOT": "ROOT",
    "ac": "case",
    "adc": "flat",
    "ag": "nmod",
    "ams": "obl",
    "app": "appos",
    "avc": "advmod",
    "cd": "cc",
    "cj": "conj",
    "cm": "case",
    "conj": "conj",
    "cp": "mark",
    "cvc": "obl",
    "da": "obl:arg",
    "dm": "discourse",
    "ep": "expl",
    "flat": "flat",
    "gl": "nmod",
    "gr": "nmod",
    "ju": "cc",
    "mnr": "nmod",
    "mwe": "fixed",
    "ng": "advmod",
    "nmc": "nummod",
    "oa2": "obj",
    "og": "obl",
    "op": "obl",
    "par": "parataxis",
    "pd": "xcomp",
    "pg": "nmod",
    "ph": "expl",
    "pm": "mark",
    "pnc": "flat",
    "punct": "punct",
    "rc": "acl",
    "rs": "ccomp",
    "sbp": "obl:agent",
    "svp": "compound:prt",
    "uc": "flat",
    "vo": "vocative",
}
# "nk" (noun kernel) and "mo" (modifier) say nothing; the tag does.
BY_TAG = {
    **dict.fromkeys(("ART", "PDAT", "PIAT", "PIDAT", "PPOSAT", "PRELAT", "PWAT"), "det"),
    **dict.fromkeys(("ADJA", "TRUNC"), "amod"),
    "CARD": "nummod",
    **dict.fromkeys(("ADV", "ADJD", "PAV", "PROAV", "PTKA", "PTKNEG", "PWAV", "PTKANT"), "advmod"),
    **dict.fromkeys(("APPR", "APPRART", "APPO", "APZR", "KOKOM"), "case"),
    "KON": "cc",
    "PRF": "obj",
    "KOUS": "mark",
}
PREPOSITIONS = frozenset({"APPR", "APPRART", "APPO", "APZR", "KOKOM"})
NOMINAL = frozenset("NN NE FM XY CARD PPER PRF PDS PIS PPOSS PRELS PWS ADJA TRUNC".split())
NONFINITE = frozenset("VVINF VVPP VVIZU VAINF VAPP VMINF VMPP".split())
_SEIN = frozenset("bin bist ist sind seid war warst waren wart sei seien seist wäre wären sein gewesen".split())
_WERDEN = frozenset(
    "werde wirst wird werden werdet wurde wurden wurdest würde würden werdend worden geworden ward".split()
)
_SCALES = frozenset("million millionen milliarde milliarden billion billionen tausend mio. mrd.".split())


@dataclass(slots=True)
class Tree:
    """Heads (token indices; a root is its own) and labels of a sentence while they are turned, with words and tags."""

    words: list[str]
    tags: list[str]
    heads: list[int]
    labels: list[str]

    def children(self, i: int) -> list[int]:
        """The tokens that hang on a token, in text order."""
        return [k for k, head in enumerate(self.heads) if head == i and k != i]

    def of(self, i: int, *labels: str) -> list[int]:
        """The children with one of these labels."""
        return [k for k in self.children(i) if self.labels[k] in labels]

    def lift(self, child: int, *, label: str, keep: Iterable[int] = ()) -> None:
        """Puts a child in the place of its head, which then hangs on it with `label`; the head's other children
        follow, but for those in `keep`."""
        head = self.heads[child]
        kept = set(keep)
        for k in self.children(head):
            if k != child and k not in kept:
                self.heads[k] = child
        self.heads[child] = child if self.heads[head] == head else self.heads[head]
        self.labels[child] = self.labels[head]
        self.heads[head], self.labels[head] = child, label


def to_ud(doc: Doc) -> Doc:
    """The same Doc with UD heads and labels in place of TIGER's; tags and words stay.

    doc: parsed with the labels in LABELS and tagged with STTS.
    """
    heads: list[int] = []
    labels: list[str] = []
    for sent in doc.sents:
        first = sent.start
        tree = Tree(
            [t.lower_ for t in sent], [t.tag_ for t in sent], [t.head.i - first for t in sent], [t.dep_ for t in sent]
        )
        for step in (conjuncts, prepositions, names, verbs, copulas, relabel):
            step(tree)
        heads += [head + first for head in tree.heads]
        labels += tree.labels
    doc.from_array([HEAD, DEP], tree_columns(heads, [doc.vocab.strings.add(label) for label in labels]))
    return doc


def conjuncts(tree: Tree) -> None:
    """A ← cd und ← cj B: B hangs on the first conjunct, "und" on B."""
    for i in [k for k, label in enumerate(tree.labels) if label == "cj"]:
        joint, above, seen = None, tree.heads[i], {i}
        while above not in seen and (tree.labels[above] in ("cd", "cj", "conj") or tree.tags[above] == "KON"):
            seen.add(above)
            if tree.tags[above] == "KON":
                joint = above if joint is None and tree.heads[i] == above else joint
            if tree.heads[above] == above:
                break
            above = tree.heads[above]
        if tree.tags[above] == "KON":  # no conjunct before it: "und" opens the sentence
            tree.lift(i, label="cd")
            continue
        tree.heads[i], tree.labels[i] = above, "conj"
        if joint is not None:
            tree.heads[joint], tree.labels[joint] = i, "cd"


def prepositions(tree: Tree) -> None:
    """A preposition (also "als", "wie") hangs on its noun as case; of several kernels the noun counts."""
    for i, tag in enumerate(tree.tags):
        if tag not in PREPOSITIONS or tree.labels[i] in ("ac", "svp", "cm"):
            continue
        kernels = tree.of(i, "nk", "cj", "cc", "nmc", "pnc")
        if kernels:
            nominal = [k for k in kernels if tree.tags[k] in NOMINAL]
            tree.lift((nominal or kernels)[-1], label="ac")


def names(tree: Tree) -> None:
    """The first word of a name heads it; a common noun heads the name behind it, which becomes its apposition."""
    for i in range(len(tree.labels) - 1, -1, -1):
        parts = [k for k in tree.of(i, "pnc") if k < i]
        if parts:
            tree.lift(parts[0], label="flat")
    for i, label in enumerate(tree.labels):
        head = tree.heads[i]
        if label == "pnc":
            tree.labels[i] = "flat"
        elif label == "nk" and head != i and {tree.tags[i], tree.tags[head]} == {"NN", "NE"}:
            if tree.tags[i] == "NN" and i < head:
                tree.lift(i, label="app", keep=tree.of(head, "flat"))
            elif tree.tags[i] == "NE" and i > head:
                tree.labels[i] = "app"


def verbs(tree: Tree) -> None:
    """The full verb heads its helpers: „[hat] … verboten“, "[ist] … verboten [worden]", "[will] … liefern"."""
    changed = True
    while changed:
        changed = False
        for i, tag in enumerate(tree.tags):
            if tag[:2] not in ("VA", "VM"):
                continue
            governed = next((k for k in tree.of(i, "oc") if _bare(tree, k)), None)
            state = next((k for k in tree.of(i, "pd") if tree.tags[k] == "VVPP"), None)  # "ist geschlossen"
            governed = governed if governed is not None else state
            if governed is None:
                continue
            done = bool(tree.of(governed, "aux:pass"))
            agent = tree.words[i] in _SEIN and (governed == state or bool(tree.of(governed, "sbp")))
            passive = tree.tags[governed] == "VVPP" and not done and (tree.words[i] in _WERDEN or agent)
            tree.lift(governed, label="aux:pass" if passive else "aux")
            changed = True


def _bare(tree: Tree, i: int) -> bool:
    """Whether a verb form stands beside its helper without "zu" and without a helper of its own still to be turned."""
    if tree.tags[i] not in NONFINITE or tree.tags[i] == "VVIZU" or tree.of(i, "pm"):
        return False
    return tree.tags[i][:2] not in ("VA", "VM") or not any(_bare(tree, k) for k in tree.of(i, "oc"))


def copulas(tree: Tree) -> None:
    """The predicative heads "sein" and "werden"; below other verbs it stays."""
    for i, tag in enumerate(tree.tags):
        if not tag.startswith("VA") or tree.words[i] not in _SEIN | _WERDEN:
            continue
        predicatives = tree.of(i, "pd")
        if predicatives:
            tree.lift(predicatives[-1], label="cop")


def relabel(tree: Tree) -> None:
    """TIGER's labels as UD's, by label, tag and what they hang on."""
    for i, label in enumerate(tree.labels):
        if label == "re" and tree.tags[tree.heads[i]] in ("PPER", "PAV", "PROAV"):
            tree.heads[i] = tree.heads[tree.heads[i]]  # "darauf, [dass …]": the clause is the verb's
    turned = [_label(tree, i) for i in range(len(tree.labels))]
    tree.labels[:] = turned


def _label(tree: Tree, i: int) -> str:
    label, tag, head = tree.labels[i], tree.tags[i], tree.heads[i]
    if head == i:
        return "ROOT"
    if label in ("aux", "aux:pass", "cop", "punct", "dep"):
        return label
    verbal = tag.startswith("V") or bool(tree.of(i, "aux", "aux:pass", "cop"))
    nominal_head = tree.tags[head] in ("NN", "NE", "FM", "XY", "CARD") and not tree.of(head, "cop")
    if label in ("sb", "sp"):
        return "csubj" if verbal else "nsubj:pass" if tree.of(head, "aux:pass") else "nsubj"
    if label == "oa":
        return ("ccomp" if _subject(tree, i) else "xcomp") if tag.startswith("V") else "obj"
    if label in ("oc", "re"):
        return "acl" if nominal_head else "ccomp" if _subject(tree, i) else "xcomp"
    if label in ("mo", "nk", "cc", "mnr", "pg", "ag", "app", "op"):
        return _modifier(tree, i, label, verbal, nominal_head)
    return PLAIN.get(label, "dep")


def _modifier(tree: Tree, i: int, label: str, verbal: bool, nominal_head: bool) -> str:
    """The UD label of what TIGER calls mo, nk, cc, mnr, pg, ag, app or op."""
    tag = tree.tags[i]
    if tree.of(i, "ac"):
        return "nmod" if nominal_head or label in ("mnr", "pg") else "obl"
    if label == "nk" and tree.words[i] in _SCALES:
        return "nummod"  # "400 [Millionen] Euro"
    if label in ("pg", "app"):
        return PLAIN[label]
    if label == "ag":
        return "det" if tag in ("PPOSAT", "PRELAT") else "nmod"
    if tag in BY_TAG and (label != "op" or BY_TAG[tag] == "advmod"):
        return BY_TAG[tag]
    if verbal:
        return "acl" if nominal_head else "advcl"
    return "nmod" if nominal_head else "obl"


def _subject(tree: Tree, i: int) -> bool:
    return bool(tree.of(i, "sb", "sp", "ep", "nsubj", "nsubj:pass", "csubj")) or bool(tree.of(i, "cp"))
