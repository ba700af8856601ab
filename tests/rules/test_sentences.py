import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.rules.sentences import sentence_spans, split_sentences


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


@pytest.mark.parametrize("piece", ["a ", "(((", ". ", "A. ", "a.", "?", "…", "1. ", "\n"])
def test_long_hostile_text_is_split_in_linear_time(piece: str) -> None:
    started = time.process_time()
    split_sentences(piece * (400_000 // len(piece)))
    assert time.process_time() - started < 30  # quadratic work would take minutes
