"""What stands in letters and what is said without a subject: the institution that was just spoken of says it."""

import pytest

from tests.support.quotations import found


def speaker(text: str) -> str | None:
    return found(text)[-1].name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Die Sparkasse Oldenburg gab keinen Kredit. „Das Konzept gefällt uns“, stand in dem Brief.", "Sparkasse Oldenburg"),
        ("Der ADAC lehnte ab. „Das Konzept gefällt uns nicht“, steht in seinem Schreiben.", "ADAC"),
        ("Der ADAC lehnte ab. „Das Konzept gefällt uns nicht“, heißt es in einem Nachruf.", "ADAC"),
        ("Auch die Nato war zufrieden. „Ghana bleibt ein Vorbild“, hieß es in einer Erklärung.", "Nato"),
        ("Der ADAC lehnte ab. „Das Konzept gefällt uns nicht“, steht auf einem Zettel.", None),
        ("Der ADAC lehnte ab. „Der Besitz ist unverletzlich“, steht im Gesetz.", None),
        ("Der ADAC nannte das Urteil wegweisend. „Es gilt für alle im Land“, hieß es am Abend.", "ADAC"),
        ("Die Wohnungsgesellschaft Kiel half sofort. „Niemand schläft auf der Straße“, versicherte das Unternehmen.", "Wohnungsgesellschaft Kiel"),
    ],
)  # fmt: skip
def test_what_stands_in_a_letter_is_said_by_who_was_spoken_of_outside_of_it(
    text: str, name: str | None
) -> None:
    assert speaker(text) == name
