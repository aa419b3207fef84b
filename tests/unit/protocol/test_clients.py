"""Clients that people use, against a real server."""

import shutil
import subprocess
from collections.abc import Iterator
from typing import Any, cast

import pytest
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper

from tests.support.endpoint import Serving, database, serving

pytestmark = pytest.mark.usefixtures("loopback")

SELECT = "SELECT ?o { <http://example.org/s> ?p ?o }"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = database(
        tmp_path_factory.mktemp("clients") / "store",
        '<http://example.org/s> <http://example.org/p> "Grüße, „Welt“"@de <http://example.org/g> .\n',
    )
    with serving(folder) as running:
        yield running


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib(endpoint: Serving, method: str) -> None:
    store = SPARQLStore(endpoint.url, method=cast("Any", method))
    (row,) = store.query(SELECT)
    (literal,) = cast("Any", row)
    assert (str(literal), literal.language) == ("Grüße, „Welt“", "de")
    assert store.query("ASK { ?s ?p ?o }").askAnswer is True
    assert len(store.query("CONSTRUCT WHERE { ?s ?p ?o }").graph or ()) == 1
    assert len(list(store.triples((None, None, None)))) == 1


def test_sparqlwrapper(endpoint: Serving) -> None:
    client = SPARQLWrapper(endpoint.url)
    client.setQuery(SELECT)
    client.setReturnFormat(JSON)
    found = cast("Any", client.queryAndConvert())
    assert found["results"]["bindings"][0]["o"]["value"] == "Grüße, „Welt“"
    client.setReturnFormat(XML)
    assert "Grüße" in cast("Any", client.queryAndConvert()).toxml()
    client.setReturnFormat(CSV)
    assert cast("bytes", client.queryAndConvert()).decode() == 'o\r\n"Grüße, „Welt“"\r\n'
    client.setMethod("POST")
    client.setRequestMethod(POSTDIRECTLY)
    client.setQuery("CONSTRUCT WHERE { ?s ?p ?o }")
    client.setReturnFormat(TURTLE)
    assert "Grüße" in cast("bytes", client.queryAndConvert()).decode()


def test_curl(endpoint: Serving) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not installed")
    done = subprocess.run(
        [curl, "-sS", "-H", "Accept: text/csv", "--data-urlencode", f"query={SELECT}", endpoint.url],
        capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.decode() == 'o\r\n"Grüße, „Welt“"\r\n'
