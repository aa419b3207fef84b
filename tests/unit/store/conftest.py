"""Nobody has credentials unless a test says so, and servers are on loopback."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def nobody(loopback: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "no-netrc"))
