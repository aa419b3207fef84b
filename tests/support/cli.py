"""Runs kg as a user does: in a process of its own."""

import os
import pty
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
_STARTED: list["subprocess.Popen[bytes]"] = []


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "kg", *map(str, arguments)]


def environment(**changes: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **changes}


def kg(
    *arguments: object, cwd: Path | None = None, stdin: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        command(*arguments), cwd=cwd, input=stdin, capture_output=True, check=False, env=environment(),
        timeout=120,
    )  # fmt: skip


def start(*arguments: object, cwd: Path | None = None) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        command(*arguments), cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    _STARTED.append(process)
    return process


def end_all() -> None:
    """End what :func:`start` has started and a test that failed has left."""
    while _STARTED:
        with _STARTED.pop() as process:  # which closes its pipes
            process.kill()


def on_terminal(*arguments: object) -> tuple[int, bytes, str]:
    """Run kg with standard error on a terminal; return status, standard output and what the terminal got."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command(*arguments), stdout=subprocess.PIPE, stderr=theirs,
        env=environment(TERM="xterm", COLUMNS="100"),
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other side is closed
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    output, _ = process.communicate(timeout=60)
    return process.returncode, output, shown.decode()


def wait_for(path_pattern: str, folder: Path, process: "subprocess.Popen[bytes]") -> Path:
    """Wait until a file of that pattern is in ``folder``; fail if the process ends before."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        found = next(iter(folder.glob(path_pattern)), None)
        if found is not None:
            return found
        assert process.poll() is None, "the process ended too early"
        time.sleep(0.01)
    raise AssertionError(f"no {path_pattern} appeared")
