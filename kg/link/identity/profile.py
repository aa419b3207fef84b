"""What an article tells of a person: roles, employers, company, subject, age. It decides with whom else the person is one."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

import msgspec

from kg.lang import Language, Relation, language
from kg.link.identity.names import fold
from kg.model import Article, BlockKind, Chain, Document, EntityKind, Mention, MentionForm, Span

_AFTER = 90  # characters after a name in which an apposition may tell who it is
_MOST = 24  # companions, places and topics of each kind that are kept
_AREA_LEAST, _AREA_SHARE = 3, 0.4
_APPOSITION = re.compile(
    r"\s*(?:,\s|\(|[–-]\s|(?=(?:von|vom|aus|bei|beim|der|des|für)\s))(?P<words>[^,.!?;:“”\")\n]*)"
)
_JOINED = re.compile(r"\b(?:und|sowie|oder)\b")
_AGE = re.compile(r"\s*[,(]\s?(?P<age>[1-9]\d)(?:[,)]|\sJahre)")
_AGED = re.compile(r"(?P<age>[1-9]\d)-?jährigen?\w*\s(?:\w+\s){0,3}$")
_NOBODY = frozenset({"frau", "mann", "mensch", "leute", "herr", "person"})
"""Nouns for persons that tell nothing of them."""
_WORD = re.compile(r"[^\W\d_][\w-]*")


class Profile(msgspec.Struct, frozen=True):
    """What one article tells of one person.

    Attributes:
        name: the fullest name that the article gives.
        called: the name without a role that the article makes part of it („Richter Hofmann“: Hofmann).
        forms: its other full names in the article, sorted.
        title: the first role that stands beside the name, or ``""``.
        born: the year of birth that a stated age implies, or None.
        common: whether so many bear the surname that namesakes are to be expected.
        shared: whether several full names in the article have this single name for their surname.
        within: the only full name in the article that has this single name for its surname, or ``""``.
        features: what else is told, each as ``kind:value``, sorted; see :data:`KINDS`.
    """

    name: str
    called: str = ""
    forms: tuple[str, ...] = ()
    title: str = ""
    born: int | None = None
    common: bool = False
    shared: bool = False
    within: str = ""
    features: tuple[str, ...] = ()

    @property
    def known_as(self) -> str:
        """The name by which the person is looked up."""
        return self.called or self.name


KINDS = (
    "role",
    "head",
    "field",
    "area",
    "of",
    "party",
    "in",
    "with",
    "org",
    "listed",
    "place",
    "country",
    "topic",
)
"""Of features. Of the person: its role (Verkehrsminister), the role's head (Minister), the field of both, the organisation,
party or place that stands with the name. Of the article: its area, other people (folded and, after ``~``, as written), organisations of a name of their own
and those of the tables or without one (Polizei), places below and above the size of a country, keywords."""


def profiles(document: Document, authors: Collection[str]) -> tuple[Profile, ...]:
    """Return a profile of each person that an article names or that wrote it; each name once, sorted.

    Parameters:
        document: the article with what was found in it.
        authors: those of its authors who are people.
    """
    article = document.article
    tables = language(article.language)
    around = _Around(document, tables)
    mentions = _Mentions(document)
    titles = _titles(document, tables)
    named = {
        chain.name: index
        for index, chain in enumerate(document.chains)
        if chain.named and chain.kind is EntityKind.PERSON and any(map(str.isalnum, chain.name))
    }
    called = {name: _called(name, tables) for name in {*named, *authors}}
    of_surname: dict[str, list[str]] = {}
    for name in named:
        if fold(called[name] or name).full:
            of_surname.setdefault(fold(name).surname, []).append(name)
    found = []
    for name in sorted({*named, *authors}):
        index = named.get(name)
        features: set[str] = set()
        born, title = None, ""
        looked_up = fold(called[name] or name)
        bearers = [] if looked_up.full else of_surname.get(looked_up.surname, [])
        if looked_up.second:
            bearers = [bearer for bearer in bearers if fold(bearer).second == looked_up.second]
        if index is not None:
            features |= _own(document, mentions, index, tables) | around.without(name)
            title = titles.get(index, "")
            born = _born(document.article, mentions.of(index))
        if called[name]:
            features |= set(_of_word(name.split()[0], tables))
        if name in authors:
            features |= {"role:autor:in", "field:media", f"of:{article.publisher.casefold()}"}
        found.append(
            Profile(
                name=name,
                called=called[name],
                forms=document.chains[index].aliases if index is not None else (),
                title=title,
                born=born,
                common=tables.common_surname(name.split()[-1]),
                shared=len(bearers) > 1,
                within=bearers[0] if len(bearers) == 1 else "",
                features=tuple(sorted(features)),
            )
        )
    return tuple(found)


def _called(name: str, tables: Language) -> str:
    """Return the surname of a name that begins with a role, else ``""``."""
    first, _, rest = name.partition(" ")
    noun = tables.person_noun(first)
    is_role = noun is not None and noun.kind == "role" and not tables.is_first_name(first)
    return rest if is_role and rest and " " not in rest and rest[:1].isupper() else ""


class _Mentions:
    """The mentions of a document, by chain and by place."""

    def __init__(self, document: Document) -> None:
        self.all = sorted(document.mentions, key=lambda mention: mention.span)
        self._starts = [mention.span.start for mention in self.all]
        self._of: dict[int, list[Mention]] = {}
        for mention in self.all:
            if mention.chain is not None:
                self._of.setdefault(mention.chain, []).append(mention)

    def of(self, index: int) -> list[Mention]:
        """Return the mentions of a chain, in order."""
        return self._of.get(index, [])

    def within(self, span: Span, index: int) -> list[Mention]:
        """Return the mentions in a stretch of text that are not those of a chain."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [m for m in self.all[first:last] if m.chain != index and span.contains(m.span)]


