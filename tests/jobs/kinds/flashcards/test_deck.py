"""The deck of a flashcard job, and the cards it holds already."""

import pytest
from sqlmodel import Session

from studyapp.errors import NotFound
from studyapp.models import Deck, JobStatus, User
from studyapp.services import decks
from tests.factories import make_card, make_deck
from tests.generation.material import CELLS
from tests.jobs.kinds.flashcards.asking import questions
from tests.jobs.kinds.workshop import Workshop
from tests.provider_server import ProviderServer


async def test_what_the_deck_holds_is_not_made_again(workshop: Workshop, server: ProviderServer):
    first = await workshop.run(CELLS, count=4, deck_title="Cells")
    second = await workshop.run(CELLS, count=4, deck_title="Cells")
    assert first.target_id == second.target_id
    assert set(questions(workshop.cards(first.id))).isdisjoint(questions(workshop.cards(second.id)))
    assert {avoided for call in server.calls[2:] for avoided in call.asked.avoid} >= set(
        questions(workshop.cards(first.id))
    )


async def test_jobs_that_fill_a_deck_at_the_same_time_do_not_make_the_same_cards(
    workshop: Workshop, server: ProviderServer
):
    server.hold_after(0)
    ids = [workshop.ask(f"{CELLS}\nVersion {number}.", count=4, deck_title="Cells").job.id for number in range(2)]
    for job_id in ids:
        await workshop.until(job_id, lambda _: len(server.calls) == 2)
    server.go_on()
    ended = [await workshop.ended(job_id) for job_id in ids]
    made = [question for job in ended for question in questions(workshop.cards(job.id))]
    assert [job.status for job in ended] == [JobStatus.COMPLETED] * 2
    assert (len(made), len(set(made))) == (8, 8)


async def test_cards_of_other_subjects_are_not_sent_along(workshop: Workshop, server: ProviderServer, owner: User):
    def fill(session: Session) -> None:
        deck = make_deck(session, owner, id="mixed")
        make_card(session, deck, question="What does the mitochondrion produce?", answer="chemical energy")
        make_card(session, deck, question="Who painted the Mona Lisa?", answer="Leonardo da Vinci")

    workshop.change(fill)
    await workshop.run(CELLS, count=2, deck_id="mixed")
    assert "What does the mitochondrion produce?" in server.calls[0].asked.avoid
    assert "Mona Lisa" not in server.calls[0].asked.text


async def test_a_deck_deleted_meanwhile_ends_the_job(workshop: Workshop, server: ProviderServer, owner: User):
    server.hold_after(1).delay = 0.1
    job_id = workshop.ask(CELLS, count=16).job.id
    job = await workshop.until(job_id, lambda job: job.items_done == 1)
    workshop.change(lambda session: decks.delete_deck(session, owner.id, job.target_id, now=workshop.clock()))
    server.go_on()
    job = await workshop.ended(job_id)
    assert (job.status, job.error) == (JobStatus.FAILED, "This deck is not there.")
    assert await server.calls[0].ended() == "disconnected"


async def test_the_deck_is_found_or_made_with_the_request(workshop: Workshop, owner: User):
    admission = workshop.ask(CELLS, count=2)
    target = admission.job.target
    assert target
    with workshop.database.read() as session:
        deck = session.get(Deck, target["id"])
    assert deck
    assert (deck.title, deck.user_id) == ("The cell", owner.id)
    await workshop.ended(admission.job.id)


async def test_nobody_elses_deck_is_a_target(workshop: Workshop, stranger: User):
    workshop.change(lambda session: make_deck(session, stranger, id="theirs"))
    with pytest.raises(NotFound):
        workshop.ask(CELLS, deck_id="theirs")
