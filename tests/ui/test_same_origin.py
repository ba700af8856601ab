"""The one line of Reflex's browser code that is replaced."""

from pathlib import Path

import pytest
from reflex_base import constants

from studyapp.ui.same_origin import use_page_address


@pytest.fixture
def client() -> str:
    """The browser code of the installed Reflex."""
    return (Path(constants.Templates.Dirs.WEB_TEMPLATE) / "utils/state.js").read_text()


def test_a_production_build_talks_to_where_its_page_came_from(client: str) -> None:
    changed = use_page_address(client)

    assert "endpoint.host = window.location.host" in changed
    assert len(changed.splitlines()) == len(client.splitlines())


def test_changing_it_twice_is_changing_it_once(client: str) -> None:
    assert use_page_address(use_page_address(client)) == use_page_address(client)


def test_another_way_of_finding_the_backend_stops_the_build() -> None:
    with pytest.raises(ValueError, match="another way"):
        use_page_address("const endpoint = somewhereElse();")