def _told(document: Document, mentions: _Mentions, index: int) -> Iterator[Span]:
    """Yield the spans whose words tell who the person of a chain is: before and behind the name, and instead of it."""
    text = document.article.text
    for mention in mentions.of(index):
        if mention.role is not None:
            yield mention.role
        if mention.form is MentionForm.NOMINAL:
            yield mention.span
        if mention.form is MentionForm.NAME:
            after = _APPOSITION.match(text, mention.span.end, mention.span.end + _AFTER)
            if after and after["words"]:
                span = _until_another(document, mentions, index, Span(*after.span("words")))
                if span is not None:
                    yield span


def _until_another(document: Document, mentions: _Mentions, index: int, span: Span) -> Span | None:
    """Return what of an apposition is left before „und“ and before the next person."""
    joined = _JOINED.search(document.article.text, span.start, span.end)
    others = [
        (mention.role or mention.span).start
        for mention in mentions.within(span, index)
        if mention.kind is EntityKind.PERSON
    ]
    end = min([span.end if joined is None else joined.start(), *others])
    return Span(span.start, end) if end > span.start else None


def _titles(document: Document, tables: Language) -> dict[int, str]:
    """Return the first role that the article gives to each person, in its usual form, by chain."""
    found: dict[int, str] = {}
    for role in sorted(document.roles, key=lambda role: role.span):
        for told in _of_word(role.span.of(document.article.text), tables):
            if told.startswith("role:"):
                found.setdefault(role.holder, told.removeprefix("role:"))
    return found


def _own(document: Document, mentions: _Mentions, index: int, tables: Language) -> set[str]:
    """Return what stands with a person's name."""
    text = document.article.text
    own = document.chains[index].name.split()
    found: set[str] = set()
    for span in _told(document, mentions, index):
        for word in _WORD.findall(span.of(text)):
            if word in own:
                continue
            found |= set(_of_word(word, tables))
        for mention in mentions.within(span, index):
            if mention.chain is not None:
                found |= set(_attached(document.chains[mention.chain], tables))
    return found


