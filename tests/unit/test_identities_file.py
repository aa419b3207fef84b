"""What the user says of who is who wins, can be taken back, and is refused with file and line where it makes no sense."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cache import Cache
from kg.errors import UsageError
from kg.export import open_exporter
from kg.graph import build
from kg.link.identity.curated import Curated, Ref, parse
from kg.pipeline import Options
from kg.pipeline import build as run
from kg.rdf.vocab import DEFAULT_BASE
from kg.report import Listener, Problem
from tests.support.cli import kg
from tests.unit.test_identity import MINISTER, PLAIN, TRAINER, people, written

A, B, C = (f"article/2021-0{n}-01/stadt-folge-{n - 1}" for n in (1, 2, 3))
NEWS = (("2021-01-01", MINISTER, ()), ("2021-02-01", TRAINER, ()), ("2021-03-01", MINISTER, ()))


def curated(text: str) -> Curated:
    return parse(text, "identities.toml", DEFAULT_BASE)


def meant(folder: Path, text: str = "") -> dict[str, str]:
    """Return whom each day's article means."""
    graph = build(folder, options=Options(identities=curated(text)))
    rows = graph.rdf.query(
        "SELECT ?d ?p { ?a schema:mentions ?p ; schema:datePublished ?d . ?p a schema:Person } ORDER BY ?d"
    )
    return {str(row[0]): str(row[1]).rpartition("/")[2] for row in rows}  # type: ignore[index]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert people(written(tmp_path / "in", *NEWS)) == {"michael-wagner", "michael-wagner+trainer"}
    return tmp_path / "in"


def test_two_people_whom_the_user_calls_one_are_one_and_apart_again_without_the_line(folder: Path) -> None:
    before = meant(folder)
    joined = meant(
        folder,
        '[[same-as]]\npeople = ["person/michael-wagner", "person/michael-wagner+trainer"]\nbecause = "he changed"',
    )
    assert set(joined.values()) == {"michael-wagner"}
    assert (
        meant(folder)
        == before
        == {
            "2021-01-01": "michael-wagner",
            "2021-02-01": "michael-wagner+trainer",
            "2021-03-01": "michael-wagner",
        }
    )


def test_the_first_of_the_same_keeps_its_address(folder: Path) -> None:
    text = f'[[same-as]]\npeople = ["{DEFAULT_BASE}person/michael-wagner+trainer", "person/michael-wagner"]'
    assert set(meant(folder, text).values()) == {"michael-wagner+trainer"}


def test_an_article_is_taken_out_of_a_person(folder: Path) -> None:
    text = f'[[different-from]]\npeople = ["person/michael-wagner", {{ name = "Michael Wagner", article = "{C}" }}]'
    found = meant(folder, text)
    assert (found["2021-01-01"], found["2021-02-01"]) == ("michael-wagner", "michael-wagner+trainer")
    assert found["2021-03-01"] == "michael-wagner+finanzminister"


def test_an_article_is_given_to_another_person(folder: Path) -> None:
    text = f'[[same-as]]\npeople = ["person/michael-wagner+trainer", {{ name = "Michael Wagner", article = "{C}" }}]'
    assert list(meant(folder, text).values()) == [
        "michael-wagner",
        "michael-wagner+trainer",
        "michael-wagner+trainer",
    ]


def test_other_names_can_be_joined_and_the_words_of_the_user_are_in_the_graph(tmp_path: Path) -> None:
    text = "„Es reicht“, sagte Ayşe Gün. Es regnete."
    married = "„Es reicht nicht“, sagte Ayşe Petersen. Es schneite."
    folder = tmp_path / "in"
    assert people(written(folder, ("2021-01-01", text, ()), ("2021-02-01", married, ()))) == {
        "ayse-guen",
        "ayse-petersen",
    }
    said = '[[same-as]]\npeople = ["person/ayse-guen", "person/ayse-petersen"]\nbecause = "she \\"married\\""'
    graph = build(folder, options=Options(identities=curated(said)))
    assert people(graph) == {"ayse-guen"}
    reasons = graph.rdf.query(
        'SELECT ?r ?n { ?i kg:rule "user" ; kg:reason ?r ; kg:refersTo/schema:alternateName ?n }'
    )
    assert [(str(row[0]), str(row[1])) for row in reasons] == [  # type: ignore[index]
        ('same-as by the user: she "married"', "Ayşe Petersen")
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[[same-as]]\npeople = [", 2, "no TOML"),
        ("\n\n[[same]]\npeople = []", 3, "not known"),
        (
            '[[same-as]]\npeople = ["person/a", "person/b"]\n[[same-as]]\npeople = ["person/a"]',
            3,
            "two people",
        ),
        ('[[different-from]]\npeople = ["person/a", "place/b"]', 1, "no address of a person"),
        ('# one\n[[same-as]]\npeople = ["person/a", { name = "b" }]', 2, "a person is an address"),
        ('[[same-as]]\npeople = ["person/a", { name = "b", article = "x" }]', 1, "no address of an article"),
        ('[[same-as]]\npeople = ["person/a", "person/a"]', 1, "twice"),
        ('[[same-as]]\npeople = ["person/a", "person/b"]\nwhy = "x"', 1, "nothing else"),
        ('same-as = "x"', 1, "not known"),
    ],
)
def test_what_makes_no_sense_is_refused_with_file_and_line(text: str, line: int, words: str) -> None:
    with pytest.raises(UsageError) as refused:
        curated(text)
    assert str(refused.value).startswith(f"identities.toml:{line}: ")
    assert words in str(refused.value)


