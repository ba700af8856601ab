"""The places where a section could begin."""

from collections.abc import Callable, Sequence

import pytest

from studyapp.database import Database
from studyapp.errors import Conflict, NotFound
from studyapp.material.passages.passage import LineKind, Passage
from studyapp.models import Section, StoredDocument, User
from studyapp.services import documents
from studyapp.services.courses import beginnings as module
from studyapp.services.courses.beginnings import Beginnings, beginnings
from studyapp.services.courses.sections import move_start, split_section
from tests.factories import NOON, make_course, make_document, make_section
from tests.lesson_factories import make_lesson

FIRST = "# Cells\n\nCells have walls.\nWalls are firm.\n\nThey grow.\n\n"
SECOND = "Roots drink water.\n\nLeaves take in light.\n"
TEXT = FIRST + SECOND
MIDDLE = len(FIRST)

Divide = Callable[..., list[Section]]


@pytest.fixture
def document(database: Database, owner: User) -> StoredDocument:
    with database.write() as session:
        return make_document(session, make_course(session, owner), read_at=NOON)


@pytest.fixture
def divide(database: Database, document: StoredDocument) -> Divide:
    """Stores a text with sections that begin at these offsets."""

    def divide(text: str, *starts: int, pages: Sequence[int] = (), passages: Sequence[Passage] = ()) -> list[Section]:
        with database.write() as session:
            stored = documents.find_document(session, document.user_id, document.id)
            documents.store_text(session, stored, text, tuple(pages), tuple(passages))
            ends = [*starts[1:], len(text)]
            return [
                make_section(session, document, position=at, title=f"Section {at}", text_start=start, text_end=end)
                for at, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
            ]

    return divide


def found(database: Database, section: Section) -> Beginnings:
    with database.read() as session:
        return beginnings(session, section.user_id, section.id)


def words(database: Database, section: Section) -> list[str]:
    return [each.words for each in found(database, section).places]


def test_a_section_can_be_split_before_each_of_its_paragraphs(database: Database, divide: Divide):
    [only] = divide(TEXT, 0)
    assert words(database, only) == [
        "Cells have walls. Walls are firm.",
        "They grow.",
        "Roots drink water.",
        "Leaves take in light.",
    ]
    assert found(database, only).before == ""


def test_its_beginning_can_be_moved_into_the_section_before(database: Database, divide: Divide):
    _, second = divide(TEXT, 0, MIDDLE)
    there = found(database, second)
    assert [(each.words, each.is_before) for each in there.places] == [
        ("Cells have walls. Walls are firm.", True),
        ("They grow.", True),
        ("Roots drink water.", False),
        ("Leaves take in light.", False),
    ]
    assert (there.before, there.start, there.places[2].at) == ("Section 1", MIDDLE, MIDDLE)


def test_every_place_can_be_chosen(database: Database, divide: Divide):
    _, second = divide(TEXT, 0, MIDDLE)
    for place in found(database, second).places:
        with database.write() as session:
            if place.is_before:
                moved = move_start(session, second.user_id, second.id, at=place.at, now=NOON)
                assert moved.text_start == place.at
                move_start(session, second.user_id, second.id, at=MIDDLE, now=NOON)
            elif place.at > MIDDLE:
                made = split_section(session, second.user_id, second.id, at=place.at, title=place.words, now=NOON)
                assert (made.text_start, made.title) == (place.at, place.words)


def test_headings_and_pages_are_told(database: Database, divide: Divide):
    text = "One\n\nIt is so.\n\nTwo\n\nIt is not.\n"
    page = text.index("Two")
    kinds = [Passage(LineKind.HEADING, 0, 5), Passage(LineKind.PROSE, 5, page)]
    kinds += [Passage(LineKind.HEADING, page, page + 5), Passage(LineKind.PROSE, page + 5, len(text))]
    [only] = divide(text, 0, pages=(0, page), passages=kinds)
    assert [(each.words, each.page, each.is_heading) for each in found(database, only).places] == [
        ("It is so.", 1, False),
        ("Two", 2, True),
        ("It is not.", 2, False),
    ]


def test_without_pages_and_kinds_a_marked_heading_is_one(database: Database, divide: Divide):
    [only] = divide("Before.\n\n## Roots\n\nThey drink.\n", 0)
    assert [(each.words, each.page, each.is_heading) for each in found(database, only).places] == [
        ("Roots", None, True),
        ("They drink.", None, False),
    ]


def test_a_text_without_paragraphs_is_divided_at_its_lines(database: Database, divide: Divide):
    [only] = divide("One line.\nAnother line.\nA third.\n", 0)
    assert words(database, only) == ["Another line.", "A third."]


def test_long_words_are_shortened_at_a_space(database: Database, divide: Divide):
    [only] = divide("First.\n\n" + "many words " * 40, 0)
    [shown] = words(database, only)
    assert (len(shown) <= 91, shown.endswith((" words…", " many…"))) == (True, True)


def test_of_very_many_the_nearest_to_its_beginning_are_told(
    database: Database, divide: Divide, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "MOST", 4)
    text = "".join(f"Paragraph {number}.\n\n" for number in range(10, 30))
    middle = text.index("Paragraph 20")
    _, second = divide(text, 0, middle)
    there = found(database, second)
    assert [each.words[10:12] for each in there.places] == ["18", "19", "20", "21"]
    assert not there.are_all


def test_a_chapter_with_sections_is_not_split_itself(database: Database, divide: Divide, document: StoredDocument):
    [chapter] = divide(TEXT, 0)
    with database.write() as session:
        make_section(session, document, position=2, parent_id=chapter.id, text_start=0, text_end=len(TEXT))
    with pytest.raises(Conflict, match="sections of its own"):
        found(database, chapter)


def test_another_learners_section_is_not_there(database: Database, divide: Divide, stranger: User):
    [only] = divide(TEXT, 0)
    with database.read() as session, pytest.raises(NotFound, match="This section is not there"):
        beginnings(session, stranger.id, only.id)


def test_a_section_with_a_lesson_says_at_once_that_it_is_not_arranged(database: Database, divide: Divide):
    first, second = divide(TEXT, 0, MIDDLE)
    with database.write() as session:
        make_lesson(session, first)
    with pytest.raises(Conflict, match="has a lesson already"):
        found(database, first)
    assert found(database, second).places
