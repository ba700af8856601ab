"""A password opens a PDF once, for a copy that needs none; files that need none or are broken are told apart."""

import io
import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from studyapp.errors import BadInput, Conflict, WrongPassword
from studyapp.material.unlocking import copying
from studyapp.material.unlocking.copying import Limits, copy_without_password
from tests.material.children import children
from tests.material.locked import FILES, PASSWORDS, SENTENCE
from tests.material.pdfs import encrypted, pdf_of_lines


async def copy_of(path: Path, password: str, limits: Limits | None = None) -> bytes:
    pieces: list[bytes] = []

    async def keep(piece: bytes) -> None:
        pieces.append(piece)

    await copy_without_password(path, password, keep, limits=limits)
    return b"".join(pieces)


@pytest.mark.parametrize(("name", "password"), PASSWORDS.items())
async def test_the_copy_needs_no_password_and_has_all_pages_and_the_outline(name: str, password: str) -> None:
    copy = PdfReader(io.BytesIO(await copy_of(FILES / name, password)))
    assert (copy.is_encrypted, len(copy.pages)) == (False, 2)
    assert SENTENCE in copy.pages[0].extract_text()
    assert [entry.title for entry in copy.outline if isinstance(entry, Destination)] == ["Energy", "Proteins"]


@pytest.mark.parametrize("name", PASSWORDS)
@pytest.mark.parametrize("password", ["", "Secret", "secre", "x" * 500, "\ud800", "当"])
async def test_a_wrong_password_opens_nothing(name: str, password: str) -> None:
    with pytest.raises(WrongPassword):
        await copy_of(FILES / name, password)


@pytest.mark.parametrize("name", [name for name in PASSWORDS if "umlaut" in name])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
async def test_accents_may_be_composed_or_not(name: str, form: str) -> None:
    typed = unicodedata.normalize(form, "pässwört")  # pyright: ignore[reportArgumentType] - one of its literals
    assert await copy_of(FILES / name, typed)


async def test_the_space_that_was_copied_with_it_and_the_owners_password_open_it_too() -> None:
    assert await copy_of(FILES / "locked-aes-256.pdf", " secret\n")
    assert await copy_of(FILES / "locked-aes-128.pdf", "owner")


async def test_a_password_is_not_read_up_to_its_nul_only() -> None:
    with pytest.raises(BadInput, match="NUL"):
        await copy_of(FILES / "locked-aes-256.pdf", "secret\0more")


async def test_a_file_that_opens_by_itself_is_not_copied(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(pdf_of_lines([["Leaves are green."]]))
    for path in (plain, FILES / "aes128-permissions-only.pdf"):
        with pytest.raises(Conflict):
            await copy_of(path, "secret")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"no PDF at all"])
async def test_a_damaged_file_is_no_question_of_the_password(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "file").write_bytes(data)
    with pytest.raises(BadInput) as caught:
        await copy_of(tmp_path / "file", "secret")
    assert not isinstance(caught.value, WrongPassword)


async def test_a_child_that_dies_or_takes_too_long_is_told_and_gone(tmp_path: Path) -> None:
    path = FILES / "locked-aes-256.pdf"
    with pytest.raises(BadInput, match="needs too much memory"):
        await copy_of(path, "secret", Limits(memory_bytes=1))
    with pytest.raises(BadInput, match="takes too long"):
        await copy_of(path, "secret", Limits(seconds=0.001))
    assert children() == []


async def test_what_a_child_told_that_was_killed_is_not_taken_for_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def kill(_: bytes) -> None:
        for child in children():
            child.kill()

    monkeypatch.setattr(copying, "_PIECE", 64)  # the rest does not fit into the pipe, so the child waits
    path = tmp_path / "book"
    book = (FILES.parent / "fixtures" / "tufte-sample-book.pdf").read_bytes()
    path.write_bytes(encrypted(book, user_password="secret"))
    with pytest.raises(BadInput, match="cannot be opened"):
        await copy_without_password(path, "secret", kill)
