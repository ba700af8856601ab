import time

from hypothesis import given
from hypothesis import strategies as st

from studyapp.material.layout import running_text

LONG = "Every sentence in this paragraph is long enough to fill a whole line of the page"


def test_lines_become_paragraphs() -> None:
    text, starts = running_text(
        [["The cell", f"{LONG} and then", "it ends.", f"Another one begins. {LONG}", "and ends."]]
    )
    assert text == f"The cell\n\n{LONG} and then it ends.\n\nAnother one begins. {LONG} and ends."
    assert starts == (0,)


def test_a_word_hyphenated_at_a_line_end_is_made_whole() -> None:
    text, _ = running_text([[f"{LONG} photo-", "synthesis is well-known, and a well-", "known Bose-", "Einstein law."]])
    assert text == f"{LONG} photosynthesis is well-known, and a well-known Bose-Einstein law."


def test_headers_footers_and_page_numbers_are_dropped() -> None:
    pages = [[f"Biology 101 - Chapter {n}", LONG + f" {name}.", "University of Nowhere", str(n)] for n, name in
             enumerate(["one", "two", "three", "four"], start=7)]  # fmt: skip
    assert running_text(pages)[0] == "\n\n".join(f"{LONG} {name}." for name in ["one", "two", "three", "four"])


def test_what_stands_on_two_pages_only_is_kept() -> None:
    assert "Summary" in running_text([["Summary", LONG + "."], ["Summary", LONG + "."]])[0]


def test_a_paragraph_across_a_page_break_stays_one() -> None:
    text, starts = running_text([[f"{LONG} and chlo-"], ["roplasts are green.", "New start."], [], ["Last page here."]])
    assert text.startswith(f"{LONG} and chloroplasts are green.")
    assert [text[start : start + 4] for start in starts] == ["Ever", "ropl", "Last", "Last"]


def test_bullets_stay_apart() -> None:
    assert running_text([["Plants need", "• light", "• water and", "1. minerals"]])[0].split("\n\n")[1:] == [
        "• light",
        "• water and",
        "1. minerals",
    ]


@given(st.lists(st.lists(st.text(max_size=40), max_size=6), max_size=6))
def test_any_pages_give_as_many_ordered_starts(pages: list[list[str]]) -> None:
    text, starts = running_text(pages)
    assert len(starts) == len(pages)
    assert list(starts) == sorted(starts)
    assert all(0 <= start <= len(text) for start in starts)


def test_two_thousand_pages_are_laid_out_quickly() -> None:
    started = time.process_time()
    running_text([[f"{LONG} {number}-", "and so on"] * 3 for number in range(2_000)])
    assert time.process_time() - started < 30  # quadratic work would take minutes
