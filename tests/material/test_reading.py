import asyncio
import codecs
import contextlib
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.errors import BadInput, TooLarge
from studyapp.material import isolation
from studyapp.material.cleaning import require_length
from studyapp.material.isolation import Limits, parse_pdf
from studyapp.material.reading import MAX_CONTENT_CHARS, MAX_DOCUMENT_CHARS, MAX_UPLOAD_BYTES, clean_text, read_upload
from tests.material.children import children
from tests.material.pdfs import (
    encrypted,
    pdf_of_blank_pages,
    pdf_of_lines,
    pdf_of_paragraphs,
    pdf_of_pictures,
)

FILES = Path(__file__).parent / "files"
PROSE = (
    "Die Photosynthese wandelt Licht in chemische Energie um. Sie läuft in den Chloroplasten der grünen Pflanzen ab."
)
PAGE = ["Photosynthesis turns light into chemical energy.", "It takes place in the chloroplasts of the leaf."]


async def sentence(name: str, data: bytes) -> str:
    """The sentence the learner gets if the file cannot be read."""
    with pytest.raises(BadInput) as caught:
        await read_upload(name, data)
    return caught.value.sentence


# Text


@pytest.mark.parametrize(
    "data",
    [
        PROSE.encode(),
        codecs.BOM_UTF8 + PROSE.encode(),
        PROSE.encode("utf-16"),
        codecs.BOM_UTF16_BE + PROSE.encode("utf-16-be"),
        PROSE.encode("utf-16-le"),
        PROSE.encode("utf-16-be"),
        PROSE.encode("utf-32"),
        PROSE.encode("latin-1"),
        PROSE.encode("cp1252"),
        PROSE.encode().replace(b"\n", b"\r\n"),
    ],
)
async def test_text_is_read_in_the_encodings_people_have(data: bytes) -> None:
    assert (await read_upload("notes.txt", data)).text == PROSE


async def test_a_file_cut_off_within_a_character_is_still_utf8() -> None:
    text = "Größe und Länge, Höhe und Tiefe: für Flächen gelten Quadratmeter, für Räume gelten Kubikmeter, schön"
    assert (await read_upload("a.txt", text.encode() + "ö".encode()[:1])).text.startswith(text)


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("Cell_biology notes.txt", PROSE, "Cell biology notes"),
        ("C:\\Users\\me\\cells.md", PROSE, "cells"),
        ("cells.md", f"# The **Cell**\n\n{PROSE}", "The **Cell"),
        ("cells.md", f"# The cell #\n\n{PROSE}", "The cell"),
        ("", PROSE, "Untitled"),
    ],
)
async def test_text_is_called_by_its_heading_or_its_file(name: str, text: str, title: str) -> None:
    assert (await read_upload(name, text.encode())).title.startswith(title.strip("*"))


async def test_what_is_binary_is_refused_whatever_its_name() -> None:
    noise = random.Random(7).randbytes(20_000)
    assert "not text" in await sentence("notes.txt", b"\x80" + noise)
    assert "does not look like text" in await sentence("notes.txt", (b"abcdefgh" * 10 + b"\x00\x01\x02\x03") * 50)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"   \n\n\t ", "no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "picture"),
        (b"PK\x03\x04" + bytes(100), "not complete"),
        (b"\x7fELF" + bytes(100), "program"),
        (b"{\\rtf1 Hello}", "Rich text"),
        (b"<!DOCTYPE html><html><body></body></html>", "no text"),
        ("Фотосинтез превращает свет в энергию растений. ".encode("cp1251") * 9, "encoding"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8" * 99, "encoding"),
    ],
)
async def test_each_unreadable_file_gets_its_sentence(data: bytes, words: str) -> None:
    assert words in await sentence("notes.txt", data)


async def test_a_file_of_text_may_be_as_long_as_a_book_of_2000_pages() -> None:
    whole = "word " * (MAX_DOCUMENT_CHARS // 5 - 1) + "words"
    assert len((await read_upload("big.txt", whole.encode())).text) == MAX_DOCUMENT_CHARS
    with pytest.raises(TooLarge, match="8,000,001"):
        await read_upload("big.txt", whole.encode() + b"s")


async def test_fifty_megabytes_of_text_get_a_sentence() -> None:
    with pytest.raises(TooLarge, match="8,000,000 are the most"):
        await read_upload("big.txt", b"word " * 10_000_000)


def test_a_pasted_text_may_have_400000_characters() -> None:
    whole = "word " * (MAX_CONTENT_CHARS // 5 - 1) + "words"
    assert len(clean_text(whole)) == MAX_CONTENT_CHARS
    with pytest.raises(TooLarge, match="400,001"):
        clean_text(whole + "s")


@pytest.mark.parametrize("invisible", ["\u200b", "\u2060", "\u00ad", "\u3164", "\u2800", "\ufe0f", "\U000e0041"])
async def test_characters_nobody_sees_do_not_count(invisible: str) -> None:
    with pytest.raises(BadInput, match="only 10 characters"):
        require_length(f"Ten of it.{invisible * 1_000}", pairs=0)
    assert "no text" in await sentence("x.txt", (invisible * 1_000).encode())


async def test_a_file_may_have_50_megabytes() -> None:
    with pytest.raises(TooLarge, match="50 MB"):
        await read_upload("big.pdf", b"%PDF-1.7" + bytes(MAX_UPLOAD_BYTES))


# Cleaning


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("\ufeffa\x00b\r\nc\rd", "ab\nc\nd"),
        ("a  \n\n\n\n  b", "a\n\n  b"),
        ("e\u0301a\u00a0b", "éa b"),
        ("\ud83d lone surrogate", "lone surrogate"),
        ("שלום 👩‍🔬 العالم", "שלום 👩‍🔬 العالم"),
        ("a\x0cb", "a\nb"),
    ],
)
def test_text_is_cleaned_and_kept(text: str, clean: str) -> None:
    assert clean_text(text) == clean


