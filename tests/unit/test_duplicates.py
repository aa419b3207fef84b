"""The same article twice, other versions of it, and texts that are nearly the same: linked, never doubled."""

import datetime
import random
import sqlite3
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.graph import Graph, build
from kg.link import Duplicates, signature
from kg.link.duplicates import similarity
from kg.rdf.vocab import DEFAULT_BASE, term
from kg.report import Severity
from kg.testing import SourceArticle, render

AGENCY = (
    "Kiel dpa | Der Damm bei Brunsbüttel ist am Dienstag gebrochen. Das Wasser steht in drei Straßen, hundert Menschen "
    "mussten ihre Häuser verlassen. Die Feuerwehr pumpt seit dem Morgen, das Technische Hilfswerk füllt Sandsäcke. "
    "Nach Angaben der Polizei wurde niemand verletzt. Der Pegel soll bis zum Abend um weitere zwanzig Zentimeter steigen."
)
OTHER = (
    "Bremen taz | Im Rathaus wurde bis in die Nacht über den Haushalt gestritten. Für die Bäder fehlt das Geld, für die "
    "Theater auch, und niemand wollte sagen, wo es herkommen soll. Am Ende vertagte sich der Ausschuss auf die kommende "
    "Woche, dann soll ein neuer Entwurf auf dem Tisch liegen, der alle Wünsche kleiner macht."
)
DAY = datetime.date(2022, 1, 27)


def source(title: str, text: str, days: int = 0, form: str = "piped") -> bytes:
    return render(SourceArticle(title=title, body=(text,), published=DAY + datetime.timedelta(days)), form)


def found(graph: Graph, predicate: str) -> set[tuple[str, str]]:
    return {(s, o) for g in graph.graphs for s, p, o in g.triples if p == term(predicate)}


def iri(day: str, title: str) -> str:
    return f"<{DEFAULT_BASE}article/{day}/{title}>"


def test_an_agencys_report_under_two_titles_is_linked_to_the_earlier_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(source("Land unter: Der Damm ist gebrochen", AGENCY, 1))
    (tmp_path / "b.txt").write_bytes(source("Flut: Hundert ohne Haus", AGENCY.replace("Dienstag", "Montag")))
    (tmp_path / "c.txt").write_bytes(source("Bremen: Streit ums Geld", OTHER, 2))
    graph = build(tmp_path)
    later = iri("2022-01-28", "land-unter-der-damm-ist-gebrochen")
    assert found(graph, "kg:nearDuplicateOf") == {(later, iri("2022-01-27", "flut-hundert-ohne-haus"))}
    evidence = later.replace(">", "#resemblance>")
    triples = {(p, o) for g in graph.graphs for s, p, o in g.triples if s == evidence}
    assert (term("kg:extractor"), '"duplicates"') in triples
    (confidence,) = (o for p, o in triples if p == term("kg:confidence"))
    assert 0.8 <= float(confidence.split('"')[1]) < 1


def test_the_same_article_in_two_renderings_is_one_that_names_both_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(source("Flut: Hundert ohne Haus", AGENCY, form="bare"))
    (tmp_path / "b.txt").write_bytes(source("Flut: Hundert ohne Haus", AGENCY, form="menu"))
    (tmp_path / "c.txt").write_bytes((tmp_path / "a.txt").read_bytes())
    graph = build(tmp_path)
    assert graph.report is not None
    assert (graph.report.articles, graph.report.quarantined) == (1, 0)
    assert [p.severity for p in graph.report.examples["duplicate"]] == [Severity.WARNING] * 2
    files = {o for _, o in found(graph, "schema:name") if o.endswith('.txt"')}
    assert files == {'"a.txt"', '"b.txt"', '"c.txt"'}
    assert len(found(graph, "prov:alternateOf")) == 1


def test_of_two_versions_the_longer_is_kept_and_the_other_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(source("Flut: Hundert ohne Haus", AGENCY))
    (tmp_path / "b.txt").write_bytes(source("Flut: Hundert ohne Haus", f"{AGENCY} Die Schulen bleiben zu."))
    graph = build(tmp_path)
    assert graph.report is not None
    assert (graph.report.articles, graph.report.quarantined) == (1, 1)
    (problem,) = graph.report.examples["version"]
    assert (problem.path, problem.severity) == (str(tmp_path / "a.txt"), Severity.ERROR)
    assert str(tmp_path / "b.txt") in problem.message
    assert any("Die Schulen bleiben zu." in text for _, text in found(graph, "schema:text"))


def test_of_one_number_the_latest_version_is_kept(tmp_path: Path) -> None:
    for folder, title, days in (
        ("a", "Flut: Der Damm ist gebrochen", 0),
        ("b", "Flut: Der Damm hält wieder", 1),
    ):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "!5900001.txt").write_bytes(source(title, AGENCY if days else OTHER, days))
    graph = build(tmp_path)
    assert graph.report is not None
    assert (graph.report.articles, dict(graph.report.problems)) == (1, {"version": 1})
    articles = {s for g in graph.graphs for s, p, o in g.triples if o == term("schema:NewsArticle")}
    assert articles == {iri("2022-01-28", "flut-der-damm-haelt-wieder")}


def index(signed: dict[str, bytes]) -> Duplicates:
    duplicates = Duplicates(sqlite3.connect(":memory:"))
    for key, value in signed.items():
        duplicates.add(key, "2022-01-27", value)
    duplicates.settle()
    return duplicates


@given(st.permutations(range(6)))
def test_what_is_near_does_not_depend_on_the_order(order: list[int]) -> None:
    words = AGENCY.split()
    texts = {f"t{n}": " ".join(words[n:]) for n in range(6)}
    signed = {f"t{n}": signature(texts[f"t{n}"]) for n in order}
    expected = index(dict(sorted(signed.items())))
    assert [index(signed).of(key) for key in texts] == [expected.of(key) for key in texts]
    assert expected.of("t0") is None
    assert expected.of("t1") is not None


def test_the_similarity_is_near_the_true_one() -> None:
    chance = random.Random(1)
    for share in (0.3, 0.5, 0.8, 0.95):
        words = [f"w{n}" for n in range(400)]
        changed = [word if chance.random() < share else f"x{word}" for word in words]
        sets = [{tuple(text[n : n + 5]) for n in range(396)} for text in (words, changed)]
        true = len(sets[0] & sets[1]) / len(sets[0] | sets[1])
        assert abs(similarity(signature(" ".join(words)), signature(" ".join(changed))) - true) < 0.15


def test_short_texts_resemble_nothing() -> None:
    assert signature("Das Wetter bleibt, wie es ist.") == b""
