"""Documents over REST: uploaded, named in a job, shown to their owner only, and deleted."""

import io

import httpx
import pytest
from reportlab.pdfgen.canvas import Canvas

from studyapp.material.reading import MAX_UPLOAD_BYTES

TEXT = b"# Cells\n\nMitochondria make most of the chemical energy that a cell needs to live."


async def upload(client: httpx.AsyncClient, data: bytes, *, name: str = "cells.md") -> httpx.Response:
    return await client.post("/api/documents", params={"name": name}, content=data)


def lecture() -> bytes:
    """A PDF with a page of text and a page without any."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(40, 700, "Mitochondria make most of the chemical energy that a cell needs.")
    canvas.showPage()
    canvas.rect(40, 400, 200, 200)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


async def test_an_uploaded_document_tells_what_was_read(client: httpx.AsyncClient) -> None:
    made = await upload(client, lecture(), name="lecture_3.pdf")
    assert made.status_code == 201
    document = made.json()
    assert (document["title"], document["pages"]) == ("lecture 3", 2)
    assert document["left_out"] == "1 of 2 pages has no text: a scan."
    assert (await client.get(f"/api/documents/{document['id']}")).json() == document


async def test_a_job_makes_cards_of_a_document(client: httpx.AsyncClient) -> None:
    document = (await upload(client, TEXT)).json()
    assert (document["title"], document["pages"], document["pairs"]) == ("Cells", None, 0)
    body = {"type": "flashcard_generation", "payload": {"document_id": document["id"]}}
    job = await client.post("/api/jobs", json=body)
    assert job.status_code == 201
    deck = (await client.get(f"/api/decks/{job.json()['target']['id']}")).json()
    assert deck["title"] == "Cells"


async def test_the_same_file_is_the_same_document(client: httpx.AsyncClient) -> None:
    first, again = (await upload(client, TEXT)).json(), (await upload(client, TEXT)).json()
    assert first["id"] == again["id"]


async def test_a_word_list_tells_its_pairs(client: httpx.AsyncClient) -> None:
    words = "\n".join(f"palabra {at} - word {at}" for at in range(30))
    assert (await upload(client, words.encode(), name="")).json()["pairs"] == 30


async def test_three_pairs_are_enough_for_a_document(client: httpx.AsyncClient) -> None:
    assert (await upload(client, b"der Hund - dog\nrot - red\nblau - blue")).json()["pairs"] == 3
    refused = await upload(client, b"der Hund - dog\nrot - red")
    assert (refused.status_code, "3 lines such as" in refused.json()["error"]) == (422, True)


async def test_a_deleted_document_is_not_there(client: httpx.AsyncClient) -> None:
    address = f"/api/documents/{(await upload(client, TEXT)).json()['id']}"
    assert (await client.delete(address)).status_code == 204
    assert (await client.get(address)).status_code == (await client.delete(address)).status_code == 404


@pytest.mark.parametrize("data", [b"", b"Too short.", b"%PDF-1.7 but not really", b"\x89PNG\r\n\x1a\n", bytes(99)])
async def test_what_cannot_be_read_is_refused_with_a_sentence(client: httpx.AsyncClient, data: bytes) -> None:
    answer = await upload(client, data)
    assert (answer.status_code, answer.json()["code"]) == (422, "BAD_INPUT")
    assert answer.json()["error"].endswith(".")


async def test_a_file_may_have_fifty_megabytes(client: httpx.AsyncClient) -> None:
    answer = await upload(client, bytes(MAX_UPLOAD_BYTES + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "TOO_LARGE")


async def test_more_than_a_pasted_text_may_have_is_read_from_a_file(client: httpx.AsyncClient) -> None:
    book = b"".join(b"Fact %d is unlike all the others in this book. " % number for number in range(40_000))
    document = (await upload(client, book, name="book.txt")).json()
    assert document["characters"] > 1_900_000
    body = {"type": "flashcard_generation", "payload": {"document_id": document["id"]}}
    assert (await client.post("/api/jobs", json=body)).status_code == 201
