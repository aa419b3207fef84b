"""What a build itself has to say of an article: that it is there twice, or that its reading killed a process."""

from kg.link.identity import Ref
from kg.report import Problem, Severity


def duplicate(kept: str) -> Problem:
    """Return the problem that the article of another file is in this one, too."""
    message = f"has the article of another file, {kept}"
    hint = "the graph has it once and names both files"
    return Problem(code="duplicate", severity=Severity.WARNING, message=message, path="", line=1, hint=hint)


def version(kept: str) -> Problem:
    """Return the problem that another version of the article is in the graph."""
    message = f"has another version of the article in {kept}; that one is in the graph"
    hint = "of one title and day the longest is kept, of one number the latest; the graph names both files"
    return Problem(code="version", severity=Severity.ERROR, message=message, path="", line=1, hint=hint)


def nobody(ref: Ref, line: int) -> Problem:
    """Return the problem that the user means somebody, in a line of his, whom no article has."""
    message = f"means {ref}, whom no article has"
    hint = "the rest of the entry counts; kg who prints the lines to write"
    return Problem(
        code="identity-unknown", severity=Severity.WARNING, message=message, path="", line=line, hint=hint
    )


def crash() -> Problem:
    """Return the problem that nothing could be made of an article."""
    message = "the process that worked on it died, also when it had nothing else to do"
    hint = "memory may have run out; if it happens again, please report it with the file"
    return Problem(code="crashed", severity=Severity.ERROR, message=message, path="", line=1, hint=hint)


CRASHED = crash().code
"""By which what nothing could be made of is known."""
