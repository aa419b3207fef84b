"""The tables of who is who, and the questions that are asked of them."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS profiles (key TEXT, day TEXT, article TEXT, name TEXT, surname TEXT, profile BLOB,
                                     PRIMARY KEY (key, day, article, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS persons (key TEXT, number INT, name TEXT, hint TEXT, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS identified (article TEXT, name TEXT, key TEXT, number INT, decision BLOB,
                                       PRIMARY KEY (article, name)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS identified_person ON identified (key, number);
CREATE TEMP TABLE known (key TEXT, number INT, known BLOB, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TEMP TABLE signs (surname TEXT, feature TEXT, key TEXT, number INT,
                         PRIMARY KEY (surname, feature, key, number)) WITHOUT ROWID;
CREATE TEMP TABLE redo (key TEXT PRIMARY KEY, surname TEXT) WITHOUT ROWID
"""
UNDATED = "9999"  # after all days: what has no date must not change what has one
ALONE = "EXISTS (SELECT 1 FROM profiles AS s WHERE s.key = '=' || {surname})"  # whether somebody has the surname alone
TO_PART = """
SELECT key, day, article, profile FROM profiles WHERE key IN (
  SELECT key FROM profiles GROUP BY key HAVING count(*) > 1
  UNION SELECT key FROM profiles WHERE surname IN (SELECT surname FROM profiles WHERE key >= '=' AND key < '>'))
ORDER BY key, day, article, name
"""
SINGLE = (
    "SELECT article, profile FROM profiles WHERE key >= '=' AND key < '>' ORDER BY key, day, article, name"
)
ALSO_REDO = f"""
INSERT OR IGNORE INTO redo SELECT p.key, p.surname FROM profiles AS p WHERE p.surname IN (
  SELECT r.surname FROM redo AS r WHERE r.key = '=' || r.surname OR {ALONE.format(surname="r.surname")})
"""  # noqa: S608 - our own names
PART_AGAIN = f"""
SELECT p.key, p.day, p.article, p.profile FROM redo AS r CROSS JOIN profiles AS p ON p.key = r.key
WHERE (SELECT count(*) FROM (SELECT 1 FROM profiles AS o WHERE o.key = r.key LIMIT 2)) > 1 OR {ALONE.format(surname="r.surname")}
ORDER BY r.key, p.day, p.article, p.name
"""  # noqa: S608 - our own names
SINGLE_AGAIN = """
SELECT p.article, p.profile FROM redo AS r CROSS JOIN profiles AS p ON p.key = r.key
WHERE r.key >= '=' AND r.key < '>' ORDER BY r.key, p.day, p.article, p.name
"""
TIED = """
SELECT i.* FROM redo AS r CROSS JOIN profiles AS p ON p.key = r.key CROSS JOIN identified AS i ON i.article = p.article AND i.name = p.name
"""
OTHERS = """
SELECT {what} FROM (SELECT * FROM before_{of} EXCEPT {now}) UNION SELECT {what} FROM ({now} EXCEPT SELECT * FROM before_{of})
"""
CHANGED = f"""
SELECT article FROM ({OTHERS.format(what="article", of="identified", now=TIED)})
UNION SELECT article FROM identified WHERE key IN other_persons
UNION SELECT p.article FROM profiles AS p WHERE p.key IN (SELECT '=' || r.surname FROM redo AS r WHERE r.key IN other_persons)
"""  # noqa: S608 - our own names
