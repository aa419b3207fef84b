"""Shows how a load goes: a bar on a terminal, a line when a server is in trouble, and what was done before it ended."""

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from kg.loading import Watcher


class LoadProgress(Watcher):
    """Writes to standard error; the bar only if that is a terminal.

    Parameters:
        quiet: whether to say nothing.
    """

    def __init__(self, *, quiet: bool) -> None:
        self._console = Console(stderr=True, quiet=quiet, soft_wrap=True, highlight=False, markup=False)
        self._bar = Progress(
            TextColumn("loading"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[graphs]:,} graphs"),
            TimeRemainingColumn(elapsed_when_finished=True),
            console=self._console,
            disable=quiet or not sys.stderr.isatty(),
        )
        self._task = self._bar.add_task("loading", total=None, graphs=0)
        self._graphs = 0

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()
        if error is not None and self._graphs:
            self._console.print(
                f"kg: {self._graphs:,} named graphs were sent before this; the same command again replaces all"
            )

    def read(self, done: int, size: int) -> None:
        """Move the bar."""
        self._bar.update(self._task, completed=done, total=size)

    def sent(self, graphs: int) -> None:
        """Count graphs."""
        self._graphs = graphs
        self._bar.update(self._task, graphs=graphs)

    def waiting(self, trouble: str, seconds: float) -> None:
        """Say that a server will be asked again."""
        self._console.print(f"kg: {trouble}; trying again in {seconds:.1f} s")
