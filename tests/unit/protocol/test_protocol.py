"""The cases of the W3C's test suite of the SPARQL 1.1 Protocol, by their names there, over a real connection.

https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/index.html; the data sets are graphs of our own.
"""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.support.endpoint import Serving, database, serving

pytestmark = pytest.mark.usefixtures("loopback")

DATA1, DATA2, DATA3 = (f"http://example.org/data{n}" for n in (1, 2, 3))
GRAPHS = "".join(
    f'<http://example.org/s{n}> <http://example.org/p> "{n}" <{g}> .\n'
    for n, g in enumerate((DATA1, DATA2, DATA3), 1)
)
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
ASK_UNION = "ASK { <http://example.org/s1> ?p ?o . <http://example.org/s3> ?p2 ?o2 }"
ASK_DEFAULT = "ASK { <http://example.org/s1> ?p ?o }"
BOTH = "ASK { <http://example.org/s1> ?p ?o . <http://example.org/s2> ?p2 ?o2 . FILTER NOT EXISTS { <http://example.org/s3> ?p3 ?o3 } }"
NAMED = "ASK { GRAPH ?g { <http://example.org/s1> ?p ?o } FILTER NOT EXISTS { GRAPH ?h { <http://example.org/s3> ?p3 ?o3 } } }"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = database(tmp_path_factory.mktemp("protocol") / "store", GRAPHS)
    with serving(folder) as running:
        yield running


def post(endpoint: Serving, content: bytes | str, kind: str | None, **parameters: Any) -> httpx.Response:
    headers = {} if kind is None else {"Content-Type": kind}
    body = content.encode() if isinstance(content, str) else content
    return httpx.post(endpoint.url, content=body, headers=headers, params=parameters or None, timeout=60)


def is_true(response: httpx.Response) -> bool:
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/sparql-results+json"
    return bool(response.json()["boolean"])


def is_refused(response: httpx.Response, status: int) -> str:
    assert response.status_code == status, response.text
    assert response.headers["content-type"].startswith("text/plain")
    assert len(response.text.strip().splitlines()) == 1
    return response.text


def test_query_get(endpoint: Serving) -> None:
    assert is_true(endpoint.get("ASK {}"))


def test_query_post_form(endpoint: Serving) -> None:
    assert is_true(httpx.post(endpoint.url, data={"query": "ASK {}"}))


def test_query_post_direct(endpoint: Serving) -> None:
    assert is_true(post(endpoint, "ASK {}", QUERY))
    assert is_true(post(endpoint, 'ASK { FILTER (STRLEN("ü") = 1) }', f"{QUERY}; charset=UTF-8"))


def test_query_dataset_default_graph(endpoint: Serving) -> None:
    assert is_true(httpx.post(endpoint.url, data={"query": ASK_DEFAULT, "default-graph-uri": DATA1}))
    assert not is_true(httpx.post(endpoint.url, data={"query": ASK_DEFAULT, "default-graph-uri": DATA2}))


def test_query_dataset_default_graphs_get(endpoint: Serving) -> None:
    parameters = {"query": BOTH, "default-graph-uri": [DATA1, DATA2]}
    assert is_true(httpx.get(endpoint.url, params=parameters))


def test_query_dataset_default_graphs_post(endpoint: Serving) -> None:
    assert is_true(post(endpoint, BOTH, QUERY, **{"default-graph-uri": [DATA1, DATA2]}))


def test_query_dataset_named_graphs_get(endpoint: Serving) -> None:
    assert is_true(httpx.get(endpoint.url, params={"query": NAMED, "named-graph-uri": [DATA1, DATA2]}))


def test_query_dataset_named_graphs_post(endpoint: Serving) -> None:
    assert is_true(post(endpoint, NAMED, QUERY, **{"named-graph-uri": [DATA1, DATA2]}))
    assert not is_true(post(endpoint, NAMED, QUERY, **{"named-graph-uri": [DATA1, DATA3]}))


def test_query_dataset_full(endpoint: Serving) -> None:
    query = "ASK { <http://example.org/s3> ?x ?y . GRAPH ?g { <http://example.org/s1> ?p ?o } }"
    parameters = {"query": query, "default-graph-uri": DATA3, "named-graph-uri": [DATA1, DATA2]}
    assert is_true(httpx.get(endpoint.url, params=parameters))
    assert is_true(httpx.post(endpoint.url, data=parameters))


def test_query_multiple_dataset(endpoint: Serving) -> None:
    """The data set of the request wins over the one of the query."""
    query = f"ASK FROM <{DATA1}> {{ <http://example.org/s2> ?p ?o }}"
    assert is_true(endpoint.get(query, **{"default-graph-uri": DATA2}))
    assert not is_true(endpoint.get(query))
    assert not is_true(endpoint.get(query, **{"named-graph-uri": DATA2}))


