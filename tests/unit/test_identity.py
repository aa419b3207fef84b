"""People of one name are kept apart where articles tell that they are others, and joined where nothing does."""

import datetime
import itertools
import random
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import Graph, build
from kg.link.identity import Curated, Identities, Identity, Profile
from kg.link.identity.names import fold
from kg.link.identity.profile import profiles
from kg.rdf.vocab import DEFAULT_BASE
from kg.records import read_text
from kg.state import State
from kg.testing import SourceArticle, render

MINISTER = "„Der Haushalt steht“, sagte Finanzminister Michael Wagner im Landtag. Die Opposition protestierte gegen die Koalition."
TRAINER = "„Wir spielen auf Sieg“, sagte Trainer Michael Wagner. Die Mannschaft spielte im Stadion, der Torwart hielt alles."
PLAIN = "Es regnete, und Michael Wagner schwieg."


def written(folder: Path, *articles: tuple[str, str, tuple[str, ...]]) -> Graph:
    """Build the graph of articles: day, text and authors."""
    folder.mkdir(exist_ok=True)
    for number, (day, text, authors) in enumerate(articles):
        source = SourceArticle(
            title=f"Stadt: Folge {number}", body=(f"Kiel taz | {text}",), authors=authors, published=datetime.date.fromisoformat(day)
        )  # fmt: skip
        (folder / f"{number}.txt").write_bytes(render(source, "piped"))
    return build(folder)


def people(graph: Graph) -> set[str]:
    rows = graph.rdf.query("SELECT ?p { ?p a <https://schema.org/Person> }")
    return {str(row[0]).removeprefix(f"{DEFAULT_BASE}person/") for row in rows}  # type: ignore[index]


def test_a_minister_and_a_trainer_of_one_name_are_two_and_the_graph_says_why(tmp_path: Path) -> None:
    graph = written(
        tmp_path / "in",
        ("2021-01-01", MINISTER, ()),
        ("2021-02-01", TRAINER, ()),
        ("2021-03-01", TRAINER, ()),
    )
    assert people(graph) == {"michael-wagner", "michael-wagner+trainer"}
    rows = list(
        graph.rdf.query(
            "SELECT ?rule ?who ?other (group_concat(?reason) AS ?reasons) { ?i a kg:Identification ; kg:rule ?rule ; kg:refersTo ?who ;"
            " kg:apartFrom ?other ; kg:reasonAgainst ?reason } GROUP BY ?i ?rule ?who ?other ORDER BY ?rule"
        )
    )
    assert [str(row[0]) for row in rows] == ["apart", "name"]  # type: ignore[index]
    for row in rows:
        assert str(row[1]).endswith("+trainer")  # type: ignore[index]
        assert str(row[2]).endswith("/michael-wagner")  # type: ignore[index]
        assert "sport, not politics" in str(row[3])  # type: ignore[index, misc]


def test_one_person_of_a_name_keeps_the_plain_address_and_needs_no_reasons(tmp_path: Path) -> None:
    graph = written(tmp_path / "in", ("2021-01-01", MINISTER, ()), ("2021-02-01", MINISTER, ()))
    assert people(graph) == {"michael-wagner"}
    assert "Identification" not in "".join(each.nquads() for each in graph.graphs)


def test_a_later_namesake_changes_no_earlier_article(tmp_path: Path) -> None:
    before = written(tmp_path / "one", ("2021-01-01", MINISTER, ()), ("2021-02-01", MINISTER, ()))
    after = written(
        tmp_path / "two",
        ("2021-01-01", MINISTER, ()),
        ("2021-02-01", MINISTER, ()),
        ("2021-03-01", TRAINER, ()),
    )
    assert people(after) == {"michael-wagner", "michael-wagner+trainer"}
    earlier = {each.name: each for each in before.graphs if each.name}
    assert earlier
    assert {each.name: each for each in after.graphs if each.name in earlier} == earlier


def test_an_author_is_not_whom_others_report_of_under_the_name(tmp_path: Path) -> None:
    graph = written(
        tmp_path / "in", ("2021-01-01", TRAINER, ()), ("2021-02-01", "Es regnete.", ("Michael Wagner",))
    )
    assert people(graph) == {"michael-wagner", "michael-wagner+autor-in"}


