"""Functions that workers of the tests run; processes find them by name."""

import os
import time


def double(task: int) -> int:
    return 2 * task


def deadly(task: int) -> int:
    """Die of 77 and of 113; be slow now and then, so that later tasks are ready first."""
    if task in (77, 113):
        os._exit(1)
    if task % 50 == 0:
        time.sleep(0.05)
    return 2 * task


def failing(task: int) -> int:
    return 1 // (task - 70)


def parent(task: int) -> int:
    return os.getpid()
