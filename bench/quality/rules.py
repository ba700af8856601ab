"""How well the rules tell bad items from good ones, measured on the sets that ship with the tests."""

from typing import Final

from bench.report import Row
from tests.rules.quality.measuring import Score, scores

LEAST_PRECISION: Final = 0.97
LEAST_RECALL: Final = 0.75


def measure() -> list[Row]:
    """Precision and recall of the rules on each set."""
    return [row for name, score in scores().items() for row in _rows(name, score)]


def _rows(name: str, score: Score) -> list[Row]:
    bad, refused = score.caught + score.missed, score.caught + score.wronged
    precision = f"{score.precision:.1%} ({score.caught} of {refused} refused)"
    recall = f"{score.recall:.1%} ({score.caught} of {bad} bad ones)"
    return [
        Row(f"rules, precision: {name}", precision, f"aim ≥ {LEAST_PRECISION:.0%}"),
        Row(f"rules, recall: {name}", recall, f"aim ≥ {LEAST_RECALL:.0%}"),
    ]
