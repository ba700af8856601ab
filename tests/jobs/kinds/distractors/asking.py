"""Wrong answers asked for a card."""

from typing import Any

from studyapp.models import Card, Job
from tests.jobs.kinds.workshop import Workshop

KIND = "distractor_generation"
GOOD = ["the centrosome", "the lysosome", "the ribosome"]


async def choices_for(workshop: Workshop, **fields: Any) -> tuple[Job, Card]:
    card = workshop.card(**fields)
    job = await workshop.see_through(KIND, card_id=card.id)
    return job, workshop.read_card(card.id)
