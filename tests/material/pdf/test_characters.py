import pytest

from studyapp.material.pdf.characters import mended, with_accents
from studyapp.material.pdf.lines import Box


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\uf0b7 Water and light", "• Water and light"),
        ("\uf0a7 Water", "▪ Water"),
        ("\uf0d8 Water", "➢ Water"),
        ("ﬁnd the diﬃcult ﬂow", "find the difficult flow"),
        ("ﺍﻟﻌﺮﺑﻴﺔ", "العربية"),
        ("adip\ufffe", "adip-"),
        ("adip\u0002", "adip-"),
        ("photo\u00adsyn\u00ad", "photosyn\u00ad"),
        ("x² ≤ 10⁻³ ½ ™ …", "x² ≤ 10⁻³ ½ ™ …"),
        ("P ⇒ Q, ∅ ∈ A", "P ⇒ Q, ∅ ∈ A"),
        ("  two\u00a0 words\r\n", "two words"),
        ("e\u0301t\u00e9", "été"),
        ("\x00\x07", ""),
    ],
)
def test_characters_are_what_they_were_drawn_for(raw: str, text: str) -> None:
    assert mended(raw) == text


def boxes(places: dict[int, tuple[float, float]], length: int) -> list[Box]:
    """A box for each character, those at `places` with these left and right sides, the others far away."""
    return [Box(*((places[at][0], 0, places[at][1], 5) if at in places else (900, 0, 901, 5))) for at in range(length)]


@pytest.mark.parametrize(
    ("raw", "places", "text"),
    [
        ("gr¨oß", {0: (0, 4), 1: (4, 8), 2: (9, 11), 3: (8, 12)}, "größ"),
        ("Munchen ¨", {0: (0, 8), 1: (8, 12), 7: (40, 40), 8: (9, 11)}, "München"),
        ("f ¨ ur", {0: (0, 3), 2: (4, 6), 4: (3, 7), 5: (7, 10)}, "für"),
        ("die ¨Ol", {2: (8, 12), 4: (17, 19), 5: (15, 21)}, "die Öl"),
        ("caf´e", {2: (8, 11), 3: (12, 14), 4: (11, 15)}, "café"),
        ("na¨ıve", {1: (4, 8), 2: (9, 10), 3: (8, 11)}, "naïve"),
        ("a `code` span", {0: (0, 4), 2: (6, 7), 3: (8, 12), 6: (20, 24), 7: (25, 26)}, "a `code` span"),
    ],
)
def test_an_accent_drawn_over_a_letter_is_part_of_it(
    raw: str, places: dict[int, tuple[float, float]], text: str
) -> None:
    assert with_accents(raw, boxes(places, len(raw)).__getitem__) == text
