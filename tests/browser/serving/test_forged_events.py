"""Forged events on a websocket: none of them has an effect, and each gets a line in the log."""

import asyncio
import json
import uuid
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import websockets
from reflex_base.constants import CompileVars

from tests.browser.server import Server, until

CANARY = "canary-in-a-payload"
ANYTHING: list[Any] = [None, True, 7, 1 << 70, -1.5, CANARY, [CANARY], {CANARY: CANARY}, [[CANARY]], "\ud800"]
STATE = "reflex___state____state"
DECKS = f"{STATE}.studyapp___ui___pages___decks___state____decks_state"
STUDY = f"{STATE}.studyapp___ui___pages___study___state____study_state"
ACTIONS = f"{STUDY}.studyapp___ui___pages___study___card_actions____card_actions_state"
HANDLERS = {
    f"{DECKS}.search_decks": "text",
    f"{DECKS}.create_deck": "form",
    f"{DECKS}.setvar": "var_name",
    f"{ACTIONS}.suspend": "card_id",
    f"{STATE}.hydrate_and_load": "vars",
    f"{STATE}.set_is_hydrated": "value",
    f"{STATE}.update_vars_internal_state.update_vars_internal": "vars",
    f"{STATE}.no_such_thing": "it",
}


def forged() -> Iterator[Any]:
    """Forged events, each as the second part of a socket.io message."""
    for handler, argument in HANDLERS.items():
        for value in ANYTHING:
            yield {"name": handler, "payload": {argument: value, "router_data": CANARY}}
            yield {"name": handler, "payload": {"another": value}}
            yield {"name": handler, "payload": value}
            yield {"name": handler, "payload": {argument: CANARY}, "router_data": [value]}
    yield from (value for value in ANYTHING)
    yield from ({"name": value} for value in ANYTHING)
    yield {"token": CANARY}


def test_forged_events_are_one_line_each_that_does_not_tell_what_was_sent(server: Server) -> None:
    events = list(forged())
    run(send(server, events))
    until(lambda: server.log.count("event_refused") >= len(events) + 2)
    assert server.get("/api/health").status_code == 200
    assert (server.log.count("Traceback"), server.log.count(CANARY)) == (0, 0), server.log[-4000:]
    assert server.log.count("event_refused") == len(events) + 2


def test_a_tab_that_connects_with_a_forged_event_is_one_line(server: Server) -> None:
    for sent in (CANARY, {"name": CANARY}, {"name": f"{STATE}.hydrate_and_load", "payload": {"vars": {CANARY: 7}}}):
        run(connect(server, {CompileVars.CONNECT_AUTH_EVENT: sent}))
    until(lambda: server.log.count("event_refused") >= 3)
    assert (server.log.count("Traceback"), server.log.count(CANARY)) == (0, 0), server.log[-4000:]


def test_what_is_no_message_is_one_line(server: Server) -> None:
    deep = "[" * 50_000
    junk = ["not JSON", '["event"', '{"a": "b"}', "[5]", deep, f'["ping", 1, "{CANARY}"]', '["connect", "a", {}]']
    for number, text in enumerate(junk, start=1):
        run(connect(server, {}, f"42/_event,{text}"))
        until(lambda number=number: server.log.count("event_refused") >= number)
    assert (server.log.count("Traceback"), server.log.count(CANARY)) == (0, 0), server.log[-4000:]


def run(conversation: Coroutine[Any, Any, None]) -> None:
    """Run in another thread, because Playwright's event loop may run in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, conversation).result()


async def connect(server: Server, hello: Any, *messages: str) -> None:
    address = f"ws://127.0.0.1:{server.port}/_event/?token={uuid.uuid4()}&EIO=4&transport=websocket"
    async with websockets.connect(address, origin=server.url) as socket:  # pyright: ignore[reportArgumentType]
        await socket.recv()
        await socket.send("40/_event," + json.dumps(hello))
        assert str(await socket.recv()).startswith("40/_event,")
        for message in messages:
            await socket.send(message)


async def send(server: Server, events: list[Any]) -> None:
    address = f"ws://127.0.0.1:{server.port}/_event/?token={uuid.uuid4()}&EIO=4&transport=websocket"
    async with websockets.connect(address, origin=server.url) as socket:  # pyright: ignore[reportArgumentType]
        await socket.recv()
        await socket.send("40/_event,")
        await socket.recv()
        for event in events:
            await socket.send("42/_event," + json.dumps(["event", event]))
        await socket.send("42/_event," + json.dumps(["event"]))
        await socket.send("42/_event," + json.dumps(["event", {}, CANARY]))
