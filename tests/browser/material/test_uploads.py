"""Messages beside a file that waits for others, and on a page when the disk is full."""

import io
import os
import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import psutil
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab, StartServer
from tests.browser.server import Server, until
from tests.browser.test_writing import SAMPLE, TEXT, submit
from tests.browser.test_writing import _pdf as write_pdf
from tests.disk import SENTENCE, filled


def test_a_file_that_comes_while_others_are_read_waits_and_says_so(
    server: Server, open_tab: OpenTab, tmp_path: Path
) -> None:
    deck = server.post("/api/decks", {"title": "Biology"}).json()["id"]
    page = open_tab(server).open(f"/decks/{deck}")
    with two_pictures_half_read(server):
        page.get_by_label("File to make cards from").set_input_files(write_pdf(tmp_path / "lecture.pdf", SAMPLE))
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


def test_a_press_that_finds_the_disk_full_says_so_and_counts_once_there_is_room(
    start_server: StartServer, open_tab: OpenTab, small_disk: Path
) -> None:
    server = start_server(small_disk)
    deck = server.post("/api/decks", {"title": "Biology"}).json()["id"]
    page = open_tab(server).open(f"/decks/{deck}")
    page.get_by_label(TEXT).fill(SAMPLE * 5)
    with filled(small_disk):
        submit(page)
        expect(page.get_by_text(SENTENCE)).to_be_visible()
        expect(page.get_by_label(TEXT)).to_have_value(SAMPLE * 5)
    submit(page)
    expect(page.get_by_test_id("card").first).to_be_visible()
