"""Assembles an article from its sections: one clean text, and everything else pointing into it."""

import hashlib
import re
from collections.abc import Iterator, Sequence

from kg.model import Article, Block, BlockKind, Link, Related, Span, Turn
from kg.readers.decode import decode
from kg.readers.taz.body import Part, parts
from kg.readers.taz.dateline import take_dateline
from kg.readers.taz.inline import Passage, join
from kg.readers.taz.interview import voices
from kg.readers.taz.lines import Line, Page, pages
from kg.readers.taz.related import Item, items
from kg.readers.taz.sections import Sections, split
from kg.readers.taz.titles import article_id, colons, same_slug, slug_in, split_title
from kg.readers.taz.wrap import ends_sentence
from kg.report import Problem, Severity

_LINK = re.compile(r"\[(\d{1,4})\] (\S+)")
_LISTING = re.compile(r"(Alle Artikel|Artikel) (von|zum|aus|zu) ", re.IGNORECASE)
_NAVIGATION = re.compile(
    r"Introduction( Statistics Contact Development Disclaimer Help)?|.*P H O X Y.*|gophering on .*"
)
_SATIRE = frozenset({"die wahrheit", "wahrheit", "satire"})


class _Text:
    """The article's text as it grows."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.anchors: list[tuple[int, Span]] = []

    def add(self, kind: BlockKind, passage: Passage) -> None:
        """Append a passage as a block of its own; a passage without words adds nothing."""
        if not passage.text.strip():
            return
        if self.blocks:
            verse = kind is BlockKind.VERSE and self.blocks[-1].kind is kind
            self.text += "\n" if verse else "\n\n"
        at = len(self.text)
        self.text += passage.text
        self.blocks.append(
            Block(
                kind=kind,
                span=Span(at, len(self.text)),
                line=passage.line,
                cuts=tuple(at + cut for cut in passage.cuts),
            )
        )
        self.anchors += [
            (a.number, Span(at + a.start, at + a.end)) for a in passage.anchors if a.start < a.end
        ]


def read(data: bytes, *, name: str, path: str) -> Iterator[Article | Problem]:
    """Read a file of the text edition.

    Parameters:
        data: the file's bytes.
        name: the source's name in the graph.
        path: the source's name in messages.

    Yields:
        the file's article (several if files were joined), and a problem for whatever was not understood.
    """
    decoded = decode(data)
    if decoded is None:
        message = "the file looks like an article but holds too many control characters to be text"
        yield Problem(code="binary", severity=Severity.ERROR, message=message, path=path, line=1)
        return
    digest = hashlib.sha256(data).hexdigest()
    for page in pages(decoded.text):
        sections = split(page.lines)
        refusal = _refusal(sections, page, path)
        if refusal is not None:
            yield refusal
            continue
        reader = _Reader(page, sections, path)
        article = reader.article(name, digest)
        if decoded.encoding != "utf-8":
            reader.warn("encoding", f"the file is not UTF-8; it was read as {decoded.encoding}", None)
        yield article
        yield from reader.problems


def _refusal(sections: Sections, page: Page, path: str) -> Problem | None:
    """Return why a page is no article: a listing, or a page without any text."""
    line = sections.headline.number
    bare = not (sections.published or sections.present or sections.lede)
    title = sections.headline.text
    untitled = not any(True for _ in colons(title))
    entries = sum(line.item == "1" for line in sections.body)
    if _LISTING.match(title) or (bare and (untitled or entries > 1)):
        message = f"„{title}“ is a list of articles, not an article"
        hint = "lists are left out; give kg the articles themselves"
        return Problem(
            code="listing", severity=Severity.ERROR, message=message, path=path, line=line, hint=hint
        )
    if not sections.body and not sections.lede:
        message = "the article has a headline but no text"
        return Problem(code="no-text", severity=Severity.ERROR, message=message, path=path, line=line)
    return None


class _Reader:
    """Turns the sections of one page into an article and collects what it could not understand."""

    def __init__(self, page: Page, sections: Sections, path: str) -> None:
        self.page = page
        self.sections = sections
        self.path = path
        self.problems: list[Problem] = []

    def warn(self, code: str, message: str, line: int | None, hint: str = "") -> None:
        """Note something of the article that could not be understood."""
        self.problems.append(
            Problem(
                code=code, severity=Severity.WARNING, message=message, path=self.path, line=line, hint=hint
            )
        )

    def article(self, name: str, digest: str) -> Article:
        """Assemble the article."""
        sections = self.sections
        text = _Text()
        kicker = self._head(text)
        body, dateline = take_dateline(parts(sections.body, rendering=self.page.rendering))
        turns = _add_body(text, body)
        related_items = items(sections.related, [line.text for line in sections.tags])
        self._warn_of_guesses(related_items)
        own, labels = self._tags(len(related_items))
        links = self._links(text)
        related = tuple(
            _related(item, label, links) for item, label in zip(related_items, labels, strict=True)
        )
        self._warn_of_losses(text, body)
        return Article(
            name=name,
            path=self.path,
            format=f"taz/{self.page.rendering}",
            sha256=digest,
            id=article_id(name),
            text=text.text,
            blocks=tuple(text.blocks),
            language="de",
            publisher="taz",
            published=sections.published,
            dateline=dateline,
            authors=tuple(dict.fromkeys(line.text for line in sections.authors)),
            keywords=own,
            links=links,
            related=related,
            turns=turns,
            satire=any(word.lower() in _SATIRE for word in (*own, *(kicker or "").split(": "))),
        )

    def _head(self, text: _Text) -> str | None:
        headline = self.sections.headline
        kicker, title = split_title(headline.text)
        if kicker:
            text.add(BlockKind.KICKER, Passage(kicker, headline.number))
        cuts = (len(title),) if headline.cut else ()
        text.add(BlockKind.HEADLINE, Passage(title or headline.text, headline.number, cuts))
        if self.sections.lede:
            text.add(BlockKind.LEDE, join(self.sections.lede))
        if self.sections.caption:
            text.add(BlockKind.CAPTION, join([self.sections.caption]))
        return kicker

    def _tags(self, related: int) -> tuple[tuple[str, ...], list[str | None]]:
        """Part the article's own tags from the labels of the related articles: the last ones, one each."""
        tags = [line.text for line in self.sections.tags]
        if related > len(tags):
            if tags:
                message = (
                    f"{related} related articles but only {len(tags)} tags: which tags are theirs is unknown"
                )
                self.warn("tags-unclear", message, self.sections.tags[0].number)
            return tuple(dict.fromkeys(tags)), [None] * related
        own = tags[: len(tags) - related]
        return tuple(dict.fromkeys(own)), [*tags[len(tags) - related :]]

    def _warn_of_guesses(self, related: Sequence[Item]) -> None:
        for item in related:
            if not item.sure:
                message = f"whether „{item.title.text[:60]}“ is one related article cannot be told for sure"
                self.warn("related-unclear", message, item.title.number)
        if related and not _complete(related[-1]):
            message = "the list of related articles seems to end early: which tags are theirs is unsure"
            self.warn("tags-unclear", message, related[-1].title.number)

    def _links(self, text: _Text) -> tuple[Link, ...]:
        targets: dict[int, str] = {}
        for line in self.sections.links:
            match = _LINK.fullmatch(line.text)
            if match:
                targets[int(match[1])] = match[2]
            else:
                self.warn("link-unread", f"„{line.text}“ is no link of the form [n] target", line.number)
        for number, span in text.anchors:
            if number not in targets:
                message = f"link [{number}] „{span.of(text.text)}“ has no target below the text"
                self.warn("link-without-target", message, None)
        unused = sorted(targets.keys() - {number for number, _ in text.anchors})
        if unused:
            self.warn("link-unused", f"no words in the text carry link {unused}", None)
        return tuple(
            Link(number=number, span=span, target=targets[number], id=article_id(targets[number]))
            for number, span in text.anchors
            if number in targets
        )

    def _warn_of_losses(self, text: _Text, body: Sequence[Part]) -> None:
        for block in text.blocks:
            if block.cuts:
                message = f"the source cut {len(block.cuts)} line(s) of this {block.kind} at 79 bytes"
                self.warn("truncated-line", message, block.line, "the words are marked as truncated")
        for _, passage in body:
            if passage.unclosed:
                self.warn("link-unclosed", f"link {list(passage.unclosed)} has no end", passage.line)
        if self.sections.published is None:
            hint = "the file seems to end before it; the article is kept as undated"
            self.warn("no-date", "there is no date of publication below the text", None, hint)
        unread: tuple[Line, ...] = self.sections.unread
        unread += tuple(line for line in self.page.preamble if not _NAVIGATION.fullmatch(line.text))
        for line in unread:
            self.warn("line-unread", f"no rule took the line „{line.text[:60]}“", line.number)
        if self.page.controls:
            message = f"{self.page.controls} control character(s) or bidirectional overrides were removed"
            self.warn("control-characters", message, None)


