"""What is kept of a bad set of options, so that a model repairs the rest."""

import pytest

from studyapp.rules.choices import ChoiceDraft, check_key, usable
from tests.rules.choices.examples.bad import BAD
from tests.rules.choices.findings import culprits, found, item

STEM = "Which planet is closest to the Sun?"


def test_findings_name_the_distractor_they_are_about() -> None:
    assert culprits(item("1989", "1985", "Gorbachev", "1989")) == {1, 2}
    assert culprits(ChoiceDraft("What is a law?", "A rule of the law", ("A star", "A tree", "A boat"))) == {None}


def test_what_is_good_by_itself_is_kept_for_a_repair() -> None:
    assert usable(item("1989", "1985", "Gorbachev", "1991")) == ("1985", "1991")
    assert usable(item("1989", "1985", "1985", "1991")) == ("1985", "1991")
    assert usable(item("Mercury", "Venus", "All of the above", "Earth", stem=STEM)) == ("Venus", "Earth")
    assert usable(item("Mercury", "Venus", "Saturn", "Earth", stem=STEM)) == ("Venus", "Saturn", "Earth")


def test_one_gives_way_when_only_the_set_is_at_fault() -> None:
    stem = "Which law relates current and voltage?"
    assert usable(item("Ohm's law", "Hooke's rule", "Snell's ratio", "Boyle's test", stem=stem)) == (
        "Hooke's rule",
        "Snell's ratio",
    )


@pytest.mark.parametrize("draft", [draft for _, draft in BAD if not check_key(draft.stem, draft.key)])
def test_what_is_kept_leaves_room_for_a_repair(draft: ChoiceDraft) -> None:
    assert len(usable(draft)) < 3 or not {
        f for f in found(ChoiceDraft(draft.stem, draft.key, usable(draft))) if "!" in f
    }


def test_a_key_no_wrong_answer_could_mend_is_known_before() -> None:
    assert {finding.rule for finding in check_key("What is entropy?", "x" * 121)} == {"D13"}
    assert {finding.rule for finding in check_key("What is entropy?", "All of the above")} == {"D2"}
    assert check_key("What is entropy?", "A measure of disorder") == []
