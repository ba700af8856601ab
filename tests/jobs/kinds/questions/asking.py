"""Questions asked for by a bare prompt."""

from typing import Any

from studyapp.models import Card, Job
from tests.jobs.kinds.workshop import Workshop

KIND = "question_generation"
PROMPT = "8 questions on what everybody should know"


async def made(workshop: Workshop, prompt: str = PROMPT, **more: Any) -> tuple[Job, list[Card]]:
    job = await workshop.see_through(KIND, prompt=prompt, **more)
    return job, workshop.cards(job.id)
