"""Turns the bytes of a file into clean text, and says what had to be changed for that."""

import re
import unicodedata
from dataclasses import dataclass

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BINARY_SHARE = 0.02
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text as decoded.

    Attributes:
        text: with ``\\n`` line ends, composed (Unicode NFC, so that lengths are those of the text as it was
            printed, whatever a file system or an editor made of it); control characters are still in it.
        encoding: ``utf-8``, ``utf-16`` or ``windows-1252``.
    """

    text: str
    encoding: str


def decode(data: bytes) -> Decoded | None:
    """Decode ``data`` as UTF-8, UTF-16 with a byte order mark, or Windows-1252 (latin-1's superset).

    Returns:
        None if the bytes are no text: more than 2 % of the first 64 KiB are NUL or other controls.
    """
    if data[:2] in _UTF16:
        return _lines(data.decode("utf-16", errors="replace"), "utf-16")
    head = data[:65536]
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    if controls > _BINARY_SHARE * len(head) or b"\x00\x00" in head:
        return None
    try:
        return _lines(data.decode("utf-8-sig"), "utf-8")
    except UnicodeDecodeError:
        return _lines(data.decode("windows-1252", errors="replace"), "windows-1252")


def as_utf8(head: bytes) -> bytes:
    """Return the beginning of a file for a look at it: UTF-16 as UTF-8, anything else as it is."""
    return head.decode("utf-16", errors="ignore").encode() if head[:2] in _UTF16 else head


def is_blank(data: bytes) -> bool:
    """Say whether a file holds nothing but blanks and a byte order mark."""
    return not data.removeprefix(b"\xef\xbb\xbf").strip() or data in _UTF16


def _lines(text: str, encoding: str) -> Decoded:
    return Decoded(unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")), encoding)


def clean(text: str) -> tuple[str, int]:
    """Remove what is invisible and compose characters (Unicode NFC).

    Soft hyphens, zero-width spaces and byte order marks go silently; control characters and
    bidirectional overrides, which XML forbids or which make a text read differently from what it says,
    are counted. No-break spaces and tabs become spaces.

    Returns:
        the clean text, and how many control characters were removed.
    """
    if text.isascii() and text.isprintable():
        return text, 0
    text, controls = _CONTROL.subn("", text)
    text = _INVISIBLE.sub("", text).replace("\xa0", " ").replace("\x85", " ")
    text = text.replace("\t", " ").replace("\u2028", " ").replace("\u2029", " ")
    return unicodedata.normalize("NFC", text), controls
