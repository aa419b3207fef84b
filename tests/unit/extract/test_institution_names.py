"""Names of institutions that common nouns make."""

import pytest

import kg
from kg.lang import language
from kg.lang.tables import rows
from kg.model import EntityKind


def organizations(text: str) -> list[str]:
    document = kg.read_text(text)
    return [
        m.span.of(text)
        for m in document.mentions
        if m.kind is EntityKind.ORGANIZATION and m.form == "name" and m.chain is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das Umweltministerium widersprach dem Bericht.", ["Umweltministerium"]),
        ("Ein Ministerium widersprach dem Bericht.", []),
        ("Die Aufsichtsbehörde widersprach dem Bericht.", []),
        ("Die Behörde widersprach dem Bericht.", []),
        ("Der Anwalt klagte vor dem Landgericht Lübeck.", ["Landgericht Lübeck"]),
        ("Der Sprecher des Landesrechnungshofs schwieg.", ["Landesrechnungshofs"]),
        ("Er ist Präsident des Deutschen Ruderverbands.", ["Deutschen Ruderverbands"]),
        ("Die Initiative Stille Wege fordert mehr Bänke.", ["Stille Wege"]),
        ("Die Stiftung Nordlicht fordert mehr Bänke.", ["Stiftung Nordlicht"]),
        ("Ein Forscher vom Institut für Meereskunde widersprach.", ["Institut für Meereskunde"]),
        ("Der Bund der Steuerzahler klagte über den Plan.", ["Bund der Steuerzahler"]),
        ("Der Verband der Möbelindustrie klagte über den Plan.", ["Verband der Möbelindustrie"]),
        ("Der Verband der Stadt klagte über den Plan.", []),
        ("Die Akademie für Kunst und Handwerk lobte den Plan.", ["Akademie für Kunst und Handwerk"]),
        ("Die Akademie für Kunst und Bürger lobten den Plan.", ["Akademie für Kunst"]),
        ("Der Fahrgastverband Pro Schiene widerspricht.", ["Fahrgastverband Pro Schiene"]),
        ("Die Gewerkschaft Verdi widerspricht.", ["Verdi"]),
        ("Die Europäische Ruderföderation prüft das.", ["Europäische Ruderföderation"]),
        ("Gestern hat die Polizei Spuren gesichert.", ["Polizei"]),
        ("Die Stadt Emden teilte das am Montag mit.", ["Stadt Emden"]),
        ("Sie wohnt in der Stadt Emden am Hafen.", []),
        ("Er spielt beim FC Nordwind Kiel.", ["FC Nordwind Kiel"]),
        ("Sie leitet die Nordwind AG in Kiel.", ["Nordwind AG"]),
        ("Im Kreml schwieg man dazu.", ["Kreml"]),
        ("Das sieht die Linke anders.", ["Linke"]),
        ("Er hob die linke Hand.", []),
        ("Er zog im Stadtrat die Jacke aus.", ["Stadtrat"]),
        ("Der Lehrer übt sein Ehrenamt gern aus.", []),
    ],
)
def test_an_institution_is_named_as_far_as_the_name_goes(text: str, expected: list[str]) -> None:
    assert organizations(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Er ist Präsident des Deutschen Ruderverbands.", "Deutscher Ruderverband"),
        ("Der Sprecher des Landesrechnungshofs schwieg.", "Landesrechnungshof"),
        ("Sie arbeitet im russischen Außenministerium.", "russisches Außenministerium"),
    ],
)
def test_the_name_stands_in_the_nominative(text: str, name: str) -> None:
    assert name in [chain.name for chain in kg.read_text(text).chains]


def test_every_noun_that_names_is_known_as_an_institution() -> None:
    table = rows("de", "institution_names.tsv")
    assert table == sorted(table)
    assert {len(row) for row in table} == {5}
    german = language("de")
    assert [row[0] for row in table if german.institution_noun(row[0]) is None] == []
