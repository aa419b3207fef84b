"""kg serve as a process: it opens, answers, and ends when asked."""

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.conftest import EXAMPLES
from tests.support.cli import kg, start

pytestmark = pytest.mark.usefixtures("loopback")


def opened(process: "subprocess.Popen[bytes]") -> str:
    """Wait until the room is open; return its address."""
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(rb"open at (http://\S+)", line):
            return found[1].decode()
    raise AssertionError(f"kg serve ended with status {process.wait()}")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_database_is_shown_until_ctrl_c(tmp_path: Path) -> None:
    assert kg("build", EXAMPLES, "-o", tmp_path / "g.nq").returncode == 0
    assert kg("load", tmp_path / "g.nq", tmp_path / "db").returncode == 0
    process = start("serve", tmp_path / "db", "--port", "0")
    address = opened(process)
    answer = httpx.get(address, trust_env=False)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"the reading room is closed" in said
    assert b"Traceback" not in said


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = kg("serve", tmp_path / "g.nq", "--port", port)
    assert done.returncode == 4
    assert f"port {port}: Address already in use".encode() in done.stderr
    assert b"--port" in done.stderr
