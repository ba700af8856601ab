"""One server with a model for all tests here."""

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.browser.forked_server import ForkedServer
from tests.browser.questions.asking import make_deck
from tests.browser.server import Server
from tests.provider_server.server import ProviderServer, in_thread


@pytest.fixture(scope="package")
def provider() -> Generator[ProviderServer]:
    with in_thread(delay=0.4) as running:
        yield running


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory, frontend_dir: Path, provider: ProviderServer) -> Generator[Server]:
    """One server for all tests here. Each has its own deck and leaves no active jobs."""
    env = {"ANTHROPIC_BASE_URL": provider.url, "STUDYAPP_JOBS_PER_HOUR": "1000"}
    with ForkedServer(tmp_path_factory.mktemp("questions"), frontend_dir=frontend_dir, env=env) as running:
        yield running


@pytest.fixture(autouse=True)
def nothing_under_way(server: Server, provider: ProviderServer) -> Generator[None]:
    """Cancel after each test what is still active."""
    yield
    for status in ("pending", "processing"):
        for job in server.get(f"/api/jobs?status={status}").json()["jobs"]:
            server.post(f"/api/jobs/{job['id']}/cancel", {})
    provider.go_on()


@pytest.fixture
def deck(server: Server) -> str:
    return make_deck(server, "Biology")
