"""Files are read two at a time in order of arrival, and none waits for ever."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack

import pytest

from studyapp.errors import Busy
from studyapp.material import reading_slots
from studyapp.material.isolation import PICTURE_LIMITS, parse_picture
from studyapp.material.reading_slots import AT_ONCE, PATIENCE, must_wait, slot
from tests.material.children import children
from tests.material.test_pictures import encoded

PassTime = Callable[[float], None]


@pytest.fixture
def pass_time(monkeypatch: pytest.MonkeyPatch) -> PassTime:
    """Move the loop's clock ahead, so that all its timeouts end at once."""

    def jump(seconds: float) -> None:
        loop = asyncio.get_running_loop()
        before = loop.time
        monkeypatch.setattr(loop, "time", lambda: before() + seconds)

    return jump


async def take_all(stack: AsyncExitStack) -> None:
    for _ in range(AT_ONCE):
        await stack.enter_async_context(slot())


async def a_moment() -> None:
    """Let all other tasks run as far as they can without time passing."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_ten_pictures_at_once_are_all_read_and_never_more_than_two_together() -> None:
    reading = [asyncio.create_task(parse_picture(encoded("PNG", (3_000, 3_000)))) for _ in range(10)]
    together = 0
    while not all(task.done() for task in reading):
        together = max(together, len(children()))
        await asyncio.sleep(0.01)
    assert [task.result().width for task in reading] == [2_000] * 10
    assert together == AT_ONCE
    assert not children()


async def test_slots_are_given_in_the_order_of_arrival() -> None:
    served: list[int] = []

    async def wait(number: int) -> None:
        async with slot():
            served.append(number)

    async with AsyncExitStack() as stack:
        await take_all(stack)
        waiting: list[asyncio.Task[None]] = []
        for number in range(8):
            waiting.append(asyncio.create_task(wait(number)))
            await a_moment()
        assert served == []
        assert must_wait()
    await asyncio.gather(*waiting)
    assert served == list(range(8))
    assert not must_wait()


async def test_who_waits_too_long_is_told_what_to_do_and_the_next_is_served(pass_time: PassTime) -> None:
    async with AsyncExitStack() as stack:
        await take_all(stack)
        waiting = asyncio.create_task(parse_picture(encoded("PNG")))
        await a_moment()
        pass_time(PATIENCE + 1)
        with pytest.raises(Busy) as refused:
            await waiting
        assert refused.value.sentence == reading_slots.STILL_BUSY
        assert not children()
    assert (await parse_picture(encoded("PNG"))).width == 40


async def test_the_time_a_file_waits_is_not_the_time_it_may_take(pass_time: PassTime) -> None:
    async with AsyncExitStack() as stack:
        await take_all(stack)
        waiting = asyncio.create_task(parse_picture(encoded("PNG")))
        await a_moment()
        pass_time(PICTURE_LIMITS.seconds * 2)
        await a_moment()
    assert (await waiting).width == 40


@pytest.mark.parametrize("is_running", [True, False])
async def test_who_goes_away_gives_the_slot_back(is_running: bool) -> None:
    async with AsyncExitStack() as stack:
        if not is_running:
            await take_all(stack)
        gone = [asyncio.create_task(parse_picture(encoded("PNG", (7_000, 7_000)))) for _ in range(AT_ONCE)]
        while is_running and len(children()) < AT_ONCE:
            await asyncio.sleep(0.005)
        await a_moment()
        for task in gone:
            task.cancel()
        await asyncio.wait(gone)
        assert not children()
    assert not must_wait()
    assert (await parse_picture(encoded("PNG"))).width == 40
