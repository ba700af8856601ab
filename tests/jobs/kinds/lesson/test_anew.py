"""A lesson, or one concept of it, is made anew, and what the learner has answered stays."""

import pytest
from sqlmodel import Session

from studyapp.errors import Conflict, NotFound
from studyapp.jobs.requests.lessons import make_concept_anew, make_lesson
from studyapp.models import CheckIn, Concept, JobStatus, Lesson, Section
from tests.factories import make_deck
from tests.jobs.kinds.lesson.classroom import (
    KIND,
    MEMBRANES,
    answer,
    answers,
    check_ins,
    concepts,
    lesson_on,
    shelf,
    titles,
)
from tests.jobs.kinds.workshop import Workshop, result_of
from tests.provider_server import Behaviour, ProviderServer

ANEW = [f"Anew: {title}" for title in MEMBRANES]


@pytest.fixture
async def section(workshop: Workshop, server: ProviderServer) -> Section:
    """A section with a finished lesson."""
    made = shelf(workshop)["Membranes"]
    await workshop.see_through(KIND, section_id=made.id)
    server.calls.clear()
    return made


def become_card(workshop: Workshop, check_in: CheckIn) -> str:
    """Make a card of the check-in, and return its id."""
    with workshop.database.write() as session:
        deck = make_deck(session, workshop.user_id)
    card = workshop.card(deck_id=deck.id)

    def note(session: Session) -> None:
        session.get_one(CheckIn, check_in.id).card_id = card.id

    workshop.change(note)
    return card.id


async def test_the_old_lesson_stays_until_the_first_new_concept(
    workshop: Workshop, server: ProviderServer, section: Section
):
    server.hold_after(0)
    job = workshop.enqueue(KIND, section_id=section.id, wish="more examples").job
    await workshop.until(job.id, lambda _: len(server.calls) == 1)
    assert titles(workshop, section) == MEMBRANES
    server.hold_after(1)
    await workshop.until(job.id, lambda now: now.items_done == 1)
    assert (titles(workshop, section), lesson_on(workshop, section).finished_at) == (ANEW[:1], None)
    server.go_on()
    ended = await workshop.ended(job.id)
    assert (ended.status, titles(workshop, section)) == (JobStatus.COMPLETED, ANEW)
    assert lesson_on(workshop, section).job_id == job.id
    assert "more examples" in server.calls[0].asked.text
    assert server.calls[0].asked.avoid == ()


async def test_a_lesson_that_fails_before_its_first_new_concept_leaves_the_old_one(
    workshop: Workshop, server: ProviderServer, section: Section
):
    server.then(Behaviour.REFUSAL, after=0)
    job = await workshop.see_through(KIND, section_id=section.id, wish="simpler")
    assert (job.status, titles(workshop, section)) == (JobStatus.FAILED, MEMBRANES)
    assert lesson_on(workshop, section).finished_at is not None
    again = await workshop.ended(workshop.retry(job.id).job.id)
    assert (again.status, titles(workshop, section)) == (JobStatus.COMPLETED, ANEW)


async def test_a_retry_goes_on_with_the_new_lesson(workshop: Workshop, server: ProviderServer, section: Section):
    server.then(Behaviour.REFUSAL, after=2)
    job = await workshop.see_through(KIND, section_id=section.id, wish="simpler")
    assert (job.status, titles(workshop, section)) == (JobStatus.FAILED, ANEW[:2])
    kept = [concept.id for concept in concepts(workshop, section)]
    again = await workshop.ended(workshop.retry(job.id).job.id)
    assert (again.items_done, titles(workshop, section)) == (1, ANEW)
    assert [concept.id for concept in concepts(workshop, section)][:2] == kept


async def test_answered_check_ins_move_to_the_new_concept_on_the_same_place(workshop: Workshop, section: Section):
    olds = [check_ins(workshop, concept) for concept in concepts(workshop, section)]
    first, last = olds[0][1], olds[2][0]
    given = [answer(workshop, first).id, answer(workshop, last).id]
    card_id = become_card(workshop, last)
    await workshop.see_through(KIND, section_id=section.id, wish="simpler")
    news = [check_ins(workshop, concept) for concept in concepts(workshop, section)]
    assert [len(each) for each in news] == [3, 2, 3]
    assert [[each.ordinal for each in of_one] for of_one in news] == [[1, 2, 3], [1, 2], [1, 2, 3]]
    assert (news[0][2].id, news[2][2].id, news[2][2].card_id) == (first.id, last.id, card_id)
    assert [each.id for each in answers(workshop)] == given


async def test_check_ins_that_were_kept_twice_are_kept_still(workshop: Workshop, section: Section):
    kept = check_ins(workshop, concepts(workshop, section)[1])[0]
    answer(workshop, kept)
    for wish in ("simpler", "more examples"):
        await workshop.see_through(KIND, section_id=section.id, wish=wish)
    assert [each.id for each in check_ins(workshop, concepts(workshop, section)[1])][2:] == [kept.id]


