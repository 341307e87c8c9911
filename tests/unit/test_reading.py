"""Reading: files and folders become Articles, the article is told from the page around it."""

from __future__ import annotations

import codecs
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError, TableError
from kg.model import Article
from kg.reading import MAX_BYTES, find, from_text, load, read_all
from kg.reading.dates import dateline, iso
from kg.reading.frontmatter import front_matter
from kg.reading.german import not_german
from kg.reading.markup import read_page

RULES = load()
BODY = (
    "Die Regierung in Den Haag hat dem Konzern am Montag erlaubt, die Maschinen wieder nach Asien zu liefern. "
    "Das teilte das Ministerium in einer kurzen Erklärung mit, ohne die Gründe dafür zu nennen."
)
SECOND = (
    "Für die Firmen der Branche ist das eine gute Nachricht, denn sie hatten seit Monaten auf die Lizenzen gewartet "
    "und mussten ihre Kunden vertrösten."
)


def prose(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in article.prose]


def headings(article: Article) -> list[str]:
    return [article.text[start:end] for start, end in article.headings]


def one(path: Path) -> Article:
    (article,) = read_all([path])
    assert isinstance(article, Article), article
    return article


def fault(path: Path) -> str:
    (error,) = read_all([path])
    assert isinstance(error, SourceError)
    assert "\n" not in str(error)
    assert str(path) in str(error)
    return str(error)


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


# --- the table of page furniture -------------------------------------------------------------------------------


def test_the_table_is_not_empty():
    assert len(RULES) >= 45
    assert {rule.scope for rule in RULES} == {"line", "part", "next-lines", "to-end"}
    assert {rule.where for rule in RULES} == {"any", "head", "tail"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.number}-{rule.why}")
def test_every_row_finds_its_example_and_keeps_its_prose(rule):
    assert rule.why
    assert rule.cut(rule.example), rule.example
    assert rule.keeps
    assert rule.cut(rule.keeps) is None, rule.keeps


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.number}-{rule.why}")
def test_no_row_takes_long_over_an_odd_line(rule):
    began = time.process_time()
    for line in (rule.example + "x" * 300 + "!", rule.example + " A b" * 200 + "!", rule.example * 40, "1.1," * 300):
        rule.cut(line)
    assert time.process_time() - began < 0.5


def test_a_table_with_faults_names_each_with_its_line():
    header = "pattern\tscope\twhere\twhy\texample\tkeeps"
    with pytest.raises(TableError) as error:
        load(f"# legend\n{header}\n(\tline\tany\tx\ty\tz\n^a$\tpage\tnowhere\tx\ta\tb\n^a$\tline", name="t.tsv")
    assert [fault.split(" ")[0] for fault in error.value.faults] == ["t.tsv:3:", "t.tsv:4:", "t.tsv:4:", "t.tsv:5:"]


PAGE = f"""Startseite › Wirtschaft

Den Haag gibt Maschinen frei

Von Mira Holt, Den Haag
04.05.2022, 18.20 Uhr · Lesezeit 7 Min. · Artikel merken

Ein Reinraum in VeldhovenFoto: A. Bosch / EPA via Lehtikuva

{BODY}

Anzeige
Silberbarren ab 30 Euro bei Münz24
Nur noch heute

{SECOND}

Lesen Sie auch
Kobalt: Wer die Minen hat
Nickel: Wer sie will

Was nun folgt

{BODY}

Haftungsausschluss: Alle Angaben ohne Gewähr, sie sind keine Anlageberatung.

Verwandte Artikel

Lithium in Chile
Das weiße Gold

- Wirtschaft
- Politik

Kommentare (12)
© 2025 Metallkurier · Impressum
"""


