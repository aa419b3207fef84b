"""Shows on a terminal how far a build is: how much is done, how fast, and how long it will take."""

import sys
from collections.abc import Callable
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars
from rich.text import Text

from kg.report import Listener

_WORDS = {"read": "reading files", "write": "writing articles"}


class _Rate(ProgressColumn):
    """How many steps a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.0f}/s")


class Progress(Listener):
    """A bar for each stage on standard error; nothing if that is no terminal, or if ``quiet``."""

    def __init__(self, *, quiet: bool) -> None:
        self._bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(elapsed_when_finished=True),
            console=Console(stderr=True),
            disable=quiet or not sys.stderr.isatty(),
        )
        self._tasks = {stage: self._bars.add_task(words, start=False) for stage, words in _WORDS.items()}

    def __enter__(self) -> "Progress":
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def begin(self, stage: str, total: Callable[[], int | None]) -> None:
        """Start a stage's bar."""
        if not self._bars.disable:
            self._bars.update(self._tasks[stage], total=total())
            self._bars.start_task(self._tasks[stage])

    def step(self, stage: str, done: int) -> None:
        """Move a stage's bar."""
        if not self._bars.disable:
            self._bars.update(self._tasks[stage], completed=done)
