import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.generation import chunks
from studyapp.rules.sentences import split_sentences

SENTENCE = "The cell number {} keeps its own small store of energy for a rainy day."


def split(text: str, *, count: int, page_starts: Sequence[int] = (), target_chars: int = 8_000) -> list[chunks.Chunk]:
    return chunks.split(text, count=count, page_starts=page_starts, target_chars=target_chars)


def paragraph(sentences: int, first: int = 0) -> str:
    return " ".join(SENTENCE.format(first + number) for number in range(sentences))


TEXTS = st.lists(
    st.sampled_from(
        [
            paragraph(1), paragraph(9, 20), "# A heading", "## Another", "Cells", "x" * 900, "a b " * 300,
            "1. one\n2. two\n3. three", "Ärger über Größe. Und 漢字。", "\n", "  ", "```\ncode\n\nmore\n```",
        ]
    ),
    max_size=30,
).map("\n\n".join)  # fmt: skip


@given(TEXTS, st.integers(1, 50), st.sampled_from([40, 300, 2_000, 8_000]))
def test_every_chunk_is_an_exact_stretch_in_order_and_the_counts_add_up(text, count, target):
    made = split(text, count=count, target_chars=target)
    assert len(made) <= count
    assert [chunk.index for chunk in made] == list(range(len(made)))
    assert all(chunk.count >= 1 for chunk in made)
    assert sum(chunk.count for chunk in made) == (count if text.strip() else 0)
    end = 0
    for chunk in made:
        assert chunk.start >= end
        assert chunk.text == text[chunk.start : chunk.start + len(chunk.text)]
        assert chunk.text == chunk.text.strip() != ""
        assert len(chunk.text) <= target * 1.125 + 4
        end = chunk.start + len(chunk.text)


@given(TEXTS, st.sampled_from([300, 2_000]))
def test_nothing_is_left_out_while_there_are_cards_enough(text, target):
    made = split(text, count=200, target_chars=target)
    assert "".join("".join(chunk.text for chunk in made).split()) == "".join(text.split())


def test_a_short_text_is_one_chunk():
    [only] = split(paragraph(5), count=12)
    assert (only.count, only.heading, only.page, only.start) == (12, None, None, 0)


def test_chunks_begin_at_headings():
    text = "\n\n".join(f"# Chapter {number}\n{paragraph(20, number * 20)}" for number in range(6))
    made = split(text, count=12, target_chars=2_000)
    assert [chunk.heading for chunk in made] == [f"Chapter {number}" for number in range(6)]
    assert all(chunk.text.startswith("# Chapter") for chunk in made)


def test_a_heading_is_not_parted_from_its_text():
    text = f"{paragraph(12)}\n\nMitochondria\n\nWhat they do\n\n{paragraph(12, 20)}"
    first, second = split(text, count=2, target_chars=1_000)
    assert first.text == paragraph(12)
    assert second.text.startswith("Mitochondria\n\nWhat they do\n\nThe cell")
    assert second.heading == "What they do"


def test_the_rest_of_a_long_section_stands_under_its_heading():
    made = split(f"# Cells\n\n{paragraph(60)}", count=9, target_chars=1_000)
    assert len(made) > 3
    assert {chunk.heading for chunk in made} == {"Cells"}


def test_no_sentence_is_broken_where_that_can_be_avoided():
    text = f"{paragraph(40)}\n\n{paragraph(40, 40)}"
    made = split(text, count=50, target_chars=500)
    assert len(made) > 8
    assert all(re.fullmatch(r"The .*\.", chunk.text, re.DOTALL) for chunk in made)
    assert sum(len(split_sentences(chunk.text)) for chunk in made) == 80


def test_counts_follow_the_lengths():
    text = "\n\n".join(
        f"# Part {name}\n\n{paragraph(sentences)}" for name, sentences in [("a", 40), ("b", 20), ("c", 60)]
    )
    made = split(text, count=12, target_chars=4_800)
    assert [(chunk.heading, chunk.count) for chunk in made] == [("Part a", 4), ("Part b", 2), ("Part c", 6)]


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=12), st.integers(0, 40))
def test_a_share_is_off_from_proportion_by_little(weights, more):
    count = len(weights) + more
    shares = chunks.share(weights, count=count)
    assert sum(shares) == count
    assert min(shares) >= 1
    assert all(
        a <= b or shares[i] >= shares[j]
        for i, a in enumerate(shares)
        for j, b in enumerate(shares)
        if weights[i] > weights[j]
    )


def test_few_cards_from_a_long_text_come_from_all_over_it():
    text = "\n\n".join(f"# Chapter {number}\n\n{paragraph(25)}" for number in range(40))
    made = split(text, count=4, target_chars=2_000)
    assert [chunk.count for chunk in made] == [1, 1, 1, 1]
    quarters = [chunk.start * 4 // len(text) for chunk in made]
    assert quarters == [0, 1, 2, 3]


def test_a_chunk_knows_the_page_it_starts_on():
    pages = [paragraph(10, number * 10) for number in range(4)]
    text = "\n\n".join(pages)
    starts = [text.index(page) for page in pages]
    made = split(text, count=4, page_starts=starts, target_chars=len(pages[1]) + 20)
    assert [chunk.page for chunk in made] == [1, 2, 3, 4]


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (9, 1), (10, 2), (24, 2), (25, 3), (999, 3)])
def test_pages_count_from_one(offset, page):
    assert chunks.page_at(offset, [0, 10, 25]) == page


def test_a_list_of_short_lines_is_not_taken_for_headings_without_end():
    text = "\n\n".join(f"Term {number} – its meaning" for number in range(500))
    made = split(text, count=50, target_chars=2_000)
    assert max(len(chunk.text) for chunk in made) <= 2_250
    assert all(chunk.text.startswith("Term") for chunk in made)


def test_the_longest_allowed_text_is_split_at_once():
    text = "\n\n".join(paragraph(30, number) for number in range(200))[:400_000]
    assert len(split(text, count=50)) == 50


@pytest.mark.parametrize(
    "whole", ["```python\n# Cells\n\nx = 1\n\n# More\n```", "$$\na\n= b. Then\n$$", "$a. B. C. D$"]
)
def test_formulas_and_code_are_never_parted(whole: str):
    text = "\n\n".join(
        f"{paragraph(4, number)} See {whole} here." if "```" not in whole else f"{paragraph(4)}\n\n{whole}"
        for number in range(20)
    )
    made = split(text, count=50, target_chars=400)
    assert len(made) > 5
    assert sum(chunk.text.count(whole) for chunk in made) == 20
