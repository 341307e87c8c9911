"""From corpora to training documents: one scheme for all treebanks, entities with what must stay open."""

import lzma
import random
from pathlib import Path

import pytest
import spacy

from kg.language.forms import Forms
from kg.language.readings import FormReading
from training import convert_entities, convert_trees
from training.compile_forms import compile_forms, edit, rows
from training.convert_entities import Sentence
from training.corpora import CORPORA, OPEN, Corpus, CorpusError, check
from training.swap_names import name_pool, spans, swap

ZUM = """\
# text = Er ging zum Haus.
1\tEr\ter\tPRON\tPPER\tCase=Nom\t2\tnsubj\t_\t_
2\tging\tgehen\tVERB\tVVFIN\tVerbForm=Fin\t0\troot\t_\t_
3-4\tzum\t_\t_\t_\t_\t_\t_\t_\t_
3\tzu\tzu\tADP\tAPPR\t_\t5\tcase\t_\t_
4\tdem\tder\tDET\tART\tCase=Dat|Gender=Neut\t5\tdet\t_\t_
5\tHaus\tHaus\tNOUN\tNN\tCase=Dat\t2\tobl\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_

"""
HDT = """\
# text = Er sicherte Partnern Technologiezugang zu .
1\tEr\ter\tPRON\tPPER\tCase=Nom\t2\tnsubj\t_\t_
2\tsicherte\tzusichern\tVERB\tVVFIN\t_\t0\troot\t_\t_
3\tPartnern\tPartner\tNOUN\tNN\tCase=Dat\t2\tobj\t_\t_
4\tTechnologiezugang\tZugang\tNOUN\tNN\tCase=Acc\t2\tobj\t_\t_
5\tzu\tzu\tADP\tPTKVZ\t_\t2\tcompound:prt\t_\t_
6\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_

"""


def read(tmp_path: Path, text: str, treebank: str) -> convert_trees.Tree:
    path = tmp_path / "some.conllu"
    path.write_text(text, encoding="utf-8")
    [(_, found)] = list(convert_trees.read_sentences(path))
    words = convert_trees.tree(found, treebank)
    assert words is not None
    return words


def test_preposition_with_article_becomes_one_token(tmp_path: Path) -> None:
    words = read(tmp_path, ZUM, "gsd")
    assert [w.form for w in words] == ["Er", "ging", "zum", "Haus", "."]
    zum = words[2]
    assert (zum.tag, zum.label, zum.head, zum.morph) == ("APPRART", "case", 3, "Case=Dat|Gender=Neut")
    doc = convert_trees.to_doc(spacy.blank("de").vocab, [words])
    assert doc.text == "Er ging zum Haus."
    assert [t.head.text for t in doc] == ["ging", "ging", "Haus", "ging", "ging"]


def test_hdt_gets_datives_compounds_and_spaces_right(tmp_path: Path) -> None:
    words = read(tmp_path, HDT, "hdt")
    assert [w.label for w in words] == ["nsubj", "ROOT", "obl:arg", "obj", "compound:prt", "punct"]
    assert words[3].lemma == "Technologiezugang"
    text = convert_trees.to_doc(spacy.blank("de").vocab, [words]).text
    assert text == "Er sicherte Partnern Technologiezugang zu."


def test_pud_tags_are_left_out(tmp_path: Path) -> None:
    assert {w.tag for w in read(tmp_path, ZUM, "pud")} == {""}


def test_a_cycle_is_no_tree(tmp_path: Path) -> None:
    path = tmp_path / "some.conllu"
    path.write_text(ZUM.replace("2\tobl", "6\tobl").replace("2\tpunct", "5\tpunct"), encoding="utf-8")
    [(_, found)] = list(convert_trees.read_sentences(path))
    assert convert_trees.tree(found, "gsd") is None


@pytest.mark.parametrize(
    ("relation", "label"),
    [("nmod:poss", "nmod:poss"), ("acl:relcl", "acl"), ("flat:name", "flat"), ("iobj", "obl:arg"), ("obj", "obj")],
)
def test_labels(relation: str, label: str) -> None:
    assert convert_trees.label(relation) == label


def test_a_break_between_trees_is_a_sentence_of_its_own(tmp_path: Path) -> None:
    words = read(tmp_path, ZUM, "gsd")
    doc = convert_trees.to_doc(spacy.blank("de").vocab, [words, words], [True])
    assert doc.text == "Er ging zum Haus.\n\nEr ging zum Haus."
    assert [s.text for s in doc.sents] == ["Er ging zum Haus.", "\n\n", "Er ging zum Haus."]


