"""What stands around a text changes none of its cards."""

import time

import pytest

from studyapp.generation.extractive.furniture import lines_of
from studyapp.rules.quotes import contains_quote
from tests.generation.extractive.furniture.decorations import BULLETS, DECORATIONS, NUMBERS, SENTENCES, lines, paragraph
from tests.generation.extractive.samples import asked, cards_of

PLAIN = asked(cards_of(paragraph(SENTENCES)))
LISTED = asked(cards_of(lines("{}", between="\n\n")(SENTENCES)))


def test_the_plain_text_gives_a_card_for_each_sentence() -> None:
    assert len(PLAIN) >= len(SENTENCES)


@pytest.mark.parametrize("name", DECORATIONS)
def test_the_same_text_gives_the_same_cards_with_furniture(name: str) -> None:
    text = DECORATIONS[name](SENTENCES)
    cards = cards_of(text)
    assert asked(cards) in (PLAIN, LISTED)
    assert all(card.quote and contains_quote(text, card.quote) for card in cards)


@pytest.mark.parametrize("bullet", [*BULLETS, *NUMBERS])
def test_no_bullet_gets_on_a_card(bullet: str) -> None:
    assert asked(cards_of(lines(f"{bullet} {{}}")(SENTENCES))) == LISTED


def test_bullets_without_a_space_are_bullets_too() -> None:
    assert asked(cards_of(lines("●{}")(SENTENCES))) == LISTED


@pytest.mark.parametrize(
    "line",
    [
        "In 1840 he spoke of ice.", "10:30 is the time of the tide.", "Anna: a name from Hebrew", "3. Oktober 1990",
        "```", "x = 5 ^ 2", "She wrote #1 hits.", "See C# and F#", "A :: B", "> A quotation", "a == b",
    ],
)  # fmt: skip
def test_a_line_of_the_material_stays_as_it_is(line: str) -> None:
    assert [kept.text for kept in lines_of(line)] == [line]


def test_code_keeps_its_comments_and_tags() -> None:
    code = "```python\nx = 5 #tag\n%% magic %%\n[[a|b]] ^abc123\n```"
    assert "\n".join(line.text for line in lines_of(code)) == code


def test_a_rule_of_dashes_at_the_start_is_no_front_matter() -> None:
    text = "---\nA glacier moves. It is ice.\n---\nMore."
    assert "A glacier moves. It is ice." in [line.text for line in lines_of(text)]


def test_lines_know_their_place_in_the_material() -> None:
    text = "---\na: b\n---\nOne.\nPage 1 of 3\nTwo."
    kept = [line for line in lines_of(text) if not line.is_blank]
    assert [(line.number, line.text, line.is_cut) for line in kept] == [(3, "One.", False), (5, "Two.", True)]


@pytest.mark.parametrize(
    "piece",
    [
        "A: ",
        "0:14\n",
        "[",
        "%% ",
        "> ",
        "==",
        "[[",
        "# ",
        "#a ",
        "Page 1\n",
        "a\n",
        "**",
        "^a ",
        "(A, ",
        "<v ",
        "(see Fig. 1, ",
    ],
)
def test_hostile_text_is_cleaned_in_linear_time(piece: str) -> None:
    started = time.process_time()
    lines_of(piece * (400_000 // len(piece)))
    assert time.process_time() - started < 30  # quadratic work would take minutes
