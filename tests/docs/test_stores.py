"""The page on stores: its commands and its Python are run, on a server that the test starts."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES
from tests.support.cli import ROOT, environment, kg
from tests.support.servers import Running, start_oxigraph

PAGE = (ROOT / "docs" / "stores.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE, re.DOTALL)

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("loopback")]


def adapted(code: str, server: Running) -> str:
    return code.replace("http://localhost:7878", server.update.removesuffix("/update"))


def test_the_commands_and_the_python_of_the_page(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path / "corpus")
    server = start_oxigraph(tmp_path / "served")
    try:
        lines = adapted(BLOCKS[0][1], server).splitlines()
        assert len(lines) == 6
        for line in lines:
            done = kg(*line.partition("#")[0].split()[1:], cwd=tmp_path)
            assert done.returncode == 0, (line, done.stderr)
        for language, code in BLOCKS:
            if language == "python":
                done = subprocess.run(
                    [sys.executable, "-c", adapted(code, server)], cwd=tmp_path, env=environment(),
                    check=False, capture_output=True, timeout=120,
                )  # fmt: skip
                assert done.returncode == 0, done.stderr
        (row,) = server.select("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
        assert row["n"] == "14"  # 13 articles, and what stands in no named graph
    finally:
        server.stop()


def test_every_bulk_loader_and_ending_of_an_address_is_on_the_page() -> None:
    from kg.loading.bulk import TOOLS
    from kg.loading.servers import UPDATE_ENDS

    assert [name for name in TOOLS if f"| `{name}` |" not in PAGE] == []
    assert [end for end in UPDATE_ENDS if f"/{end}`" not in PAGE] == []
