"""The tables of who is who, and the questions that are asked of them."""

import sqlite3
from collections.abc import Iterator
from typing import Any

from kg.link.identity.names import BRANCH

Row = tuple[str, str, bytes, Any, Any, Any]
"""A name in an article: article, name, profile, and to whom it was tied."""
Tie = tuple[str, int, bytes | None]
"""Key and number of a person, and why."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS profiles (key TEXT, day TEXT, article TEXT, name TEXT, surname TEXT, profile BLOB,
                                     PRIMARY KEY (key, day, article, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS persons (key TEXT, number INT, root INT, name TEXT, hint TEXT, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS identified (article TEXT, name TEXT, key TEXT, number INT, decision BLOB,
                                       PRIMARY KEY (article, name)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS identified_person ON identified (key, number);
CREATE TABLE IF NOT EXISTS alone (surname TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS known (key TEXT, number INT, known BLOB, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS signs (surname TEXT, feature TEXT, key TEXT, number INT,
                                  PRIMARY KEY (surname, feature, key, number)) WITHOUT ROWID;
CREATE TEMP TABLE redo (key TEXT PRIMARY KEY, surname TEXT) WITHOUT ROWID;
CREATE TEMP TABLE redo_alone (surname TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE other_articles (article TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE other_names (key TEXT PRIMARY KEY, surname TEXT) WITHOUT ROWID
"""
UNDATED = "9999"  # after all days: what has no date must not change what has one
_AFTER = chr(ord(BRANCH) + 1)
_SINGLE = "{key} >= '=' AND {key} < '>'"  # of a name that is a surname alone
_BRANCHES = f"p.key > {{key}} || '{BRANCH}' AND p.key < {{key}} || '{_AFTER}'"  # of names with a second word

# Of names that were touched. What has no second word is decided together with all that have one.
_ALL = f"""
INSERT OR IGNORE INTO redo SELECT DISTINCT p.key, p.surname FROM profiles AS p WHERE NOT ({_SINGLE.format(key="p.key")})
"""  # noqa: S608 - our own names
_ALL_ALONE = f"INSERT OR IGNORE INTO redo_alone SELECT DISTINCT surname FROM profiles AS p WHERE {_SINGLE.format(key='p.key')}"  # noqa: S608
_FAMILIES = f"""
INSERT OR IGNORE INTO redo SELECT p.key, p.surname FROM redo AS r
  JOIN profiles AS p ON p.key = substr(r.key, 1, instr(r.key, '{BRANCH}') - 1) WHERE instr(r.key, '{BRANCH}')
"""  # noqa: S608
_TOGETHER = f"""
INSERT OR IGNORE INTO redo SELECT p.key, p.surname FROM redo AS r JOIN profiles AS p ON {_BRANCHES.format(key="r.key")}
  WHERE NOT instr(r.key, '{BRANCH}')
"""  # noqa: S608

# Surnames that somebody has alone in an article now, and nobody had before, or the other way round.
_IS_ALONE = "EXISTS (SELECT 1 FROM profiles AS s WHERE s.key = '=' || r.surname)"
_FLIPPED = f"SELECT surname FROM redo_alone AS r WHERE {_IS_ALONE} <> EXISTS (SELECT 1 FROM alone AS a WHERE a.surname = r.surname)"  # noqa: S608
_FLIPPING = f"""
INSERT OR IGNORE INTO redo SELECT p.key, p.surname FROM profiles AS p WHERE p.surname IN ({_FLIPPED})
  AND NOT ({_SINGLE.format(key="p.key")})
"""  # noqa: S608
_NOT_ALONE = "DELETE FROM alone WHERE surname IN (SELECT surname FROM redo_alone)"
_ALONE = f"INSERT INTO alone SELECT surname FROM redo_alone AS r WHERE {_IS_ALONE}"  # noqa: S608

FIRST = (_ALL, _ALL_ALONE, _ALONE)
"""What is to be decided in a first build."""
AGAIN = (_FLIPPING, _NOT_ALONE, _ALONE, _FAMILIES, _TOGETHER)
"""What is to be decided in a build after another, beside what was touched."""

_ROW = """
SELECT p.article, p.name, p.profile, i.key, i.number, i.decision FROM profiles AS p
LEFT JOIN identified AS i ON i.article = p.article AND i.name = p.name WHERE {which} ORDER BY p.day, p.article, p.name
"""
ROWS = _ROW.format(which="p.key = ?1")
_FAMILY = "p.key = ?1 OR " + _BRANCHES.format(key="?1")
FAMILY_ROWS = _ROW.format(which=_FAMILY)
FAMILY_KEYS = f"SELECT DISTINCT key FROM profiles AS p WHERE {_FAMILY}"  # noqa: S608
ROOTS = """
UPDATE identified SET number = p.root FROM persons AS p
WHERE p.key = identified.key AND p.number = identified.number AND p.root <> p.number
"""

CHANGED = """
SELECT article FROM other_articles
UNION SELECT article FROM identified WHERE key IN (SELECT key FROM other_names)
UNION SELECT p.article FROM profiles AS p WHERE p.key IN (SELECT '=' || surname FROM other_names)
"""


def person_key(db: sqlite3.Connection, branch: str) -> str:
    """Return the key under which the people of a name are kept; see :attr:`kg.link.identity.names.Name.branch`."""
    family, second, _ = branch.partition(BRANCH)
    if not second:
        return branch
    found = db.execute("SELECT 1 FROM profiles WHERE key = ? LIMIT 1", (family,)).fetchone()
    return branch if found is None else family


def decided_together(db: sqlite3.Connection, key: str) -> Iterator[Row]:
    """Yield the names in articles among which the people of a key are found, by day; none if there is no such key."""
    if key.startswith("="):
        return db.execute(ROWS, (key,))
    if person_key(db, key) != key:
        return iter(())
    if BRANCH in key:
        return db.execute(ROWS, (key,))
    if db.execute("SELECT 1 FROM profiles WHERE key = ? LIMIT 1", (key,)).fetchone() is None:
        return iter(())
    return db.execute(FAMILY_ROWS, (key,))
