"""The process is killed between two concepts, and nothing is lost, doubled or asked for again."""

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from studyapp.database import Database
from studyapp.generation.extractive.provider import ExtractiveProvider
from studyapp.models import JobStatus, User
from tests.jobs.kinds.lesson.classroom import KIND, MEMBRANES, answer, check_ins, concepts, lesson_on, shelf, titles
from tests.jobs.kinds.workshop import Workshop, model_at, workshop_with
from tests.provider_server import ProviderServer

MODULE = "tests.jobs.kinds.lesson.lesson_process"


@asynccontextmanager
async def powered(folder: Path, server: ProviderServer) -> AsyncGenerator[None]:
    """A process that makes lessons. At the end of the block it is killed."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", MODULE, str(folder), server.url)
    try:
        yield
    finally:
        process.kill()
        await process.wait()


async def test_a_lesson_survives_two_power_cuts(
    database: Database, owner: User, server: ProviderServer, tmp_path: Path
):
    desk = Workshop(database, owner.id, ExtractiveProvider(), data_dir=tmp_path)  # its engine is never started
    section = shelf(desk)["Membranes"]
    server.hold_after(1)
    job = desk.enqueue(KIND, section_id=section.id).job
    for saved in (1, 2):
        async with powered(tmp_path, server):
            await desk.until(job.id, lambda now, saved=saved: now.items_done == saved)
    before = [concept.id for concept in concepts(desk, section)]
    server.go_on()
    async with powered(tmp_path, server):
        ended = await desk.until(job.id, lambda now: now.status is JobStatus.COMPLETED)
    assert (ended.items_done, ended.attempts, titles(desk, section)) == (3, 3, MEMBRANES)
    assert [concept.id for concept in concepts(desk, section)][:2] == before
    assert [len(check_ins(desk, concept)) for concept in concepts(desk, section)] == [2, 2, 2]
    assert [call.asked.avoid for call in server.calls] == [(), tuple(MEMBRANES[:1]), tuple(MEMBRANES[:2])]


async def test_a_power_cut_amid_a_new_lesson_loses_no_answer(
    database: Database, owner: User, server: ProviderServer, tmp_path: Path
):
    async with workshop_with(database, owner.id, model_at(server, chunk_chars=450), data_dir=tmp_path) as desk:
        section = shelf(desk)["Membranes"]
        await desk.see_through(KIND, section_id=section.id)
    kept = check_ins(desk, concepts(desk, section)[2])[0]
    answer(desk, kept)
    server.hold_after(1)
    anew = desk.enqueue(KIND, section_id=section.id, wish="simpler").job
    async with powered(tmp_path, server):
        await desk.until(anew.id, lambda now: now.items_done == 1)
    assert titles(desk, section) == [f"Anew: {MEMBRANES[0]}"]
    server.go_on()
    async with powered(tmp_path, server):
        await desk.until(anew.id, lambda now: now.status is JobStatus.COMPLETED)
    assert titles(desk, section) == [f"Anew: {title}" for title in MEMBRANES]
    assert kept.id in {check_in.id for check_in in check_ins(desk, concepts(desk, section)[2])}
    assert lesson_on(desk, section).finished_at is not None