def test_spellings_of_one_name_are_one_person_where_the_role_says_so(tmp_path: Path) -> None:
    one = "Russlands Außenminister Sergei Lawrow reiste nach Genf. „Wir reden“, sagte Lawrow."
    other = one.replace("Sergei Lawrow", "Sergej Lawrow")
    graph = written(tmp_path / "in", ("2021-01-01", one, ()), ("2021-02-01", other, ()))
    assert people(graph) == {"sergei-lawrow"}
    names = graph.rdf.query("SELECT ?n { ?p a schema:Person ; schema:alternateName ?n }")
    assert [str(row[0]) for row in names] == ["Sergej Lawrow"]  # type: ignore[index]


def test_spellings_without_anything_else_in_common_stay_two(tmp_path: Path) -> None:
    one = "„Die Klage ist da“, sagte Richterin Stefanie Meyer am Amtsgericht Kiel. Der Verteidiger schwieg."
    other = "„Das Tor fiel spät“, sagte Stürmerin Stephanie Meier nach dem Spiel. Die Mannschaft feierte im Stadion."
    graph = written(tmp_path / "in", ("2021-01-01", one, ()), ("2021-02-01", other, ()))
    assert people(graph) == {"stefanie-meyer", "stephanie-meier"}


def test_a_surname_alone_is_the_full_name_elsewhere_only_with_evidence(tmp_path: Path) -> None:
    full = "„Es reicht“, sagte Umweltministerin Katharina Voss im Landtag. Die Koalition schwieg."
    role = "„Es reicht nicht“, sagte Umweltministerin Voss im Landtag. Die Koalition schwieg."
    bare = "Im Wald traf er Voss. „Guten Tag“, sagte Voss."
    graph = written(
        tmp_path / "in", ("2021-01-01", full, ()), ("2021-02-01", role, ()), ("2021-03-01", bare, ())
    )
    meant = graph.rdf.query(
        "SELECT ?d ?p { ?a schema:mentions ?p ; schema:datePublished ?d . ?p a schema:Person } ORDER BY ?d"
    )
    assert [(str(row[0]), str(row[1]).rpartition("/")[2]) for row in meant] == [  # type: ignore[index]
        ("2021-01-01", "katharina-voss"), ("2021-02-01", "katharina-voss"), ("2021-03-01", "voss"),
    ]  # fmt: skip


@pytest.mark.parametrize(("common", "meant"), [(False, ["Claudia von der Heide"]), (True, [])])
def test_a_rare_surname_alone_needs_no_more_than_the_same_office(common: bool, meant: list[str]) -> None:
    office = ("field:politics", "head:ministerpräsident", "role:ministerpräsident")
    news = [
        Profile("Claudia von der Heide", common=common, features=(*office, "place:berlin")),
        Profile("von der Heide", common=common, features=(*office, "place:halle")),
    ]
    found = answers((n, (f"202{n}-01-01", profile)) for n, profile in enumerate(news))
    assert [identity.name for _, identity in found[1][1]] == meant


def test_a_double_surname_alone_is_of_whom_has_both_halves() -> None:
    office = ("field:politics", "head:senator", "role:justizsenator")
    names = ("Heike Petersen", "Ayşe Gündoğan-Petersen", "Gündoğan-Petersen", "Maier-Petersen")
    found = answers((n, (f"202{n}-01-01", Profile(name, features=office))) for n, name in enumerate(names))
    assert [[identity.name for _, identity in told] for _, told in found] == [
        [], [], ["Ayşe Gündoğan-Petersen"], [],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Lawrow", "Sergej Lavrov"),
        ("Wolodymyr Selenskyj", "Volodymyr Zelenskyy"),
        ("Olena Schtscherbak", "Olena Shcherbak"),
        ("Seán Ó Briain", "Sean O’Briain"),
        ("Hartmut Keßler", "Hartmut Kessler"),
        ("Michail Gorbatschow", "Mikhail Gorbachev"),
        ("Ferdinand Graf von Wolfenhagen", "Ferdinand von Wolfenhagen"),
        ("Karl-Heinz Brandt senior", "Karl-Heinz Brandt"),
    ],
)
def test_spellings_are_looked_up_together(one: str, other: str) -> None:
    assert fold(one).key == fold(other).key


@pytest.mark.parametrize(
    ("one", "other"), [("Anna Müller", "Axel Müller"), ("Voss", "Katharina Voss"), ("李克强", "习近平")]
)
def test_other_names_are_not(one: str, other: str) -> None:
    assert fold(one).key != fold(other).key


