import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.rules.sentences import sentence_spans, split_sentences
from tests.rules.sentence_gold.english import ENGLISH
from tests.rules.sentence_gold.german import GERMAN
from tests.rules.sentence_gold.others import OTHERS


@pytest.mark.parametrize("marked", [*ENGLISH, *GERMAN, *OTHERS])
def test_texts_of_the_gold_sets_are_split_where_they_should_be(marked: str) -> None:
    assert split_sentences(marked.replace("¦", "")) == [sentence.strip() for sentence in marked.split("¦")]


def test_the_gold_sets_are_as_large_as_the_public_ones() -> None:
    assert len(ENGLISH) >= 47
    assert len(GERMAN) >= 35


@pytest.mark.parametrize(
    "kept",
    ["$a. B$", "$$x. Y$$", r"\(a. B\)", r"\[a. B\]", r"\begin{align}a. B\end{align}", "`a. B`", "https://a.de/B.?C"],
)
def test_formulas_code_and_addresses_are_never_cut(kept: str) -> None:
    sentences = [f"First comes {kept} in the text.", "Then comes the next one."]
    assert split_sentences(" ".join(sentences)) == sentences


def test_a_long_text_is_split_the_same_as_its_paragraphs() -> None:
    lines = [marked.replace("¦", "") for marked in ENGLISH if "\n" not in marked]
    text = "\n\n".join(lines * 10)
    assert len(text) > 30_000
    assert split_sentences(text) == [sentence for line in lines * 10 for sentence in split_sentences(line)]


def test_an_apostrophe_opens_no_quotation() -> None:
    sentences = ["This is the Smith Jr.'s house.", "It was built by the Lees.", "He said, 'It is old.'"]
    assert split_sentences(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "Dr. Smith et al. measured 3.14 m (cf. p. 12) in the U.S. Navy lab.",
        "In his 5th symphony J. S. Bach, i.e. the elder, wrote No. 4.",
        "Im 19. Jahrhundert, z. B. am 3. Mai, lebte er u. a. in Wien.",
        "The prefix nano- etc. is older.",
        "“Why?” she asked.",
    ],
)
def test_a_full_stop_inside_a_sentence_ends_nothing(sentence: str) -> None:
    assert split_sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentences",
    [
        ["It ended in 1961.", "Then it began."],
        ["The value is 12.", "The next is 13."],
        ["Oranges hold vitamin C.", "They are sweet."],
        ["“Stop!”", "He went."],
        ["Was it so?", "It was (nearly).", "Good!"],
        ["这是第一句。", "这是第二句！"],
        ["They sell fruit, bread etc.", "Nobody buys."],
    ],
)
def test_sentences_are_told_apart(sentences: list[str]) -> None:
    joiner = "" if sentences[0].endswith("。") else " "
    assert split_sentences(joiner.join(sentences)) == sentences


@given(st.text(max_size=500))
def test_spans_are_in_order_and_hold_all_that_is_not_white(text: str) -> None:
    spans = list(sentence_spans(text))
    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "(((",
        ". ",
        "A. ",
        "a.",
        "?",
        "…",
        "1. ",
        "\n",
        "(“",
        "“ ",
        "$",
        "`",
        "\\[",
        "```\n",
        "[1].",
        ".¹",
        "「あ。」",
        "usw. ",
    ],
)
def test_long_hostile_text_is_split_in_linear_time(piece: str) -> None:
    started = time.process_time()
    split_sentences(piece * (400_000 // len(piece)))
    assert time.process_time() - started < 30  # quadratic work would take minutes


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Пушкин родился в 1799 г. Он жил в Москве.", 2),
        ("С 1799 по 1837 гг. В городе жил поэт.", 2),
        ("В 1812 г. Наполеон вошёл в Москву.", 1),
        ("В г. Москва живут люди.", 1),
    ],
)
def test_a_russian_year_ends_a_sentence_where_a_new_one_begins(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count
