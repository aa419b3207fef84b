"""Every IRI that kg mints, and nothing else does: stable, readable, safe for any input."""

import datetime
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

import pyoxigraph

from kg.errors import UsageError
from kg.model import EntityKind, Span
from kg.rdf.people import Who
from kg.rdf.terms import iri

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "å": "a", "ł": "l",
                         "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "ı": "i"})  # fmt: skip
_LONGEST_SLUG = 96
_REMEMBERED = 50_000  # slugs; names come again and again
_HASH = 8
_IRI_SAFE = "!$&'()*+,;=:@/?-._~%"
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


@lru_cache(maxsize=_REMEMBERED)
def slug(text: str) -> str:
    """Return a readable ASCII form of ``text`` for an IRI: lower case, words joined by ``-``.

    German letters are transliterated, other accents dropped. Where letters are lost (another script, a
    long text) the beginning of the text's SHA-256 is added, so that different texts stay different.
    """
    folded = unicodedata.normalize("NFC", text).lower().translate(_GERMAN)
    ascii_text = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
    marks = sum(unicodedata.combining(c) > 0 for c in unicodedata.normalize("NFKD", folded))
    letters = sum(c.isalnum() for c in unicodedata.normalize("NFKD", folded))
    lost = letters > sum(c.isalnum() for c in ascii_text) and marks >= 0
    if lost or not plain or len(plain) > _LONGEST_SLUG:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH]
        return f"{plain[: _LONGEST_SLUG - _HASH].rstrip('-')}-{digest}".lstrip("-")
    return plain


def _apart(text: str, among: Iterable[str]) -> str:
    """Return the slug of a text, with the beginning of its SHA-256 where others have that slug."""
    plain = slug(text)
    if all(other == text or slug(other) != plain for other in among):
        return plain
    return f"{plain}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:_HASH]}"


class Minter:
    """Mints IRI terms under one base.

    Raises:
        UsageError: if the base is no absolute IRI that ends in ``/``; parts of a node have the fragment.
    """

    def __init__(self, base: str, people: Mapping[str, Who] | None = None) -> None:
        if not base.endswith("/") or urlsplit(base).fragment or encode(base) != base:
            raise UsageError(
                f"--base {base!r} is no absolute IRI that ends in '/', like https://example.org/news/"
            )
        self.base = base
        self.people = people or {}

    def knowing(self, people: Mapping[str, Who]) -> "Minter":
        """Return a minter for an article whose names mean these people, by name."""
        return Minter(self.base, people) if people else self

    def _mint(self, path: str) -> str:
        return iri(self.base + path)

    def article(
        self,
        published: datetime.date | None,
        kicker: str | None,
        headline: str,
        *,
        publisher: str | None = None,
    ) -> str:
        """An article of the corpus: by publisher, if given, day, kicker and headline, which it tells itself."""
        house = f"{slug(publisher)}/" if publisher else ""
        day = published.isoformat() if published else "undated"
        return self._mint(f"article/{house}{day}/{slug(f'{kicker} {headline}' if kicker else headline)}")

    def stub(self, publisher: str, number: str | None, title: str) -> str:
        """An article that is only referred to: by the publisher's number, else by its title."""
        if number:
            return self._mint(f"article/{slug(publisher)}-{number}")
        return self._mint(f"article/title/{slug(title)}")

    def part(self, article: str, kind: str, span: Span | None = None) -> str:
        """A part of an article: ``#quotation=12,34``, ``#image``."""
        place = "" if span is None else f"={span.start},{span.end}"
        return f"{article[:-1]}#{kind}{place}>"

    def entity(self, kind: EntityKind, name: str) -> str:
        """A person, organisation, place, event or thing, by name; a namesake of another person also by a hint."""
        if kind is EntityKind.PERSON and name in self.people:
            return self.person(self.people[name].name, self.people[name].hint)
        return self._mint(f"{kind}/{slug(name)}")

    def person(self, name: str, hint: str) -> str:
        """A person by name and, where another has that name, by what tells the two apart."""
        return self._mint(f"person/{slug(name)}+{slug(hint)}" if hint else f"person/{slug(name)}")

    def identification(self, article: str, name: str) -> str:
        """Why a name in an article means whom it means; another name of the article may have the same slug."""
        return f"{article[:-1]}#identity={_apart(name, self.people)}>"

    def naming(self, article: str, where: str, words: str, among: Iterable[str]) -> str:
        """What words beside an article's text name: ``#keyword=joe-biden``, ``#title-3=biden``.

        Parameters:
            article: its IRI term.
            where: the words stand.
            words: as they stand there.
            among: all words that stand there, some of which may have the same slug.
        """
        return f"{article[:-1]}#{where}={_apart(words, among)}>"

    def topic(self, label: str) -> str:
        """A keyword."""
        return self._mint(f"topic/{slug(label)}")

    def source(self, sha256: str) -> str:
        """A file that was read, by its hash."""
        return self._mint(f"source/sha256-{sha256}")

    def activity(self, version: str, options: str) -> str:
        """A run of the program: by version and options, never by time."""
        digest = hashlib.sha256(options.encode()).hexdigest()[:_HASH]
        return self._mint(f"activity/kg-{version}-{digest}")

    def software(self, version: str) -> str:
        """The program."""
        return self._mint(f"software/kg-{version}")

    def dataset(self) -> str:
        """The data set as a whole."""
        return self._mint("dataset")


def web(address: str) -> str | None:
    """Return the IRI term of a web address found in a text, percent-encoded; None if it is none."""
    encoded = encode(address)
    if encoded is None or urlsplit(encoded).scheme not in ("http", "https"):
        return None
    return iri(encoded)


def encode(address: str) -> str | None:
    """Return an absolute address with everything percent-encoded that an IRI may not hold (RFC 3987).

    Returns:
        None if there is no scheme or host, or if the host makes no sense.
    """
    try:
        parts = urlsplit(address)
        host = parts.netloc if parts.hostname and parts.port != 0 else ""
    except ValueError:  # an unfinished IPv6 address, or a port that is no number
        return None
    if not parts.scheme or not host or re.search(r"[^\w.:@\[\]%~!$&'()*+,;=-]", host):
        return None
    path, query, fragment = (
        quote(_LONE_PERCENT.sub("%25", part), safe=_IRI_SAFE)
        for part in (parts.path, parts.query, parts.fragment)
    )
    encoded = urlunsplit((parts.scheme, quote(host, safe="[]:@!$&'()*+,;=~%-._"), path, query, fragment))
    return encoded if _is_iri(encoded) else None


def _is_iri(address: str) -> bool:
    try:
        pyoxigraph.NamedNode(address)
    except ValueError:
        return False
    return True
