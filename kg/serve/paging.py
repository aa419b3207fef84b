"""What lists have in common: pages of them, and days that bound them."""

import datetime
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request

_FARTHEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list is shown.

    Attributes:
        number: of the page, from 1.
        size: how many a page has.
        total: how many there are.
    """

    number: int
    size: int
    total: int

    @classmethod
    def of(cls, request: Request, size: int, total: int, name: str = "page") -> "Paging":
        """Return the page that a request asks for.

        Raises:
            HTTPException: 400 if it asks for nonsense.
        """
        asked = request.query_params.get(name, "1")
        if not (asked.isascii() and asked.isdigit() and 1 <= int(asked[:9]) <= _FARTHEST):
            raise HTTPException(400)
        return cls(int(asked[:9]), size, total)

    @property
    def offset(self) -> int:
        """How many stand before."""
        return (self.number - 1) * self.size

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // self.size))


def day(request: Request, name: str) -> str | None:
    """Return a day that a request names; None if it names none.

    Raises:
        HTTPException: 400 if it is no day.
    """
    asked = request.query_params.get(name)
    if not asked:
        return None
    try:
        return datetime.date.fromisoformat(asked).isoformat()
    except ValueError:
        raise HTTPException(400) from None
