"""Whole jobs with models on one's own machine, whose context holds 4,096 or 8,192 tokens."""

from pathlib import Path
from random import Random

import pytest

from studyapp.database import Database
from studyapp.models import JobStatus, User
from tests.generation.models import model_of
from tests.jobs.kinds.workshop import workshop_with
from tests.provider_server.dialects import LOCAL, Dialect, DialectServer
from tests.provider_server.dialects.vllm import VLLM_THAT_STOPS_COUNTING

_SYLLABLES = [f"{first}{last}" for first in "bdfghklmnprstvz" for last in "aeiou"]


def long_text(length: int) -> str:
    """So many characters of sentences that have next to no words in common."""
    chance, sentences, written = Random(7), list[str](), 0
    while written < length:
        things = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 5))) for _ in range(6)]
        sentences.append("The {} of {} moves {} into the {} before {} reaches {}.".format(*things))
        written += len(sentences[-1]) + 1
    return "\n\n".join(" ".join(sentences[at : at + 5]) for at in range(0, len(sentences), 5))[:length]


@pytest.mark.parametrize("window", [4_096, 8_192])
@pytest.mark.parametrize("dialect", [*LOCAL, VLLM_THAT_STOPS_COUNTING], ids=str)
async def test_twenty_cards_are_made_of_a_long_text(
    database: Database, owner: User, tmp_path: Path, dialect: Dialect, window: int
):
    async with (
        DialectServer(dialect, window=window) as server,
        workshop_with(database, owner.id, model_of(server), data_dir=tmp_path) as workshop,
    ):
        job = await workshop.run(long_text(30_000), count=20)
    assert (job.status, job.items_done, job.attempts) == (JobStatus.COMPLETED, 20, 1), job.error
    assert not [asking.prompt for asking in server.asked if asking.is_too_long]
    assert len(server.refused) <= 1, "at most one, for a field that the server does not know"
