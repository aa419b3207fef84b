"""Whom the names of an article mean, where that is not simply the one person of that name, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decided:
    """Why a name means somebody.

    Attributes:
        rule: by which it was decided; see ``docs/identity.md``.
        confidence: 0.5 to 1.
        reasons: in words.
        rival: name and hint of another person from whom this one is apart, or None.
        against: the reasons for that.
    """

    rule: str
    confidence: float
    reasons: tuple[str, ...] = ()
    rival: tuple[str, str] | None = None
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Who:
    """Whom a name means: the person's own name, what tells it from an earlier namesake, and why, if it was decided."""

    name: str
    hint: str
    decided: Decided | None = None
