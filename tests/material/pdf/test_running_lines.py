from collections.abc import Sequence

from studyapp.material.pdf.rows import Row
from studyapp.material.pdf.running_lines import without_running_lines
from tests.material.typeset import line

BODY = ["Plants make sugar of light", "and water and air, which", "takes place in the leaf", "of every green plant",
        "on every day of summer", "and most of winter, too"]  # fmt: skip


def page(*texts: str, number: int, top: float = 780) -> list[Row]:
    return [Row((line(text, page=number, y=top - 14 * at),)) for at, text in enumerate(texts)]


def body(number: int) -> list[str]:
    return [f"{text} {'abcdefghijklmnopqrstuvwxyz'[number % 26] * 3}" for text in BODY]


def kept(pages: Sequence[list[Row]]) -> list[list[str]]:
    return [[part.text for row in rows for part in row.parts] for rows in without_running_lines(pages)]


def test_heads_feet_and_page_numbers_are_dropped() -> None:
    pages = [
        page(f"Biology 101 - Chapter {n}", *body(n), "University of Nowhere", f"{n}", number=n) for n in range(7, 11)
    ]
    assert kept(pages) == [body(n) for n in range(7, 11)]


def test_what_stands_on_two_pages_only_is_kept() -> None:
    pages = [page("Summary", *body(n), number=n) for n in range(2)]
    assert kept(pages) == [["Summary", *body(n)] for n in range(2)]


def test_a_head_that_changes_with_the_chapter_is_dropped_for_its_page_number() -> None:
    chapters = {1: "Cells", 20: "Organs", 40: "Ecology"}
    pages = [page(f"{chapters[max(c for c in chapters if c <= n)]} {n + 12}", *body(n), number=n) for n in range(1, 60)]
    assert kept(pages) == [body(n) for n in range(1, 60)]


def test_equal_rows_in_other_places_are_kept() -> None:
    pages = [page("Question 1", *body(n), number=n, top=780 - 30 * n) for n in range(1, 6)]
    assert kept(pages) == [["Question 1", *body(n)] for n in range(1, 6)]


def test_numbered_rows_that_do_not_count_the_pages_are_kept() -> None:
    numbers = {1: 4, 2: 9, 3: 10, 4: 2}
    pages = [page(f"Question {numbers.get(n, n * n)}" if n in numbers else f"Other {'x' * n}", *body(n), number=n)
             for n in range(1, 41)]  # fmt: skip
    assert [rows[0] for rows in kept(pages)[:4]] == [f"Question {numbers[n]}" for n in range(1, 5)]


def test_a_line_beside_a_number_in_the_margin_is_kept() -> None:
    pages = [[*page(*body(n), number=n), Row((line("5", x=20, y=780, page=n),))] for n in range(1, 6)]
    assert all(rows[0] in found for rows, found in zip(map(body, range(1, 6)), kept(pages), strict=True))


def test_roman_numbers_of_a_preface_are_dropped() -> None:
    numbers = ["i", "ii", "iii", "iv", "v", "vi", "vii"]
    pages = [page(*body(n), roman, number=n) for n, roman in enumerate(numbers)]
    assert kept(pages) == [body(n) for n in range(7)]


def test_a_single_page_keeps_all_its_lines() -> None:
    assert kept([page("Title", "12", number=1)]) == [["Title", "12"]]


def test_pages_of_one_line_keep_it_though_the_lines_are_alike() -> None:
    pages = [page(f"Card {n} asks for the capital of a country.", number=n) for n in range(1, 9)]
    assert kept(pages) == [[f"Card {n} asks for the capital of a country."] for n in range(1, 9)]


SECTIONS = ["Cells", "Organs", "Ecology", "Genes", "Plants", "Animals", "Energy", "Selection", "Proteins", "Light"]


def test_heads_that_name_another_section_on_each_page_are_dropped_for_their_page_numbers() -> None:
    heads = [f"{n}.{n % 3 + 1} {title} {n + 17}" for n, title in enumerate(SECTIONS)]
    pages = [headed(head, *body(n), number=n) for n, head in enumerate(heads)]
    assert kept(pages) == [body(n) for n in range(len(heads))]


def test_first_lines_at_one_height_that_neither_repeat_nor_count_are_kept() -> None:
    firsts = [f"{title} come {n * n + 3} times" for n, title in enumerate(SECTIONS)]
    pages = [page(first, *body(n), number=n) for n, first in enumerate(firsts)]
    assert [rows[0] for rows in kept(pages)] == firsts


def test_a_first_line_without_the_gap_of_a_head_is_kept_in_a_band_of_heads() -> None:
    pages = [headed(f"{title} {n + 17}", *body(n), number=n) for n, title in enumerate(SECTIONS)]
    pages.append(page("A page that begins where heads stand", *body(1), number=len(pages)))
    assert kept(pages)[-1] == ["A page that begins where heads stand", *body(1)]


def headed(head: str, *texts: str, number: int) -> list[Row]:
    """A page with a gap below its head."""
    return [*page(head, number=number), *page(*texts, number=number, top=750)]