def test_a_query_names_its_data_set_itself(endpoint: Serving) -> None:
    assert is_true(endpoint.get(f"ASK FROM <{DATA1}> {{ <http://example.org/s1> ?p ?o }}"))
    assert not is_true(endpoint.get(f"ASK FROM <{DATA1}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"))
    assert is_true(endpoint.get(f"ASK FROM NAMED <{DATA1}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"))
    assert not is_true(endpoint.get(f"ASK FROM NAMED <{DATA1}> {{ ?s ?p ?o }}"))


def test_without_a_data_set_the_default_graph_is_the_union_of_all(endpoint: Serving) -> None:
    assert is_true(endpoint.get(ASK_UNION))


SELECT = "SELECT ?o FROM <http://example.org/data1> { ?s ?p ?o }"


@pytest.mark.parametrize(
    ("accept", "media_type", "text"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", '"value":"1"'),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<literal>1</literal>"),
        ("text/csv", "text/csv; charset=utf-8", "o\r\n1\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", '?o\n"1"\n'),
        ("text/csv;q=0.1,application/sparql-results+xml", "application/sparql-results+xml", "<literal>1<"),
        ("*/*", "application/sparql-results+json", '"value":"1"'),
    ],
)  # fmt: skip
def test_query_content_type_select(endpoint: Serving, accept: str, media_type: str, text: str) -> None:
    response = endpoint.get(SELECT, accept)
    assert response.status_code == 200
    assert response.headers["content-type"] == media_type
    assert response.headers["vary"] == "Accept"
    assert text in response.text


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml"])
def test_query_content_type_ask(endpoint: Serving, accept: str) -> None:
    response = endpoint.get("ASK {}", accept)
    assert response.headers["content-type"] == accept
    assert "true" in response.text


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("CONSTRUCT { ?s ?p ?o } FROM <http://example.org/data1> { ?s ?p ?o }", "example.org/s1"),
        ("DESCRIBE <http://example.org/s2> FROM <http://example.org/data2>", "example.org/s2"),
    ],
    ids=["construct", "describe"],
)
@pytest.mark.parametrize(
    "accept",
    ["text/turtle", "application/rdf+xml", "application/n-triples", "application/n-quads", "application/ld+json"],
)  # fmt: skip
def test_query_content_type_describe_and_construct(
    endpoint: Serving, query: str, text: str, accept: str
) -> None:
    response = endpoint.get(query, accept)
    assert response.status_code == 200
    assert response.headers["content-type"].split(";")[0] == accept
    assert text in response.text


def test_no_answer_can_be_a_picture(endpoint: Serving) -> None:
    assert "text/csv" in is_refused(endpoint.get(SELECT, "image/png"), 406)
    assert "text/turtle" in is_refused(endpoint.get("DESCRIBE <u:x>", "text/csv"), 406)


def test_bad_query_method(endpoint: Serving) -> None:
    for method in ("PUT", "DELETE", "PATCH"):
        response = httpx.request(method, endpoint.url, params={"query": "ASK {}"})
        is_refused(response, 405)
        assert response.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_bad_multiple_queries(endpoint: Serving) -> None:
    two = {"query": ["ASK {}", "SELECT * {}"]}
    is_refused(httpx.get(endpoint.url, params=two), 400)
    is_refused(httpx.post(endpoint.url, data=two), 400)
    is_refused(post(endpoint, "ASK {}", QUERY, query="ASK {}"), 400)


def test_a_form_without_a_query(endpoint: Serving) -> None:
    is_refused(post(endpoint, "default-graph-uri=u:x", FORM), 400)
    is_refused(post(endpoint, "", FORM), 400)


def test_bad_query_wrong_media_type(endpoint: Serving) -> None:
    is_refused(post(endpoint, "ASK {}", "text/plain"), 415)


def test_bad_query_missing_form_type(endpoint: Serving) -> None:
    is_refused(post(endpoint, "query=ASK%20%7B%7D", None), 415)


def test_bad_query_missing_direct_type(endpoint: Serving) -> None:
    is_refused(post(endpoint, "ASK {}", None), 415)


def test_bad_query_non_utf8(endpoint: Serving) -> None:
    is_refused(post(endpoint, "ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16"), 415)
    is_refused(post(endpoint, "ASK {}".encode("utf-16"), QUERY), 400)
    is_refused(post(endpoint, "query=%FF%FE", FORM), 400)
    is_refused(httpx.get(f"{endpoint.url}?query=%FF"), 400)


def test_bad_query_syntax(endpoint: Serving) -> None:
    assert "line 1, column 12" in is_refused(endpoint.get("ASK { ?s ?p"), 400)
    is_refused(endpoint.get(""), 400)


def test_a_data_set_that_is_no_iri(endpoint: Serving) -> None:
    is_refused(endpoint.get("ASK {}", **{"default-graph-uri": "no iri"}), 400)


