"""The plugins of docs/extending.md are installed, found by their entry points, and work."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.model import Span
from kg.tagging import Name, aligned, tag_sentences
from tests.support.cli import ROOT, environment

PAGE = (ROOT / "docs" / "extending.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)
METADATA = "Metadata-Version: 2.1\nName: kg-plugins\nVersion: 1.0\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page's modules and the metadata that an installation leaves."""
    folder = tmp_path_factory.mktemp("plugins")
    for _, code in BLOCKS:
        if module := re.match(r"# (\w+\.py)\n", code):
            (folder / module[1]).write_text(code, "utf-8")
    tables = [code for language, code in BLOCKS if language == "toml"]
    groups: dict[str, str] = {}
    for table in tables:
        head, rows = table.split("\n", 1)
        group = head.removeprefix('[project.entry-points."').removesuffix('"]')
        groups[group] = groups.get(group, "") + rows.replace('"', "")
    points = "".join(f"[{group}]\n{rows}" for group, rows in groups.items())
    info = folder / "kg_plugins-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(METADATA)
    (info / "entry_points.txt").write_text(points)
    (folder / "corpus").mkdir()
    (folder / "corpus" / "a.txt").write_text(
        "NOTE: Im Hafen\nDie MS Alba liegt im Hafen von Kiel. Die MS Alba bleibt."
    )
    return folder


def run(place: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    path = f"{ROOT}:{place}"
    return subprocess.run(
        [sys.executable, *arguments], cwd=place, env=environment(PYTHONPATH=path), capture_output=True,
        check=False, timeout=60,
    )  # fmt: skip


def test_the_command_line_finds_reader_and_extractor(place: Path) -> None:
    done = run(
        place,
        "-m",
        "kg",
        "build",
        "corpus",
        "-o",
        "g.nt",
        "--extractors",
        "sentences,mentions,quotations,ships",
    )
    assert done.returncode == 0, done.stderr
    graph = (place / "g.nt").read_text("utf-8")
    assert '"Im Hafen"@de' in graph
    assert '<https://schema.org/name> "Alba"' in graph
    assert graph.count('"ship-prefix"') == 2
    assert run(place, "-m", "kg", "validate", "g.nt").returncode == 0


def test_the_python_of_the_page_runs(place: Path) -> None:
    snippets = [code for language, code in BLOCKS if language == "python" and not code.startswith("# kg_")]
    assert len(snippets) == 2
    prepare = (
        "import kg_notes, kg_ships\nfrom kg.model import Document\n"
        "documents = [Document(article=a) for a in kg_notes.read(b'NOTE: A\\nDie MS Alba.', name='n', path='p')]\n"
    )
    done = run(place, "-c", prepare + "".join(snippets) + "print(graph.report.articles)")
    assert (done.returncode, done.stdout.strip()) == (0, b"1"), done.stderr


def test_a_tagger_of_spacy_takes_the_place_of_kgs(place: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed; pip install spacy")
    pipeline = spacy.blank("de")
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "MS Alba"}])
    pipeline.to_disk(place / "de_core_news_lg")  # where spacy.load finds it, too
    chosen = "sentences,mentions-spacy,quotations,coreference,topics"
    done = run(place, "-m", "kg", "build", "corpus", "-o", "s.nt", "--extractors", chosen)
    assert done.returncode == 0, done.stderr
    graph = (place / "s.nt").read_text("utf-8")
    assert '<https://schema.org/name> "MS Alba"' in graph
    assert '"mentions-spacy"' in graph
    assert run(place, "-m", "kg", "validate", "s.nt").returncode == 0


def test_places_in_a_string_become_names_of_whole_words() -> None:
    text = "Am  Abend sprach Anna Berg,  Chefin der SPD."
    (sentence,) = tag_sentences(text, [Span(0, len(text))])
    joined = " ".join(token.text for token in sentence.tokens)
    start, party = joined.index("nna"), joined.index("SPD")
    found = [
        (party, party + 3, "ORG", 0.8),
        (start, start + 5, "PER", 0.7),
        (start + 4, start + 6, "LOC", 0.9),
        (0, 999, "OTH", 1.0),
    ]
    names = aligned(sentence, found)
    assert [(n.type, [t.text for t in sentence.tokens[n.start : n.end]]) for n in names] == [
        ("PER", ["Anna", "Berg"]),
        ("ORG", ["SPD"]),
    ]
    assert names[0] == Name(3, 5, "PER", 0.7)


def test_the_formats_that_a_file_may_have_are_named_to_the_user(place: Path) -> None:
    (place / "other.txt").write_text("Nur Text.")
    done = run(place, "-m", "kg", "build", "other.txt", "-o", "g.nt")
    assert b"known formats: json, warc, taz, notes" in done.stderr


def test_a_plugin_that_cannot_be_loaded_is_named(place: Path, tmp_path: Path) -> None:
    info = tmp_path / "kg_bad-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(METADATA.replace("kg-plugins", "kg-bad"))
    (info / "entry_points.txt").write_text("[kg.extractors]\nbad = kg_missing:EXTRACTOR\n")
    done = run(tmp_path, "-m", "kg", "build", str(place / "corpus"), "-o", "g.nt", "--extractors", "bad")
    assert done.returncode == 2
    assert b"the plugin 'kg_missing:EXTRACTOR' cannot be loaded" in done.stderr


def test_no_plugin_is_left_in_the_registry_of_this_process() -> None:
    registry = json.loads((ROOT / "tests" / "registry.json").read_text("utf-8"))
    assert "notes" not in registry["kg.readers"]
