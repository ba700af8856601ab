"""A section becomes a lesson, concept by concept, and only once."""

import pytest

from studyapp.errors import BadInput, Conflict, NotFound
from studyapp.models import CheckInKind, JobStatus, Lesson, MadeBy
from tests.factories import make_user
from tests.jobs.kinds.lesson.classroom import (
    KIND,
    MEMBRANES,
    PAGES,
    book,
    check_ins,
    concepts,
    lesson_on,
    shelf,
    titles,
)
from tests.jobs.kinds.workshop import BREAKS, Workshop, result_of
from tests.provider_server import Behaviour, ProviderServer


async def test_a_section_becomes_a_lesson_with_its_check_ins(workshop: Workshop):
    section = shelf(workshop)["Membranes"]
    job = await workshop.see_through(KIND, section_id=section.id)
    assert (job.status, job.items_done, job.progress) == (JobStatus.COMPLETED, 3, 100)
    assert titles(workshop, section) == MEMBRANES
    lesson = lesson_on(workshop, section)
    assert (lesson.made_by, lesson.language, lesson.job_id) == (MadeBy.MODEL, "en", job.id)
    assert lesson.summary == "What there is to know about Membranes."
    assert (len(lesson.objectives), lesson.finished_at is not None) == (2, True)
    result = result_of(job)
    assert (result["lesson_id"], result["count"], result["rejected"], result["partial"]) == (lesson.id, 3, {}, False)
    first = check_ins(workshop, concepts(workshop, section)[0])
    assert [(each.ordinal, each.kind) for each in first] == [(1, CheckInKind.CHOICE), (2, CheckInKind.SHORT)]
    assert [option["is_key"] for option in first[0].options] == [True, False, False, False]


async def test_sources_stand_in_the_text_of_the_document_on_their_page(workshop: Workshop):
    section = shelf(workshop)["Leaves"]
    await workshop.see_through(KIND, section_id=section.id)
    text = "".join(PAGES)
    found = [source for concept in concepts(workshop, section) for source in concept.sources]
    assert {source["page"] for source in found} == {4}
    assert [text[source["start"] : source["end"]] for source in found] == [each["quote"].rstrip(".") for each in found]


async def test_a_prompt_has_the_text_of_its_section_only_with_its_pages(workshop: Workshop, server: ProviderServer):
    section = shelf(workshop)["Membranes"]
    await workshop.see_through(KIND, section_id=section.id)
    [call] = server.calls
    assert call.asked.heading == "Membranes"
    assert "[page 1]\nCell membranes\nA membrane separates" in call.material
    assert "[page 2]\nSmall molecules pass" in call.material
    assert "Roots take up" not in call.asked.text


async def test_concepts_are_there_while_the_others_are_still_written(workshop: Workshop, server: ProviderServer):
    section = shelf(workshop)["Membranes"]
    server.hold_after(2)
    job = workshop.enqueue(KIND, section_id=section.id).job
    await workshop.until(job.id, lambda now: now.items_done == 2)
    lesson = lesson_on(workshop, section)
    assert (titles(workshop, section), lesson.finished_at) == (MEMBRANES[:2], None)
    assert lesson.summary
    server.go_on()
    await workshop.ended(job.id)


@pytest.mark.parametrize("breaks", BREAKS)
async def test_a_stream_that_breaks_off_is_continued_where_it_broke(
    workshop: Workshop, server: ProviderServer, breaks: Behaviour
):
    section = shelf(workshop)["Membranes"]
    server.then(breaks, after=2)
    job = await workshop.see_through(KIND, section_id=section.id)
    assert (job.status, titles(workshop, section)) == (JobStatus.COMPLETED, MEMBRANES)
    assert [concept.ordinal for concept in concepts(workshop, section)] == [1, 2, 3]
    assert server.calls[1].asked.avoid == tuple(MEMBRANES[:2])
    assert lesson_on(workshop, section).summary


async def test_a_restart_between_two_concepts_loses_and_doubles_nothing(workshop: Workshop, server: ProviderServer):
    section = shelf(workshop)["Membranes"]
    server.hold_after(1)
    job = workshop.enqueue(KIND, section_id=section.id).job
    await workshop.until(job.id, lambda now: now.items_done == 1)
    [kept] = concepts(workshop, section)
    await workshop.restart()
    server.go_on()
    ended = await workshop.ended(job.id)
    assert (ended.status, ended.items_done) == (JobStatus.COMPLETED, 3)
    assert titles(workshop, section) == MEMBRANES
    assert concepts(workshop, section)[0].id == kept.id


