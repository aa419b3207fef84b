"""Which address of the reading room belongs to which IRI, and back; the only module that knows.

IRIs under the graph's base have an address that looks like them: ``<BASE>person/anna-berg`` is ``/data/person/anna-berg``,
``<BASE>article/2022-01-27/kern#quotation=3,9`` is ``/data/article/2022-01-27/kern#quotation=3,9``. ``/data/`` keeps
them apart from the rooms (``/search``), whatever a graph calls its nodes. All other IRIs are at ``/resource?iri=…``.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote_to_bytes

DATA = "/data/"
RESOURCE = "/resource"

_SAFE = "!$&'()*+,;=:@/-._~%"
"""What a path may hold as it is (RFC 3986, 3.3), and the percent sign of what is encoded already."""
_MIRRORED = re.compile(r"(?!/)(?!.*//)(?!(?:.*/)?\.{1,2}(?:/|$))(?:[^\x00-\x7f]|[\w!$&'()*+,;=:@/.~%-])+")
"""Paths that reach us as they are: no client encodes them anew or takes them for a parent folder or another host."""
_UNPAIRED = re.compile("%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one graph.

    Attributes:
        base: what the IRIs of the graph begin with.
    """

    base: str

    def of(self, iri: str) -> str:
        """Return the address of a node, relative to the server, safe to stand in HTML once escaped."""
        node, hash_, fragment = iri.partition("#")
        path = node.removeprefix(self.base)
        if node.startswith(self.base) and _MIRRORED.fullmatch(path) and not _UNPAIRED.search(path):
            part = f"#{quote(fragment, safe=_SAFE + '?')}" if hash_ else ""
            return f"{DATA}{quote(path, safe=_SAFE)}{part}"
        return f"{RESOURCE}?iri={quote(iri, safe='')}"

    def iris(self, path: bytes) -> tuple[str, ...]:
        """Return the IRIs that a request's raw path under ``/data/`` may mean, the likeliest first.

        A browser percent-encodes what is not ASCII, so a path may mean an IRI that is written in either way.
        """
        try:
            sent = path.decode("ascii").removeprefix(DATA)
            plain = _decoded(sent)
        except UnicodeDecodeError:
            return ()
        return tuple(dict.fromkeys((self.base + sent, self.base + plain)))


def _decoded(path: str) -> str:
    """Undo the encoding of letters beyond ASCII, and of nothing else."""
    return re.sub(
        r"(?:%[89A-Fa-f][0-9A-Fa-f])+", lambda letters: unquote_to_bytes(letters[0]).decode("utf-8"), path
    )
