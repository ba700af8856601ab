from typing import Any

import pytest
import reflex as rx

from studyapp import settings
from studyapp.database import Database
from studyapp.errors import TooLarge
from studyapp.jobs.store import reading
from studyapp.material.pages import PageProblem
from studyapp.material.reading import MAX_UPLOAD_BYTES, Document
from studyapp.models import Job, User
from studyapp.services import decks, documents
from studyapp.settings import Settings
from studyapp.ui.generate.cards import GenerateDialogState, GeneratorState
from studyapp.ui.generate.upload.file import AttachedFile, attached, received
from tests.factories import NOON, make_deck
from tests.ui.conftest import Tab

TEXT = "Mitochondria make most of the chemical energy a cell needs. " * 3


def piece(data: bytes) -> rx.UploadChunk:
    return rx.UploadChunk(filename="notes.md", offset=0, content_type="text/markdown", data=data)


async def arriving(*contents: bytes) -> rx.UploadChunkIterator:
    chunks = rx.UploadChunkIterator()
    for data in contents:
        await chunks.push(piece(data))
    await chunks.finish()
    return chunks


def payload_of_the_only_job(database: Database, owner: User) -> dict[str, Any]:
    with database.read() as session:
        (job,) = reading.list_jobs(session, owner.id).jobs
        stored = session.get(Job, job.id)
        assert stored is not None
        return stored.payload


async def test_a_text_becomes_a_job_for_a_new_deck(tab: Tab[Any], use_database: Database, owner: User) -> None:
    generator = await tab(GeneratorState)
    events = await generator.generate({"content": TEXT, "count": "7", "deck_title": "  Cells "})
    payload = payload_of_the_only_job(use_database, owner)
    assert (payload["content"].strip(), payload["count"]) == (TEXT.strip(), 7)
    with use_database.read() as session:
        (deck,) = decks.list_decks(session, owner.id, now=NOON)
    assert (deck.title, payload["deck_id"]) == ("Cells", deck.id)
    assert f"/decks/{deck.id}" in repr(events)
    assert "accept" in repr(events)


@pytest.mark.parametrize(
    "form",
    [
        {"content": "too short", "count": "7"},
        {"content": TEXT, "count": "51"},
        {"content": TEXT, "count": "0"},
        {"content": TEXT, "count": "many"},
        {"content": "\x00\x01\x02" * 40, "count": "7"},
        {"content": TEXT, "count": "7", "deck_id": "somebody-elses"},
        {},
    ],
)
async def test_what_is_refused_says_why_and_is_not_taken_away(
    tab: Tab[Any], use_database: Database, owner: User, form: dict[str, str]
) -> None:
    generator = await tab(GeneratorState)
    assert await generator.generate(form) == []
    assert generator.problem.endswith(".")
    with use_database.read() as session:
        assert reading.list_jobs(session, owner.id).jobs == []


async def test_the_same_text_twice_is_one_job(tab: Tab[Any], use_database: Database, owner: User) -> None:
    generator = await tab(GeneratorState)
    form = {"content": TEXT, "count": "7", "deck_title": "Cells"}
    await generator.generate(form)
    assert "being made already" in repr(await generator.generate(form))
    payload_of_the_only_job(use_database, owner)


async def test_a_file_goes_instead_of_the_text_which_stays_for_later(
    tab: Tab[Any], use_database: Database, owner: User
) -> None:
    generator = await tab(GeneratorState)
    document = Document(title="Lecture 3", text=TEXT * 2, page_starts=(0, len(TEXT)))
    with use_database.write() as session:
        document_id = documents.add_document(session, owner.id, document, pairs=0, now=NOON).id
    generator._document_id, generator.file = document_id, attached("lecture.pdf", document)
    events = await generator.generate({"count": "7"})
    payload = payload_of_the_only_job(use_database, owner)
    assert (payload["document_id"], payload["content"]) == (document_id, None)
    assert "accept" not in repr(events)
    assert (generator.file, generator._document_id) == (AttachedFile(), "")


async def test_a_refused_file_stays_attached(tab: Tab[Any], use_database: Database, owner: User) -> None:
    generator = await tab(GeneratorState)
    document = Document(title="Lecture 3", text=TEXT, page_starts=())
    generator._document_id, generator.file = "its-id", attached("lecture.md", document)
    await generator.generate({"count": "99"})
    assert (generator.file.name, generator._document_id) == ("lecture.md", "its-id")


