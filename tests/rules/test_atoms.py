import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.rules.atoms import atoms, is_inside


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in atoms(text)]


@pytest.mark.parametrize(
    "atom",
    [
        "$x$", "$a_1 + b$", "$$x\n= y$$", r"\(x\)", "\\[x\ny\\]", r"\begin{equation}x\end{equation}", "`a $ b`",
        "``a ` b``", "https://example.org/a_b?c=1", "www.example.org",
    ],
)  # fmt: skip
def test_an_atom_is_found_whole(atom: str) -> None:
    assert found(f"Before {atom} after.") == [atom]


def test_a_fenced_block_is_one_atom_with_its_blank_lines_and_dollars() -> None:
    fence = "```python\na = '$'\n\nb = `c`\n```"
    assert found(f"Before\n{fence}\nafter $x$.") == [fence, "$x$"]


@pytest.mark.parametrize(
    "text", ["It costs $5 or $6 a day.", "Only $x is open", "`open", "$$a\n\nb$$", r"\$a\$", r"\(a", "a ` b\n c ` d"]
)
def test_what_is_not_closed_is_none(text: str) -> None:
    assert atoms(text) == []


def test_the_stop_after_an_address_belongs_to_the_sentence() -> None:
    assert found("See https://example.org/a.b. Then go.") == ["https://example.org/a.b"]


def test_only_offsets_within_are_inside() -> None:
    spans = atoms("ab $x$ c")
    assert [at for at in range(9) if is_inside(spans, at)] == [4, 5]


@given(st.lists(st.sampled_from(["$", "$$", "`", "```", "\n", "a", " ", "\\(", "\\)", "\\[", "\\]"]), max_size=60))
def test_atoms_are_in_order_and_do_not_overlap(pieces: list[str]) -> None:
    spans = atoms("".join(pieces))
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


@pytest.mark.parametrize("piece", ["$", "$$ ", "`", "` a", "\\[", "\\(", "\\begin{align}", "```\n", "http://", "$a"])
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    started = time.process_time()
    atoms(piece * (400_000 // len(piece)))
    assert time.process_time() - started < 30  # quadratic work would take minutes
