"""Every kind of job has all it needs: a folder, words, a place, a prompt, rules, and an imitation to try it with."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic import ValidationError

from studyapp.jobs import kinds
from studyapp.jobs.kinds.registry import HANDLERS
from studyapp.jobs.store.reading import get_job
from studyapp.models import JobStatus, JobType
from studyapp.ui.tasks.rows import TaskRow, task_rows
from tests.generation.material import CELLS
from tests.jobs.kinds.answer_check.desk import written
from tests.jobs.kinds.lesson.classroom import shelf
from tests.jobs.kinds.shelf import document
from tests.jobs.kinds.skill_tree.grove import goal
from tests.jobs.kinds.workshop import Workshop
from tests.provider_server import Behaviour, ProviderServer

Sample = Callable[[Workshop], dict[str, Any]]


def of_card(workshop: Workshop) -> dict[str, Any]:
    return {"card_id": workshop.card(question="Which organelle makes most of the ATP?", answer="Mitochondrion").id}


SAMPLES: Final[dict[JobType, Sample]] = {
    JobType.FLASHCARD_GENERATION: lambda _: {"content": CELLS, "count": 4},
    JobType.QUESTION_GENERATION: lambda _: {"prompt": "4 questions on what everybody should know"},
    JobType.DISTRACTOR_GENERATION: of_card,
    JobType.CARD_REGENERATION: of_card,
    JobType.SKILL_TREE_GENERATION: lambda workshop: {"goal_id": goal(workshop).id},
    JobType.DOCUMENT_IMPORT: lambda workshop: {"document_id": document(workshop).id},
    JobType.LESSON_GENERATION: lambda workshop: {"section_id": shelf(workshop)["Membranes"].id},
    JobType.ANSWER_CHECK: lambda workshop: {"answer_id": written(workshop).id},
}
"""A request of each kind. A new kind fails until it has one."""
IDS: Final = ("card_id", "goal_id", "document_id", "section_id", "answer_id")
WITHOUT_RULES: Final = {JobType.DOCUMENT_IMPORT}
"""Kinds that ask no model for anything."""
LIKE: Final = {"boolean": 0, "integer": True, "string": 1, "array": "1"}
"""For each type of JSON a value of another type that is easily taken for it."""


async def run(workshop: Workshop, kind: JobType) -> tuple[JobStatus, str | None, TaskRow]:
    job = await workshop.see_through(kind.value, **SAMPLES[kind](workshop))
    with workshop.database.read() as session:
        shown = get_job(session, workshop.user_id, job.id)
        [row] = task_rows(session, workshop.user_id, [shown], now=workshop.clock())
    return job.status, job.error_code, row


def test_every_kind_has_a_handler():
    assert set(HANDLERS) == set(JobType)


@pytest.mark.parametrize("kind", JobType)
def test_a_kind_lives_in_a_folder_of_its_own(kind: JobType):
    homes = {Path(inspect.getfile(part)).parent for part in (HANDLERS[kind].run, HANDLERS[kind].payload)}
    assert len(homes) == 1
    assert homes.pop().parent == Path(kinds.__path__[0])


@pytest.mark.parametrize("kind", JobType)
def test_a_kind_says_what_it_takes_and_gives(kind: JobType):
    shape = HANDLERS[kind].payload.model_json_schema()
    assert [name for name, field in shape["properties"].items() if not field.get("description")] == []
    assert HANDLERS[kind].words.result.endswith(".")


@pytest.mark.parametrize("kind", JobType)
def test_a_kind_takes_nothing_that_its_schema_refuses(kind: JobType):
    properties = HANDLERS[kind].payload.model_json_schema()["properties"]
    wrong = {name: LIKE[shape["type"]] for name, shape in properties.items() if shape.get("type") in LIKE}
    with pytest.raises(ValidationError) as refused:
        HANDLERS[kind].payload.model_validate(wrong | dict.fromkeys(IDS, 1))
    assert {fault["loc"][0] for fault in refused.value.errors()} >= set(wrong)


@pytest.mark.parametrize("kind", JobType)
async def test_a_kind_is_made_by_the_imitation_and_shown_in_its_place(workshop: Workshop, kind: JobType):
    status, _, row = await run(workshop, kind)
    assert status is JobStatus.COMPLETED
    assert row.has_items
    assert row.title.startswith(f"{HANDLERS[kind].words.noun} for ")
    assert row.href != "/tasks"


@pytest.mark.parametrize("kind", [kind for kind in JobType if kind not in WITHOUT_RULES])
async def test_what_breaks_the_rules_of_a_kind_is_not_taken(workshop: Workshop, server: ProviderServer, kind: JobType):
    server.always(Behaviour.ALL_BAD)
    status, error_code, row = await run(workshop, kind)
    assert (status, error_code, row.has_items) == (JobStatus.FAILED, "BAD_OUTPUT", False)
