"""Shows how far kg link is: a bar on a terminal, a line when the service is in trouble, and what is kept when it stops."""

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kg.reconcile import Watcher


class LinkProgress(Watcher):
    """Writes to standard error; the bar only if that is a terminal.

    Parameters:
        quiet: whether to say nothing.
    """

    def __init__(self, *, quiet: bool) -> None:
        self._console = Console(stderr=True, quiet=quiet, soft_wrap=True, highlight=False, markup=False)
        self._bar = Progress(
            TextColumn("asking"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(elapsed_when_finished=True),
            console=self._console,
            disable=quiet or not sys.stderr.isatty(),
        )
        self._task = self._bar.add_task("asking", total=None)
        self._done, self._total = 0, 0

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()
        if error is not None and self._done:
            self._console.print(
                f"kg: {self._done:,} of {self._total:,} answers are kept; the same command goes on from there"
            )

    def asked(self, done: int, total: int) -> None:
        """Move the bar."""
        self._done, self._total = done, total
        self._bar.update(self._task, completed=done, total=total)

    def waiting(self, trouble: str, seconds: float) -> None:
        """Say that the service will be asked again."""
        self._console.print(f"kg: {trouble}; trying again in {seconds:.1f} s")
