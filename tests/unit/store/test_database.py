"""A database folder is whole or it is none: whatever ends a load, and whenever."""

from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import GraphError, KgError, OutputError, UsageError
from kg.store.database import NOTE, is_database, open_database, replace_database

A, B, C = (pyoxigraph.NamedNode(f"http://example.org/{name}") for name in "abc")


def fill(*subjects: pyoxigraph.NamedNode, then: BaseException | None = None) -> "Fill":
    return Fill(subjects, then)


class Fill:
    def __init__(self, subjects: tuple[pyoxigraph.NamedNode, ...], then: BaseException | None) -> None:
        self.subjects = subjects
        self.then = then

    def __call__(self, store: pyoxigraph.Store) -> None:
        for subject in self.subjects:
            store.add(pyoxigraph.Quad(subject, A, A))
        if self.then is not None:
            raise self.then


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def subjects(folder: Path) -> set[str]:
    return {str(quad.subject)[-2] for quad in open_database(folder)}


def test_a_new_database_and_one_that_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "db"
    replace_database(folder, fill(A), keep=True, datasets=True)
    assert subjects(folder) == {"a"}
    replace_database(folder, fill(B), keep=True, datasets=True)
    assert subjects(folder) == {"a", "b"}
    replace_database(folder, fill(C), keep=False, datasets=True)
    assert subjects(folder) == {"c"}
    assert names(tmp_path) == ["db"]


def test_an_empty_folder_and_a_link_are_filled(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    replace_database(tmp_path / "link", fill(A), keep=True, datasets=True)
    assert subjects(tmp_path / "real") == {"a"}
    assert (tmp_path / "link").is_symlink()


@pytest.mark.parametrize("error", [KeyboardInterrupt(), GraphError("bad"), SystemExit(1)])
def test_what_ends_early_leaves_the_old_database(tmp_path: Path, error: BaseException) -> None:
    folder = tmp_path / "db"
    with pytest.raises(type(error)):
        replace_database(folder, fill(A, then=error), keep=True, datasets=True)
    assert names(tmp_path) == []
    replace_database(folder, fill(A), keep=True, datasets=True)
    with pytest.raises(type(error)):
        replace_database(folder, fill(B, then=error), keep=True, datasets=True)
    assert subjects(folder) == {"a"}
    assert names(tmp_path) == ["db"]


def test_trouble_with_the_disk_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot write the database '.*': No space left on device"):
        replace_database(
            tmp_path / "db", fill(then=OSError("No space left on device")), keep=True, datasets=True
        )
    with pytest.raises(OutputError, match="its folder does not exist"):
        replace_database(tmp_path / "no" / "db", fill(A), keep=True, datasets=True)


def killed_between(folder: Path, *steps: str) -> None:
    """Leave what a load leaves that is killed in the middle of putting its database in place."""
    work = folder.with_name(f".{folder.name}.load")
    replace_database(folder, fill(A), keep=False, datasets=True)
    replace_database(folder.with_name("next"), fill(B), keep=False, datasets=True)
    work.mkdir()
    if "new is whole" in steps:
        folder.with_name("next").rename(work / "new")
    else:
        (work / "new").mkdir()
        (folder.with_name("next") / "CURRENT").rename(work / "new" / "CURRENT")
    if "old is away" in steps:
        folder.rename(work / "old")


@pytest.mark.parametrize(
    ("steps", "kept"),
    [((), "a"), (("new is whole",), "a"), (("new is whole", "old is away"), "b"), (("old is away",), "a")],
)
def test_the_next_load_clears_up_after_a_killed_one(
    tmp_path: Path, steps: tuple[str, ...], kept: str
) -> None:
    folder = tmp_path / "db"
    killed_between(folder, *steps)
    if "old is away" in steps:
        with pytest.raises(GraphError, match="there is no folder"):
            open_database(folder)
    replace_database(folder, fill(C), keep=True, datasets=True)
    assert subjects(folder) == {kept, "c"}
    assert not folder.with_name(".db.load").exists()


def test_two_loads_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "db"

    def second(store: pyoxigraph.Store) -> None:
        with pytest.raises(OutputError, match="another kg load is at work"):
            replace_database(folder, fill(B), keep=True, datasets=True)
        store.add(pyoxigraph.Quad(A, A, A))

    replace_database(folder, second, keep=True, datasets=True)
    assert subjects(folder) == {"a"}


def test_a_database_that_a_server_has_open_is_not_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "db"
    replace_database(folder, fill(A), keep=True, datasets=True)
    server = open_database(folder, read_only=False)
    for keep in (True, False):
        with pytest.raises(KgError, match="another program has it open"):
            replace_database(folder, fill(B), keep=keep, datasets=True)
    del server
    assert subjects(folder) == {"a"}


def test_readers_go_on_with_the_old_database(tmp_path: Path) -> None:
    folder = tmp_path / "db"
    replace_database(folder, fill(A), keep=True, datasets=True)
    reader = open_database(folder)
    assert open_database(folder) is not reader
    replace_database(folder, fill(B), keep=False, datasets=True)
    assert [str(quad.subject)[-2] for quad in reader] == ["a"]
    assert subjects(folder) == {"b"}


def test_what_is_no_whole_database(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    pyoxigraph.Store(str(foreign)).add(pyoxigraph.Quad(A, A, A))
    damaged = tmp_path / "damaged"
    replace_database(damaged, fill(A), keep=True, datasets=True)
    (damaged / "CURRENT").write_text("nonsense")
    newer = tmp_path / "newer"
    replace_database(newer, fill(A), keep=True, datasets=True)
    (newer / NOTE).write_text('{"datasets": true, "layout": 3}')
    torn = tmp_path / "torn"
    replace_database(torn, fill(A), keep=True, datasets=True)
    (torn / NOTE).write_text('{"data')
    file = tmp_path / "file"
    file.touch()
    for folder, words in [
        (tmp_path / "missing", "there is no folder"),
        (file, "there is no folder"),
        (foreign, "is no database that kg load wrote to its end"),
        (damaged, "cannot open the database"),
        (newer, "does not know layout 3"),
        (torn, "cannot read"),
    ]:
        with pytest.raises(GraphError, match=words):
            open_database(folder)
    assert not is_database(foreign)


@pytest.mark.parametrize("kind", ["a file", "something else"])
def test_what_is_something_else_stays(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "target"
    if kind == "a file":
        target.write_text("mine")
    else:
        target.mkdir()
        (target / "mine").touch()
    with pytest.raises(UsageError, match=kind):
        replace_database(target, fill(A), keep=False, datasets=True)
    assert target.is_file() or (target / "mine").exists()
    assert names(tmp_path) == ["target"]