PROFILES = st.builds(
    Profile,
    name=st.sampled_from(["Jan Berg", "Jan Bergh", "Berg"]),
    born=st.sampled_from([None, None, 1950, 1980]),
    common=st.booleans(),
    features=st.lists(
        st.sampled_from(["role:minister", "head:minister", "field:politics", "field:sport", "role:trainer", "area:sport",
                         "with:iulia bek~Julia Beck", "of:fc nord", "topic:kiel", "party:spd"]),
        unique=True, max_size=5,
    ).map(lambda features: tuple(sorted(features))),
)  # fmt: skip
NEWS = st.lists(
    st.tuples(st.sampled_from(["", "2020-01-01", "2021-01-01", "2022-01-01"]), PROFILES),
    min_size=2,
    max_size=8,
)


def answers(news: Iterable[tuple[int, tuple[str, Profile]]]) -> list[tuple[str, list[tuple[str, Identity]]]]:
    spool = State()
    identities = Identities(spool.connection)
    keys = []
    for number, (day, profile) in news:
        identities.add(f"article/{number}", day, [profile])
        keys.append(f"article/{number}")
    identities.settle(Curated(), lambda name, hint: f"{name}+{hint}")
    found = [(key, list(identities.of(key))) for key in sorted(keys)]
    spool.close()
    return found


