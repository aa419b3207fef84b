"""Makes kg/lang/de/first_names.tsv from the PyPI package nomquamgender 0.1.4 (MIT).

    pip install nomquamgender==0.1.4 && python training/first_names.py

A name is kept if at least ten of the package's sources know it and 400 people bear it; words that German
news use otherwise (``STOP``) are left out.
"""

import json
from importlib.util import find_spec
from pathlib import Path

SOURCES, BEARERS = 10, 400
STOP = frozenset(
    "der die das den dem des ein eine und oder aber wie was wer man mai april august juni juli bild art ende welt "
    "land stadt berg bach stein wald feld haus hof tag nacht sonne mond stern rose fall mann frau kind herr "
    "christ kaiser koenig könig bischof papst graf herzog meister berlin bremen hamburg paris london roma rom "
    "wien bern genf essen halle hagen jena china india asia america europa russland ukraine israel iran irak "
    "georgia jordan chad kenya sudan nord ost west süd mode rat sport post bahn bank bund kunst musik lieder "
    "ist sind war hat haben wird werden kann soll will muss alle viele mehr beim vom zum zur nach vor seit bis "
    "heute gestern morgen damals dort hier auch nur noch nun so da an am im in auf aus bei mit von zu "
    "dazu doch dabei dann denn diese dieser erst ernst fast ganz gut jede jetzt keine lange laut mal "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar dezember sommer winter herbst "
    "er sie es wir ihr uns ich du sich mein dein sein ihre nein ja doktor professor präsident sankt san santa st "
    "real union peace hope princess prince king queen star angel dana nato union minister polizei gericht regierung "
    "partei".split()
)


def main() -> None:
    """Write the table: name in lower case, share of women among its bearers."""
    package = find_spec("nomquamgender")
    if package is None or package.origin is None:
        raise SystemExit("nomquamgender is not installed; pip install nomquamgender==0.1.4")
    names = json.loads((Path(package.origin).parent / "name_data.json").read_text("utf-8"))
    kept = {
        name: row[2]
        for name, row in names.items()
        if row[0] >= SOURCES and row[1] >= BEARERS and len(name) > 2 and name.isalpha() and name not in STOP
    }
    target = Path(__file__).parents[1] / "kg" / "lang" / "de" / "first_names.tsv"
    target.write_text("".join(f"{name}\t{share:.2f}\n" for name, share in sorted(kept.items())), "utf-8")


if __name__ == "__main__":
    main()
