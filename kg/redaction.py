"""Takes a person out of an article: names are blacked out, character by character, so that all offsets stay."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from kg.model import Article, Document, EntityKind, MentionForm, Related

BLACK = "█"
_WORD = re.compile(r"\w")


def mask(text: str, forms: Iterable[str]) -> str:
    """Return a text of the same length in which each form of a name, with a genitive's s, is blacked out.

    Parameters:
        text: any text.
        forms: names as the text has them; longer ones are looked for first.
    """
    known = sorted({form for form in forms if form.strip()}, key=lambda form: (-len(form), form))
    if not known:
        return text
    names = "|".join(re.escape(form) for form in known)
    return re.sub(rf"(?<!\w)(?:{names})s?(?!\w)", lambda match: _WORD.sub(BLACK, match[0]), text)


def redact(document: Document, gone: Callable[[str], bool]) -> Document:
    """Return a document without the people that ``gone`` says by name, or the same if they are not in it.

    Their mentions and quotations are left out, they are no authors, and their names are blacked out in the
    text, the titles of related articles and the keywords.
    """
    out = {
        index
        for index, chain in enumerate(document.chains)
        if chain.kind is EntityKind.PERSON and chain.named and gone(chain.name)
    }
    authors = [name for name in document.article.authors if gone(name)]
    if not out and not authors:
        return document
    text = document.article.text
    forms = {*authors}
    for index in out:
        forms |= {document.chains[index].name, *document.chains[index].aliases}
    forms |= {
        mention.span.of(text)
        for mention in document.mentions
        if mention.chain in out and mention.form is MentionForm.NAME
    }
    chains = tuple(
        replace(chain, name=BLACK, aliases=()) if index in out else chain
        for index, chain in enumerate(document.chains)
    )
    return replace(
        document,
        article=_article(document.article, forms, frozenset(authors)),
        mentions=tuple(mention for mention in document.mentions if mention.chain not in out),
        quotations=tuple(q for q in document.quotations if not out & {q.source, *q.together}),
        roles=tuple(role for role in document.roles if role.holder not in out),
        chains=chains,
        namings=tuple(naming for naming in document.namings if naming.chain not in out),
    )


def _article(article: Article, forms: set[str], authors: frozenset[str]) -> Article:
    return replace(
        article,
        text=mask(article.text, forms),
        authors=tuple(name for name in article.authors if name not in authors),
        keywords=tuple(word for word in article.keywords if mask(word, forms) == word),
        related=tuple(_related(related, forms) for related in article.related),
    )


def _related(related: Related, forms: set[str]) -> Related:
    label = related.label if related.label is None or mask(related.label, forms) == related.label else None
    return replace(
        related,
        title=mask(related.title, forms),
        kicker=None if related.kicker is None else mask(related.kicker, forms),
        headline=mask(related.headline, forms),
        teaser=mask(related.teaser, forms),
        label=label,
    )
