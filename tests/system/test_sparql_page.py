"""The SPARQL page in a real browser, and the bundle that it runs."""

import filecmp
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph
import pytest

from kg.rdf.vocab import PREFIXES
from kg.serve import Settings, application
from kg.serve.rooms.sparql import bundled, terms
from tests.support.browser import CHROMIUM
from tests.support.cli import ROOT
from tests.support.endpoint import running

WEB = ROOT / "web"
BUNDLE = ROOT / "kg" / "serve" / "static" / "sparql"
HOSTILE = '"><img src=x onerror="document.title=1"><script>document.title=2</script>'


@pytest.fixture
def root(tmp_path: Path, loopback: None) -> Iterator[str]:
    person, name = (
        pyoxigraph.NamedNode("https://example.org/person/x"),
        pyoxigraph.NamedNode("https://schema.org/name"),
    )
    graph = tmp_path / "graph.nt"
    quad = pyoxigraph.Quad(person, name, pyoxigraph.Literal(HOSTILE))
    pyoxigraph.serialize([quad.triple], str(graph), pyoxigraph.RdfFormat.N_TRIPLES)
    with running(application(Settings(graph))) as address:
        yield address


@pytest.mark.slow
def test_a_reader_asks_and_sees_a_table_and_a_graph(root: str) -> None:
    pytest.importorskip("playwright", reason="Playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no Chromium (Debian: apt-get install chromium)")
    query = "CONSTRUCT { ?s schema:name ?o } WHERE { ?s schema:name ?o }"
    script = Path(__file__).with_name("sparql_page.py")
    done = subprocess.run(
        [sys.executable, str(script), CHROMIUM, f"{root}/sparql?{urlencode({'query': query, 'lang': 'en'})}"],
        capture_output=True, text=True, timeout=120, check=False, env={**os.environ},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    seen = dict(line.split("\t", 1) for line in done.stdout.splitlines())
    assert seen["title"] == "SPARQL · kg"
    assert seen["status"] == "Rows: 1"
    assert seen["cells"] == f"https://example.org/person/x|schema:name|{HOSTILE}"
    assert seen["nodes"] == "2"
    assert "person/x" in seen["saved"]
    assert {"schema:Quotation", "schema:spokenByCharacter"} <= {*seen["hints"].split()}
    assert int(seen["questions"]) == len(bundled()) + 1
    assert "quot" in seen["chosen"]
    assert seen["wrong"].startswith("the query is not valid SPARQL 1.1 at line 1")
    assert seen["others"] == "", "the page asked another host"
    assert seen["complaints"] == "", "the browser complained, of the Content-Security-Policy or an error"


def test_a_browser_gets_the_page_and_others_the_endpoint(root: str) -> None:
    import httpx

    page = httpx.get(f"{root}/sparql", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "schema:Quotation" in page.text
    assert httpx.get(f"{root}/sparql").headers["content-type"].startswith("text/turtle")
    assert httpx.get(f"{root}/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_completion_knows_the_model() -> None:
    assert {"schema:Quotation", "schema:spokenByCharacter", "kg:confidence", "prov:wasGeneratedBy"} <= {
        *terms()
    }


@pytest.mark.parametrize("question", bundled(), ids=lambda question: question["title"])
def test_each_bundled_question_is_a_query_as_the_page_shows_it(question: dict[str, str]) -> None:
    pyoxigraph.Store().query(question["query"], prefixes=PREFIXES)


@pytest.mark.slow
def test_the_committed_bundle_is_what_the_build_gives(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not installed")
    work = tmp_path / "web"
    shutil.copytree(WEB, work, ignore=shutil.ignore_patterns("node_modules"))
    shutil.copytree(BUNDLE.parent, tmp_path / "kg" / "serve" / "static")  # what the pages share
    install = [npm, "ci", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=0"]
    try:
        subprocess.run(install, cwd=work, capture_output=True, timeout=60, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        pytest.skip("the npm registry cannot be reached")
    subprocess.run(["node", "build.mjs", str(tmp_path / "built")], cwd=work, check=True, timeout=60)
    for name in ("sparql.js", "sparql.css"):
        assert filecmp.cmp(tmp_path / "built" / name, BUNDLE / name, shallow=False), (
            f"run npm ci && npm run build in {WEB}"
        )
