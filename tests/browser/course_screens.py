"""Takes the pictures of courses: a document being read, its chapters, a lesson, its check-ins, cards, practice."""

import re
import tempfile
from itertools import product
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.browser.conftest import CACHE, NARROW, WIDE
from tests.browser.courses.test_lessons import CHAPTERS, concept, section, upload
from tests.browser.courses.test_practice import WEAK, answer_wrong, pick
from tests.browser.goal_screens import HEIGHT, Shoot, shooting
from tests.browser.server import Server, until
from tests.material.pdfs import pdf_of_lines

_COURSE: Final = {"name": "Cell biology", "code": "BIO 101", "term": "Winter term"}
_SCRIPT: Final = [["Cells", f"Page {at} of the script is about cells and what is in them."] for at in range(1500)]


def take_courses(browser: Browser, folder: Path) -> None:
    """Take all screens, each look with a server of its own."""
    for width, theme in product((WIDE, NARROW), ("light", "dark")):
        data = Path(tempfile.mkdtemp(prefix="studyapp-screens-"))
        with Server(data, frontend_dir=CACHE / "frontend", env={}) as server:
            look: dict[str, Any] = {"color_scheme": theme, "viewport": {"width": width, "height": HEIGHT}}
            page = browser.new_context(**look, reduced_motion="reduce").new_page()
            _follow_course(page, server, shooting(page, folder, look=f"{width}-{theme}"))
            page.context.close()


def _follow_course(page: Page, server: Server, shoot: Shoot) -> None:
    course = server.post("/api/courses", _COURSE).json()["id"]
    page.goto(f"{server.url}/courses/{course}")
    upload(server, course)
    expect(section(page, "Organelles")).to_be_visible()
    _read_slowly(page, server, shoot)
    page.get_by_role("button", name="More for Cells", exact=True).click()
    page.get_by_role("menuitem", name="Generate all lessons", exact=True).click()
    for title in CHAPTERS:
        expect(section(page, title)).to_have_attribute("data-lesson", "ready")
    shoot("course")
    page.get_by_role("link", name="Organelles", exact=True).click()
    expect(page.get_by_test_id("concept").first).to_be_visible()
    shoot("course-lesson")
    for title in WEAK:
        answer_wrong(page, title)
    concept(page, WEAK[0]).scroll_into_view_if_needed()
    shoot("course-answers")
    _cover(page, shoot)
    page.goto(f"{server.url}/courses/{course}")
    page.get_by_role("link", name="Practise all weak areas").click()
    _practise(page)
    shoot("course-practice")


def _read_slowly(page: Page, server: Server, shoot: Shoot) -> None:
    """Show a long script while it is read, and take it away again."""
    script: FilePayload = {"name": "Script.pdf", "mimeType": "application/pdf", "buffer": pdf_of_lines(_SCRIPT)}
    page.locator("input[type=file]").set_input_files([script])
    page.get_by_text(re.compile(r"Reading the document… \d+ %")).wait_for()
    shoot("course-processing")
    page.get_by_role("button", name="More for Script", exact=True).click()
    page.get_by_role("menuitem", name="Delete", exact=True).click()
    until(lambda: all(job["finished_at"] for job in server.get("/api/jobs").json()["jobs"]))
    page.reload()  # without the toasts about it
    expect(page.get_by_test_id("document")).to_have_count(1)


def _cover(page: Page, shoot: Shoot) -> None:
    page.get_by_role("link", name="Flashcards", exact=True).click()
    page.get_by_role("button", name="Make a card").first.click()
    expect(page.get_by_text(re.compile(r"^3 of \d+ paragraphs have a card$"))).to_be_visible()
    shoot("course-cards")


def _practise(page: Page) -> None:
    for _ in WEAK:
        asked = page.locator(".study-card")
        expect(asked).to_contain_text(re.compile("ATP|proteins"))
        question = asked.inner_text()
        pick(page, "Mitochondrion" if "ATP" in question else "Lysosome")
        expect(asked.filter(has_text=question.splitlines()[0])).to_have_count(0)
    expect(page.get_by_test_id("practice-changes")).to_be_visible()
