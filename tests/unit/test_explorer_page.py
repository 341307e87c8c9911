"""The text of the explorer's page, without a browser."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hostile_graph import SCRIPT, hostile
from html_elements import Elements
from hypothesis import given
from hypothesis import strategies as st
from news_graphs import Press, grown, trade
from pyoxigraph import Store

from kg.errors import KgError
from kg.explore import assets
from kg.explore.answers import Explorer
from kg.explore.page import article_texts, file_page, page_config, page_json, server_page, view, write_page
from kg.graph.store import load

TESTS = Path(__file__).parents[1]
DATA = re.compile(r'<script type="application/json" id="config">(.*?)</script>', re.S)


def stored(press: Press) -> Store:
    store = Store()
    load(store, press.readings())
    return store


def written(store: Store, folder: Path, **options) -> tuple[str, dict]:
    path = folder / "page.html"
    write_page(store, path, **options)
    text = path.read_text(encoding="utf-8")
    (data,) = DATA.findall(text)
    return text, json.loads(data)


def labels(bundle: dict) -> list[str]:
    return [entity["label"] for entity in bundle["entities"]]


def test_the_page_holds_what_its_scripts_read(tmp_path):
    text, config = written(stored(trade()), tmp_path, lang="en")
    assert (config["mode"], config["lang"], config["limit"], config["texts_left_out"]) == ("file", "en", 500, 0)
    assert {"words", "texts", "prefixes", "version", "bundle", "texts_of"} <= config.keys()
    assert len(config["bundle"]["statements"]) == 19
    assert set(config["texts_of"]) == {article["id"] for article in config["bundle"]["articles"]}
    assert all(isinstance(entity["x"], int) for entity in config["bundle"]["entities"])
    assert '<html lang="en">' in text and "<title>Knowledge graph</title>" in text


def test_a_page_around_entities(tmp_path):
    store = stored(trade())
    text, config = written(store, tmp_path, entities=["anna lohse", "EU", "Anna Lohse"])
    assert labels({"entities": [e for e in config["bundle"]["entities"] if e["id"] in config["bundle"]["focus"]]}) == [
        "Anna Lohse", "EU",
    ]  # fmt: skip
    assert "<title>Anna Lohse, EU und Umfeld</title>" in text
    assert len(config["bundle"]["entities"]) == 4
    assert len(view(Explorer(store), ["Anna Lohse"], hops=0)["entities"]) == 1
    assert labels(view(Explorer(store), ["Anna Lohse"], hops=3, limit=3)) == ["USA", "Halbwerk AG", "Anna Lohse"]


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"limit": 0}, "limit 0 is out of range"),
        ({"limit": 2001}, "limit 2001 is out of range; a page shows 1 to 2000"),
        ({"hops": 5, "entities": ["China"]}, "hops 5 is out of range"),
        ({"lang": "fr"}, "no language 'fr'; one of de, en"),
        ({"entities": ["Galium"]}, "no entity 'Galium' in this graph; did you mean Gallium"),
    ],
)
def test_what_cannot_be_shown_is_one_clear_line(tmp_path, options, line):
    with pytest.raises(KgError, match=line):
        write_page(stored(trade()), tmp_path / "page.html", **options)


def test_a_page_that_cannot_be_written_is_one_clear_line(tmp_path):
    with pytest.raises(KgError, match=r"^view: cannot write .*; choose another file"):
        write_page(Store(), tmp_path / "missing" / "seite.html")


def test_the_texts_of_articles_go_in_as_far_as_there_is_room(tmp_path):
    store = stored(trade())
    _, config = written(store, tmp_path, with_texts=False)
    assert (config["texts_of"], config["texts_left_out"]) == ({}, 6)
    explorer = Explorer(store)
    bundle = view(explorer)
    texts, left_out = article_texts(explorer.index, bundle, most=300)
    assert 0 < len(texts) < 6 and len(texts) + left_out == 6
    assert sum(len(piece) for pieces in texts.values() for piece, _ in pieces) <= 300


def test_a_text_marks_only_what_the_page_shows(tmp_path):
    _, config = written(stored(trade()), tmp_path, entities=["EU"])
    shown = {statement["id"] for statement in config["bundle"]["statements"]}
    marked = {iri for pieces in config["texts_of"].values() for _, ids in pieces for iri in ids}
    assert marked == shown


def test_the_file_names_no_host_and_lets_in_only_its_own_scripts(tmp_path):
    text, _ = written(stored(trade()), tmp_path)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)[1]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    scripts = [tag for tag in Elements(text).found if tag[0] == "script"]
    assert len(scripts) == 2 + len(assets.SCRIPTS) == policy.split("style-src")[0].count("sha256-") + 1
    for tag, attributes in Elements(text).found:
        assert not {"src", "srcdoc", "style", "background"} & attributes.keys(), (tag, attributes)
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        assert (attributes.get("href") or "#").startswith(("#", "data:,")), (tag, attributes)


def test_the_server_page_lets_in_what_carries_its_nonce():
    store = stored(trade())
    config = page_config("server", "de", view(Explorer(store)))
    text = server_page('a"b<c', config, "de")
    scripts = [attributes for tag, attributes in Elements(text).found if tag == "script"]
    assert [s.get("id") or s["src"] for s in scripts] == [
        "config", "/static/vis-network.js", *(f"/static/{name}" for name in assets.SCRIPTS),
    ]  # fmt: skip
    assert all(s.get("id") or s["nonce"] == 'a"b<c' for s in scripts)
    assert "script-src 'nonce-a&quot;b&lt;c'" in text and "connect-src 'self'" in text
    assert server_page("one", config, "de") == server_page("one", config, "de")


def test_what_the_server_gives_out_is_what_the_page_asks_for():
    files = assets.static_files()
    assert list(files) == [assets.RENDERER, *assets.SCRIPTS] and all(files.values())


def test_text_of_articles_cannot_leave_its_data_block(tmp_path):
    store = stored(hostile())
    text, config = written(store, tmp_path)
    (data,) = DATA.findall(text)
    assert not re.search("[<>&\u2028\u2029]", data)
    assert SCRIPT in labels(config["bundle"])
    plain, _ = written(stored(trade()), tmp_path)
    assert [tag for tag, _ in Elements(text).found] == [tag for tag, _ in Elements(plain).found]


def test_the_title_of_a_page_around_an_entity_is_escaped(tmp_path):
    text, _ = written(stored(hostile()), tmp_path, entities=[SCRIPT])
    assert "<title>&lt;/script&gt;&lt;script&gt;" in text


def test_a_name_that_looks_like_a_place_to_fill_in_stays_a_name(tmp_path):
    press = Press().entity("a", "{{ scripts }}", "Company").entity("b", "{{ head }}", "Company").article("x", "T")
    press.fact("a", "owns", "b", [("x", "Ein Satz.")])
    text, config = written(stored(press), tmp_path, entities=["{{ scripts }}"])
    assert "<title>{{ scripts }} und Umfeld</title>" in text and "{{ head }}" in labels(config["bundle"])


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(ANY_JSON)
def test_json_in_a_page_says_the_same_and_never_ends_its_element(value):
    text = page_json(value)
    assert json.loads(text) == value
    assert not re.search("[<>&\u2028\u2029]", text)


@pytest.mark.parametrize("text", ["</script>", "<!--", "<script>", "-->", "]]>", "&lt;", "\u2028\u2029"])
def test_json_with_what_ends_a_script(text):
    assert json.loads(page_json({text: text})) == {text: text}
    assert "<" not in page_json(text) and "&" not in page_json(text)


def test_an_empty_graph_has_a_page(tmp_path):
    _, config = written(Store(), tmp_path)
    assert config["bundle"]["totals"] == {"entities": 0, "statements": 0, "articles": 0}


def test_two_thousand_entities_when_wished_for(tmp_path):
    store = stored(grown(700))
    assert len(written(store, tmp_path)[1]["bundle"]["entities"]) <= 500
    _, config = written(store, tmp_path, limit=2000)
    assert len(config["bundle"]["entities"]) == 700


def test_the_renderer_is_the_one_that_is_known(tmp_path, monkeypatch):
    assert "vis-network" in assets.renderer()[:2000] and "</script" not in assets.renderer()
    folder = tmp_path / "templates" / "lib" / "vis-9.1.2"
    folder.mkdir(parents=True)
    (folder / "vis-network.min.js").write_text("alert(1)", encoding="utf-8")

    class Spec:
        submodule_search_locations = (str(tmp_path),)

    for spec, line in ((Spec, "checksum differs"), (None, "carries no vis-network")):
        monkeypatch.setattr(assets, "find_spec", lambda name, found=spec: found)
        with pytest.raises(KgError, match=line):
            assets.renderer.__wrapped__()


def test_a_page_is_made_without_importing_pyvis():
    program = (
        "import sys, kg.explore.page as p; p.assets.renderer(); print('pyvis' in sys.modules, 'IPython' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed(tmp_path):
    code = (
        "import sys; from pyoxigraph import Store; from news_graphs import trade; from kg.graph.store import load;"
        "from kg.explore.page import write_page; s = Store(); load(s, trade().readings()); write_page(s, sys.argv[1])"
    )
    pages = []
    for seed in ("0", "1"):
        target = tmp_path / f"{seed}.html"
        subprocess.run(
            [sys.executable, "-c", code, str(target)],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(map(str, (TESTS, TESTS.parent)))},
        )
        pages.append(target.read_bytes())
    assert pages[0] == pages[1]


def test_the_page_of_the_config_is_the_page_that_is_written(tmp_path):
    text, config = written(stored(trade()), tmp_path)
    assert file_page(config, "de") == text
