import re
from collections.abc import Generator
from datetime import datetime
from typing import Any

import pytest
from pydantic import ValidationError
from sqlmodel import Session

from studyapp.database import Database
from studyapp.errors import BadInput, TooLarge
from studyapp.jobs.kinds.flashcards.material import outline
from studyapp.jobs.kinds.flashcards.request import FlashcardRequest, dedup_key

SHORT = "There are only 49 characters of text; at least 50 are needed, or 3 lines such as “der Hund - dog”."
TEXT = "The mitochondrion produces most of the chemical energy that a cell needs to live."


@pytest.fixture
def session(database: Database) -> Generator[Session]:
    with database.read() as session:
        yield session


def request(content: str = TEXT, **more: Any) -> FlashcardRequest:
    return FlashcardRequest.model_validate({"content": content, **more})


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "There is no text in it."),
        (" \n\t ", "There is no text in it."),
        ("x" * 49, SHORT),
        ("  " + "x" * 49 + " " * 20, SHORT),
    ],
)
def test_too_little_text_is_refused(content: str, sentence: str):
    with pytest.raises(BadInput) as refused:
        request(content)
    assert refused.value.sentence == sentence


@pytest.mark.parametrize(
    "words", ["der Hund - dog\nrot - red\nblau - blue", "Q: What?\nA: a\nQ: Who?\nA: b\nQ: Why?\nA: c"]
)
def test_three_ready_made_pairs_are_enough(words: str):
    assert request(words).content == words


@pytest.mark.parametrize("text", ["a\tb\nc\td\ne\tf", "a=b\nc=d\ne=f", TEXT, TEXT.replace(" ", "\n")])
def test_the_schema_takes_every_text_that_will_do(text: str):
    assert request(text).content == text
    assert is_valid(text)


@pytest.mark.parametrize("text", ["", "a=b\nc=d\ne=", " \n" * 60])
def test_no_text_that_the_schema_refuses_will_do(text: str):
    assert not is_valid(text)
    with pytest.raises(BadInput):
        request(text)


def is_valid(text: str) -> bool:
    """Whether the schema of a request takes the text as its content."""
    told = FlashcardRequest.model_json_schema()["properties"]["content"]["anyOf"][0]["anyOf"]
    return any(len(text) >= each["minLength"] and re.search(each["pattern"], text) for each in told)


@pytest.mark.parametrize("words", ["der Hund - dog\ndie Katze - cat", "Q: What?\nA: a", "eggs\nmilk\nbread"])
def test_fewer_pairs_are_too_few(words: str):
    with pytest.raises(BadInput, match="at least 50 are needed, or 3 lines"):
        request(words)


@pytest.mark.parametrize("more", [{}, {"content": None}, {"document_id": ""}])
def test_a_request_without_material_is_refused(more: dict[str, Any]):
    with pytest.raises(BadInput, match="Give a text or a document"):
        FlashcardRequest.model_validate(more)


def test_a_request_has_one_material():
    with pytest.raises(BadInput, match="only one of them"):
        request(document_id="a")


def test_too_much_text_is_refused():
    with pytest.raises(TooLarge, match="10,000,000 characters"):
        request("x" * 10_000_000)


def test_what_is_no_text_is_refused():
    with pytest.raises(BadInput, match="does not look like text"):
        request("\x00\x01\x02\x03" * 100)


def test_a_stray_control_character_is_left_out():
    assert request("\ufeff" + TEXT + "\x00").content == TEXT


@pytest.mark.parametrize("text", ["مرحبا بالعالم " * 6, "👩‍🔬🧬 " * 15, "<script>alert(1)</script> " * 4])
def test_any_script_and_any_markup_is_text(text: str):
    assert request(text).content == text.strip()


@pytest.mark.parametrize("count", [0, -1, 51, 10**9])
def test_the_number_of_cards_has_bounds(count: int):
    with pytest.raises(BadInput) as refused:
        request(count=count)
    assert refused.value.sentence == "Ask for 1 to 50 cards."


@pytest.mark.parametrize("more", [{"count": "many"}, {"content": 5}, {"page_starts": "x"}])
def test_a_value_of_another_kind_is_refused(more: dict[str, Any]):
    with pytest.raises(ValidationError):
        FlashcardRequest.model_validate({"content": TEXT} | more)


@pytest.mark.parametrize("starts", [[5, 3], [-1, 4], list(range(2_001))])
def test_page_starts_ascend(starts: list[int]):
    with pytest.raises(BadInput):
        request(page_starts=starts)


def test_ten_cards_are_made_unless_told_otherwise():
    assert request().count == 10


@pytest.mark.parametrize(
    ("more", "title"),
    [
        ({"deck_title": " Cell  biology ", "source_title": "cells.pdf"}, "Cell biology"),
        ({"source_title": "cells.pdf"}, "cells.pdf"),
        ({"content": "# Cells\n\n" + TEXT}, "Cells"),
        ({"content": "Photosynthesis. " + TEXT}, "Photosynthesis"),
        ({"content": TEXT}, "The mitochondrion produces most of the chemical energy that"),
        ({"content": "x" * 80}, "x" * 60),
        ({"content": "?" * 80}, "Flashcards"),
    ],
)
def test_a_new_deck_is_called(session: Session, now: datetime, more: dict[str, Any], title: str):
    assert outline(session, "anybody", request(**more), now=now).title == title


def test_the_same_text_for_the_same_deck_is_the_same_request():
    assert dedup_key(request(deck_id="a")) == dedup_key(request(" " + TEXT + "\n", deck_id="a", count=3))
    keys = [
        dedup_key(request(deck_id="a")),
        dedup_key(request(deck_id="b")),
        dedup_key(request(deck_title="a")),
        dedup_key(request()),
        dedup_key(request(TEXT + "!", deck_id="a")),
    ]
    assert len(set(keys)) == len(keys)


def test_a_stored_request_reads_the_same_again():
    stored = request(deck_title="Cells", page_starts=[0, 20], count=3)
    assert FlashcardRequest.model_validate(stored.model_dump(mode="json")) == stored
