"""Shows on a terminal how far a build is, and keeps its problems for the report."""

import sys
from types import TracebackType

from kg.pipeline import Listener
from kg.report import Problem


class Progress(Listener):
    """A progress bar on standard error, if that is a terminal.

    Parameters:
        quiet: show nothing.
        keep: keep every problem in :attr:`problems`.
    """

    def __init__(self, *, quiet: bool, keep: bool) -> None:
        self.problems: list[Problem] = []
        self._keep = keep
        self._show = not quiet and sys.stderr.isatty()

    def __enter__(self) -> "Progress":
        if self._show:
            from rich.console import Console
            from rich.progress import Progress as Bars
            from rich.progress import TextColumn, TimeElapsedColumn

            columns = (
                TextColumn("{task.description}"),
                TextColumn("{task.completed} articles"),
                TimeElapsedColumn(),
            )
            self._bars = Bars(*columns, console=Console(stderr=True), transient=True)
            self._tasks = {stage: self._bars.add_task(stage, total=None) for stage in ("read", "write")}
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._show:
            self._bars.stop()

    def problem(self, problem: Problem) -> None:
        """Keep a problem."""
        if self._keep:
            self.problems.append(problem)

    def step(self, stage: str, done: int) -> None:
        """Move the bar."""
        if self._show:
            self._bars.update(self._tasks[stage], completed=done)
