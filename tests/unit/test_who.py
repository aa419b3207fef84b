"""Who is meant by a name: the people, the articles, the reasons, and lines that do what they say."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import build
from kg.link.identity.curated import Ref, parse
from kg.pipeline import Options
from kg.rdf.vocab import DEFAULT_BASE
from kg.who import Appearance, different_from, same_as, who
from tests.support.cli import kg
from tests.unit.test_identity import MINISTER, TRAINER, people, written

NEWS = (("2021-01-01", MINISTER, ("Anna Berg",)), ("2021-02-01", TRAINER, ()), ("2021-03-01", TRAINER, ()))


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    written(tmp_path / "in", *NEWS).save(tmp_path / "graph.nq")
    return tmp_path / "graph.nq"


@pytest.mark.parametrize("name", ["Michael Wagner", "michael wagner", "Wagner"])
def test_the_candidates_their_articles_and_the_reasons(graph: Path, name: str) -> None:
    trainer, minister = who(name, graph).candidates
    assert (trainer.person, trainer.hint) == (f"{DEFAULT_BASE}person/michael-wagner+trainer", "trainer")
    assert [appearance.day for appearance in trainer.appearances] == ["2021-02-01", "2021-03-01"]
    assert [appearance.roles for appearance in trainer.appearances] == [("Trainer",), ("Trainer",)]
    (found,) = minister.appearances
    assert (found.headline, found.roles, found.reasons) == ("Folge 0", ("Finanzminister",), None)
    why = trainer.appearances[0].reasons
    assert why is not None
    assert why.apart_from == minister.person
    assert why.against[0].startswith("field: sport, not politics (-")


def test_an_author_is_found_and_a_stranger_is_not(graph: Path) -> None:
    (author,) = who("Anna Berg", graph).candidates
    assert [appearance.day for appearance in author.appearances] == ["2021-01-01"]
    assert who("Eva Muster", graph).candidates == ()


def test_the_lines_that_are_offered_do_what_they_say(graph: Path) -> None:
    found = who("Michael Wagner", graph)
    trainer, minister = found.candidates
    folder = graph.parent / "in"

    def said(text: str) -> set[str]:
        return people(build(folder, options=Options(identities=parse(text, "i.toml", DEFAULT_BASE)))) - {
            "anna-berg"
        }

    assert said(same_as([minister.person, trainer.person], found.base)) == {"michael-wagner"}
    parted = said(different_from(trainer.person, trainer.appearances[-1], found.base))
    assert len(parted) == 3


@given(st.text(min_size=1), st.text(alphabet="abcdefg-", min_size=1))
def test_whatever_a_name_has_in_it_the_line_means_it(name: str, slug: str) -> None:
    appearance = Appearance(f"{DEFAULT_BASE}article/{slug}", "", "", name, (), None)
    text = different_from(f"{DEFAULT_BASE}person/{slug}", appearance, DEFAULT_BASE)
    assert text.replace("\n", "").isprintable()
    (entry,) = parse(text, "i.toml", DEFAULT_BASE).entries
    assert entry.people == (Ref(local=f"person/{slug}"), Ref(name=name, article=f"article/{slug}"))


@pytest.mark.slow
def test_the_command_asks_a_graph_or_a_folder(graph: Path) -> None:
    asked = kg("who", "Michael Wagner", graph)
    assert asked.returncode == 0, asked.stderr
    text = asked.stdout.decode()
    assert "1. Michael Wagner, trainer: 2 articles, person/michael-wagner+trainer" in text
    assert "2021-01-01  Folge 0 (Finanzminister)" in text
    assert "not person/michael-wagner: field: sport, not politics" in text
    assert 'people = ["person/michael-wagner+trainer", "person/michael-wagner"]' in text
    folder = kg("who", "Michael Wagner", graph.parent / "in")
    assert folder.stdout == asked.stdout
    nobody = kg("who", "Eva Muster", graph)
    assert (nobody.returncode, nobody.stdout) == (1, b"")
    assert "nobody" in nobody.stderr.decode()