@given(st.text(st.characters(), max_size=300))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    try:
        once = clean_text(text)
    except BadInput:
        return
    assert clean_text(once) == once
    assert once.encode().decode() == once


@given(st.binary(max_size=600))
async def test_no_bytes_end_in_anything_but_a_document_or_a_sentence(data: bytes) -> None:
    if b"%PDF-" in data:
        return
    with contextlib.suppress(BadInput):
        await read_upload("x", data)


# PDF


async def test_a_pdf_gives_its_text_title_and_pages() -> None:
    document = await read_upload(
        "x.pdf", pdf_of_lines([PAGE, ["The second page speaks of water."]], title="Plant life")
    )
    assert document.title == "Plant life"
    assert [document.text[start:].split()[0] for start in document.page_starts] == ["Photosynthesis", "The"]
    assert clean_text(document.text) == document.text


async def test_flowing_text_comes_back_as_it_was_written() -> None:
    paragraphs = [
        "# Photosynthesis",
        "Photosynthesis is the process by which plants turn light energy into chemical energy. " * 2
        + "It is as old as life on land, and older.",
        "It takes place in chloroplasts, organelles that are most numerous in the cells of the leaf.",
        "# The Calvin cycle",
        "The Calvin cycle takes place in the stroma. Rubisco is the enzyme that attaches carbon dioxide to a sugar. "
        * 2,
    ]
    document = await read_upload("plants.pdf", pdf_of_paragraphs(paragraphs))
    assert document.text.split("\n\n") == [text.removeprefix("# ").strip() for text in paragraphs]
    assert document.title == "plants"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (encrypted(pdf_of_lines([PAGE]), user_password="secret"), "password"),
        (encrypted(pdf_of_lines([PAGE]), user_password="secret", algorithm="RC4-40"), "password"),
        (pdf_of_pictures(), "OCR"),
        (pdf_of_blank_pages(0), "no pages"),
        (b"%PDF-1.7\nnothing that follows is one", "damaged"),
        (pdf_of_lines([PAGE])[:400], "damaged"),
    ],
    ids=["encrypted", "encrypted-40", "scanned", "empty", "damaged", "cut-off"],
)
async def test_each_unreadable_pdf_gets_its_sentence(data: bytes, words: str) -> None:
    assert words in await sentence("x.pdf", data)


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128"])
async def test_a_pdf_that_only_forbids_printing_is_read(algorithm: str) -> None:
    document = await read_upload("x.pdf", encrypted(pdf_of_lines([PAGE]), user_password="", algorithm=algorithm))
    assert "chloroplasts" in document.text


async def test_an_aes_file_that_only_forbids_printing_is_read() -> None:
    document = await read_upload("x.pdf", (FILES / "aes128-permissions-only.pdf").read_bytes())
    assert "the region where the substrate binds" in document.text


async def test_a_pdf_may_have_2000_pages() -> None:
    with pytest.raises(TooLarge, match="2,001 pages"):
        await read_upload("x.pdf", pdf_of_blank_pages(2_001))
    assert "OCR" in await sentence("x.pdf", pdf_of_blank_pages(2_000))


async def test_a_pdf_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(BadInput, match="too long"):
        await parse_pdf(pdf_of_lines([PAGE]), limits=Limits(seconds=0.01))
    assert not children()


async def test_a_pdf_that_needs_too_much_memory_is_given_up() -> None:
    with pytest.raises(BadInput, match="memory"):
        await parse_pdf(pdf_of_lines([PAGE]) + b"%" * 45_000_000, limits=Limits(memory_bytes=48 * 1024 * 1024))


async def test_reading_that_nobody_waits_for_is_killed() -> None:
    reading = asyncio.create_task(read_upload("x.pdf", pdf_of_lines([PAGE * 20] * 300)))
    while not children():
        await asyncio.sleep(0.005)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert not children()


async def test_a_reader_is_ended_though_nobody_takes_what_it_has_written() -> None:
    child = await isolation._started("pdf", Limits())
    assert child.stdin
    child.stdin.write(pdf_of_lines([PAGE * 20] * 100))
    child.stdin.close()
    async with asyncio.timeout(60):
        while not getattr(child.stdout, "_paused"):  # noqa: B009
            await asyncio.sleep(0.005)
        await isolation.ended(child)
    assert child.returncode is not None
