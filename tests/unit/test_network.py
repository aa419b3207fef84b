"""The network that finds names: its numbers are whole, so that nothing can make it find another thing."""

from functools import cache
from io import BytesIO

import numpy as np
import pytest

from kg.errors import ModelError
from kg.model import Span
from kg.models import load
from kg.tagging import network as module
from kg.tagging import tag_sentences
from kg.tagging.forms import analyse
from kg.tagging.names import decoded, find, find_all, network
from kg.tagging.network import TOP, Array, Network, Tagged, product

TEXT = (
    "Angela Merkel reiste nach Moskau. Dort traf sie Xaveria Hölzenbein vom Bund der Imker. "
    "Die SPD und die CDU stimmten zu. Der Rat hat lange beraten. „Das reicht nicht“, sagte al-Sayed am 3. Mai."
)
EXACT = 1 << 24
WEIGHTS = [
    [0, 684, 15, -46, -361, 54, -132, 49, -193],
    [0, 138, 725, -198, -4, -126, 207, -214, 61],
    [0, -676, -476, -742, -839, -739, -619, -716, -510],
    [0, -704, -847, -824, -779, -775, -650, -720, -561],
    [0, 19, -191, 529, -18, 5, 32, -13, -69],
    [0, -898, -891, -787, -614, -905, -714, -961, -613],
]
"""What speaks for the labels of the words of „Angela Merkel reiste nach Moskau.“, beside what does for none."""


@cache
def sentences() -> list[Tagged]:
    found = tag_sentences(TEXT, [Span(0, len(TEXT))])
    return [([analyse(t.text) for t in one.tokens], [t.tag for t in one.tokens]) for one in found]


@cache
def alone() -> list[Array]:
    return [Network(load("names-de"))([sentence])[0] for sentence in sentences()]


def test_which_sentences_are_read_together_and_in_which_order_changes_no_number() -> None:
    together = network()(sentences() * 50)
    backwards = network()(sentences()[::-1])[::-1]
    for at, expected in enumerate(alone()):
        assert np.array_equal(together[at], expected)
        assert np.array_equal(together[at - len(sentences())], expected)
        assert np.array_equal(backwards[at], expected)


def test_what_is_kept_of_forms_changes_no_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KEPT", 3)
    forgetful = Network(load("names-de"))
    for _ in range(2):
        for sentence, expected in zip(sentences(), alone(), strict=True):
            assert np.array_equal(forgetful([sentence])[0], expected)


def test_products_are_exact_in_blocks_of_any_size() -> None:
    numbers = np.random.default_rng(1)
    states = numbers.integers(-TOP, TOP + 1, (203, 300)).astype(np.float32)
    for width in (9, 128, 1000):
        matrix = numbers.integers(-TOP, TOP + 1, (300, width)).astype(np.float32)
        assert np.array_equal(product(states, matrix), states.astype(np.int64) @ matrix.astype(np.int64))
    assert product(states[:0], matrix).shape == (0, 1000)


def test_no_sum_of_the_model_leaves_what_32_bits_hold_exactly() -> None:
    with np.load(BytesIO(load("names-de"))) as parts:
        for name in (name.removesuffix(".weight") for name in parts.files if name.endswith(".weight")):
            weights = np.abs(parts[f"{name}.weight"].astype(np.int64)).sum((0, 1))
            facts = 6 * np.abs(parts["facts"].astype(np.int64)).max() if name == "form" else 0
            assert (TOP * weights + np.abs(parts[f"{name}.bias"])).max() + facts < EXACT


def test_the_numbers_are_those_of_every_machine() -> None:
    rows = alone()[0]
    assert (rows - rows[:, :1]).tolist() == WEIGHTS


def test_chances_are_shares_of_one() -> None:
    chances = network().chances(alone()[1])
    assert np.allclose(chances.sum(1), 1)
    assert np.array_equal(chances.argmax(1), alone()[1].argmax(1))
    assert network().chances(np.array([[0, -64, -(1 << 20)]]))[0] == pytest.approx(
        [0.73106, 0.26894, 0], abs=1e-5
    )


def test_sentences_are_found_their_own_names() -> None:
    assert find_all([*sentences(), ([], []), sentences()[0]]) == [
        *(find(*sentence) for sentence in sentences()),
        [],
        find(*sentences()[0]),
    ]


@pytest.mark.parametrize(
    ("best", "expected"),
    [
        (["B-PER", "I-PER", "O"], ["B-PER", "I-PER", "O"]),
        (["O", "I-PER", "O"], ["O", "B-PER", "O"]),
        (["B-LOC", "I-PER", "O"], ["B-LOC", "B-PER", "O"]),
        (["I-LOC", "I-LOC"], ["B-LOC", "I-LOC"]),
    ],
)
def test_a_label_that_goes_on_goes_on_with_what_began(best: list[str], expected: list[str]) -> None:
    labels = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")
    weights = np.full((len(best), len(labels)), -900)
    for at, label in enumerate(best):
        weights[at, labels.index(label)] = -10
        if label != expected[at]:
            weights[at, labels.index(expected[at])] = -100
    assert [labels[number] for number in decoded(weights, labels)] == expected


def test_what_is_no_network_is_refused() -> None:
    with pytest.raises(ModelError, match="install kg again"):
        Network(b"kgwords2 but no archive")
