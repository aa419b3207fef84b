"""Writes shards for tests: JSON lines and web archives of invented articles."""

import gzip
import json
from collections.abc import Iterable

from kg.testing import generated, render

SITE = "https://www.example.org"


def raw(number: int, form: str = "piped") -> dict[str, object]:
    """An article of the text edition within an object."""
    return {"name": f"{number}.txt", "content": render(generated(number), form).decode()}


def fields(number: int) -> dict[str, object]:
    """An article in named fields."""
    return {
        "id": number, "url": f"{SITE}/{number}", "headline": f"Streit um den Deich, Folge {number}",
        "published": "2024-03-01", "authors": ["Eva Muster"], "keywords": ["Kiel"],
        "body": ["„Das Wasser steigt“, sagte Anna Berg.", "Der Rat berät am Montag."],
    }  # fmt: skip


def lines(items: Iterable[object]) -> bytes:
    """JSON lines; a text among the items is a line as it stands."""
    return b"".join(
        (item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)).encode() + b"\n"
        for item in items
    )


class Archive:
    """A web archive as it grows, by the letter of WARC 1.1, without the library that reads it."""

    def __init__(self, *, gzip: bool = False) -> None:
        self._gzip = gzip
        self.bytes = b""

    def add(
        self,
        payload: bytes,
        url: str = f"{SITE}/a",
        *,
        kind: str = "response",
        media: str = "text/plain",
        status: str = "200 OK",
        http: str = "",
        **headers: str,
    ) -> "Archive":
        if kind == "response":
            block = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{http}\r\n".encode() + payload
            media = "application/http; msgtype=response"
        else:
            block = payload
        named = {
            "WARC-Type": kind,
            "WARC-Target-URI": url,
            "WARC-Date": "2024-03-02T00:00:00Z",
            "Content-Type": media,
        }
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        named["Content-Length"] = str(len(block))
        head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
        record = f"WARC/1.1\r\n{head}\r\n".encode() + block + b"\r\n\r\n"
        self.bytes += gzip.compress(record, mtime=0) if self._gzip else record
        return self
