"""The API over a real network, beside the pages."""

import http.client
from contextlib import closing
from typing import cast

import pytest
from playwright.sync_api import ConsoleMessage, expect

from tests.browser.conftest import OpenTab
from tests.browser.server import Server


def test_the_documentation_opens_without_asking_anybody_else(shared_server: Server, open_tab: OpenTab) -> None:
    page = open_tab(shared_server).page
    page.goto(f"{shared_server.url}/api/docs")

    expect(page.get_by_text("/study/answers")).to_be_visible()


def test_an_address_with_a_line_break_is_the_apis_all_the_same(shared_server: Server) -> None:
    answer = shared_server.get("/api/cards/a%0Ab")

    assert (answer.status_code, answer.json()["code"]) == (404, "NOT_FOUND")


@pytest.mark.parametrize("chunked", [True, False])
def test_a_body_that_is_too_large_is_refused_with_a_sentence(shared_server: Server, *, chunked: bool) -> None:
    body = [b"x" * 1_000_000] * 20
    with closing(http.client.HTTPConnection("127.0.0.1", shared_server.port, timeout=60)) as connection:
        connection.request(
            "POST",
            "/api/jobs",
            body=iter(body) if chunked else b"".join(body),
            headers={"Content-Type": "application/json"},
            encode_chunked=chunked,
        )
        answer = connection.getresponse()
        said = answer.read()

    assert (answer.status, answer.headers["Content-Type"]) == (413, "application/json")
    assert b'"error":"That is more than 4 MB' in said


def test_nothing_in_a_page_reaches_another_site(shared_server: Server, open_tab: OpenTab) -> None:
    """These requests stand for what a card could send if it got past the pages' escaping."""
    tab = open_tab(shared_server)
    page = tab.open("/")
    with page.expect_console_message(is_blocked):
        page.evaluate("new Image().src = 'http://127.0.0.1:9/spy.png'")
    with page.expect_console_message(is_blocked):
        blocked = page.evaluate("fetch('http://127.0.0.1:9/spy').then(() => 'sent', error => error.name)")

    assert cast("str", blocked) == "TypeError"
    tab.forgive()


def is_blocked(message: ConsoleMessage) -> bool:
    return "Content Security Policy" in message.text
