"""How good a pipeline is on held-out sentences: tags, lemmas, attachment, sentence starts, entities, speed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from training.convert_trees import Tree
from training.convert_trees import to_doc as tree_doc

CORPUS_LABELS = frozenset({"PER", "ORG", "LOC", "MISC"})
CONTENT = frozenset({"NOUN", "VERB", "AUX", "ADJ", "PROPN"})
RELATIONS = ("nsubj", "nsubj:pass", "obj", "obl", "obl:arg", "obl:agent", "nmod", "compound:prt", "aux:pass", "conj")
MORE_RELATIONS = ("ccomp", "xcomp", "advcl", "acl", "appos", "flat")


def bare(nlp: Language, doc: Doc) -> Doc:
    """The same tokens without any annotation."""
    return Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])


def evaluate_syntax(nlp: Language, trees: list[Tree]) -> dict[str, object]:
    """Scores on gold tokens, one sentence a document; attachment without punctuation, lemmas of content words."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    relation: dict[str, Counter[str]] = {name: Counter() for name in RELATIONS + MORE_RELATIONS}
    gold_docs = [tree_doc(nlp.vocab, [tree]) for tree in trees]
    extra = 0
    for gold, doc in zip(gold_docs, nlp.pipe(bare(nlp, g) for g in gold_docs), strict=True):
        extra += sum(1 for _ in doc.sents) - 1
        for want, have in zip(gold, doc, strict=True):
            _count(right, total, "upos", bool(want.pos_), want.pos_ == have.pos_)
            _count(right, total, "tag", bool(want.tag_), want.tag_ == have.tag_)
            _count(right, total, "lemma", want.pos_ in CONTENT, want.lemma_ == have.lemma_)
            _count(right, total, "verb lemma", want.pos_ in ("VERB", "AUX"), want.lemma_ == have.lemma_)
            case = want.morph.get("Case")
            _count(right, total, "case", bool(case), case == have.morph.get("Case"))
            if want.is_punct:
                continue
            attached = want.head.i == have.head.i
            _count(right, total, "uas", True, attached)
            _count(right, total, "las", True, attached and want.dep_ == have.dep_)
            for name in {want.dep_, have.dep_} & relation.keys():
                hit = attached and want.dep_ == have.dep_
                relation[name]["right"] += hit
                relation[name]["wrong"] += not hit and have.dep_ == name
                relation[name]["missed"] += not hit and want.dep_ == name
    scores: dict[str, object] = {name: round(right[name] / total[name], 4) for name in sorted(total)}
    scores["sentences"], scores["tokens"], scores["false splits"] = len(trees), total["upos"], extra
    scores["relations"] = {name: prf(c)["f"] for name, c in relation.items() if c}
    return scores


def evaluate_sentences(nlp: Language, trees: list[Tree], group: int = 5) -> dict[str, float]:
    """Precision, recall and F of sentence starts where `group` sentences stand behind one another."""
    count: Counter[str] = Counter()
    for at in range(0, len(trees) - group, group):
        gold = tree_doc(nlp.vocab, trees[at : at + group])
        doc = nlp(bare(nlp, gold))
        for want, have in zip(list(gold)[1:], list(doc)[1:], strict=True):
            count["right"] += bool(want.is_sent_start and have.is_sent_start)
            count["wrong"] += bool(have.is_sent_start and not want.is_sent_start)
            count["missed"] += bool(want.is_sent_start and not have.is_sent_start)
    return prf(count)


def evaluate_entities(
    nlp: Language, docs: Iterable[Doc], labels: frozenset[str] | None = None
) -> dict[str, dict[str, float]]:
    """Precision, recall and F per label and for all, exact spans on gold tokens.

    labels: those the gold knows (default: every one that occurs); what has another label is not counted.
    """
    counts: dict[str, Counter[str]] = {}
    for gold in docs:
        doc = nlp(bare(nlp, gold))
        want = {(e.start, e.end, e.label_) for e in gold.ents}
        have = {(e.start, e.end, e.label_) for e in doc.ents}
        for span in want | have:
            if labels is not None and span[2] not in labels:
                continue
            for label in (span[2], "all"):
                count = counts.setdefault(label, Counter())
                count["right"] += span in want and span in have
                count["wrong"] += span not in want
                count["missed"] += span not in have
    return {label: prf(counts[label]) for label in sorted(counts)}


def words_per_second(nlp: Language, texts: list[str]) -> int:
    """Words a second on one core, all components, texts of the length of a paragraph."""
    list(nlp.pipe(texts[:20]))
    start = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=32))
    return round(words / (time.process_time() - start))


def _count(right: Counter[str], total: Counter[str], name: str, counts: bool, hit: bool) -> None:
    if counts:
        total[name] += 1
        right[name] += hit


def prf(count: Counter[str]) -> dict[str, float]:
    """Precision, recall and F of counts of "right", "wrong" and "missed"."""
    found, gold = count["right"] + count["wrong"], count["right"] + count["missed"]
    p = count["right"] / found if found else 0.0
    r = count["right"] / gold if gold else 0.0
    return {"p": round(p, 4), "r": round(r, 4), "f": round(2 * p * r / (p + r), 4) if p + r else 0.0}
