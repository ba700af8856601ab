"""Signals: the first change at once, bursts as one, none lost, from any thread."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from itertools import pairwise

import pytest

from studyapp import signals

PAUSE = 0.05


async def next_change(changes: AsyncGenerator[None], *, within: float = 60) -> bool:
    try:
        async with asyncio.timeout(within):
            await anext(changes)
    except TimeoutError:
        return False
    return True


async def test_the_first_change_is_heard_at_once() -> None:
    async with signals.subscribe("ada", pause=1000) as changes:
        signals.announce("ada")
        assert await next_change(changes)


async def test_a_burst_is_heard_as_one_change_and_one_more() -> None:
    async with signals.subscribe("ada", pause=PAUSE) as changes:
        signals.announce("ada")
        assert await next_change(changes)
        for _ in range(100):
            signals.announce("ada")
        assert await next_change(changes)
        assert not await next_change(changes, within=4 * PAUSE)


async def test_changes_come_no_more_often_than_the_pause_allows() -> None:
    times: list[float] = []
    loop = asyncio.get_running_loop()
    async with signals.subscribe("ada", pause=PAUSE) as changes:
        signals.announce("ada")
        async for _ in changes:
            times.append(loop.time())
            signals.announce("ada")
            if len(times) == 4:
                break
    assert all(later - earlier >= PAUSE * 0.9 for earlier, later in pairwise(times))


async def test_a_change_while_the_last_one_is_being_shown_is_not_lost() -> None:
    async with signals.subscribe("ada", pause=0) as changes:
        signals.announce("ada")
        assert await next_change(changes)
        signals.announce("ada")
        await asyncio.sleep(0.01)  # showing takes its time
        assert await next_change(changes)
        assert not await next_change(changes, within=0.05)


async def test_every_open_tab_hears_and_other_learners_do_not() -> None:
    async with (
        signals.subscribe("ada", pause=0) as one,
        signals.subscribe("ada", pause=0) as two,
        signals.subscribe("eve", pause=0) as other,
    ):
        signals.announce("ada")
        assert await next_change(one)
        assert await next_change(two)
        assert not await next_change(other, within=0.05)


async def test_threads_can_announce_while_tabs_come_and_go() -> None:
    stop = threading.Event()

    def announce() -> None:
        while not stop.wait(0.0005):
            signals.announce("ada")

    threads = [threading.Thread(target=announce) for _ in range(3)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(50):
            async with signals.subscribe("ada", pause=0) as changes:
                assert await next_change(changes)
    finally:
        stop.set()
        for thread in threads:
            thread.join()


async def test_a_commit_in_a_thread_reaches_the_loop_that_listens() -> None:
    async with signals.subscribe("ada", pause=0) as changes:
        await asyncio.to_thread(signals.announce, "ada")
        assert await next_change(changes)


async def test_who_leaves_is_forgotten() -> None:
    with suppress(RuntimeError):
        async with signals.subscribe("ada", pause=0):
            assert "ada" in signals._subscriptions
            raise RuntimeError
    assert "ada" not in signals._subscriptions


async def test_a_tab_that_is_cancelled_while_it_waits_is_forgotten() -> None:
    async def listen() -> None:
        async with signals.subscribe("ada", pause=0) as changes:
            async for _ in changes:
                pass

    task = asyncio.create_task(listen())
    await asyncio.sleep(0)
    assert "ada" in signals._subscriptions
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert "ada" not in signals._subscriptions


def test_announcing_to_nobody_and_to_a_loop_that_has_closed_does_nothing() -> None:
    signals.announce("nobody")
    assert "nobody" not in signals._subscriptions
    left_behind: list[Callable[[], None]] = []

    async def subscribe() -> None:
        left_behind.append(signals._Subscription().wake)

    asyncio.run(subscribe())
    left_behind[0]()
