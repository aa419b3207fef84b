"""What stops the program because the user asked for something impossible.

    KgError
    ├── UsageError       the command or call makes no sense (exit status 2)
    │   ├── UnknownFormat   no such format or suffix
    │   ├── GraphError      a graph file cannot be read or queried
    │   │   └── QueryError     a query is no valid SPARQL, or asks for more than it may
    │   └── PluginError     a plugin is installed but cannot be loaded
    ├── NothingToRead    no article could be read (exit status 3)
    ├── OutputError      the output cannot be written (exit status 4)
    ├── StoreError       a store or another server cannot be reached, or refuses (exit status 4)
    ├── ServerError      the reading room cannot be opened at that address (exit status 4)
    ├── QueryStopped     a query took longer than its time, or more memory than it may (exit status 5)
    ├── EngineError      the workers of a cluster cannot be had (exit status 4)
    └── ModelError       a model of the installation is missing or damaged (exit status 1)

Bad *material* is no error: it becomes a :class:`kg.report.Problem`, and the rest goes on.
"""


class KgError(Exception):
    """One sentence for the user: what is wrong, where, and what to do about it."""

    exit_code = 1


class UsageError(KgError):
    """The command or the call makes no sense as it stands."""

    exit_code = 2


class UnknownFormat(UsageError):
    """No reader or writer is known for this name or file suffix."""


class GraphError(UsageError):
    """A graph or a query cannot be read."""


class QueryError(GraphError):
    """A query is no valid SPARQL, or asks for more than it may."""


class PluginError(UsageError):
    """A plugin is installed but cannot be loaded."""


class NothingToRead(KgError):
    """Not a single article could be read from what was given."""

    exit_code = 3


class OutputError(KgError):
    """The output cannot be written."""

    exit_code = 4


class StoreError(KgError):
    """A store or another server cannot be reached, refuses, or fails.

    Attributes:
        status: of HTTP; None if there was no answer.
    """

    exit_code = 4

    def __init__(self, message: str, *, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class ServerError(KgError):
    """The reading room cannot be opened at an address."""

    exit_code = 4


class QueryStopped(KgError):
    """A query took longer than its time, or needed more memory than it may."""

    exit_code = 5


class EngineError(KgError):
    """The workers of a cluster cannot be had, or are not fit for the work."""

    exit_code = 4


class ModelError(KgError):
    """A model that ships with kg is missing or damaged."""
