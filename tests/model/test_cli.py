"""The command line on the real pipeline: what it gives for good input, and one clear line for bad."""

from __future__ import annotations

import csv
import io
import json
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from click.testing import CliRunner, Result

from kg.cli import EXPORTS, main
from kg.graph.query import named_queries

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "seeds" / "articles"
KG = [sys.executable, "-m", "kg"]
TEXT = (
    "---\ntitle: Nvidia darf liefern\ndate: 2025-12-09\n---\n\n"
    "Die US-Regierung erlaubt Nvidia den Verkauf seiner Chips nach China. 🙂 Donald Trump besuchte am Montag Peking. "
    "Das bestätigte Konzernchef Jensen Huang.\n"
)


def kg(*arguments: object, stdin: str | bytes | None = None) -> Result:
    """`kg …` within this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def one_line(result: Result, code: int, *words: str) -> None:
    """It failed with this code and one line on stderr, which names these words."""
    assert result.exit_code == code, (result.exit_code, result.output)
    assert isinstance(result.exception, SystemExit), result.exception
    lines = result.stderr.splitlines()
    assert len(lines) == 1 and lines[0].startswith("kg: ") and len(lines[0]) < 300, result.stderr
    for word in words:
        assert word in lines[0], (word, lines[0])


# Build


def test_a_build_says_what_it_found_and_where_to_look(sample):
    first, turtle, page, ask = sample.printed.splitlines()
    assert re.fullmatch(r"12 articles read; the graph holds 12 articles, \d+ entities, \d+ statements, .*", first)
    assert str(sample.directory / "graph.ttl") in turtle and str(sample.directory / "graph.html") in page
    assert f"kg query -g {sample.directory}" in ask
    assert sorted(path.name for path in sample.directory.iterdir()) == ["graph.html", "graph.ttl", "store"]


def bad_sources(folder: Path) -> dict[Path, str]:
    """Each bad source with a word of the line it must get."""
    good = (ARTICLES / "h200-freigabe.md").read_text(encoding="utf-8")
    wrong = {
        "empty.txt": (b"", "empty"),
        "binary.txt": (bytes(range(256)) * 40, "binary"),
        "encoding.txt": ("Dienstag: die Zölle für Öl".encode() + b"\x81\x8d\xfa\xe5 \x9d", "UTF-8"),
        "truncated.json": (json.dumps({"text": good}).encode()[:-200], "JSON"),
        "large.txt": (good.encode() * (20_000_000 // len(good.encode()) + 1), "MB"),
        "long.txt": ((good.split("---\n", 2)[2] * 110).encode(), "characters"),
        "english.txt": (b"The government said that it would not lift the controls for the firm.\n" * 9, "German"),
    }
    wanted = {}
    for name, (data, word) in wrong.items():
        (folder / name).write_bytes(data)
        wanted[folder / name] = word
    # Root may read everything, so what may not be read is played by what is no file and by a link into nowhere.
    (folder / "folder.txt").mkdir()
    (folder / "link.txt").symlink_to(folder / "nowhere")
    (folder / "table.xlsx").write_bytes(b"PK")
    gone = {"folder.txt": "no article", "link.txt": "no such file", "missing.md": "no such file"}
    return wanted | {folder / name: word for name, word in {**gone, "table.xlsx": "not an article file"}.items()}


def test_bad_sources_get_a_line_each_and_the_good_articles_are_built(tmp_path):
    (tmp_path / "bad").mkdir()
    wanted = bad_sources(tmp_path / "bad")
    lines = tmp_path / "lines.jsonl"
    record = json.dumps({"title": "Chips", "text": "Nvidia liefert Chips nach China. Das sagte der Konzern am Montag."})
    lines.write_text(f"{record}\n{record[:30]}\n{record.replace('China', 'Taiwan')}\n", encoding="utf-8")
    good = [ARTICLES / "h200-freigabe.md", ARTICLES / "lithium-chile.md"]
    result = kg("build", good[0], *wanted, lines, good[1], "-o", tmp_path / "out")
    assert result.exit_code == 1 and isinstance(result.exception, SystemExit)
    told = result.stderr.splitlines()
    assert len(told) == len(wanted) + 1 and all(line.startswith("kg: ") and len(line) < 300 for line in told), told
    for path, word in wanted.items():
        assert sum(path.name in line and word in line for line in told) == 1, (path.name, word, told)
    assert sum("lines.jsonl:2" in line for line in told) == 1
    assert result.stdout.startswith(f"4 articles read, {len(told)} left out; the graph holds 4 articles, ")
    found = json.loads(kg("stats", "-g", tmp_path / "out", "--format", "json").stdout)
    assert found["articles"] == 4 and found["statements"] > 5


@pytest.mark.parametrize("name", ["empty.txt", "folder", "missing.txt"])
def test_when_nothing_can_be_read_the_line_is_all(tmp_path, name):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "folder").mkdir()
    one_line(kg("build", tmp_path / name, "-o", tmp_path / "out"), 1, name)
    assert not (tmp_path / "out").exists()


def test_a_directory_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "letters.doc").write_text("mine", encoding="utf-8")
    one_line(kg("build", ARTICLES / "h200-freigabe.md", "-o", tmp_path), 1, "letters.doc")
    assert [path.name for path in tmp_path.iterdir()] == ["letters.doc"]


def test_an_article_built_again_changes_nothing(tmp_path):
    out = tmp_path / "out"
    article = ARTICLES / "h200-freigabe.md"
    assert kg("build", article, "-o", out).exit_code == 0
    before = (out / "graph.ttl").read_bytes()
    assert kg("build", article, "-o", out).exit_code == 0
    assert (out / "graph.ttl").read_bytes() == before


def test_mentions_are_cut_out_of_the_text_on_request(tmp_path):
    file = tmp_path / "text.md"
    file.write_text(f"{TEXT}Der US-Konzern gewinnt.\n", encoding="utf-8")
    ask = """SELECT ?text ?begin ?end ?words ?name ?class ?sure {
        ?m a nif:Phrase ; nif:referenceContext/nif:isString ?text ; nif:beginIndex ?begin ; nif:endIndex ?end ;
            nif:anchorOf ?words ; itsrdf:taIdentRef/skos:prefLabel ?name ; itsrdf:taClassRef ?class ;
            itsrdf:taConfidence ?sure }"""

    def rows(*flags: str) -> list[dict[str, str]]:
        out = tmp_path / "out"
        assert kg("build", file, "-o", out, *flags).exit_code == 0
        return list(csv.DictReader(io.StringIO(kg("query", "-g", out, ask, "--format", "csv").stdout, newline="")))

    assert rows() == []
    without = (tmp_path / "out" / "graph.ttl").read_bytes()
    found = rows("--mentions")
    for row in found:
        assert row["text"][int(row["begin"]) : int(row["end"])] == row["words"]
        assert 0 < float(row["sure"]) <= 1
    named = {(row["words"], row["name"], row["class"].rpartition("#")[2]) for row in found}
    known = {
        ("Nvidia", "Nvidia", "Company"),
        ("Donald Trump", "Donald Trump", "Person"),
        ("US", "Vereinigte Staaten", "Country"),
    }
    assert known <= named
    assert (
        f"mentions{len({(row['begin'], row['end']) for row in found}):>12}"
        in kg("stats", "-g", tmp_path / "out").stdout
    )
    assert rows() == []
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == without


def test_a_faulty_entity_table_is_told_with_its_line(tmp_path):
    table = tmp_path / "entities.tsv"
    table.write_text((ROOT / "seeds" / "entities.tsv").read_text(encoding="utf-8") + "x\tNoClass\n", encoding="utf-8")
    result = kg("build", ARTICLES / "h200-freigabe.md", "-o", tmp_path / "out", "--entities", table)
    assert result.exit_code == 1 and "Traceback" not in result.stderr
    assert any(f"{table.name}:" in line for line in result.stderr.splitlines()), result.stderr


# Query


def test_a_named_query_gives_evidence_sentences(sample):
    result = kg("query", "-g", sample.directory, "wer-beschraenkt-was", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert rows
    texts = {path.name: path.read_text(encoding="utf-8") for path in ARTICLES.iterdir()}
    for row in rows:
        assert " ".join(row["satz"].split()) in " ".join(texts[row["quelle"]].split())
    assert ("China", "Gallium") in {(row["wer"], row["was"]) for row in rows}


ASK = "SELECT ?who ?what { ?s kg:restricts ?o . ?s skos:prefLabel ?who . ?o skos:prefLabel ?what } ORDER BY ?who ?what"


def test_the_formats_of_an_answer(sample):
    answers = {f: kg("query", "-g", sample.directory, ASK, "--format", f).stdout for f in ("table", "csv", "json")}
    rows = list(csv.reader(io.StringIO(answers["csv"])))
    assert rows[0] == ["who", "what"] and ["China", "Gallium"] in rows
    bindings = json.loads(answers["json"])["results"]["bindings"]
    assert [[b["who"]["value"], b["what"]["value"]] for b in bindings] == rows[1:]
    table = answers["table"].splitlines()
    assert table[0].split() == ["who", "what"] and len(table) == len(rows) + 1
    construct = "CONSTRUCT { ?s kg:restricts ?o } WHERE { ?s kg:restricts ?o }"
    graph = rdflib.Graph().parse(data=kg("query", "-g", sample.directory, construct, "--format", "ttl").stdout)
    assert len(graph) == len(rows) - 1
    one_line(kg("query", "-g", sample.directory, ASK, "--format", "ttl"), 1, "CONSTRUCT")


def test_a_query_comes_from_a_file_or_stdin_too(sample, tmp_path):
    file = tmp_path / "ask.rq"
    file.write_text(ASK, encoding="utf-8")
    wanted = kg("query", "-g", sample.directory, ASK).stdout
    assert "Gallium" in wanted
    assert kg("query", "-g", sample.directory, "-f", file).stdout == wanted
    assert kg("query", "-g", sample.directory, "-", stdin=ASK).stdout == wanted
    assert kg("query", "-g", sample.directory, stdin=ASK).stdout == wanted


def test_the_list_names_every_query_and_each_runs(sample):
    listed = kg("query", "--list").stdout
    names = [line.split()[0] for line in listed.splitlines() if not line.startswith(" ")]
    assert len(names) >= 10 and "wer-beschraenkt-was" in names and "belege-fuer-paar" in names
    given = {"eins": "China", "zwei": "Nvidia", "entitaet": "Nvidia"}
    for named in named_queries().values():
        assert f"{named.title_de} / {named.title_en}" in listed
        params = [f"-p{p.name}={given[p.name]}" for p in named.parameters if p.required]
        result = kg("query", "-g", sample.directory, named.name, *params)
        assert result.exit_code == 0, (named.name, params, result.stderr)


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["SELECT ?x WHERE {"], 1, "line 1"),
        (["SELECT ?x WHERE { ?x kgx:restricts ?y }"], 1, "prefix"),
        (["DELETE WHERE { ?s ?p ?o }"], 1, "DELETE"),
        (["wer-beschraenkt-wa"], 1, "did you mean wer-beschraenkt-was"),
        (["wer-beschraenkt-was", "-p", "akteur=Chian"], 1, "did you mean China"),
        (["wer-beschraenkt-was", "-p", "akteur"], 2, "NAME=ENTITY"),
        ([" "], 1, "empty"),
        (["-f", "no-such-file.rq"], 2, "no-such-file.rq"),
        (["--format", "xml", "wer-beschraenkt-was"], 2, "xml"),
    ],
)
def test_a_bad_query_gets_one_line(sample, arguments, code, word):
    one_line(kg("query", "-g", sample.directory, *arguments), code, word)


def test_a_query_in_a_broken_encoding_gets_one_line(sample):
    one_line(kg("query", "-g", sample.directory, "-", stdin=b"ASK { ?x ?y '\x81\xff' }"), 1, "stdin")


@pytest.mark.parametrize("command", [["query", "wer-beschraenkt-was"], ["export"], ["view"], ["stats"]])
def test_a_graph_that_is_not_there_gets_one_line(tmp_path, command):
    one_line(kg(command[0], "-g", tmp_path / "none", *command[1:]), 1, "no graph here", "kg build")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("arguments", [["bild"], ["build"], ["--colour"], ["view", "--hops", "9"]])
def test_a_slip_at_the_command_line_gets_one_line(arguments):
    one_line(kg(*arguments), 2, "--help")


# Export, page, figures


@pytest.mark.filterwarnings("ignore:(ConjunctiveGraph|Dataset.default_context) is deprecated")  # within rdflib itself
def test_every_export_is_read_again_by_other_programs(sample):
    out = {name: kg("export", "-g", sample.directory, "--format", name).stdout_bytes for name in EXPORTS}
    assert len(out) == 6
    assert out["turtle"] == (sample.directory / "graph.ttl").read_bytes()
    turtle = rdflib.Graph().parse(data=out["turtle"], format="turtle")
    assert len(turtle) > 1000
    assert set(rdflib.Graph().parse(data=out["jsonld"], format="json-ld")) == set(turtle)
    for name in ("trig", "nquads"):
        dataset = rdflib.Dataset()
        dataset.parse(data=out[name], format=name)
        assert len(list(dataset.graphs())) >= 13
        assert set(dataset.default_graph) == set(turtle)
    statements = set(turtle.subjects(rdflib.RDF.type, rdflib.URIRef("https://w3id.org/newskg/ontology#Statement")))
    graph = nx.read_graphml(io.BytesIO(out["graphml"]), force_multigraph=True)
    assert graph.number_of_edges() == len(statements)
    rows = list(csv.DictReader(io.StringIO(out["csv"].decode("utf-8"))))
    assert len(rows) >= len(statements) and all(row["sentence"] for row in rows)


def test_an_export_goes_to_a_file(sample, tmp_path):
    file = tmp_path / "graph.graphml"
    assert kg("export", "-g", sample.directory, "--format", "graphml", "-o", file).exit_code == 0
    assert nx.read_graphml(file).number_of_nodes() > 50
    one_line(kg("export", "-g", sample.directory, "-o", tmp_path / "no" / "where.ttl"), 1, "where.ttl")


def test_a_page_around_one_entity(sample, tmp_path):
    page = tmp_path / "nvidia.html"
    result = kg("view", "nvidia", "-g", sample.directory, "-o", page)
    assert result.stdout.strip() == str(page)
    assert "H200" in page.read_text(encoding="utf-8")
    assert page.stat().st_size < (sample.directory / "graph.html").stat().st_size
    one_line(kg("view", "Nvida", "-g", sample.directory, "-o", page), 1, "did you mean Nvidia")


def test_the_figures_agree_with_the_graph(sample):
    found = json.loads(kg("stats", "-g", sample.directory, "--format", "json").stdout)
    ask = "SELECT (COUNT(*) AS ?n) { ?s a kg:Statement }"
    assert str(found["statements"]) in kg("query", "-g", sample.directory, ask).stdout
    assert sum(found["relations"].values()) == sum(found["modalities"].values()) == found["statements"]
    ask = "SELECT (COUNT(*) AS ?n) { ?s a kg:BackgroundFact }"
    assert found["background"] > 50
    assert str(found["background"]) in kg("query", "-g", sample.directory, ask).stdout
    assert f"{found['statements']}\n" in kg("stats", "-g", sample.directory).stdout


# Annotate

SENTENCE = {"start", "end"}
MENTION = {"start", "end", "text", "class", "entity", "name", "wikidata"}
STATEMENT = {
    *("subject", "predicate", "object", "modality", "status", "attributedTo", "qualifiers"),
    *("confidence", "rule", "evidence"),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("source", ["file", "-", "nothing"])
def test_annotate_cuts_everything_out_of_the_text_as_given(tmp_path, source, newline):
    text = TEXT.replace("\n", newline)
    file = tmp_path / "text.txt"
    file.write_bytes(text.encode("utf-8"))
    arguments = {"file": [file], "-": ["-"], "nothing": []}[source]
    found = json.loads(kg("annotate", *arguments, stdin=None if source == "file" else text.encode("utf-8")).stdout)
    assert set(found) >= {"sentences", "mentions", "statements"}
    sentences = [text[s["start"] : s["end"]] for s in found["sentences"]]
    assert "Donald Trump besuchte am Montag Peking." in " ".join(sentences)
    assert all(set(s) == SENTENCE and cut == cut.strip() for s, cut in zip(found["sentences"], sentences, strict=True))
    for mention in found["mentions"]:
        assert set(mention) == MENTION
        assert text[mention["start"] : mention["end"]] == mention["text"]
    by_text = {mention["text"]: mention for mention in found["mentions"]}
    assert by_text["Nvidia"]["class"] == "Company" and by_text["Nvidia"]["wikidata"] == "Q182477"
    assert by_text["Donald Trump"]["name"] == "Donald Trump"
    spans = {(s["start"], s["end"]) for s in found["sentences"]}
    assert found["statements"]
    for statement in found["statements"]:
        assert set(statement) == STATEMENT
        assert isinstance(statement["qualifiers"], dict) and 0 < statement["confidence"] <= 1
        assert statement["evidence"] and all(set(e) == SENTENCE for e in statement["evidence"])
        assert all((e["start"], e["end"]) in spans for e in statement["evidence"])
    facts = {(s["subject"], s["predicate"], s["object"]) for s in found["statements"]}
    assert ("donald-trump", "visits") in {fact[:2] for fact in facts}


@pytest.mark.parametrize(("given", "word"), [(b"", "nothing"), (b" \n\n", "nothing"), (b"\0\1\2", "binary")])
def test_annotate_without_a_text_gets_one_line(given, word):
    one_line(kg("annotate", "-", stdin=given), 1, "stdin", word)


def test_annotate_of_a_file_that_is_not_there_gets_one_line(tmp_path):
    one_line(kg("annotate", tmp_path / "none.txt"), 1, "none.txt")


# As a process of its own


def test_help_is_quick():
    def cpu() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([*KG, "--help"], capture_output=True, encoding="utf-8", check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert all(name in done.stdout for name in ("annotate", "build", "export", "query", "stats", "view"))
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(cpu() for _ in range(3)) < 0.3


@pytest.mark.parametrize("command", [["export", "--format", "nquads"], ["query", "SELECT * { ?s ?p ?o }"], ["--help"]])
def test_a_reader_that_goes_early_hears_nothing(sample, command):
    graph = ["-g", str(sample.directory)] if command != ["--help"] else []
    with subprocess.Popen(
        [*KG, *command, *graph], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == ""


def test_the_command_is_installed(sample):
    command = Path(sys.executable).parent / "kg"
    done = subprocess.run([command, "stats", "-g", sample.directory], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.startswith("articles") and done.stderr == ""


def test_ctrl_c_ends_in_one_line_and_leaves_a_graph_to_go_on_with(tmp_path):
    many = tmp_path / "many.jsonl"
    text = (ARTICLES / "h200-freigabe.md").read_text(encoding="utf-8").split("---\n", 2)[2]
    records = [json.dumps({"text": f"Meldung {number}.\n\n{text}"}) for number in range(400)]
    many.write_text("\n".join(records), encoding="utf-8")
    out = tmp_path / "out"
    with subprocess.Popen(
        [*KG, "build", many, "-o", out], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout and process.stderr
        while not (out / "store").exists() and process.poll() is None:
            time.sleep(0.05)
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        told, printed = process.stderr.read(), process.stdout.read()
    assert process.returncode == 130, told
    assert told.splitlines() == ["kg: interrupted"] and printed == ""
    again = kg("build", ARTICLES / "lithium-chile.md", "-o", out)
    assert again.exit_code == 0, again.output
    assert json.loads(kg("stats", "-g", out, "--format", "json").stdout)["articles"] >= 1