def test_entries_that_contradict_each_other_are_refused(folder: Path) -> None:
    both = '["person/michael-wagner", "person/michael-wagner+trainer"]'
    text = f"[[same-as]]\npeople = {both}\n\n[[different-from]]\npeople = {both}"
    with pytest.raises(UsageError, match=r"identities.toml:4: .*different here"):
        meant(folder, text)


class Heard(Listener):
    """Remembers problems."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def problem(self, problem: Problem) -> None:
        self.problems.append(problem)


def test_somebody_whom_no_article_has_is_reported_with_the_line_and_the_rest_counts(
    folder: Path, tmp_path: Path
) -> None:
    text = '\n[[same-as]]\npeople = ["person/michael-wagner", "person/nobody", "person/michael-wagner+trainer", {name = "X", article = "article/x"}]'
    heard = Heard()
    with open_exporter(tmp_path / "o.nt", base=DEFAULT_BASE) as exporter:
        run([folder], Options(identities=curated(text)), [exporter], listeners=[heard])
    unknown = [problem for problem in heard.problems if problem.code == "identity-unknown"]
    assert [(problem.path, problem.line) for problem in unknown] == 2 * [("identities.toml", 2)]
    assert "person/nobody" in unknown[0].message
    assert b"+trainer" not in (tmp_path / "o.nt").read_bytes()


@pytest.mark.slow
def test_the_command_takes_the_file(folder: Path, tmp_path: Path) -> None:
    said = tmp_path / "identities.toml"
    said.write_text(
        '[[same-as]]\npeople = ["person/michael-wagner", "person/michael-wagner+trainer"]', "utf-8"
    )
    done = kg("build", folder, "-o", tmp_path / "o.nt", "--identities", said)
    assert done.returncode == 0, done.stderr
    assert b"+trainer" not in (tmp_path / "o.nt").read_bytes()
    said.write_text("[[same-as]]\npeople = 3", "utf-8")
    refused = kg("build", folder, "-o", tmp_path / "o.nt", "--identities", said)
    assert refused.returncode == 2
    assert f"{said}:1: ".encode() in refused.stderr
    assert b"Traceback" not in refused.stderr


REFS = st.sampled_from(
    ['"person/michael-wagner"', '"person/michael-wagner+trainer"', '"person/nobody"',
     *(f'{{ name = "Michael Wagner", article = "{article}" }}' for article in (A, B, C))]
)  # fmt: skip
ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["same-as", "different-from"]), st.lists(REFS, min_size=2, max_size=3, unique=True)
    ),
    max_size=3,
)


@given(st.lists(ENTRIES, min_size=1, max_size=3))
@settings(max_examples=30, deadline=None)
def test_whatever_the_user_says_what_is_kept_makes_no_difference_and_it_holds(
    rounds: list[list[tuple[str, list[str]]]],
) -> None:
    with tempfile.TemporaryDirectory() as root, Cache(Path(root) / "cache") as kept:
        folder = Path(root) / "in"
        written(folder, *NEWS, ("2021-04-01", PLAIN, ()))
        for entries in rounds:
            text = "".join(f"[[{kind}]]\npeople = [{', '.join(refs)}]\n" for kind, refs in entries)
            outcomes = [outcome(folder, curated(text), each) for each in (kept, None)]
            assert outcomes[0] == outcomes[1]


def outcome(folder: Path, said: Curated, kept: Cache | None) -> bytes | str:
    target = folder.parent / "out.nt"
    try:
        with open_exporter(target, base=DEFAULT_BASE) as exporter:
            run([folder], Options(identities=said), [exporter], kept=kept)
    except UsageError as error:
        return str(error)
    return target.read_bytes()


@pytest.mark.parametrize("name", ["Сергей Лавров", "Gündoğan-Petersen"])
def test_addresses_that_do_not_tell_the_name_are_found(name: str) -> None:
    from kg.link.identity import Identities, Profile
    from kg.rdf.iris import slug
    from kg.state import State

    spool = State()
    identities = Identities(spool.connection)
    identities.add("article/1", "", [Profile(name)])
    identities.add("article/2", "", [Profile("Sergei Lawrow")])
    address = f"person/{slug(name)}"
    said = curated(f'[[same-as]]\npeople = ["person/sergei-lawrow", "{address}"]')
    unknown = identities.settle(
        said, lambda who, hint: f"person/{slug(who)}{'+' if hint else ''}{slug(hint) if hint else ''}"
    )
    assert unknown == []
    assert [called for called, _ in identities.of("article/1")] == [name]
    assert next(iter(identities.of("article/1")))[1].name == "Sergei Lawrow"
    spool.close()
    assert str(Ref(name="A", article="article/1")) == "„A“ in article/1"