@given(NEWS, st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_the_order_in_which_articles_come_makes_no_difference(
    news: Sequence[tuple[str, Profile]], chance: random.Random
) -> None:
    numbered = list(enumerate(news))
    mixed = numbered[:]
    chance.shuffle(mixed)
    assert answers(numbered) == answers(mixed)


NAMED = st.builds(
    Profile,
    name=st.sampled_from(
        ["Jan Berg", "Jan Bergh", "Jan Olaf Berg", "Jan Roth-Berg", "Jan Rot Berg", "Jan Kahn-Berg", "Ute Berg", "Berg", "Roth-Berg"]
    ),
    born=st.sampled_from([None, None, 1950, 1980]),
    within=st.sampled_from(["", "", "Ute Berg"]),
    features=st.lists(
        st.sampled_from(["role:minister", "field:politics", "field:sport", "role:trainer", "topic:kiel", "org:fc nord"]),
        unique=True, max_size=4,
    ).map(lambda features: tuple(sorted(features))),
)  # fmt: skip
EDITIONS = st.lists(
    st.dictionaries(
        st.integers(0, 7),
        st.one_of(st.none(), st.tuples(st.sampled_from(["2020-01-01", "2021-01-01", ""]), NAMED)),
        max_size=6,
    ),
    min_size=2,
    max_size=4,
)


@given(EDITIONS)
@settings(max_examples=150, deadline=None)
def test_what_is_kept_of_who_is_who_and_brought_up_to_date_is_what_a_first_build_decides(
    editions: Sequence[dict[int, tuple[str, Profile] | None]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        news: dict[int, tuple[str, Profile]] = {}
        told: dict[str, object] = {}
        for edition in editions:
            state = State(Path(folder) / "state", b"made")
            identities = Identities(state.connection, known=state.known)
            for number, edited in edition.items():
                if number in news:
                    day, profile = news.pop(number)
                    identities.remove(f"article/{number}", day, [profile])
                if edited is not None:
                    news[number] = edited
                    identities.add(f"article/{number}", edited[0], [edited[1]])
            identities.settle(Curated(), lambda name, hint: f"{name}+{hint}")
            changed = {*identities.changed(), *(f"article/{number}" for number in edition)}
            now = {f"article/{number}": list(identities.of(f"article/{number}")) for number in news}
            state.made_for(b"")
            state.keep()
            state.close()
            assert sorted(now.items()) == answers((number, news[number]) for number in sorted(news))
            assert {key for key in now if now[key] != told.get(key)} <= changed
            told = {**now}


@pytest.mark.parametrize(
    ("one", "other"), [("Ute Maier-Roth", "Ute Kunze-Roth"), ("Karl Otto Brandt", "Karl Emil Brandt")]
)
def test_names_that_differ_in_their_second_word_are_not_compared(one: str, other: str) -> None:
    features = ("head:minister", "role:umweltminister", "with:iulia bek~Julia Beck")
    found = answers(
        (n, ("2021-01-01", Profile(name, features=features))) for n, name in enumerate((one, other))
    )
    assert found == [("article/0", []), ("article/1", [])]


def test_a_name_without_a_second_word_is_one_with_the_one_that_it_fits() -> None:
    minister, trainer = (
        ("head:minister", "role:umweltminister", "with:iulia bek~Julia Beck"),
        ("role:trainer",),
    )
    news = [("Ute Roth", minister), ("Ute Maier-Roth", minister), ("Ute Kunze-Roth", trainer)]
    found = answers(
        (n, (f"202{n}-01-01", Profile(name, features=features))) for n, (name, features) in enumerate(news)
    )
    meant = [[(name, identity.name) for name, identity in each] for _, each in found]
    assert meant[1] == [("Ute Maier-Roth", "Ute Roth")]
    assert ("Ute Kunze-Roth", "Ute Roth") not in meant[2]


def test_what_weighs_little_is_told_only_if_there_is_nothing_else() -> None:
    places = tuple(f"place:ort{n}" for n in range(3))
    weighty = ("field:politics", *places, "role:umweltminister")
    news = [weighty, ("field:sport", "role:trainer"), weighty]
    found = answers(
        (n, (f"202{n}-01-01", Profile("Jan Berg", features=features))) for n, features in enumerate(news)
    )
    decision = found[2][1][0][1].decision
    assert decision is not None
    assert [reason.partition(" (")[0] for reason in decision.reasons] == [
        "role: umweltminister",
        "name",
        "field: politics",
    ]


def test_people_and_places_named_once_among_many_articles_join_no_namesakes() -> None:
    trier = ("place:trier", "with:eva kant~Eva Kant", "topic:rat")
    kiel = ("place:kiel", "with:iulia bek~Julia Beck", "topic:hafen")
    both = (*trier, "with:iulia bek~Julia Beck", "place:kiel")
    features = [*8 * [trier], *8 * [kiel], tuple(sorted(both))]
    found = answers(
        (n, (f"2020-01-{n + 1:02}", Profile("Jan Berg", features=each))) for n, each in enumerate(features)
    )
    meant = [{identity.hint for _, identity in told} or {""} for _, told in found]
    people = dict(zip((int(key.partition("/")[2]) for key, _ in found), meant, strict=True))
    assert len({frozenset(people[n]) for n in range(8)}) == 1
    assert len({frozenset(people[n]) for n in range(8, 16)}) == 1
    assert people[0] != people[8]
    assert people[16] == people[0]


def test_a_group_that_was_not_in_the_news_for_long_joins_whom_it_fits_best() -> None:
    sport = [("field:sport", "role:trainer"), ("area:sport",)]
    alike = [Profile("Jan Berg", common=True, features=each) for each in sport]
    others = [
        Profile("Jan Berg", common=True, born=1900 + 5 * n, features=(f"role:beruf{n}",)) for n in range(60)
    ]
    found = answers((n, (f"20{10 + n}-01-01", profile)) for n, profile in enumerate((*alike, *others)))
    hints = {key: [identity.hint for _, identity in told] for key, told in found}
    assert hints["article/0"] == []
    assert hints["article/1"] in ([], [""])
    assert len({tuple(hints[f"article/{n}"]) for n in range(2, 62)}) == 60


def test_a_name_in_many_articles_costs_no_more_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.link.identity import evidence, namesakes

    weighed = itertools.count()
    weigh = evidence.weigh

    def counted(*given: object, **more: object) -> object:
        next(weighed)
        return weigh(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(namesakes, "weigh", counted)
    roles = [f"role:beruf{n % 90}" for n in range(900)]
    fields = ("field:sport", "field:arts", "field:police")
    answers(
        (n, (f"2020-{1 + n // 80:02}-01", Profile("Jan Berg", common=True, features=(fields[n % 3], role))))
        for n, role in enumerate(roles)
    )
    most = namesakes.MOST
    assert next(weighed) < 900 * 2 * most + 2 * most * most


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Die Polizei suchte Eva Kant.", "listed:polizei"),
        ("Das Landgericht Kiel lud Eva Kant.", "org:landgericht kiel"),
    ],
)
def test_an_institution_that_every_town_has_says_less_of_who_somebody_is(text: str, kind: str) -> None:
    (profile,) = profiles(read_text(text), ())
    assert kind in profile.features
