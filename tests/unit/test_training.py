"""What the training scripts make of their data, on invented sentences."""

from pathlib import Path

import pytest

from training import tagger
from training.names import scores, spans

GOLD = """\
# text = Sie ging zum Haus.
1\tSie\tsie\tPRON\tPPER\t_\t2\tnsubj\t_\t_
2\tging\tgehen\tVERB\tVVFIN\t_\t0\troot\t_\t_
3-4\tzum\t_\t_\t_\t_\t_\t_\t_\t_
3\tzu\tzu\tADP\tAPPR\t_\t5\tcase\t_\t_
4\tdem\tder\tDET\tART\t_\t5\tdet\t_\t_
5\tHaus\tHaus\tNOUN\tNN\t_\t2\tobl\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t$.\t_\t2\tpunct\t_\t_

"""


def test_a_contraction_is_one_word(tmp_path: Path) -> None:
    (tmp_path / "gold.conllu").write_text(GOLD, "utf-8")
    (sentence,) = tagger.conllu(tmp_path / "gold.conllu")
    assert [(word, tag) for word, tag, _ in sentence] == [
        ("Sie", "PPER"), ("ging", "VVFIN"), ("zum", "APPRART"), ("Haus", "NN"), (".", "$."),
    ]  # fmt: skip


def test_a_contraction_of_coarse_tags_is_one_word(tmp_path: Path) -> None:
    (tmp_path / "train.upos").write_text("Sie##PRON ging##VERB zum##_ zu##ADP dem##DET Haus##NOUN\n", "utf-8")
    (pair,) = tagger.coarse_train(tmp_path / "train.upos")
    assert pair == (["Sie", "ging", "zum", "Haus"], ["PRON", "VERB", "ADP+DET", "NOUN"])


@pytest.mark.parametrize(
    ("given", "expected"),
    [("VV(FIN)", "VVFIN"), ("PROAV", "PAV"), ("NNA", "NN"), ("$(", "$("), ("ADJ(D)", "ADJD")],
)
def test_tags_become_plain(given: str, expected: str) -> None:
    assert tagger.plain(given) == expected


@pytest.mark.parametrize(
    ("word", "tag", "expected"),
    [
        ("»", "FM", "$("),
        ("?", "NE", "$."),
        ("%", "NN", "NN"),
        ("z.B.", "CARD", "ADV"),
        ("71-Jährige", "ADJA", "NN"),
    ],
)
def test_marks_and_abbreviations_are_tagged_by_form(word: str, tag: str, expected: str) -> None:
    assert tagger.mark(word, tag) == expected


@pytest.mark.parametrize(
    ("word", "tag", "coarse", "expected"),
    [
        ("Essen", "NE", "NOUN", "NN"),
        ("Field", "VVFIN", "PROPN", "NE"),
        ("weiß", "VVFIN", "ADJ", "ADJD"),
        ("ging", "NN", "VERB", None),
        ("ging", "VVFIN", "VERB", "VVFIN"),
    ],
)
def test_gold_coarse_tags_mend_silver(word: str, tag: str, coarse: str, expected: str | None) -> None:
    assert tagger.mend(word, tag, coarse) == expected


def test_names_are_right_only_with_words_and_type() -> None:
    gold = ["B-PER", "I-PER", "O", "B-LOC", "B-ORG"]
    assert spans(gold) == [(0, 2, "PER"), (3, 4, "LOC"), (4, 5, "ORG")]
    found = scores([(gold, ["B-PER", "I-PER", "O", "B-ORG", "O"])])
    assert found["PER"] == 100
    assert found["LOC"] == found["ORG"] == 0
    assert found["PLO"] == pytest.approx(40)


def test_missing_data_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["training", "--data", "/nowhere", "--silver", "/nowhere/silver"])
    with pytest.raises(SystemExit, match="2"):
        tagger.main()
    assert "/nowhere holds no folder" in capsys.readouterr().err
