"""Every rule of the ablation can be switched off, and is on again afterwards."""

import pytest

from benchmarks.resolving.ablation import RULES, without
from kg.records import read_text

TEXT = "Umweltministerin Eva Kant kam. Danach fuhr sie heim. Am Abend wirkte die Ministerin müde."


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_can_be_left_out(rule: str) -> None:
    whole = read_text(TEXT)
    with without(rule):
        assert len(read_text(TEXT).mentions) <= len(whole.mentions)
    assert read_text(TEXT) == whole


def test_without_pronouns_none_is_tied() -> None:
    with without("pronouns"):
        assert [m for m in read_text(TEXT).mentions if m.form.value == "pronoun"] == []
