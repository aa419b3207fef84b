"""What a client asks, how much a query may take, and what is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Limits:
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


@dataclass(frozen=True, slots=True)
class Question:
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
