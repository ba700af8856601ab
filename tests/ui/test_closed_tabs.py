"""Whose state is kept after a tab has gone."""

import pytest
import reflex as rx
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken

from studyapp.ui import closed_tabs
from studyapp.ui.closed_tabs import ClosedTabs

FEW = 3


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closed_tabs, "KEPT", FEW)


def token(tab: str) -> BaseStateToken:
    return BaseStateToken(ident=tab, cls=rx.State)


async def states_of(*tabs: str) -> StateManagerMemory:
    states = StateManagerMemory()
    for tab in tabs:
        await states.get_state(token(tab))
    return states


async def test_those_closed_last_are_kept() -> None:
    states = await states_of(*"abcde")
    closed = ClosedTabs(states, is_open=lambda _: False)
    for tab in "abcd":
        closed.add(tab)
    assert set(states.states) == set("bcde")


async def test_one_that_is_closed_again_counts_from_then() -> None:
    states = await states_of(*"abcd")
    closed = ClosedTabs(states, is_open=lambda _: False)
    for tab in "abcad":
        closed.add(tab)
    assert set(states.states) == set("acd")


async def test_one_that_came_back_is_kept() -> None:
    states = await states_of(*"abcde")
    closed = ClosedTabs(states, is_open=lambda tab: tab == "a")
    for tab in "abcde":
        closed.add(tab)
    assert set(states.states) == set("acde")


async def test_one_that_is_still_at_work_is_forgotten_afterwards() -> None:
    states = await states_of(*"abcde")
    closed = ClosedTabs(states, is_open=lambda _: False)
    async with states.modify_state(token("a")):
        for tab in "abcd":
            closed.add(tab)
        assert set(states.states) == set("abcde")
    closed.add("e")
    assert set(states.states) == set("cde")