def _add_body(text: _Text, body: Sequence[Part]) -> tuple[Turn, ...]:
    speaking = [(i, p.text) for i, (kind, p) in enumerate(body) if kind is BlockKind.PARAGRAPH]
    by_index = dict(zip((i for i, _ in speaking), voices([words for _, words in speaking]), strict=True))
    turns: list[Turn] = []
    for index, (kind, passage) in enumerate(body):
        voice = by_index.get(index)
        if voice is None:
            text.add(kind, passage)
            continue
        text.add(BlockKind.QUESTION if voice.question else BlockKind.ANSWER, passage)
        span = text.blocks[-1].span
        if span.start + voice.words < span.end:
            words = Span(span.start + voice.words, span.end)
            turns.append(
                Turn(speaker=voice.speaker, question=voice.question, span=words, labelled=voice.words > 0)
            )
    return tuple(turns)


def _related(item: Item, label: str | None, links: Sequence[Link]) -> Related:
    title = item.title.text
    target = next((link.target for link in links if _leads_to(link.target, title)), None)
    kicker, headline = split_title(title, slug_in(target) if target else None)
    return Related(
        title=title,
        kicker=kicker,
        headline=headline,
        title_cut=item.title.cut,
        teaser=join(item.teaser).text if item.teaser else "",
        teaser_cut=any(line.cut for line in item.teaser),
        label=label,
        target=target,
        id=article_id(target) if target else None,
        line=item.title.number,
    )


def _complete(item: Item) -> bool:
    """Say whether a related article has a teaser that comes to an end."""
    last = item.teaser[-1] if item.teaser else item.title
    return last.cut or ends_sentence(last.text)


def _leads_to(target: str, title: str) -> bool:
    """A link's slug is the kicker of the article that it leads to."""
    slug = slug_in(target)
    return slug is not None and any(same_slug(title[:place], slug) for place in colons(title))
