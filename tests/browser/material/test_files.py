"""Files that are dropped: what is sent, waited for and read is said, and so is what cannot be read."""

import io
import os
import re
import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import psutil
import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.cards import cards
from tests.browser.conftest import OpenTab
from tests.browser.material.form import FILE, TEXT, submit, write_pdf
from tests.browser.samples import SAMPLE
from tests.browser.server import Server, until


def test_an_upload_tells_how_much_was_sent_and_its_file_stays_with_its_deck(
    server: Server, open_tab: OpenTab, deck: str, tmp_path: Path
) -> None:
    (tmp_path / "notes.md").write_text(SAMPLE * 180)
    tab = open_tab(server)
    page = tab.open(f"/decks/{deck}")
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 100_000}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", slow)
    page.get_by_label(FILE).set_input_files(tmp_path / "notes.md")
    expect(page.locator(".drop-zone")).to_contain_text(re.compile(r"Sending notes\.md … ?[1-9]\d? %"))
    expect(page.locator(".attached")).to_contain_text("notes.md", timeout=120_000)
    other = server.post("/api/decks", {"title": "Elsewhere"}).json()["id"]
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Decks").click()
    page.get_by_role("link", name="Elsewhere").click()
    expect(page.get_by_label(TEXT)).to_be_visible()
    expect(page.locator(".attached")).to_have_count(0)
    server.delete(f"/api/decks/{other}")


def test_a_pdf_becomes_cards_that_name_its_page(server: Server, open_tab: OpenTab, deck: str, tmp_path: Path) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_label(FILE).set_input_files(write_pdf(tmp_path / "lecture.pdf", SAMPLE))
    expect(page.get_by_text(re.compile(r"^\d pages, [\d,]+ characters$"))).to_be_visible()
    submit(page)
    expect(cards(page).first).to_be_visible()
    page.get_by_text("Source", exact=True).first.click()
    expect(page.locator("figcaption").first).to_have_text("Lecture 3, page 1")


def test_a_file_and_its_task_say_which_pages_were_left_out(
    server: Server, open_tab: OpenTab, deck: str, tmp_path: Path
) -> None:
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_label(FILE).set_input_files(write_pdf(tmp_path / "lecture.pdf", SAMPLE, scans=2))
    said = "2 of 4 pages have no text: scans."
    expect(page.locator(".attached")).to_contain_text(said)
    submit(page)
    expect(cards(page).first).to_be_visible()
    page.goto(f"{server.url}/tasks")
    expect(page.locator("main")).to_contain_text(said)


def test_a_whole_book_is_taken_and_does_not_travel_through_the_tab(
    server: Server, open_tab: OpenTab, deck: str, tmp_path: Path
) -> None:
    (tmp_path / "book.md").write_text((SAMPLE + "\n\n") * (1_900_000 // len(SAMPLE) + 1))
    tab, told = open_tab(server), list[int]()
    tab.page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: told.append(len(frame))))
    page = tab.open(f"/decks/{deck}")
    page.get_by_label(FILE).set_input_files(tmp_path / "book.md")
    expect(page.locator(".attached")).to_contain_text(re.compile(r"1,9\d\d,\d\d\d characters"), timeout=120_000)
    submit(page)
    expect(cards(page).first).to_be_visible()
    assert 0 < max(told) < 100_000


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.txt", b"", "This file is empty."),
        ("noise.txt", bytes(range(256)) * 20, "This file is not text"),
        ("broken.pdf", b"%PDF-1.7\n1 0 obj\n<<", "This PDF is damaged"),
        ("picture.png", b"\x89PNG\r\n\x1a\n", "Drop one file (PDF, Word"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_leaves_the_text_alone(
    server: Server, open_tab: OpenTab, deck: str, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_label(TEXT).fill(SAMPLE)
    page.get_by_label(FILE).set_input_files(tmp_path / name)
    expect(page.get_by_role("alert")).to_contain_text(sentence)
    expect(page.get_by_label(TEXT)).to_have_value(SAMPLE)


def test_a_file_that_comes_while_others_are_read_waits_and_says_so(
    server: Server, open_tab: OpenTab, tmp_path: Path
) -> None:
    deck = server.post("/api/decks", {"title": "Biology"}).json()["id"]
    page = open_tab(server).open(f"/decks/{deck}")
    with two_pictures_half_read(server):
        page.get_by_label(FILE).set_input_files(write_pdf(tmp_path / "lecture.pdf", SAMPLE))
        expect(page.locator(".drop-zone")).to_contain_text("Waiting for other files, then reading lecture.pdf")
    expect(page.locator(".attached")).to_contain_text("lecture.pdf")


@contextmanager
def two_pictures_half_read(server: Server) -> Generator[None]:
    """Two pictures are being read for the length of the block, because their processes are frozen."""
    uploads = [threading.Thread(target=upload, args=(server,)) for _ in range(2)]
    for each in uploads:
        each.start()
    stopped: set[int] = set()
    try:
        until(lambda: len(stop_readers(server, stopped)) == 2)
        yield
    finally:
        for pid in stopped:
            os.kill(pid, signal.SIGCONT)
    for each in uploads:
        each.join()


def stop_readers(server: Server, stopped: set[int]) -> set[int]:
    for child in psutil.Process(server.pid).children():
        with suppress(psutil.NoSuchProcess):  # it may have ended since it was listed
            if child.pid not in stopped and "studyapp.material.worker" in child.cmdline():
                child.suspend()
                stopped.add(child.pid)
    return stopped


def upload(server: Server) -> None:
    """Upload a picture that takes a second to read."""
    out = io.BytesIO()
    Image.effect_noise((2_500, 2_500), 80).convert("1").save(out, "PNG")
    assert httpx.post(f"{server.url}/api/images", content=out.getvalue(), timeout=60).status_code == 201
