"""The examples of the query page on the graph of the sample articles: each gives rows."""

from __future__ import annotations

import pytest

from kg.graph.query import bound_query, named_queries, run_query
from kg.graph.store import open_read
from kg.serve.query.ready import examples

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def store(sample):
    return open_read(sample.directory)


@pytest.mark.parametrize("name", examples())
def test_an_example_gives_rows(store, name):
    found = run_query(store, examples()[name].text)
    assert len(found.rows or found.triples) > 0


@pytest.mark.parametrize("name", named_queries())
def test_a_named_query_gives_rows_for_china(store, name):
    required = {"belege-fuer-paar": {"eins": "China", "zwei": "USA"}, "beziehungen-von": {"entitaet": "China"}}
    assert run_query(store, bound_query(store, name, required.get(name, {}))).rows