def test_entities_in_columns_leave_out_remarks(tmp_path: Path) -> None:
    path = tmp_path / "some.tsv"
    path.write_text(
        "#\thttp://example.org\t[2010]\n1\tAnna\tB-PER\tO\n2\tBerg\tI-PER\tO\n3\tist\tO\tO\n4\tBerlinerin\tB-LOCderiv\tO\n\n"
        "# sent_id = 2\n1\tACME\tI-ORG\tO\n2\t.\tO\tO\n",
        encoding="utf-8",
    )
    first, second = convert_entities.germeval(path)
    assert first == Sentence(("Anna", "Berg", "ist", "Berlinerin"), ("B-PER", "I-PER", "O", "O"))
    assert second == Sentence(("ACME", "."), ("B-ORG", "O"))


def test_parts_and_adjectives_of_names_stay_open() -> None:
    forms = Forms.load()
    sentence = Sentence(("Der", "US-Konzern", "im", "Kölner", "Norden"), ("O", "O", "O", "B-LOC", "O"))
    opened = convert_entities.leave_open(sentence, forms)
    assert opened.labels == ("O", "B-?", "O", "B-?", "O")
    doc = convert_entities.to_doc(spacy.blank("de"), [opened])
    assert [t.ent_iob_ for t in doc] == ["O", "", "O", "", "O"] and not doc.ents


def test_swapped_names_keep_label_and_length_of_the_rest() -> None:
    sentence = Sentence(("Anna", "Berg", "lobt", "Ulm", "."), ("B-PER", "I-PER", "O", "B-LOC", "O"))
    other = Sentence(("Ida", "Tal"), ("B-PER", "I-PER"))
    pool = name_pool([sentence, other], [("Uwe", "VOR"), ("Kern", "NAC"), ("Gera", "STD"), ("Peru", "COU")])
    results = {swap(sentence, pool, random.Random(seed)).words for seed in range(20)}
    assert len(results) > 3
    for seed in range(20):
        swapped = swap(sentence, pool, random.Random(seed))
        assert len(swapped.words) == len(swapped.labels)
        assert [label for _, _, label in spans(swapped)] == ["PER", "LOC"]
        assert "lobt" in swapped.words and swapped.words[-1] == "."


def test_every_corpus_in_the_table_may_ship() -> None:
    assert len(CORPORA) == 20
    assert {c.licence for c in CORPORA} <= OPEN
    assert all("://" in c.source or "made for this project" in c.source for c in CORPORA)


def test_missing_and_non_commercial_corpora_are_named(tmp_path: Path) -> None:
    table = (
        Corpus("a.tsv", "A", "CC BY 4.0", "https://example.org/a", "parse"),
        Corpus("b.tsv", "B", "CC BY-NC 4.0", "https://example.org/b", "parse"),
    )
    with pytest.raises(CorpusError) as error:
        check(tmp_path, table)
    missing, forbidden = str(error.value).splitlines()
    assert "a.tsv" in missing and "https://example.org/a" in missing
    assert "b.tsv" in forbidden and "CC BY-NC 4.0" in forbidden


def test_the_lexicon_compiles_and_reads_back(tmp_path: Path) -> None:
    source = tmp_path / "forms.tsv.xz"
    with lzma.open(source, "wt", encoding="utf-8") as file:
        file.write("#nix\tnix\tVER:IMP -- note\nBä�h\tBach\tSUB:NOM:SIN:MAS\n")
        file.write("Bäche\tBach\tSUB:NOM:PLU:MAS SUB:AKK:PLU:MAS\nging\tgehen\tVER:1:SIN:PRT:NON\n-\tHehl\tSUB:DAT\n")
    assert [form for form, _, _ in rows(source)] == ["Bäche", "ging", "-"]
    assert edit("ging", "gehen") == (3, "ehen") and edit("Haus", "Haus") == (0, "")
    assert compile_forms(source, None, tmp_path)["forms"] == 3
    forms = Forms.load(tmp_path)
    assert forms.readings("Bäche") == (FormReading("Bach", "SUB", ("NOM:PLU:MAS", "AKK:PLU:MAS")),)
    assert forms.readings("Bach") == ()
