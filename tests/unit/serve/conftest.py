"""A reading room over the example corpus, as the application itself answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.graph import Graph
from kg.serve import Settings, application
from tests.conftest import SEED


@pytest.fixture(scope="session")
def example_file(examples: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serve") / "examples.nq"
    examples.save(path)
    return path


@pytest.fixture(scope="session")
def room(example_file: Path) -> Iterator[TestClient]:
    with TestClient(application(Settings(example_file)), base_url="http://localhost") as client:
        yield client


@pytest.fixture(scope="session")
def seed_path() -> Path:
    return SEED