NOT_UTF8 = "CLEAR NAMED".encode("utf-16")
UPDATE = "application/sparql-update"
UPDATES: dict[str, tuple[str, bytes, str | None, int]] = {
    "update_post_form": ("", b"update=CLEAR%20ALL", FORM, 403),
    "update_post_direct": ("", b"CLEAR ALL", UPDATE, 403),
    "update_dataset_default_graph": ("?using-graph-uri=u:1", b"DELETE WHERE { ?s ?p ?o }", UPDATE, 403),
    "update_dataset_default_graphs": (
        "?using-graph-uri=u:1&using-graph-uri=u:2", b"DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", UPDATE, 403
    ),
    "update_dataset_named_graphs": (
        "?using-named-graph-uri=u:1&using-named-graph-uri=u:2", b"DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", UPDATE, 403
    ),
    "update_dataset_full": (
        "?using-graph-uri=u:1&using-named-graph-uri=u:2", b"DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", UPDATE, 403
    ),
    "update_base_uri": ("", b"BASE <http://example.org/> INSERT DATA { GRAPH <g> { <s> <p> <o> } }", UPDATE, 403),
    "bad_update_get": ("?update=CLEAR%20ALL", b"", None, 403),
    "bad_multiple_updates": ("", b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", FORM, 403),
    "bad_update_wrong_media_type": ("", b"CLEAR NAMED", "text/plain", 415),
    "bad_update_missing_form_type": ("", b"update=CLEAR%20NAMED", None, 415),
    "bad_update_non_utf8": ("", NOT_UTF8, f"{UPDATE}; charset=UTF-16", 403),
    "bad_update_syntax": ("", b"update=CLEAR%20XYZ", FORM, 403),
    "bad_update_dataset_conflict": (
        "?using-named-graph-uri=u:1", b"DELETE { ?s ?p ?o } USING NAMED <u:2> WHERE { GRAPH ?g { ?s ?p ?o } }", UPDATE, 403
    ),
}  # fmt: skip
"""The cases of updates, which a read-only endpoint refuses: what is sent to it, and the status."""
QUERIES = """
    query_post_form query_get query_post_direct query_dataset_default_graph query_dataset_default_graphs_get
    query_dataset_default_graphs_post query_dataset_named_graphs_get query_dataset_named_graphs_post query_dataset_full
    query_multiple_dataset query_content_type_select query_content_type_ask query_content_type_describe_and_construct
    bad_query_method bad_multiple_queries bad_query_wrong_media_type bad_query_missing_form_type
    bad_query_missing_direct_type bad_query_non_utf8 bad_query_syntax
""".split()
"""The cases of queries; those of DESCRIBE and CONSTRUCT are one test here."""


def test_each_case_of_the_suite_is_here() -> None:
    assert all(f"test_{name}" in globals() for name in QUERIES)
    assert len(QUERIES) + 1 + len(UPDATES) == 35


@pytest.mark.parametrize("name", UPDATES)
def test_updates_are_refused_and_change_nothing(endpoint: Serving, name: str) -> None:
    address, content, kind, status = UPDATES[name]
    headers = {} if kind is None else {"Content-Type": kind}
    method = "POST" if content else "GET"
    answer = httpx.request(method, endpoint.url + address, content=content, headers=headers, timeout=60)
    assert "read-only" in is_refused(answer, status) or status == 415
    everything = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert endpoint.get(everything, "text/csv").text == "n\r\n3\r\n"


def test_an_update_is_no_query(endpoint: Serving) -> None:
    is_refused(endpoint.get("CLEAR ALL"), 400)
    assert is_true(endpoint.get(ASK_UNION))


def test_head_is_get_without_the_answer(endpoint: Serving) -> None:
    response = httpx.head(endpoint.url, params={"query": SELECT}, headers={"Accept": "text/csv"})
    assert response.status_code == 200
    assert response.headers["content-length"] == str(len("o\r\n1\r\n"))
    assert response.content == b""


def test_the_prefixes_of_the_model_need_no_declaration(endpoint: Serving) -> None:
    assert not is_true(endpoint.get("ASK { ?s a schema:Quotation }"))


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml", "application/ld+json", "*/*"])
def test_without_a_query_the_endpoint_describes_itself(endpoint: Serving, accept: str) -> None:
    import rdflib

    response = httpx.get(endpoint.url, headers={"Accept": accept})
    assert response.status_code == 200
    media_type = response.headers["content-type"].split(";")[0]
    graph = rdflib.Graph().parse(data=response.text, format=media_type)
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = rdflib.URIRef(endpoint.url)
    assert (service, rdflib.RDF.type, sd.Service) in graph
    assert (service, sd.endpoint, service) in graph
    assert (service, sd.supportedLanguage, sd.SPARQL11Query) in graph
    assert (service, sd.feature, sd.UnionDefaultGraph) in graph


def test_a_description_is_no_table(endpoint: Serving) -> None:
    is_refused(httpx.get(endpoint.url, headers={"Accept": "text/csv"}), 406)


def test_pages_of_other_sites_read_nothing_unless_allowed(endpoint: Serving) -> None:
    response = httpx.get(endpoint.url, params={"query": "ASK {}"}, headers={"Origin": "http://elsewhere"})
    assert "access-control-allow-origin" not in response.headers