def test_only_the_article_is_prose():
    article = from_text(PAGE, rules=RULES)
    assert prose(article) == [
        "Den Haag gibt Maschinen frei",
        "Ein Reinraum in Veldhoven",
        BODY,
        SECOND,
        "Was nun folgt",
        BODY,
    ]
    assert headings(article) == ["Den Haag gibt Maschinen frei", "Ein Reinraum in Veldhoven", "Was nun folgt"]
    assert (article.title, article.issued, article.publisher) == (
        "Den Haag gibt Maschinen frei",
        "2022-05-04",
        "Metallkurier",
    )


def test_a_box_ends_where_a_full_paragraph_begins():
    article = from_text(
        f"Titel des Artikels steht hier\nAnzeige\n{BODY}\nVerwandte Artikel\nMehr\n{SECOND}\n{SECOND}\n"
    )
    assert prose(article) == ["Titel des Artikels steht hier", BODY, SECOND, SECOND]


def test_a_paragraph_wrapped_at_a_fixed_width_is_one_span():
    wrapped = (
        "Die Regierung in Den Haag hat dem Konzern am Montag\n"
        "erlaubt, die Maschinen wieder nach Asien zu liefern.\n"
        "Das Ministerium nannte keine Gründe dafür, teilte aber\n"
        "mit, dass die Prüfung im Herbst wiederholt werden soll.\n\n"
        "Die Branche hatte seit Monaten auf die Lizenzen gewartet\n"
        "und ihre Kunden vertröstet.\n"
    )
    spans = prose(from_text(wrapped))
    assert len(spans) == 2
    assert spans[0].count("\n") == 3


# --- date, publisher, title --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "issued", "publisher"),
    [
        ("date 2025-12-09 Als großer Tag gilt der Montag.", "2025-12-09", None),
        ("von | 4. Mai 2022 - 8:51 | Märkte", "2022-05-04", None),
        ("MetallpostMar 27, 2023 4:05 PM", "2023-03-27", "Metallpost"),
        ("Metallpost Nov 3, 2022 11:48 AM", "2022-11-03", "Metallpost"),
        ("04.05.2022, 18.20 Uhr", "2022-05-04", None),
        ("26. Juli 2025", "2025-07-26", None),
        ("Montag, 14. August 2023", "2023-08-14", None),
        ("Zinn-Ticker, Montag, 14. August 2023", "2023-08-14", None),
        ("+++ Ticker, Freitag, 3. März 2023 +++", "2023-03-03", None),
        ("BERLIN/PARIS, 22. Mai 2023 – Die Minister tagten.", "2023-05-22", None),
        ("Den Haag, 7. Juli 2022 (hbl) – Die Minister tagten.", "2022-07-07", None),
        ("Ein Mitschnitt unseres Gesprächs vom 9. Juni 2022", "2022-06-09", None),
        ("die Rede im Wortlaut (6. April 2022)", "2022-04-06", None),
        ("Von unserem Reporter in Tampere, 2. Februar 2022", "2022-02-02", None),
        ("23.03.2022 | Rubrik: Zinn | 5 Kommentare", "2022-03-23", None),
        ("17.01.2022 Noch immer fehlt der neue Satz.", "2022-01-17", None),
        ("Veröffentlicht am 3. Jänner 2024 um 10:12 Uhr", "2024-01-03", None),
        ("Zuletzt aktualisiert: 12.10.25, 14:05 Uhr", "2025-10-12", None),
        ("Stand: 2025-10-12T14:05:00+02:00", "2025-10-12", None),
        ("1. Dez. 2025, 10:00 Uhr | Wirtschaft", "2025-12-01", None),
    ],
)
def test_a_line_that_dates_its_article(line, issued, publisher):
    found = dateline(line)
    assert found is not None
    assert (found.issued, found.publisher) == (issued, publisher)


