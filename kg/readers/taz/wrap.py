"""The two mechanical facts about the text edition: lines wrap at 75 characters and are cut at 79 bytes.

See ``docs/readers.md``; both were found by measuring real articles.
"""

import re

WIDTH = 75
"""Lines are filled greedily up to this many characters, never inside a word."""

_CUT_BYTES = range(80, 83)
_TERMINAL = re.compile(r"[.!?…:;“”\"«»‘’][)\]“”\"«»‘’]*$")


def is_cut(line: str) -> bool:
    """Say whether the source lost the end of this display line.

    A line longer than 79 bytes of UTF-8 is cut to its first 79 bytes and ``…`` (3 bytes); with a multi-byte
    character across the cut it measures 80 or 81. A shorter line ends in an ``…`` that an editor wrote.
    """
    return line.endswith("…") and len(line.encode("utf-8", "replace")) in _CUT_BYTES


def ends_sentence(line: str) -> bool:
    """Say whether a line ends in a full stop or the like, or in a quotation mark."""
    return _TERMINAL.search(line) is not None


def next_word_fits(line: str, following: str) -> bool:
    """Say whether the wrapper could have put the next line's first word on this one: a forced break."""
    return len(line) + 1 + len(following.split(" ", 1)[0]) <= WIDTH


def rewrap(paragraph: str, prefix: str = "") -> list[str]:
    """Break a re-flowed paragraph into the lines that it was made of.

    A cut line is recognised where a greedily filled line ends in ``…`` at just the length of a cut; the
    next line then begins after it.

    Parameters:
        paragraph: the text on one line.
        prefix: what stood before each line (``> ``) and counted as part of it.
    """
    lines: list[str] = []
    current = prefix
    for word in paragraph.split(" "):
        joined = current + word if current == prefix else f"{current} {word}"
        if is_cut(joined) and current != prefix:
            lines.append(joined)
            current = prefix
        elif len(joined) > WIDTH and current != prefix:
            lines.append(current)
            current = prefix + word
        else:
            current = joined
    return [*lines, current] if current != prefix else lines
