"""Which closed tabs keep their state."""

import pytest
import reflex as rx
from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken

from studyapp.ui.live import closed_tabs
from studyapp.ui.live.closed_tabs import ClosedTabs

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


@pytest.mark.parametrize(
    ("closing", "opened_again", "kept"),
    [
        pytest.param("abcd", "", "bcde", id="those closed last"),
        pytest.param("abcad", "", "acde", id="one that is closed again counts from then"),
        pytest.param("abcde", "a", "acde", id="one that came back"),
    ],
)
async def test_of_the_closed_tabs_the_latest_keep_their_state(closing: str, opened_again: str, kept: str) -> None:
    states = await states_of(*"abcde")
    closed = ClosedTabs(states, is_open=lambda tab: tab in opened_again)
    for tab in closing:
        closed.add(tab)
    assert set(states.states) == set(kept)


async def test_one_that_is_still_at_work_is_forgotten_afterwards() -> None:
    states = await states_of(*"abcde")
    closed = ClosedTabs(states, is_open=lambda _: False)
    async with states.modify_state(token("a")):
        for tab in "abcd":
            closed.add(tab)
        assert set(states.states) == set("abcde")
    closed.add("e")
    assert set(states.states) == set("cde")