async def test_the_dialog_closes_once_the_text_is_accepted(tab: Tab[Any], use_database: Database, owner: User) -> None:
    with use_database.write() as session:
        make_deck(session, owner, title="Biology")
    dialog = await tab(GenerateDialogState)
    await dialog.show()
    assert (dialog.is_open, dialog.deck_titles) == (True, ["Biology"])
    await dialog.generate({"content": "too short", "count": "7"})
    assert dialog.is_open
    await dialog.generate({"content": TEXT, "count": "7", "deck_title": "Biology"})
    assert not dialog.is_open
    with use_database.read() as session:
        assert len(decks.list_decks(session, owner.id, now=NOON)) == 1


async def test_the_pieces_of_a_file_are_put_together() -> None:
    assert await received(piece(b"one "), await arriving(b"two ", b"three")) == b"one two three"


async def test_a_file_is_received_up_to_the_limit_and_no_further() -> None:
    half = b"x" * (MAX_UPLOAD_BYTES // 2)
    assert len(await received(piece(half), await arriving(half))) == MAX_UPLOAD_BYTES
    with pytest.raises(TooLarge):
        await received(piece(half), await arriving(half, b"x"))


def test_a_chip_tells_pages_where_there_are_some() -> None:
    text = "x" * 34_210
    assert attached("a.pdf", Document("A", text, (0, 9))).size == "2 pages, 34,210 characters"
    assert attached("a.pdf", Document("A", text, (0,))).size == "1 page, 34,210 characters"
    assert attached("a.md", Document("A", text, ())).size == "34,210 characters"


def test_a_chip_tells_which_pages_were_left_out() -> None:
    problems = (None, PageProblem.NO_TEXT, PageProblem.NO_TEXT)
    told = attached("a.pdf", Document("A", TEXT, (0, len(TEXT), len(TEXT)), problems))
    assert told.left_out == "2 of 3 pages have no text: scans."


async def test_without_a_model_the_form_says_so(tab: Tab[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    generator = await tab(GeneratorState)
    for key, is_extractive in ((None, True), ("sk-test", False)):
        here = Settings(anthropic_api_key=key, anthropic_base_url=None)  # pyright: ignore[reportArgumentType]
        monkeypatch.setattr(settings, "current", lambda here=here: here)
        assert generator.is_extractive is is_extractive


async def test_a_file_attached_for_one_deck_is_not_there_for_the_next(tab: Tab[Any]) -> None:
    generator = await tab(GeneratorState)
    generator.open_form("biology")
    generator._document_id, generator.file = "its-id", AttachedFile("cells.md", "3 pages")
    generator.open_form("biology")
    assert generator.file.name == "cells.md"
    generator.open_form("history")
    assert (generator.file.name, generator._document_id) == ("", "")


async def test_how_much_of_a_file_was_sent_is_told_in_percent(tab: Tab[Any]) -> None:
    generator = await tab(GeneratorState)
    generator.note_sent({"loaded": 1, "total": 3, "progress": 1 / 3})
    assert generator.sent == 33
    generator._forget_file()
    assert generator.sent == 0


LIST = "Hund - dog\nKatze - cat\nMaus - mouse\nKuh - cow\nPferd - horse"


async def test_a_word_list_says_how_many_pairs_it_has(tab: Tab[Any]) -> None:
    generator = await tab(GeneratorState)
    generator.count_pairs(LIST)
    assert generator.pairs == 5
    generator.count_pairs(TEXT)
    assert generator.pairs == 0


@pytest.mark.parametrize(("chosen", "expected"), [({"both_directions": "on"}, 10), ({}, 5)])
async def test_both_directions_are_made_if_they_are_chosen(
    tab: Tab[Any], use_database: Database, owner: User, chosen: dict[str, str], expected: int
) -> None:
    generator = await tab(GeneratorState)
    await generator.generate({"content": LIST, "count": "10"} | chosen)
    with use_database.read() as session:
        (job,) = reading.list_jobs(session, owner.id).jobs
    assert job.items_expected == expected