@pytest.mark.parametrize(
    "line",
    [
        "Am 8. Juni 2023 wollen die Minister tagen.",
        "Der Gipfel am 12. Mai 2025",
        "Bis zum 4. Mai 2023 sollen die Länder verhandeln.",
        "Seit dem 1. Januar 2020 gilt das Verbot für Erze.",
        "Das Verbot vom 4. April 2025 gilt weiter, sagte der Minister am Montag.",
        "Die Rechnung lautet 31.02.2025.",
        "31. Februar 2025",
        "Im Juni 2025 reiste er nach Genf.",
        BODY[:-1] + " (6. April 2022)",
    ],
)
def test_a_line_that_speaks_of_another_day(line):
    assert dateline(line) is None


def test_no_date_is_taken_from_further_down():
    article = from_text(f"Ein Titel ohne jedes Datum\n\n{BODY}\n\n{SECOND * 12}\n\n26. Juli 2025\n\n{BODY}")
    assert article.issued is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-12-09", "2025-12-09"),
        ("Mon, 09 Dec 2024 14:33:00 GMT", "2024-12-09"),
        ("9. Dezember 2024", "2024-12-09"),
        ("2025-06", "2025-06"),
        ("Juni 2025", "2025-06"),
        ("2025", "2025"),
        (1733749200, "2024-12-09"),
        (1733749200000, "2024-12-09"),
        ("gestern", None),
        ("2025-13", None),
        (-5, None),
    ],
)
def test_dates_in_metadata(value, expected):
    assert iso(value) == expected


def test_a_blog_names_itself_above_its_title():
    article = from_text(f"Erz & Co – das Rohstoffblog\n28. September 2025\n\nWarum Nickel knapp bleibt\n\n{BODY}")
    assert article.publisher == "Erz & Co – das Rohstoffblog"
    assert article.title == "Warum Nickel knapp bleibt"


def test_a_text_that_begins_with_prose_has_no_title():
    assert from_text(f" date 2025-12-09 {BODY}").title is None


def test_ticker_marks_and_times_are_cut_from_the_headings():
    article = from_text(f"+++ 9.15 Uhr: Oslo zögert mit dem Vertrag +++\n{BODY}\n\n16.05 Uhr: Peking prüft\n{SECOND}")
    assert prose(article) == ["Oslo zögert mit dem Vertrag", BODY, "Peking prüft", SECOND]


# --- front matter --------------------------------------------------------------------------------------------------


def test_front_matter_is_not_part_of_the_text(tmp_path):
    path = write(
        tmp_path / "a.md",
        f'---\ntitle: "Den Haag: neue Regeln"\ndate: 9. Dezember 2025\npublisher: Metallkurier\n'
        f"url: https://example.org/a\nauthor: Mira Holt\n---\n\n## Lage\n\n{BODY}\n",
    )
    article = one(path)
    assert article.text == f"\n## Lage\n\n{BODY}\n"
    assert prose(article) == ["Lage", BODY]
    assert headings(article) == ["Lage"]
    assert article.source == "a.md"
    assert (article.title, article.issued, article.publisher, article.url) == (
        "Den Haag: neue Regeln",
        "2025-12-09",
        "Metallkurier",
        "https://example.org/a",
    )


def test_offsets_of_a_text_at_hand_point_into_it_as_given():
    text = f"---\ndate: 2025-12-09\n---\r\n{BODY}\r\n"
    article = from_text(text)
    assert article.text == text
    assert prose(article) == [BODY]
    assert article.issued == "2025-12-09"


@pytest.mark.parametrize("text", ["---\n" + BODY, "---\nkein Feld\n---\n" + BODY, "---\ntitle: x\n" + BODY * 3])
def test_a_rule_is_no_front_matter(text):
    assert front_matter(text, "x") == ({}, 0)


def test_a_wrong_date_in_front_matter_is_told_with_its_line(tmp_path):
    message = fault(write(tmp_path / "a.md", f"---\ntitle: x\ndate: neulich\n---\n{BODY}"))
    assert "a.md:3: date 'neulich'" in message


# --- files and folders -----------------------------------------------------------------------------------------------


