import pytest

from studyapp.api.paging import cursor_after, offset_of
from studyapp.errors import BadInput


def test_a_cursor_leads_to_the_page_it_was_made_for() -> None:
    assert offset_of(cursor_after(50, total=51)) == 50
    assert offset_of(None) == 0


def test_the_last_page_has_no_cursor() -> None:
    assert cursor_after(50, total=50) is None


@pytest.mark.parametrize("cursor", ["", "x", "é", "YWZ0ZXI6LTE=", "YWZ0ZXI6OTk5OTk5OTk5OTk5OTk5", "////", "%%%"])
def test_a_cursor_from_elsewhere_is_a_mistake_with_a_sentence(cursor: str) -> None:
    with pytest.raises(BadInput, match="not one of ours"):
        offset_of(cursor)
