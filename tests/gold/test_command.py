"""``benchmarks/entities.py`` prints every table, and keeps to itself what goes wrong in the part held back."""

import sys

import pytest

from benchmarks import entities
from benchmarks.resolving import gold
from benchmarks.resolving.matching import Match
from benchmarks.resolving.system import Answer


@pytest.fixture
def ignorant(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the graph be empty, so that everything is an error, and nothing has to be built."""

    def empty(articles: list[gold.GoldArticle], quality: str) -> list[Match]:
        return [Match(article, Answer(), {}) for article in articles]

    monkeypatch.setattr(entities, "_matches", empty)
    monkeypatch.setattr(entities, "_speed", lambda articles: None)


def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *options: str) -> str:
    monkeypatch.setattr(sys, "argv", ["entities.py", *options])
    entities.main()
    return capsys.readouterr().out


@pytest.mark.usefixtures("ignorant")
@pytest.mark.parametrize(("options", "listed"), [((), False), (("--reveal",), True)])
def test_errors_of_the_part_held_back_are_counted_only(
    options: tuple[str, ...],
    listed: bool,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = printed(capsys, monkeypatch, "--errors", *options)
    assert "# seen: 64 articles" in text
    assert "# held: 24 articles" in text
    assert text.count("quotation not found") > 100
    shown = [article.name for article in gold.articles(gold.HELD) if article.name in text]
    assert bool(shown) is listed
    assert all(article.name in text for part in ("seen", "opened") for article in gold.articles(part))


@pytest.mark.usefixtures("ignorant")
def test_one_part_has_every_table(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = printed(capsys, monkeypatch, "--part", "seen")
    for title in ("Speakers", "Coreference", "Mentions", "Links to Wikidata", "Identity"):
        assert f"\n{title}" in text
    assert "held" not in text
    assert "Errors" not in text
