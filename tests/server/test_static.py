"""The addresses of built pages, and how long a browser keeps them."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from studyapp.server.static import BuiltPages


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    """A client of a server that answers with the requested path."""
    for name in ("index.html", "decks.html", "decks/index.html", "look.css", "assets/page-1a2b.js"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    def echo(request: Request) -> PlainTextResponse:
        return PlainTextResponse(request.url.path, status_code=404 if "missing" in request.url.path else 200)

    return TestClient(BuiltPages(Starlette(routes=[Route("/{path:path}", echo)]), folder=tmp_path))


@pytest.mark.parametrize(
    ("asked", "served"),
    [
        ("/", "/index.html"),
        ("/decks", "/decks.html"),
        ("/decks/", "/decks.html"),
        ("/look.css", "/look.css"),
        ("/decks/0190-some-id", "/decks/0190-some-id"),
        ("/api/decks", "/api/decks"),
        ("/../secret", "/secret"),
    ],
)
def test_a_page_is_served_under_its_address_without_a_redirect(client: TestClient, asked: str, served: str) -> None:
    assert client.get(asked, follow_redirects=False).text == served


def test_what_follows_the_question_mark_is_kept(client: TestClient) -> None:
    assert str(client.get("/decks?sort=new").url).endswith("/decks?sort=new")


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/", "no-cache"),
        ("/look.css", "no-cache"),
        ("/assets/page-1a2b.js", "public, max-age=31536000, immutable"),
        ("/assets/missing.js", None),
        ("/api/decks", None),
    ],
)
def test_only_what_is_named_for_its_content_is_kept_unasked(client: TestClient, path: str, kept: str | None) -> None:
    assert client.get(path).headers.get("Cache-Control") == kept