async def test_a_cancelled_lesson_keeps_its_concepts_and_a_retry_makes_the_others(
    workshop: Workshop, server: ProviderServer
):
    section = shelf(workshop)["Membranes"]
    server.then(Behaviour.PAUSED, after=1)
    job = workshop.enqueue(KIND, section_id=section.id).job
    await workshop.until(job.id, lambda now: now.items_done == 1)
    workshop.cancel(job.id)
    ended = await workshop.ended(job.id)
    assert (ended.status, result_of(ended)["partial"]) == (JobStatus.CANCELLED, True)
    assert titles(workshop, section) == MEMBRANES[:1]
    again = await workshop.ended(workshop.retry(job.id).job.id)
    assert (again.status, again.items_done, titles(workshop, section)) == (JobStatus.COMPLETED, 2, MEMBRANES)


async def test_what_a_failed_lesson_lacks_comes_with_a_new_request(workshop: Workshop, server: ProviderServer):
    section = shelf(workshop)["Membranes"]
    server.then(Behaviour.REFUSAL, after=2)
    failed = await workshop.see_through(KIND, section_id=section.id)
    assert (failed.status, titles(workshop, section)) == (JobStatus.FAILED, MEMBRANES[:2])
    job = await workshop.see_through(KIND, section_id=section.id)
    assert (job.status, job.items_done, titles(workshop, section)) == (JobStatus.COMPLETED, 1, MEMBRANES)
    assert lesson_on(workshop, section).summary == "What there is to know about Membranes."


async def test_better_concepts_are_asked_for_once_in_place_of_the_rejected(workshop: Workshop, server: ProviderServer):
    section = shelf(workshop)["Membranes"]
    server.then(Behaviour.SOME_BAD)
    job = await workshop.see_through(KIND, section_id=section.id)
    assert (job.status, result_of(job)["rejected"]) == (JobStatus.COMPLETED, {"L1": 1})
    assert set(titles(workshop, section)) == set(MEMBRANES)
    repair = server.calls[1].asked.text
    assert "Nothing 1 – The quote “words that stand nowhere in it, number 1” does not stand in the section." in repair
    assert len(server.calls) == 2


async def test_a_lesson_without_a_head_is_asked_for_it_once(workshop: Workshop, server: ProviderServer):
    section = shelf(workshop)["Membranes"]
    server.then(Behaviour.CARELESS)
    job = await workshop.see_through(KIND, section_id=section.id)
    assert (job.status, titles(workshop, section), len(server.calls)) == (JobStatus.COMPLETED, MEMBRANES, 2)
    assert lesson_on(workshop, section).summary == "What there is to know about Membranes."


async def test_a_finished_lesson_is_not_made_again(workshop: Workshop, server: ProviderServer):
    section = shelf(workshop)["Membranes"]
    await workshop.see_through(KIND, section_id=section.id)
    with pytest.raises(Conflict, match="There is a lesson"):
        workshop.enqueue(KIND, section_id=section.id)
    assert len(server.calls) == 1


async def test_two_requests_for_a_lesson_are_one_job(workshop: Workshop, server: ProviderServer):
    section = shelf(workshop)["Membranes"]
    server.hold_after(1)
    first, second = (workshop.enqueue(KIND, section_id=section.id) for _ in range(2))
    assert (first.job.id, second.created) == (second.job.id, False)
    server.go_on()
    await workshop.ended(first.job.id)


async def test_no_lesson_goes_on_for_a_section_that_was_deleted(workshop: Workshop, server: ProviderServer):
    section = shelf(workshop)["Membranes"]
    server.hold_after(1)
    job = workshop.enqueue(KIND, section_id=section.id).job
    await workshop.until(job.id, lambda now: now.items_done == 1)
    workshop.change(lambda session: session.delete(session.merge(section)))
    server.go_on()
    ended = await workshop.ended(job.id)
    assert (ended.status, ended.error) == (JobStatus.CANCELLED, None)
    with workshop.database.read() as session:
        assert session.get(Lesson, result_of(ended)["lesson_id"] or "") is None


@pytest.mark.parametrize(
    ("title", "said"),
    [("Plants", "sections of this chapter"), ("Index", "front or back matter"), ("Leaves", "too little")],
)
async def test_only_leaves_of_the_body_with_enough_text_get_lessons(workshop: Workshop, title: str, said: str):
    section = shelf(workshop)[title]
    if title == "Leaves":
        section.text_start = (section.text_end or 0) - 20
        workshop.change(lambda session: session.merge(section))
    with pytest.raises(BadInput, match=said):
        workshop.enqueue(KIND, section_id=section.id)


async def test_a_section_that_is_not_chosen_can_still_be_pressed(workshop: Workshop):
    section = shelf(workshop)["Leaves"]
    section.is_chosen = False
    workshop.change(lambda session: session.merge(section))
    assert (await workshop.see_through(KIND, section_id=section.id)).status is JobStatus.COMPLETED


async def test_another_learners_section_is_not_there(workshop: Workshop):
    with workshop.database.write() as session:
        make_user(session, id="stranger")
        theirs = book(session, "stranger")[1]
    with pytest.raises(NotFound):
        workshop.enqueue(KIND, section_id=theirs.id)
