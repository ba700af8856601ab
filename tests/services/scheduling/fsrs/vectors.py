"""Published values of FSRS-6 with its default parameters, desired retention 0.9 and steps of 1 and 10 minutes.

Sources, both of the open-spaced-repetition project:
- py-fsrs 6, tests/test_basic.py: `test_review_card`, `test_custom_scheduler_args`, `test_memo_state`,
  `test_repeated_correct_reviews`
- ts-fsrs 5, packages/fsrs/__tests__/FSRS-6.test.ts: `ivl_history`, `memory state[short-term]`, `first repeat`
"""

from typing import Final

INTERVALS: Final = (
    # ratings, each given when the card is due by the intervals beside them: days until the next answer
    ((3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3), (0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21)),
)

MEMORY: Final = (
    # ratings, days before each, stability and difficulty after the last
    ((1, 3, 3, 3, 3, 3), (0, 0, 1, 3, 8, 21), 53.62691, 6.3574867),
)

FIRST_ANSWER: Final = (
    # rating, stability, difficulty, days until the next answer
    (1, 0.212, 6.4133, 0),
    (2, 1.2931, 5.11217071, 0),
    (3, 2.3065, 2.11810397, 0),
    (4, 8.2956, 1.0, 8),
)

EASIEST: Final = ((4,) * 10, 1.0)
"""Ten answers of Easy within a moment lead to this difficulty."""