async def test_what_is_answered_while_the_new_lesson_is_made_stays_where_it_is(
    workshop: Workshop, server: ProviderServer, section: Section
):
    elsewhere = concepts(workshop, section)[2].sources[0]
    server.hold_after(1)
    job = workshop.enqueue(KIND, section_id=section.id, wish="simpler").job
    await workshop.until(job.id, lambda now: now.items_done == 1)
    [first] = concepts(workshop, section)
    fresh = check_ins(workshop, first)[0]
    answer(workshop, fresh)

    def cite_elsewhere(session: Session) -> None:
        session.get_one(CheckIn, fresh.id).source = elsewhere

    workshop.change(cite_elsewhere)
    server.go_on()
    await workshop.ended(job.id)
    assert [len(check_ins(workshop, concept)) for concept in concepts(workshop, section)] == [2, 2, 2]


async def test_a_concept_is_written_anew_in_its_place(workshop: Workshop, server: ProviderServer, section: Section):
    before = concepts(workshop, section)
    answered, fresh = check_ins(workshop, before[1])
    given = answer(workshop, answered)
    with workshop.database.write() as session:
        lesson_id = lesson_on(workshop, section).id
        job = make_concept_anew(session, workshop.user_id, lesson_id, 2, wish="simpler", now=workshop.clock())
    ended = await workshop.ended(job.id)
    assert (ended.status, ended.items_done, ended.items_expected) == (JobStatus.COMPLETED, 1, 1)
    after = concepts(workshop, section)
    assert [concept.id for concept in after] == [concept.id for concept in before]
    assert [concept.title for concept in after] == [MEMBRANES[0], f"Once more: {MEMBRANES[1]}", MEMBRANES[2]]
    found = check_ins(workshop, after[1])
    assert [(each.id == answered.id, each.ordinal) for each in found] == [(True, 1), (False, 2), (False, 3)]
    assert fresh.id not in {each.id for each in found}
    assert [each.id for each in answers(workshop)] == [given.id]
    asked = server.calls[0].asked
    assert asked.avoid == (MEMBRANES[0], MEMBRANES[2])
    assert lesson_on(workshop, section).finished_at is not None


async def test_a_concept_that_the_lesson_does_not_have_is_refused(workshop: Workshop, section: Section):
    with pytest.raises(NotFound, match="no such concept"):
        workshop.enqueue(KIND, section_id=section.id, concept=4)


async def test_a_concept_that_comes_to_nothing_stays_as_it_was(
    workshop: Workshop, server: ProviderServer, section: Section
):
    server.always(Behaviour.ALL_BAD)
    job = await workshop.see_through(KIND, section_id=section.id, concept=1)
    assert (job.status, job.error_code, titles(workshop, section)) == (JobStatus.FAILED, "BAD_OUTPUT", MEMBRANES)


async def test_while_a_lesson_is_made_it_cannot_be_made_anew(
    workshop: Workshop, server: ProviderServer, section: Section
):
    server.hold_after(0)
    job = workshop.enqueue(KIND, section_id=section.id, wish="simpler").job
    user_id, now, lesson_id = workshop.user_id, workshop.clock(), lesson_on(workshop, section).id
    with workshop.database.write() as session:
        with pytest.raises(Conflict, match="is being made") as refused:
            make_lesson(session, user_id, section.id, wish="more examples", now=now)
        with pytest.raises(Conflict, match="is being made"):
            make_concept_anew(session, user_id, lesson_id, 1, now=now)
    assert refused.value.job_id == job.id
    server.go_on()
    await workshop.ended(job.id)


async def test_another_language_makes_the_lesson_anew_once(
    workshop: Workshop, server: ProviderServer, section: Section
):
    job = await workshop.see_through(KIND, section_id=section.id, language="de")
    assert (job.status, lesson_on(workshop, section).language) == (JobStatus.COMPLETED, "de")
    assert "code “de”" in server.calls[0].asked.text
    with workshop.database.write() as session:
        there = make_lesson(session, workshop.user_id, section.id, language="de", now=workshop.clock())
    assert isinstance(there, Lesson)
    assert len(server.calls) == 1


async def test_a_restart_amid_the_new_lesson_loses_and_doubles_nothing(
    workshop: Workshop, server: ProviderServer, section: Section
):
    server.hold_after(2)
    job = workshop.enqueue(KIND, section_id=section.id, wish="simpler").job
    await workshop.until(job.id, lambda now: now.items_done == 2)
    await workshop.restart()
    server.go_on()
    ended = await workshop.ended(job.id)
    assert (ended.items_done, titles(workshop, section)) == (3, ANEW)
    assert result_of(ended)["count"] == 3
    with workshop.database.read() as session:
        assert {session.get_one(Concept, each.id).ordinal for each in concepts(workshop, section)} == {1, 2, 3}
