"""A server without a model, and a course on it for each test."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.browser.forked_server import ForkedServer
from tests.browser.server import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, frontend_dir: Path) -> Generator[Server]:
    with ForkedServer(tmp_path_factory.mktemp("courses"), frontend_dir=frontend_dir) as running:
        yield running


@pytest.fixture
def course(server: Server) -> Generator[str]:
    """The id of a course."""
    course = server.post("/api/courses", {"name": "Cell biology", "code": "BIO 101"}).json()["id"]
    yield course
    server.delete(f"/api/courses/{course}")
