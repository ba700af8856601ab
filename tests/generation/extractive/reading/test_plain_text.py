import pytest

from studyapp.generation.extractive.reading.plain_text import plain


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("Ice moves.[1][2] It melts.[3]: 12–13 ", "Ice moves. It melts."),
        ("Ice moves[citation needed] and melts[a].", "Ice moves and melts."),
        ("History[edit] of ice", "History of ice"),
        ("Glaciers² move.¹", "Glaciers move."),
        ("Ice moves (Mann & Kim, 2004; Yang et al., 2000a) slowly.", "Ice moves slowly."),
        ("Mann et al. (2004) saw it.", "Mann et al. saw it."),
        ("It is large (see Table 5).", "It is large."),
        ("Es ist groß (vgl. Abb. 3).", "Es ist groß."),
        ("Figure 3: The tongue of a glacier.", "The tongue of a glacier."),
        ("See [[Ice cap|the cap]] and [[Fjord]] and [[Ice#Blue ice]].", "See the cap and Fjord and Blue ice."),
        ("A ==deep== crack", "A deep crack"),
    ],
)
def test_marks_and_references_are_left_out(raw: str, shown: str) -> None:
    assert plain(raw) == shown


@pytest.mark.parametrize(
    "kept",
    [
        "It covers 5 km² of land.", "Then sin²x is small.", "It ended (in 1840) at last.", "The year (1840) was cold.",
        "The band (Table Nine) played.", "Use list[1] or a[i].".replace("[1]", "(1)").replace("[i]", "(i)"),
        "If a == b and b == c hold.", "The Glaciers (Smith) and others.", "Press [Enter] twice.",
        "It ended (May 1840) at last.", "It was built (March 5, 1840) here.", "He (Since 1900) ruled.",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_mark_stays(kept: str) -> None:
    assert plain(kept) == kept


def test_code_and_formulas_keep_their_brackets() -> None:
    assert plain("Take `a[1]` and $x[a]$.[2]") == "Take `a[1]` and $x[a]$."


@pytest.mark.parametrize("kept", ["(Paris 1889)", "(Rome, 1957)", "(Versailles 1919)"])
def test_a_place_with_a_year_is_a_fact_and_no_citation(kept: str) -> None:
    assert plain(f"The tower was shown at a fair {kept} first.") == f"The tower was shown at a fair {kept} first."
