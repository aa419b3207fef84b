"""What went wrong with mentions, chains and links of an article, one error at a time, by class."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from benchmarks.resolving.gold import GoldMention
from benchmarks.resolving.matching import Match
from benchmarks.resolving.measures import linking, wikidata


@dataclass(frozen=True, slots=True)
class Wrong:
    """One error: in which article, of which class, with which words."""

    article: str
    what: str
    words: str


def chain_errors(matches: Iterable[Match]) -> Iterator[Wrong]:
    """Yield what is wrong with the mentions of persons: missed, tied to another, tied to nobody, or none."""
    for match in matches:
        found = {mention: item for item, mention in match.loose.items()}
        for mention in match.gold.mentions:
            if mention.entity is None or not match.gold.entities[mention.entity].human:
                continue
            what = _what(match, mention, found[mention].entity if mention in found else "")
            if what:
                yield Wrong(match.gold.name, f"{mention.form} {what}", _around(match, mention))
        yield from _spurious(match)


def _what(match: Match, mention: GoldMention, iri: str | None) -> str | None:
    if iri == "":
        return "not found"
    if iri is None:
        return "tied to nobody"
    meant = match.meaning.get(iri)
    return None if meant == mention.entity else "tied to another"


def _around(match: Match, mention: GoldMention) -> str:
    text = match.gold.text
    before, after = text[max(0, mention.start - 25) : mention.start], text[mention.end : mention.end + 25]
    return f"{before}[{match.words(mention)}|{mention.entity}]{after}".replace("\n", " ")


def _spurious(match: Match) -> Iterator[Wrong]:
    for found in match.answer.mentions:
        if "person" not in match.kinds(found.entity) or match.is_left_out(found):
            continue
        mention = match.loose.get(found)
        if mention is None:
            yield Wrong(match.gold.name, f"{found.form} that is none", match.words(found))
        elif mention.entity and not match.gold.entities[mention.entity].human:
            yield Wrong(match.gold.name, f"{found.form} that is no person", match.words(found))


def link_errors(matches: Iterable[Match]) -> Iterator[Wrong]:
    """Yield what is wrong with links: another item, or none."""
    matches, known = list(matches), wikidata()
    for match, found in linking(matches)[1]:
        entity = match.entities[found.entity or ""]
        yield Wrong(
            match.gold.name, "another item", f"{match.words(found)}: {', '.join(sorted(entity.items))}"
        )
    for match in matches:
        linked = {
            mention
            for found, mention in match.exact.items()
            if found.entity and match.entities[found.entity].items
        }
        for mention in match.gold.mentions:
            if mention.entity in known and mention not in linked:
                yield Wrong(match.gold.name, "no item", match.words(mention))
