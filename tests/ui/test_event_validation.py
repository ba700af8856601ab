"""Which events a browser may send."""

from typing import Any

import pytest

import studyapp.ui.routes  # noqa: F401  (its pages bring the handlers)
from studyapp.ui.event_validation import Refused, check
from studyapp.ui.pages.deck import CardActionsState
from studyapp.ui.pages.decks import DecksState
from studyapp.ui.tasks.shell import ShellState

DECKS, SHELL, CARDS = (state.get_full_name() for state in (DecksState, ShellState, CardActionsState))
ROOT = SHELL.partition(".")[0]
PLACE = {"pathname": "/decks", "asPath": "/decks?a=b", "query": {"a": "b", "deck_id": "7"}}


@pytest.mark.parametrize(
    ("name", "payload"),
    [
        (f"{DECKS}.search_decks", {"text": "<reflex.Var>x</reflex.Var>"}),
        (f"{DECKS}.create_deck", {"form": {"title": "Biology"}}),
        (f"{DECKS}.watch", {}),
        (f"{SHELL}.set_panel", {"is_open": True}),
        (f"{CARDS}.restore", {"card_ids": ["1", "2"]}),
        (f"{CARDS}.tag_again", {"tagged": [["exam", ["1", "2"]]]}),
        (f"{ROOT}.hydrate_and_load", {"vars": {f"{SHELL}.dismissed_rx_state_": "1 2"}, "hashes": ["a"]}),
        (f"{ROOT}.hydrate_and_load", {}),
    ],
)
def test_what_a_page_sends_is_let_through(name: str, payload: dict[str, Any]) -> None:
    check({"name": name, "payload": payload, "router_data": PLACE, "token": "t"})


@pytest.mark.parametrize(
    ("name", "payload", "reason"),
    [
        (f"{DECKS}.search_decks", {"text": 7}, "wrong arguments"),
        (f"{DECKS}.search_decks", {"text": b"an attachment"}, "wrong arguments"),
        (f"{DECKS}.search_decks", {"text": "\ud800"}, "wrong arguments"),
        (f"{DECKS}.search_decks", {}, "wrong arguments"),
        (f"{DECKS}.search_decks", {"text": "", "more": ""}, "wrong arguments"),
        (f"{SHELL}.set_panel", {"is_open": "yes"}, "wrong arguments"),
        (f"{CARDS}.restore", {"card_ids": "12"}, "wrong arguments"),
        (f"{CARDS}.tag_again", {"tagged": [["exam"]]}, "wrong arguments"),
        (f"{ROOT}.hydrate_and_load", {"vars": {f"{SHELL}.active_rx_state_": "9"}}, "wrong arguments"),
        (f"{SHELL}.setvar", {"var_name": "active", "value": 9}, "no such handler"),
        (f"{SHELL}._refresh", {}, "no such handler"),
        (f"{SHELL}.look", {}, "no such handler"),
        ([], {}, "not an event"),
        (f"{DECKS}.watch", [], "not an event"),
    ],
)
def test_anything_else_is_refused(name: Any, payload: Any, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        check({"name": name, "payload": payload})


@pytest.mark.parametrize("sent", [(), ("text",), (None,), ({}, {}), ({"name": f"{DECKS}.watch", "router_data": [1]},)])
def test_what_is_no_event_is_refused(sent: tuple[Any, ...]) -> None:
    with pytest.raises(Refused, match="not an event"):
        check(*sent)


def test_depth_without_end_is_refused() -> None:
    deep: Any = ""
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(Refused, match="wrong arguments"):
        check({"name": f"{DECKS}.create_deck", "payload": {"form": {"title": deep}}})
