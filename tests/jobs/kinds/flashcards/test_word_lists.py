"""A word list becomes cards as it is written, whether a model is set or not."""

from sqlalchemy import delete, update
from sqlmodel import Session, col

from studyapp.jobs.kinds.flashcards.work import AS_WRITTEN
from studyapp.models import Card, Job, JobStatus
from tests.jobs.kinds.workshop import Workshop, result_of
from tests.provider_server import ProviderServer

WORDS = {f"palabra {at}": f"word {at}" for at in range(30)}
LIST = "\n".join(f"{term} - {meaning}" for term, meaning in WORDS.items())
SHORT = "Hund - dog\nKatze - cat\nMaus - mouse\nKuh - cow\nPferd - horse"


async def test_thirty_lines_are_thirty_cards_without_a_model(modest_workshop: Workshop):
    asked = modest_workshop.ask(LIST)
    assert asked.job.items_expected == 30
    job = await modest_workshop.ended(asked.job.id)
    cards = modest_workshop.cards(job.id)
    assert (job.status, job.items_done, job.items_expected, job.progress) == (JobStatus.COMPLETED, 30, 30, 100)
    assert {card.question: card.answer for card in cards} == WORDS
    assert [card.source_quote for card in cards] == LIST.split("\n")
    assert result_of(job)["note"] == AS_WRITTEN


async def test_no_model_is_asked_for_a_word_list(workshop: Workshop, server: ProviderServer):
    job = await workshop.run(SHORT)
    assert server.calls == []
    assert [(card.question, card.answer) for card in workshop.cards(job.id)] == [
        ("Hund", "dog"), ("Katze", "cat"), ("Maus", "mouse"), ("Kuh", "cow"), ("Pferd", "horse"),
    ]  # fmt: skip
    [attempt] = workshop.attempts(job.id)
    assert (attempt.provider, attempt.model, attempt.tokens_in) == ("extractive", None, None)


async def test_both_directions_make_twice_as_many(modest_workshop: Workshop):
    asked = modest_workshop.ask(SHORT, both_directions=True)
    assert asked.job.items_expected == 10
    job = await modest_workshop.ended(asked.job.id)
    assert [card.question for card in modest_workshop.cards(job.id)][5:] == ["dog", "cat", "mouse", "cow", "horse"]


async def test_a_longer_list_makes_only_what_the_deck_does_not_hold(modest_workshop: Workshop):
    await modest_workshop.run(SHORT, deck_title="German")
    job = await modest_workshop.run(f"{SHORT}\nZiege - goat", deck_title="German")
    assert [card.question for card in modest_workshop.cards(job.id)] == ["Ziege"]
    assert result_of(job)["note"] == "1 of 6 cards: the deck already holds the others."
    again = await modest_workshop.run(SHORT, deck_title="German")
    assert (again.status, again.error) == (JobStatus.FAILED, "The deck already holds every card this text yields.")


async def test_notes_that_differ_only_in_the_words_they_hide_are_all_kept(modest_workshop: Workshop):
    notes = [f"Here we see a {{{{c1::{animal}}}}}." for animal in ("cat", "dog", "cow", "fox")]
    first = await modest_workshop.run("\n".join(notes[:3]), deck_title="Animals")
    assert [card.answer for card in modest_workshop.cards(first.id)] == ["cat", "dog", "cow"]
    second = await modest_workshop.run("\n".join(notes), deck_title="Animals")
    assert [card.answer for card in modest_workshop.cards(second.id)] == ["fox"]


async def test_a_retry_makes_the_pairs_that_an_ended_job_left(modest_workshop: Workshop):
    first = modest_workshop.job((await modest_workshop.run(SHORT)).id)

    def break_off(session: Session) -> None:
        """Leave the job as one that failed after two of its five cards."""
        session.execute(
            delete(Card).where(col(Card.job_id) == first.id, col(Card.answer).in_(["mouse", "cow", "horse"]))
        )
        left = {"checkpoint": first.checkpoint | {"saved": 2, "chunks_done": 0}, "items_done": 2, "retryable": True}
        session.execute(update(Job).where(col(Job.id) == first.id).values(status=JobStatus.FAILED, **left))

    modest_workshop.change(break_off)
    again = modest_workshop.retry(first.id)
    assert again.job.items_expected == 3
    job = await modest_workshop.ended(again.job.id)
    assert [card.question for card in modest_workshop.cards(job.id)] == ["Maus", "Kuh", "Pferd"]