def _of_word(word: str, tables: Language) -> Iterator[str]:
    field = tables.field(word)
    if field is not None:
        yield f"field:{field}"
    noun = tables.person_noun(word)
    if noun is None or noun.kind != "role" or word[:1].isdigit():
        place = tables.place(word) or tables.place(word.capitalize())
        if place is not None and not place.ambiguous:
            yield f"in:{place.place.name.casefold()}"
        return
    head = noun.lemma.casefold()
    if head in _NOBODY or head.endswith("jährige"):
        return
    yield f"head:{head}"
    yield f"role:{_compound(word.casefold(), head)}"


def _compound(word: str, head: str) -> str:
    """Return a role in its usual form: Umweltministerin becomes umweltminister."""
    at = word.translate(_UMLAUTS).rfind(head.translate(_UMLAUTS)[:4])
    return word[:at] + head if at > 0 else head


_UMLAUTS = str.maketrans("äöü", "aou")


def _attached(chain: Chain, tables: Language) -> Iterator[str]:
    name = chain.name.casefold()
    if chain.kind is EntityKind.ORGANIZATION:
        known = tables.organization(chain.name)
        yield f"party:{name}" if known is not None and known.organization.kind == "party" else f"of:{name}"
        yield from (f"field:{field}" for word in chain.name.split() if (field := tables.field(word)))
    elif chain.kind is EntityKind.PLACE:
        yield f"in:{name}"


def _born(article: Article, mentions: Iterable[Mention]) -> int | None:
    """Return the year of birth that the first age that stands with the name implies."""
    if article.published is None:
        return None
    for mention in mentions:
        if mention.form is MentionForm.NAME:
            start = max(0, mention.span.start - 40)
            before = article.text[start : mention.span.start]
            age = _AGE.match(article.text, mention.span.end) or _AGED.search(before)
            if age:
                return article.published.year - int(age["age"])
    return None


class _Around:
    """What an article tells of everybody in it."""

    def __init__(self, document: Document, tables: Language) -> None:
        self._people: list[tuple[str, str]] = []
        found: dict[str, list[str]] = {}
        for chain in document.chains:
            if not chain.named:
                continue
            if chain.kind is EntityKind.PERSON:
                self._people.append((chain.name, f"with:{fold(chain.name).key}~{chain.name}"))
            else:
                kind = _kind(chain, tables)
                if kind:
                    found.setdefault(kind, []).append(f"{kind}:{chain.name.casefold()}")
        found["topic"] = [f"topic:{keyword.casefold()}" for keyword in document.article.keywords]
        self._common = {value for values in found.values() for value in values[:_MOST]}
        self._common |= {f"area:{area}" for area in _areas(document.article, tables)}

    def without(self, name: str) -> set[str]:
        """Return what is told of the company of one of them."""
        return self._common | {feature for other, feature in self._people if other != name and " " in other}


def _kind(chain: Chain, tables: Language) -> str | None:
    if chain.kind is EntityKind.ORGANIZATION:
        return "listed" if tables.organization(chain.name) or _is_common(chain.name, tables) else "org"
    if chain.kind is EntityKind.PLACE:
        place = tables.place(chain.name)
        wide = (
            place is not None
            and place.relation is Relation.NAME
            and place.place.kind not in ("city", "region", "state")
        )
        return "country" if wide else "place"
    return None


def _is_common(name: str, tables: Language) -> bool:
    """Say whether an institution has no name but its kind, as many have: Polizei, Innenministerium, russisches Außenministerium."""
    *before, last = name.split()
    return tables.institution_noun(last) is not None and all(tables.place(w) is not None for w in before)


def _areas(article: Article, tables: Language) -> Iterable[str]:
    """Return the fields of which much of an article speaks."""
    counts: Counter[str] = Counter()
    for keyword in article.keywords:
        counts.update(3 * [f for word in _WORD.findall(keyword) if (f := tables.field(word))])
    for block in article.blocks:
        if block.kind is not BlockKind.CAPTION:
            counts.update(
                f for word in _WORD.findall(block.span.of(article.text)) if (f := tables.field(word))
            )
    total = counts.total()
    return [field for field, count in counts.items() if count >= _AREA_LEAST and count >= _AREA_SHARE * total]
