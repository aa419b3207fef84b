"""The index of the words in headlines, names and quotations, and the list of all these words."""

INDEX = """
CREATE VIRTUAL TABLE found_article USING fts5(kicker, headline, lede, content='', tokenize='unicode61 remove_diacritics 2');
INSERT INTO found_article (rowid, kicker, headline, lede) SELECT id, kicker, headline, lede FROM article;
CREATE VIRTUAL TABLE found_thing USING fts5(name, aliases, content='', tokenize='unicode61 remove_diacritics 2');
INSERT INTO found_thing (rowid, name, aliases) SELECT id, name || ' ' || coalesce(note, ''),
  (SELECT group_concat(words, ' ') FROM called WHERE thing = thing.id) FROM thing;
CREATE VIRTUAL TABLE found_quotation USING fts5(words, content='', tokenize='unicode61 remove_diacritics 2');
INSERT INTO found_quotation (rowid, words) SELECT id, words FROM quotation;
CREATE VIRTUAL TABLE temp.vocabulary_a USING fts5vocab(main, found_article, row);
CREATE VIRTUAL TABLE temp.vocabulary_t USING fts5vocab(main, found_thing, row);
CREATE VIRTUAL TABLE temp.vocabulary_q USING fts5vocab(main, found_quotation, row);
CREATE TABLE word (id INTEGER PRIMARY KEY, word TEXT UNIQUE, times INT);
INSERT INTO word (word, times) SELECT term, sum(doc) FROM (SELECT term, doc FROM temp.vocabulary_a
  UNION ALL SELECT term, doc FROM temp.vocabulary_t UNION ALL SELECT term, doc FROM temp.vocabulary_q)
  WHERE length(term) BETWEEN 3 AND 40 GROUP BY term;
"""
