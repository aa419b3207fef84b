"""B³ and LEA give the figures of the papers' worked examples."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.resolving.coreference import Cluster, Score, b_cubed, lea


def clusters(*words: str) -> list[Cluster]:
    return [frozenset(word) for word in words]


TRUTH = clusters("12345", "67", "89ABC")


@pytest.mark.parametrize(
    ("response", "precision"),
    [(clusters("12345", "6789ABC"), 0.76), (clusters("1234589ABC", "67"), 0.58)],
    ids=["first", "second"],
)
def test_b_cubed_of_bagga_and_baldwin_1998(response: list[Cluster], precision: float) -> None:
    score = b_cubed(TRUTH, response)
    assert score.recall == 1
    assert score.precision == pytest.approx(precision, abs=0.005)


def test_lea_of_moosavi_and_strube_2016() -> None:
    score = lea(clusters("abc", "defg"), clusters("ab", "cd", "fghi"))
    assert score.recall == pytest.approx((3 * 1 / 3 + 4 * 1 / 6) / 7)
    assert score.precision == pytest.approx((2 * 1 / 1 + 2 * 0 / 1 + 4 * 1 / 6) / 8)
    assert [round(value, 2) for value in (score.recall, score.precision)] == [0.24, 0.33]


def test_a_single_mention_is_found_only_alone() -> None:
    assert lea(clusters("a", "bc"), clusters("a", "bc")).f1 == 1
    assert lea(clusters("a", "bc"), clusters("abc")).recall == pytest.approx(2 / 3)
    assert lea(clusters("a"), clusters("ab")).recall == 0


def test_mentions_that_only_one_side_has_count_against_it() -> None:
    assert b_cubed(clusters("ab"), clusters("ab", "c")).precision == pytest.approx(2 / 3)
    assert b_cubed(clusters("ab", "c"), clusters("ab")).recall == pytest.approx(2 / 3)


def test_nothing_is_worth_nothing() -> None:
    assert (Score().precision, Score().recall, Score().f1) == (0, 0, 0)
    assert b_cubed([], clusters("a")).f1 == lea(clusters("a"), []).f1 == 0


labels = st.lists(st.integers(0, 4), min_size=1, max_size=12)


def partition(marks: list[int]) -> list[Cluster]:
    return [frozenset(i for i, m in enumerate(marks) if m == mark) for mark in sorted(set(marks))]


@given(labels, labels)
def test_the_measures_are_shares_and_only_the_same_is_perfect(one: list[int], other: list[int]) -> None:
    key, response = partition(one), partition(other)
    for metric in (b_cubed, lea):
        score, mirrored = metric(key, response), metric(response, key)
        assert 0 <= score.precision <= 1 + 1e-9
        assert score.precision == pytest.approx(mirrored.recall)
        assert (score.f1 == pytest.approx(1)) == (set(key) == set(response))
