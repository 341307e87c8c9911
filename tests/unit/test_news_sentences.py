"""Our own annotated sentences: the files are sound, and every fault of a bad one is told with its line."""

from pathlib import Path

import pytest

from training.news_sentences import NEWS, NewsError, read_news

CLAUSE = (
    "1-3 predicate=verbieten voice=active tense=present negated=no modal=- konjunktiv=- subject=1 objects=3 agent=-"
)
GOOD = f"""\
# text = Peking verbietet Exporte.
# clause = {CLAUSE}
1\tPeking\tPeking\tPROPN\tNE\tCase=Nom\t2\tnsubj\t_\tEntity=B-LOC
2\tverbietet\tverbieten\tVERB\tVVFIN\t_\t0\troot\t_\t_
3\tExporte\tExport\tNOUN\tNN\tCase=Acc\t2\tobj\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_

"""


def write(tmp_path: Path, text: str) -> list[Path]:
    path = tmp_path / "some.conllu"
    path.write_text(text, encoding="utf-8")
    return [path]


def test_a_sentence_has_its_tree_its_entities_and_its_clauses(tmp_path: Path) -> None:
    [sentence] = read_news(write(tmp_path, GOOD))
    assert sentence.labels == ("B-LOC", "O", "O", "O")
    [clause] = sentence.clauses
    assert (clause.span, clause.subject, clause.objects, clause.agent) == ((0, 3), (0, 1), ((2, 3),), None)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("\tnsubj\t", "\tsubjekt\t", "word 1 (Peking): relation subjekt does not fit"),
        ("\tNE\t", "\tNAME\t", "word 1 (Peking): tag NAME does not fit"),
        ("2\tobj", "3\tobj", "word 3 (Exporte): head 3 does not fit"),
        ("B-LOC", "I-LOC", "word 1: I-LOC continues nothing"),
        ("B-LOC", "B-ORT", "word 1: entity B-ORT does not fit"),
        ("voice=active", "voice=aktiv", "clause 1-3: voice=aktiv does not fit"),
        ("subject=1 ", "subject=9 ", "clause 1-3: subject=9 is no range"),
        ("agent=-", "", "clause 1-3: agent is missing"),
        ("Peking verbietet", "Peking erlaubt", "tokens give"),
    ],
)
def test_a_fault_is_told_with_file_and_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(NewsError) as error:
        read_news(write(tmp_path, GOOD + GOOD.replace(old, new, 1)))
    lines = str(error.value).splitlines()
    assert any(f"some.conllu:8: {told}" in line for line in lines), lines


def test_the_files_are_sound_and_nothing_is_in_both_parts() -> None:
    fit, held = read_news(sorted(NEWS.glob("fit-*.conllu"))), read_news(sorted(NEWS.glob("held-*.conllu")))
    assert len(held) == 155 and sum(len(s.clauses) for s in held) == 301
    assert len(fit) >= 300
    assert not {s.text for s in fit} & {s.text for s in held}
    assert all(not s.clauses for s in fit)
