"""How many texts of the gold sets are split into the right sentences, beside the library without our corrections."""

from collections.abc import Callable, Sequence

import sentencex  # pyright: ignore[reportMissingTypeStubs]

from bench.report import Row
from studyapp.rules.sentences import split_sentences
from tests.rules.sentence_gold.english import ENGLISH
from tests.rules.sentence_gold.german import GERMAN


def measure() -> list[Row]:
    return [_row("English", ENGLISH, "en"), _row("German", GERMAN, "de")]


def _row(name: str, gold: Sequence[str], language: str) -> Row:
    ours = _right(gold, split_sentences)
    alone: Callable[[str, str], list[str]] = sentencex.segment  # pyright: ignore[reportAttributeAccessIssue]
    library = _right(gold, lambda text: [part.strip() for part in alone(language, text)])
    return Row(f"sentences, {name}", f"{ours} of {len(gold)} texts", f"sentencex alone {library}")


def _right(gold: Sequence[str], split: Callable[[str], list[str]]) -> int:
    return sum(split(text.replace("¦", "")) == [part.strip() for part in text.split("¦")] for text in gold)
