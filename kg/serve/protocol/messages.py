"""What the server and its workers say to each other, one JSON document a line; and what is refused."""

from collections.abc import Mapping
from types import MappingProxyType

import msgspec


class Limits(msgspec.Struct, frozen=True):
    """How much one query may take.

    Attributes:
        seconds: for working out and writing down the answer.
        rows: or triples, of the answer; it ends after that many.
        size: of the answer in bytes; it ends with the row that reaches it.
        memory: in bytes; a query that wants more is ended.
    """

    seconds: float = 30.0
    rows: int = 1_000_000
    size: int = 256 * 2**20
    memory: int = 2 * 2**30


class Question(msgspec.Struct, frozen=True):
    """A query, and how the client wants the answer.

    Attributes:
        query: SPARQL 1.1.
        default_graphs, named_graphs: the data set that the request names; both empty if it names none.
        accept: the header, as it was sent.
    """

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    accept: str | None = None


class Reply(msgspec.Struct, frozen=True):
    """What a worker found.

    Attributes:
        status: of HTTP.
        message: why there is no answer.
        media_type: of the answer.
        rows: or triples, in the answer.
        cut: whether the answer ends before its end.
        last: whether the worker ends itself now.
    """

    status: int = 200
    message: str = ""
    media_type: str = ""
    rows: int = 0
    cut: bool = False
    last: bool = False


class Refused(Exception):
    """A request gets no answer but a sentence.

    Attributes:
        status: of HTTP.
        headers: more of them.
    """

    def __init__(self, status: int, message: str, headers: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers
