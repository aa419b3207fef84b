"""The ledger tells of each article where it stood, and of all of them how much they state, whatever comes and goes."""

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from kg.ledger import ARTICLES, STUBS, Ledger, Line, Name, digests

NAMES = [
    Name(ARTICLES, "a"),
    Name(ARTICLES, "b"),
    Name(ARTICLES, "ß"),
    Name(STUBS, "", "a"),
    Name(STUBS, "1", ""),
]
STATED = st.lists(st.sampled_from("xyz"), max_size=3)
BUILDS = st.lists(st.dictionaries(st.sampled_from(NAMES), STATED), min_size=1, max_size=4)


@given(BUILDS)
def test_each_build_finds_the_lines_of_the_one_before_and_counts_its_own(
    builds: list[dict[Name, list[str]]],
) -> None:
    connection = sqlite3.connect(":memory:")
    before: dict[Name, list[str]] = {}
    for now in builds:
        ledger = Ledger(connection)
        ledger.begin(known=True)
        for name in sorted(now):
            standing = ledger.find(name)
            assert (standing is not None) == (name in before)
            line = Line(repr(now[name]).encode(), 1, 0, ((len(now[name]), 0), None))
            if standing is None or standing.line.key != line.key:
                ledger.put(name, line, digests(now[name]), digests(now[name][:1]))
            if standing is not None:
                assert standing.offsets == (sum(len(before[each]) for each in before if each < name), 0)
        ledger.end()
        stated = {word for words in now.values() for word in words}
        assert ledger.statements(b"") == len(stated)
        assert ledger.statements(digests(["x", "x", "new"])) == len(stated | {"x", "new"})
        assert ledger.people() == len({words[0] for words in now.values() if words})
        before = now


def test_lines_that_do_not_hold_any_more_are_forgotten() -> None:
    connection = sqlite3.connect(":memory:")
    ledger = Ledger(connection)
    ledger.begin(known=False)
    ledger.put(NAMES[0], Line(b"", 1, 0, ()), digests("x"), digests("y"))
    again = Ledger(connection)
    again.begin(known=False)
    assert again.find(NAMES[0]) is None
    assert (again.statements(b""), again.people()) == (0, 0)
