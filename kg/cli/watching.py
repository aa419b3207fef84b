"""Shows how work with a service goes: a bar on a terminal, a line when it is in trouble, and what is done when it stops."""

import sys
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

from kg import loading, reconcile


class _Watching(ABC):
    """Writes to standard error; the bar only if that is a terminal.

    Parameters:
        quiet: whether to say nothing.
        word: what is done.
        columns: how much of it is.
        fields: what the columns show besides.
    """

    def __init__(self, *columns: ProgressColumn, quiet: bool, word: str, **fields: Any) -> None:
        self._console = Console(stderr=True, quiet=quiet, soft_wrap=True, highlight=False, markup=False)
        self._bar = Progress(
            TextColumn(word),
            BarColumn(),
            *columns,
            TimeRemainingColumn(elapsed_when_finished=True),
            console=self._console,
            disable=quiet or not sys.stderr.isatty(),
        )
        self._task = self._bar.add_task(word, total=None, **fields)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()
        if error is not None and (done := self._done_before()):
            self._console.print(f"kg: {done}")

    def waiting(self, trouble: str, seconds: float) -> None:
        """Say that the service will be asked again."""
        self._console.print(f"kg: {trouble}; trying again in {seconds:.1f} s")

    @abstractmethod
    def _done_before(self) -> str:
        """Say what was done before an error, and how to go on; nothing if nothing was."""


class LoadProgress(_Watching, loading.Watcher):
    """How far kg load is.

    Parameters:
        quiet: whether to say nothing.
    """

    def __init__(self, *, quiet: bool) -> None:
        graphs = TextColumn("{task.fields[graphs]:,} graphs")
        super().__init__(TaskProgressColumn(), graphs, quiet=quiet, word="loading", graphs=0)
        self._graphs = 0

    def read(self, done: int, size: int) -> None:
        """Move the bar."""
        self._bar.update(self._task, completed=done, total=size)

    def sent(self, graphs: int) -> None:
        """Count graphs."""
        self._graphs = graphs
        self._bar.update(self._task, graphs=graphs)

    def _done_before(self) -> str:
        return (
            f"{self._graphs:,} named graphs were sent before this; the same command again replaces all"
            if self._graphs
            else ""
        )


class LinkProgress(_Watching, reconcile.Watcher):
    """How far kg link is.

    Parameters:
        quiet: whether to say nothing.
    """

    def __init__(self, *, quiet: bool) -> None:
        super().__init__(MofNCompleteColumn(), quiet=quiet, word="asking")
        self._done, self._total = 0, 0

    def asked(self, done: int, total: int) -> None:
        """Move the bar."""
        self._done, self._total = done, total
        self._bar.update(self._task, completed=done, total=total)

    def _done_before(self) -> str:
        return (
            f"{self._done:,} of {self._total:,} answers are kept; the same command goes on from there"
            if self._done
            else ""
        )
