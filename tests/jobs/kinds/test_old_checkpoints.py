"""Jobs that an update interrupted continue from the checkpoint that the older version wrote."""

from sqlmodel import Session

from studyapp.jobs.queue.queue import QUEUE
from studyapp.models import Job, JobStatus
from tests.jobs.kinds.workshop import Workshop
from tests.provider_server import ProviderServer

KEPT = ["The centrosome", "The lysosome"]


async def test_distractors_kept_under_their_old_name_are_not_asked_for_again(
    workshop: Workshop, server: ProviderServer
) -> None:
    card = workshop.card()
    old = {"stem": card.question, "key": card.answer, "offers": KEPT, "rejected": {"D1": 1}, "repaired": False}
    ids: list[str] = []

    def interrupted(session: Session) -> None:
        payload = {"card_id": card.id}
        ids.append(
            QUEUE.enqueue(session, workshop.user_id, "distractor_generation", payload, now=workshop.clock()).job.id
        )
        row = session.get(Job, ids[0])
        assert row
        row.checkpoint = old

    workshop.change(interrupted)
    job = await workshop.ended(ids[0])
    assert (job.status, [call.count for call in server.calls]) == (JobStatus.COMPLETED, [1])
    distractors = workshop.read_card(card.id).distractors
    assert distractors[:2] == KEPT
    assert job.checkpoint == {
        "stem": card.question,
        "key": card.answer,
        "distractors": distractors,
        "rejected": {"D1": 1},
        "repaired": False,
    }
