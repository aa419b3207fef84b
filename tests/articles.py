"""Builds articles from their printed lines."""

from dataclasses import asdict
from typing import Any

from kg.extract import annotate
from kg.model import Article, Document
from kg.readers import read
from kg.report import Problem

HEAD = "# taz.de -- Ein Thema: Eine Nachricht\n> Ein Vorspann, der etwas sagt.\n"
TAIL = "\n27 Jan 2022\n## AUTOREN\nEva Muster\n"


def read_all(text: str | bytes, name: str = "a.txt") -> tuple[list[Article], list[Problem]]:
    data = text.encode() if isinstance(text, str) else text
    items = list(read(data, name=name, path=name))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Problem)]


def article(body: str, head: str = HEAD, tail: str = TAIL) -> Article:
    articles, _ = read_all(head + body + tail)
    return articles[0]


def document(body: str, head: str = HEAD, tail: str = TAIL) -> Document:
    return annotate(article(body, head, tail))


def content(item: Article) -> dict[str, Any]:
    """Everything of an article that does not depend on the rendering."""
    fields = asdict(item)
    for name in ("format", "sha256", "path", "name"):
        del fields[name]
    for part in (*fields["blocks"], *fields["related"]):
        del part["line"]
    return fields


def said(doc: Document) -> list[tuple[str, str | None, str | None]]:
    """Words, speaker's name and speaker's words of each quotation."""
    text = doc.article.text
    return [
        (
            " | ".join(part.of(text) for part in q.parts),
            None if q.source is None else doc.chains[q.source].name,
            None if q.speaker is None else q.speaker.of(text),
        )
        for q in doc.quotations
    ]