def test_folders_are_expanded_sorted_and_without_hidden_files(tmp_path):
    for name in ("b.txt", "a.md", "sub/c.html", ".hidden.txt", ".git/d.txt", "picture.png", "sub/e.jsonl"):
        write(tmp_path / name, BODY)
    assert [source.name for source in find([tmp_path])] == ["a.md", "b.txt", "c.html", "e.jsonl"]


def test_a_file_met_twice_is_listed_once(tmp_path):
    path = write(tmp_path / "a.txt", BODY)
    assert len(find([path, tmp_path, path])) == 1


def test_files_of_one_name_are_told_apart(tmp_path):
    for name in ("x/1/a.txt", "x/2/a.txt", "x/2/b.txt"):
        write(tmp_path / name, BODY)
    assert [source.name for source in find([tmp_path])] == ["1/a.txt", "2/a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t ", "empty"),
        ("a.txt", b"abc\0def", "binary"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        ("a.txt", BODY.encode("utf-8") + b" \xc3\xc3\x28", "byte"),
        ("a.txt", "Москва".encode("cp1251"), "byte 0 is neither UTF-8"),
        ("a.txt", codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "UTF-16"),
        ("a.txt", "1234 – 5678\n", "no letters"),
        ("a.txt", "The ministry said that it has not decided on the licence for the firm.", "English"),
        ("a.txt", "Министерство сообщило, что решение ещё не принято.", "not in Latin letters"),
        ("a.json", '{"text": "Der Konzern"\n "date": 1}', "a.json:2: broken JSON"),
        ("a.json", "[]", "empty"),
        ("a.json", '{"title": "Titel"}', "no text"),
        ("a.json", '[{"text": "Das Verbot gilt."}, 7][:1]', "broken JSON"),
        ("a.json", json.dumps({"text": BODY, "date": "bald"}), "'bald' is no date"),
        ("a.json", json.dumps({"text": BODY, "language": "en"}), "'en'"),
        ("a.json", '{"text": "Das \\ud800 gilt"}', "half a character"),
        ("a.json", "[" * 100_000, "cannot be read"),
        ("a.jsonl", "\n\n", "empty"),
        ("a.html", "<html><script>var x = 1</script></html>", "no text"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(tmp_path, name, content, says):
    assert says in fault(write(tmp_path / name, content))


def test_paths_that_give_nothing(tmp_path):
    assert "no such file" in fault(tmp_path / "missing.txt")
    assert "no article in this folder" in fault(tmp_path)
    assert "not an article file" in fault(write(tmp_path / "a.pdf", b"%PDF"))
    if hasattr(os, "mkfifo"):
        for name in ("pipe.txt", "pipe.jsonl"):
            os.mkfifo(tmp_path / name)
            assert "not a regular file" in fault(tmp_path / name)


def test_a_file_over_the_limit_names_it(tmp_path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert "10 MB" in fault(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_rights(tmp_path):
    path = write(tmp_path / "a.txt", BODY)
    path.chmod(0)
    assert "permission denied" in fault(path)


def test_a_folder_without_rights_is_told(tmp_path, monkeypatch):
    def walk(top, onerror):
        onerror(PermissionError(13, "Permission denied", str(top)))
        return iter(())

    monkeypatch.setattr("kg.reading.sources.os.walk", walk)
    assert "permission denied" in fault(tmp_path)


def test_the_good_articles_of_a_call_are_kept(tmp_path):
    write(tmp_path / "a.txt", BODY)
    write(tmp_path / "b.txt", b"")
    write(tmp_path / "c.txt", BODY)
    kinds = [type(item) for item in read_all([tmp_path / "none", tmp_path])]
    assert kinds == [SourceError, Article, SourceError, Article]


@pytest.mark.parametrize(
    "data",
    [
        BODY.encode("utf-8"),
        codecs.BOM_UTF8 + BODY.encode("utf-8"),
        BODY.encode("cp1252"),
        codecs.BOM_UTF16_LE + BODY.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + BODY.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + BODY.encode("utf-32-le"),
    ],
)
def test_encodings(tmp_path, data):
    assert one(write(tmp_path / "a.txt", data)).text == BODY


def test_line_ends_are_normalised_and_nothing_else(tmp_path):
    odd = "Das U\u0308bel, ein \u00adwei\u00adches Trenn\u00adzei\u00adchen\u00a0und der Rest."
    assert one(write(tmp_path / "a.txt", f"{odd}\r\n{odd}\r{odd}\n")).text == f"{odd}\n{odd}\n{odd}\n"


@pytest.mark.parametrize(
    "text",
    [
        "China verbietet Gallium.",
        BODY,
        "Der Satz vonident Gabriel Boric stand: Nachdem das Treffen in Lima derident nannte, said Bergbauminister.",
    ],
)
def test_german_even_when_short_or_damaged(text):
    assert not_german(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le gouvernement a annoncé que les exportations sont limitées pour une année par le ministère.", "French"),
        ("De regering heeft het verbod op de uitvoer van de machines naar China niet opgeheven.", "Dutch"),
        ("Hallituksen mukaan päätös tehdään ensi viikolla " * 6, "not German"),
    ],
)
def test_other_languages(text, name):
    assert not_german(text) == name


# --- JSON and JSON lines ---------------------------------------------------------------------------------------------


def test_json_in_its_three_shapes(tmp_path):
    record = {"body": BODY, "headline": "Den Haag", "published": "2025-12-09T10:00:00Z", "source": {"name": "Kurier"}}
    single = one(write(tmp_path / "one.json", json.dumps(record)))
    assert (single.source, single.title, single.issued, single.publisher) == (
        "one.json",
        "Den Haag",
        "2025-12-09",
        "Kurier",
    )
    assert single.text == BODY
    for name, shape in (("list.json", [record, record]), ("dict.json", {"articles": [record, record]})):
        sources = [item.source for item in read_all([write(tmp_path / name, json.dumps(shape))])]
        assert sources == [f"{name}#1", f"{name}#2"]


def test_json_lines_report_the_broken_line_and_keep_the_others(tmp_path):
    good = json.dumps({"text": BODY}, ensure_ascii=False)
    path = write(tmp_path / "a.jsonl", f"\ufeff{good}\n{{broken\n\n[1]\n{good}\n")
    items = list(read_all([path]))
    assert [item.source for item in items if isinstance(item, Article)] == ["a.jsonl#1", "a.jsonl#5"]
    faults = [str(item) for item in items if isinstance(item, SourceError)]
    assert [message.removeprefix(str(path)).split(" ")[0] for message in faults] == [":2:", ":4:"]


def test_a_json_lines_file_may_be_large_but_not_an_article_in_it(tmp_path, monkeypatch):
    monkeypatch.setattr("kg.reading.records.MAX_BYTES", 500)
    good = json.dumps({"text": BODY}, ensure_ascii=False)
    path = write(tmp_path / "a.jsonl", "\n".join([good, json.dumps({"text": BODY * 20}), good, good]) + "\n")
    items = list(read_all([path]))
    assert [type(item) for item in items] == [Article, SourceError, Article, Article]
    assert "a.jsonl:2: 0.0 MB" in str(items[1])


def test_html_inside_json_is_read_as_a_page(tmp_path):
    record = {"title": "Den Haag", "content": f"<p>{BODY}</p><p>Zweiter &amp; letzter Absatz der Meldung.</p>"}
    article = one(write(tmp_path / "a.json", json.dumps(record)))
    assert article.text == f"{BODY}\nZweiter & letzter Absatz der Meldung.\n"
    assert article.title == "Den Haag"


# --- HTML ------------------------------------------------------------------------------------------------------------

HTML = f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Maschinen | Kurier</title>
<meta property="og:title" content="Den Haag gibt Maschinen frei"><meta property="og:site_name" content="Metallkurier">
<meta property="article:published_time" content="2025-10-13T06:45:00+02:00">
<link rel="canonical" href="https://kurier.example/maschinen"><style>p {{ color: red }}</style></head>
<body><header><nav><a href="/">Start</a> <a href="/w">Wirtschaft</a></nav></header>
<main><article><h1>Den Haag gibt <em>Maschinen</em> frei</h1>
<figure><img src="x.jpg"><figcaption>Foto: dpa</figcaption></figure>
<p>{BODY}<p>Die Quote liegt bei 5&nbsp;% &ndash; so &quot;viel&quot; wie nie.
<div class="newsletter">Jetzt den Newsletter</div><aside>Am Rand</aside>
<h2>Was nun folgt</h2><p>{SECOND}<br>Das war es.</p><script>document.write("<p>Falle</p>")</script>
</article></main><footer>© Kurier</footer></body></html>"""


def test_a_web_page(tmp_path):
    article = one(write(tmp_path / "a.html", HTML))
    assert article.text.split("\n") == [
        "Den Haag gibt Maschinen frei",
        BODY,
        'Die Quote liegt bei 5 % – so "viel" wie nie.',
        "Was nun folgt",
        SECOND,
        "Das war es.",
        "",
    ]
    assert headings(article) == ["Den Haag gibt Maschinen frei", "Was nun folgt"]
    assert (article.title, article.issued, article.publisher, article.url) == (
        "Den Haag gibt Maschinen frei",
        "2025-10-13",
        "Metallkurier",
        "https://kurier.example/maschinen",
    )


def test_what_a_page_says_in_json_ld():
    linked = {"@graph": [{"@type": "NewsArticle", "datePublished": "2025-10-13", "publisher": {"name": "Kurier"}}]}
    page = read_page(
        f'<script type="application/ld+json">{{broken</script><script type="application/ld+json">{json.dumps(linked)}'
        f"</script><h1>Titel</h1><p>{BODY}</p>",
        "x",
    )
    assert (page.title, page.issued, page.publisher) == ("Titel", "2025-10-13", "Kurier")
    assert page.text == f"Titel\n{BODY}\n"


@pytest.mark.parametrize(
    "markup",
    [
        f"<aside><p>{BODY}</p>",
        f"<div><nav><ul><li>Start</ul></nav><p>{BODY}</div></p></b>",
        f"{BODY}",
        f"<body class='comments'><p>{BODY}</p></body>",
        f"<p>{BODY}</p><!-- offen",
        "<div>" * 3000 + BODY + "</div>" * 3000,
    ],
)
def test_broken_markup_loses_no_article(markup):
    assert BODY in read_page(markup, "x").text


# --- properties ------------------------------------------------------------------------------------------------------

LINES = st.sampled_from(
    [rule.example for rule in RULES] + [rule.keeps for rule in RULES] + [BODY, SECOND, "", " ", "26. Juli 2025", "---"]
)
TEXTS = st.one_of(
    st.lists(LINES, max_size=12).map("\n".join),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300),
)


@given(TEXTS)
def test_prose_is_sorted_disjoint_and_within_the_text(text):
    article = from_text(text, rules=RULES)
    assert article.text == text
    at = 0
    for start, end in article.prose:
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        at = end
    assert set(article.headings) <= set(article.prose)


@given(st.lists(st.sampled_from([BODY, SECOND]), min_size=1, max_size=5), st.lists(LINES, max_size=6))
def test_full_paragraphs_are_never_lost(paragraphs, others):
    text = "\n\n".join([*paragraphs, *others, BODY])
    kept = prose(from_text(text, rules=RULES))
    assert kept[: len(paragraphs)] == paragraphs


@given(st.text(alphabet="abc äöü<>/&;!-[]\"'=\n", max_size=200))
def test_any_markup_is_read_or_refused(markup):
    try:
        page = read_page(markup, "x")
    except SourceError:
        return
    assert all(0 <= start < end <= len(page.text) for start, end in page.headings)
