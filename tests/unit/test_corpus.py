"""What an earlier build knew of a corpus, brought up to date, is what a build from scratch knows."""

import random
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.link import Reference, signature
from kg.link.identity import Profile
from kg.pipeline.corpus import Corpus
from kg.pipeline.reading import Item, Summary
from kg.rdf.iris import Minter
from kg.rdf.vocab import DEFAULT_BASE
from kg.state import State

SEEDS = range(40)  # hypothesis would take minutes to make a corpus smaller
NAMES = ("a", "b", "c", "d", "e", "f")
TITLES = ("flut", "flut im norden", "flut im norden steigt", "sturm", "sturm im norden")
NUMBERS = (None, "1", "2", "3")
DAYS = ("", "2020-01-01", "2021-01-01", "2022-01-01")
WORDS = [f"wort{n}" for n in range(40)]
TEXTS = (" ".join(WORDS), " ".join([*WORDS[:38], "neu"]), " ".join(WORDS[::-1]), "kurz")
PEOPLE = ("Anna Berg", "Anna Bergh", "Jan Berg", "Berg", "Jan Claussen", "Claussen")
FEATURES = (
    (),
    ("field:politics", "head:minister", "role:finanzminister"),
    ("field:sport", "head:trainer", "role:trainer"),
    ("place:kiel", "topic:deiche", "with:x~X"),
)


def reference(chance: random.Random) -> Reference:
    number, teaser = chance.choice(NUMBERS), chance.choice(("", "mehr dazu"))
    return Reference(
        number=number, kicker=chance.choice(("", "sturm")), cut=chance.random() < 0.4, teaser=teaser,
        headline=chance.choice(TITLES) if number is None or teaser else "",
    )  # fmt: skip


def people(chance: random.Random) -> tuple[Profile, ...]:
    names = chance.sample(PEOPLE, chance.randint(0, 3))
    full = {name.split()[1]: name for name in names if " " in name}
    return tuple(
        Profile(name=name, features=chance.choice(FEATURES), born=chance.choice((None, None, 1950, 1980)), within=full.get(name, ""))
        for name in names
    )  # fmt: skip


def summary(chance: random.Random) -> Summary:
    title, day, text = chance.choice(TITLES), chance.choice(DAYS), chance.choice(TEXTS)
    references = dict.fromkeys(reference(chance) for _ in range(chance.randint(0, 2)))
    return Summary(
        local=f"article/{day or 'undated'}/{title.replace(' ', '-')}", sha256=chance.choice("xyz"), format="f",
        text=text.encode(), length=chance.randint(1, 3), signature=signature(text), day=day,
        publisher=chance.choice(("taz", "taz", "dpa")), number=chance.choice(NUMBERS), kicker=None, headline=title,
        cut=chance.random() < 0.4, references=tuple(references), people=(), profiles=people(chance),
    )  # fmt: skip


def told(corpus: Corpus) -> list[object]:
    """Return all that a corpus says, and note it as written."""
    corpus.begin(b"")
    found: list[object] = []
    for local, path, source, written in list(corpus.articles()):
        entry, context = corpus.context(local)
        said = repr((path, source, entry, context)).encode()
        assert written in (None, said), "something else is to be written, and the corpus did not know"
        corpus.wrote(local, said)
        found.append(said)
    for number, title, written in list(corpus.stubs()):
        said = repr(corpus.stub(number, title)).encode()
        assert written in (None, said), (
            "something else is to be written of a stub, and the corpus did not know"
        )
        corpus.wrote_stub(number, title, said)
        found.append(said)
    return [*found, *corpus.duplicates()]


def filled(corpus: Corpus, sources: dict[str, list[Summary]], order: Sequence[str]) -> list[object]:
    for name in order:
        key = repr(sources[name]).encode()
        if corpus.known(name, f"in/{name}", key) is None:
            corpus.put(name, f"in/{name}", key, [Item(summary=each) for each in sources[name]], keep=True)
    corpus.settle()
    return told(corpus)


@pytest.mark.parametrize("most", [50_000, 0], ids=["changes are followed", "too many changes"])
def test_a_corpus_brought_up_to_date_says_what_a_new_one_says(
    most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.link.changes.MOST", most)
    for seed in SEEDS:
        chance = random.Random(seed)
        names = NAMES[: chance.choice((2, 6))]
        sources = {name: [summary(chance) for _ in range(chance.randint(1, 2))] for name in names}
        for number in range(3):
            state = State(tmp_path / f"{seed}.sqlite", b"same")
            assert state.known == (number > 0)
            with Corpus(Minter(DEFAULT_BASE), state=state) as corpus:
                updated = filled(corpus, sources, chance.sample(sorted(sources), len(sources)))
                state.keep()
            with Corpus(Minter(DEFAULT_BASE)) as corpus:
                assert updated == filled(corpus, sources, sorted(sources)), f"seed {seed}"
            for name in chance.sample(names, chance.randint(1, 2)):
                sources.pop(name, None)
                if chance.random() < 0.7:
                    sources[name] = [summary(chance)]


def test_a_state_that_is_in_use_made_otherwise_or_damaged_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "corpus.sqlite"
    first = State(path, b"one")
    first.connection.execute("CREATE TABLE t (a)")
    assert not State(path, b"one").known, "another build has it"
    first.made_for(b"")
    first.keep()
    first.close()
    for by, known in ((b"one", True), (b"two", False)):
        state = State(path, by)
        assert state.known == known
        assert (
            bool(state.connection.execute("SELECT * FROM sqlite_schema WHERE name = 't'").fetchall()) == known
        )
        state.close()
    path.write_bytes(b"no database" * 1000)
    state = State(path, b"one")
    assert not state.known
    state.close()
    with pytest.raises(sqlite3.ProgrammingError):
        state.connection.execute("SELECT 1")
