"""Keeps a terminal from obeying what stands in JSON that is printed."""

import re

_HIDDEN = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def visible(data: bytes) -> bytes:
    """Return JSON with an escape for each control and formatting character that JSON itself lets stand.

    It means the same: JSON escapes only U+0000 to U+001F by itself (RFC 8259, section 7), while terminals
    obey U+0080 to U+009F as well (ECMA-48) and turn text around after U+202E.
    """
    text = data.decode()
    if text.isprintable():
        return data
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode()
