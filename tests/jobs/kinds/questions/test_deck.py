"""The deck of a question job, and the cards it holds already."""

import pytest
from sqlmodel import Session

from studyapp.errors import NotFound
from studyapp.models import Deck, JobStatus, User
from studyapp.services import decks
from tests.factories import make_card, make_deck
from tests.jobs.kinds.questions.asking import KIND, PROMPT, made
from tests.jobs.kinds.workshop import Workshop
from tests.provider_server import ProviderServer


async def test_what_the_deck_holds_is_not_asked_again(workshop: Workshop, server: ProviderServer):
    first, _ = await made(workshop, deck_title="General")
    second, cards = await made(workshop, "8 more questions", deck_title="General")
    assert first.target_id == second.target_id
    assert {card.question for card in cards}.isdisjoint(card.question for card in workshop.cards(first.id))
    assert len(server.calls[1].asked.avoid) == 8


async def test_a_deck_that_holds_them_all_says_so(workshop: Workshop, owner: User):
    def fill(session: Session) -> None:
        deck = make_deck(session, owner, id="full")
        make_card(session, deck, question="Which organelle makes most of a human cell's ATP", answer="Mitochondrion")

    workshop.change(fill)
    job, _ = await made(workshop, "1 question", deck_id="full")
    assert (job.status, job.error_code) == (JobStatus.FAILED, "BAD_INPUT")
    assert job.error == "The deck already holds every question the model wrote on this."


async def test_a_deck_deleted_meanwhile_ends_the_job(workshop: Workshop, server: ProviderServer, owner: User):
    server.hold_after(1).delay = 0.1
    job_id = workshop.enqueue(KIND, prompt=PROMPT).job.id
    job = await workshop.until(job_id, lambda job: job.items_done == 1)
    workshop.change(lambda session: decks.delete_deck(session, owner.id, job.target_id, now=workshop.clock()))
    server.go_on()
    job = await workshop.ended(job_id)
    assert (job.status, job.error) == (JobStatus.FAILED, "This deck is not there.")
    assert await server.calls[0].ended() == "disconnected"


async def test_the_deck_is_called_by_the_prompts_first_words(workshop: Workshop):
    target = workshop.enqueue(KIND, prompt="The Silk Road: traders, goods and towns").job.target
    assert target
    with workshop.database.read() as session:
        deck = session.get(Deck, target["id"])
    assert deck
    assert deck.title == "The Silk Road"


async def test_nobody_elses_deck_is_a_target(workshop: Workshop, stranger: User):
    workshop.change(lambda session: make_deck(session, stranger, id="theirs"))
    with pytest.raises(NotFound):
        workshop.enqueue(KIND, prompt=PROMPT, deck_id="theirs")


async def test_cards_of_the_deck_are_named_to_the_model(workshop: Workshop, server: ProviderServer, owner: User):
    def fill(session: Session) -> None:
        deck = make_deck(session, owner, id="mixed")
        make_card(session, deck, question="Who painted the Mona Lisa?", answer="Leonardo da Vinci")

    workshop.change(fill)
    await made(workshop, deck_id="mixed")
    assert server.calls[0].asked.avoid == ("Who painted the Mona Lisa?",)
