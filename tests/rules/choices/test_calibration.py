"""How often the choice rules complain about good questions, and that bad ones are rejected."""

from collections import Counter

import pytest

from studyapp.rules.choices import ChoiceDraft
from tests.rules.choices.examples.bad import BAD
from tests.rules.choices.examples.good import GOOD
from tests.rules.choices.findings import found

GOOD_FLAGGED = {"D5!": 2, "D8!": 1}
"""How many of the 100 good questions each rule complains about. If there are more than a few, the rule is wrong."""


def test_hardly_any_good_question_is_rejected() -> None:
    assert len(GOOD) == 100
    assert Counter(rule for draft in GOOD for rule in found(draft)) == GOOD_FLAGGED


def test_a_good_question_is_as_good_with_its_options_in_another_order() -> None:
    for draft in GOOD:
        turned = ChoiceDraft(draft.stem, draft.key, draft.distractors[::-1])
        assert found(turned) == found(draft), draft.stem


@pytest.mark.parametrize(("rule", "draft"), BAD, ids=lambda value: str(getattr(value, "stem", value))[:40])
def test_a_bad_question_is_rejected_for_the_right_reason(rule: str, draft: ChoiceDraft) -> None:
    rejected = {finding for finding in found(draft) if finding.endswith("!")}
    assert rejected == {f"{rule}!"}
