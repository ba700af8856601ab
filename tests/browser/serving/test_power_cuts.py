"""The real server, killed with SIGKILL after each saved card, and frozen while another process takes over."""

import itertools
from collections.abc import Generator, Iterator
from typing import Any

import pytest

from tests.browser.conftest import StartServer
from tests.browser.server import Server, until
from tests.provider_server.behaviours import Behaviour
from tests.provider_server.server import ProviderServer, in_thread

pytestmark = pytest.mark.chaos

CARDS = 20
EVERY = 3
LONG = 600
"""In seconds, which nobody waits for: the server is killed before."""


@pytest.fixture
def provider() -> Generator[ProviderServer]:
    with in_thread(delay=0.1) as running:
        yield running


@pytest.fixture
def server(start_server: StartServer, provider: ProviderServer) -> Server:
    return start_server(ANTHROPIC_BASE_URL=provider.url)


def test_killed_at_any_card_a_job_ends_with_every_card_once(server: Server, provider: ProviderServer) -> None:
    for killed_at in range(1, CARDS + 1, EVERY):
        job = server.post("/api/jobs", _request(f"Survey {killed_at}")).json()
        asked_before = len(provider.calls)
        until(lambda job=job, at=killed_at: _job(server, job)["items_done"] >= at)
        server.kill()
        done_chunks = _finished_chunks(provider, asked_before)
        asked_again_from = len(provider.calls)

        server.start()

        ended = until(lambda job=job: _ended(_job(server, job)))
        assert (ended["status"], ended["result"]["count"]) == ("completed", CARDS), ended["result"]
        cards = server.get(f"/api/decks/{ended['result']['deck_id']}/cards?limit=100").json()["cards"]
        assert len({card["question"] for card in cards}) == len(cards) == CARDS
        assert {card["id"] for card in cards} == set(ended["result"]["flashcard_ids"])
        assert not done_chunks & {call.material for call in provider.calls[asked_again_from:]}


def test_five_power_cuts_do_not_end_a_job_that_went_on_between_them(server: Server, provider: ProviderServer) -> None:
    provider.hold_after(3)
    job = server.post("/api/jobs", _request("Survey")).json()
    for killed_at in (2, 5, 8, 11, 14):
        until(lambda at=killed_at: _job(server, job)["items_done"] >= at)
        server.kill()
        server.start()
    provider.go_on()
    ended = until(lambda: _ended(_job(server, job)))
    assert (ended["status"], ended["result"]["count"], ended["attempts"]) == ("completed", CARDS, 6)


def test_three_power_cuts_end_a_job_that_stands_still_and_its_retry_makes_exactly_what_is_missing(
    server: Server, provider: ProviderServer
) -> None:
    provider.then(Behaviour.OK).then(Behaviour.PAUSED, after=2, seconds=LONG)  # in the second of three texts
    job = server.post("/api/jobs", _request("Survey")).json()
    until(lambda: _job(server, job)["items_done"] == 9)
    provider.hold_after(0)
    for attempt in (1, 2, 3):
        until(lambda attempt=attempt: _job(server, job)["attempts"] == attempt)
        server.kill()
        server.start()
    provider.go_on()
    failed = until(lambda: _ended(_job(server, job)))
    kept = failed["items_done"]
    assert (failed["status"], failed["error_code"], failed["retryable"]) == ("failed", "INTERRUPTED", True)
    assert failed["error"] == "The work was interrupted before it was done."
    assert (failed["attempts"], failed["result"]["count"], failed["result"]["partial"]) == (3, kept, True)
    asked_again_from = len(provider.calls)

    again = server.post(f"/api/jobs/{job['id']}", {}).json()
    assert (again["retry_of"], again["items_expected"]) == (job["id"], CARDS - kept)
    until(lambda: _job(server, again)["items_done"] >= 3)
    server.kill()
    server.start()

    ended = until(lambda: _ended(_job(server, again)))
    assert (ended["status"], ended["result"]["count"]) == ("completed", CARDS - kept), ended
    cards = server.get(f"/api/decks/{ended['result']['deck_id']}/cards?limit=100").json()["cards"]
    assert len({card["question"] for card in cards}) == len(cards) == CARDS
    assert {card["job_id"] for card in cards} == {job["id"], again["id"]}
    asked_again = [call.material for call in provider.calls[asked_again_from:]]
    assert not any(material.startswith("# Part 1") for material in asked_again), "it was finished before the retry"


def _request(deck: str) -> dict[str, Any]:
    content = "\n\n".join(_chapter(number) for number in range(1, 4))
    return {
        "type": "flashcard_generation",
        "payload": {"content": content, "count": CARDS, "deck_title": deck},
    }


def _chapter(number: int) -> str:
    """A text of about 7,000 characters, so that three make three chunks. No two sentences share a name."""
    facts = (
        f"{town.capitalize()} is the town where the rare herb {herb} has its home, far from the sea and the lake."
        for town, herb in itertools.islice(_names(), number * 160, number * 160 + 75)
    )
    return f"# Part {number}\n\n" + "\n\n".join(facts)


def _names() -> Iterator[tuple[str, str]]:
    syllables = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu")
    words = map("".join, itertools.product(syllables, repeat=4))
    return zip(words, itertools.islice(map("".join, itertools.product(syllables, repeat=4)), 5_000, None), strict=False)


def _finished_chunks(provider: ProviderServer, since: int) -> set[str]:
    """The material of calls answered completely, without the last one, whose cards may not be saved yet."""
    finished = [call.material for call in provider.calls[since:] if call.outcome == "answered"]
    return set(finished[:-1])


def _job(server: Server, job: dict[str, Any]) -> dict[str, Any]:
    return server.get(f"/api/jobs/{job['id']}").json()


def _ended(job: dict[str, Any]) -> dict[str, Any] | None:
    return job if job["status"] in {"completed", "failed", "cancelled"} else None
