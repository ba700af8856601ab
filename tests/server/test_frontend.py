"""When the pages are rebuilt. `tests/browser` shows that the build works."""

from pathlib import Path

import pytest

from studyapp.server import frontend


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A small copy of a checkout."""
    for name in (
        "studyapp/ui/page.py",
        "studyapp/api/door.py",
        "studyapp/server/serve.py",
        "assets/look.css",
        "rxconfig.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before")
    return tmp_path


def _fingerprint(sources: Path) -> str:
    return frontend.fingerprint(package=sources / "studyapp", resources=sources)


@pytest.mark.parametrize("name", ["studyapp/ui/page.py", "assets/look.css", "rxconfig.py"])
def test_what_shapes_the_pages_asks_for_a_new_build(sources: Path, name: str) -> None:
    before = _fingerprint(sources)

    (sources / name).write_text("after")

    assert _fingerprint(sources) != before


@pytest.mark.parametrize("name", ["studyapp/api/door.py", "studyapp/server/serve.py", "README.md"])
def test_what_pages_cannot_import_does_not(sources: Path, name: str) -> None:
    before = _fingerprint(sources)

    (sources / name).write_text("after")

    assert _fingerprint(sources) == before


def test_a_file_that_moved_asks_for_a_new_build(sources: Path) -> None:
    before = _fingerprint(sources)

    (sources / "assets/look.css").rename(sources / "assets/style.css")

    assert _fingerprint(sources) != before


def test_the_folder_it_stands_in_does_not_matter(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    before = _fingerprint(sources)

    moved = sources.rename(tmp_path_factory.mktemp("elsewhere") / "checkout")

    assert _fingerprint(moved) == before


def test_nothing_of_an_earlier_build_stands_in_for_an_asset(tmp_path: Path) -> None:
    """Reflex would keep it where it looks younger, as after going back to an older version."""
    earlier = tmp_path / ".web/public/cards.js"
    earlier.parent.mkdir(parents=True)
    earlier.write_text("of another version")
    frontend._lay_out(tmp_path)
    assert not earlier.exists()
    assert (tmp_path / "assets/cards.js").exists()
