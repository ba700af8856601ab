"""The stylesheets: every file is loaded once, and no missing file is requested."""

from pathlib import Path

from studyapp.ui.frame.theme import STYLES

FOLDER = Path(__file__).parents[3] / "assets/styles"


def test_every_stylesheet_has_its_place_in_the_order() -> None:
    assert sorted(STYLES) == sorted(path.stem for path in FOLDER.glob("*.css"))


def test_the_tokens_come_first() -> None:
    assert STYLES[0] == "tokens"
