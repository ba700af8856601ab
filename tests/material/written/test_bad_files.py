"""Files made to do harm, and damaged ones, get a sentence, whatever is wrong with them."""

import random
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from studyapp.errors import BadInput, StudyError
from studyapp.material.importing import Imported, read_file
from studyapp.material.reading import read_upload
from studyapp.material.written.reading import read_written
from studyapp.models import FileFormat
from tests.material.written.office_files import (
    changed,
    docx_of_chapters,
    epub_of_chapters,
    member,
    pptx_of_slides,
    zipped,
)

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_000)
ENCRYPTION = '<encryption><EncryptionMethod Algorithm="{}"/></encryption>'
DRM, FONT = "http://www.w3.org/2001/04/xmlenc#aes128-cbc", "http://www.idpf.org/2008/embedding"
BILLION = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


async def sentence(data: bytes, name: str = "notes.pdf") -> str:
    with pytest.raises(StudyError) as caught:
        await read_upload(name, data)
    return caught.value.sentence


def with_doctype(data: bytes, name: str, encoding: str = "utf-8") -> bytes:
    text = member(data, name).decode().replace("?>", f"?>{BILLION.decode()}", 1).replace('encoding="UTF-8"', "")
    return changed(data, {name: text.replace("encoding='UTF-8'", "").encode(encoding)})


def lying(data: bytes) -> bytes:
    """A Word file whose document unpacks to more than the archive says."""
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02"))
    while not data[at + 46 :].startswith(b"word/document.xml"):
        at = data.index(b"PK\x01\x02", at + 1)
    return data[: at + 24] + struct.pack("<I", 100) + data[at + 28 :]


def locked_members(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        count = len(archive.namelist())
    for _ in range(count):
        at = data.index(b"PK\x01\x02")
        data = data[:at] + b"PK\x01\x03" + data[at + 4 : at + 8] + b"\x01\x00" + data[at + 10 :]
    return data.replace(b"PK\x01\x03", b"PK\x01\x02")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (COMPOUND + "WordDocument".encode("utf-16-le"), "Word 97"),
        (COMPOUND + "PowerPoint Document".encode("utf-16-le"), "PowerPoint 97"),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "password"),
        (COMPOUND, "old office program"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "OpenDocument"),
        (zipped({"Index/Document.iwa": "x"}), "Keynote"),
        (zipped({"xl/workbook.xml": "<x/>"}), "Spreadsheets"),
        (zipped({"notes.txt": "x"}), "compressed archive"),
        (bytes(60) + b"BOOKMOBI" + bytes(900), "Kindle"),
        (b"MZ" + bytes(5_000), "program"),
        (docx_of_chapters()[:-400], "not complete"),
        (zipped({"word/document.xml": "<w:document/>"}), "damaged"),
        (zipped({"word/document.xml": ""}), "damaged"),
        (zipped({"word/document.xml": "x", "word/big.xml": bytes(3 * 1024**2)}), "do harm"),
        (zipped({"word/document.xml": "x"} | {f"word/{n}": "" for n in range(5_000)}), "5,000 files"),
        (locked_members(docx_of_chapters()), "password"),
        (with_doctype(docx_of_chapters(), "word/document.xml"), "DOCTYPE"),
        (with_doctype(pptx_of_slides(1), "ppt/slides/slide1.xml", "utf-16"), "DOCTYPE"),
        (epub_of_chapters({"META-INF/encryption.xml": ENCRYPTION.format(DRM)}), "DRM"),
        (b"<html><body><script>run()</script></body></html>", "no text"),
    ],
)
async def test_each_gets_its_sentence_whatever_its_name(data: bytes, words: str) -> None:
    assert words in await sentence(data)


async def test_a_word_file_is_read_whatever_its_name() -> None:
    assert (await read_upload("notes.pdf", docx_of_chapters())).title == "On plants"


async def test_a_book_with_disguised_fonts_is_no_protected_one() -> None:
    data = epub_of_chapters({"META-INF/encryption.xml": ENCRYPTION.format(FONT)})
    assert (await read_upload("book.epub", data)).title == "The book of plants"


def test_an_archive_that_lies_about_its_sizes_is_not_read_further() -> None:
    with pytest.raises(BadInput, match="damaged"):
        read_written(lying(docx_of_chapters()), FileFormat.DOCX, most_pages=10)


def test_entities_of_a_book_are_not_followed() -> None:
    page = '<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]><html><body><p>Here &f; it is</p></body></html>'
    found = read_written(epub_of_chapters({"OEBPS/c 0.xhtml": page}), FileFormat.EPUB, most_pages=10)
    assert found.text.startswith("Here it is")
    assert "root" not in found.text


def test_a_presentation_of_too_many_slides_is_refused() -> None:
    with pytest.raises(StudyError, match="has 3 slides; 2 are the most"):
        read_written(pptx_of_slides(3), FileFormat.PPTX, most_pages=2)


def test_elements_nested_too_deeply_are_damage() -> None:
    data = docx_of_chapters()
    deep = member(data, "word/document.xml").replace(b"<w:body>", b"<w:body>" + b"<w:sdt><w:sdtContent>" * 900)
    with pytest.raises(BadInput, match="damaged"):
        read_written(changed(data, {"word/document.xml": deep}), FileFormat.DOCX, most_pages=10)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (FileFormat.DOCX, docx_of_chapters()),
        (FileFormat.PPTX, pptx_of_slides(3)),
        (FileFormat.EPUB, epub_of_chapters()),
        (FileFormat.HTML, b"<html><body><ul><li>A<table><tr><td>b<td>c</table><pre>d</pre></ul></body></html>"),
    ],
)
def test_truncated_and_changed_files_end_in_a_text_or_a_sentence(kind: FileFormat, data: bytes) -> None:
    chance = random.Random(7)
    parts = zipfile.ZipFile(BytesIO(data)).namelist() if kind is not FileFormat.HTML else []
    for _ in range(25):
        if parts and chance.random() < 0.7:  # what is inside, else checksums refuse all of it
            name = chance.choice(parts)
            hurt = changed(data, {name: _hurt(member(data, name), chance)})
        else:
            hurt = _hurt(data, chance)
        try:
            assert read_written(hurt, kind, most_pages=100).text
        except StudyError as error:
            assert error.sentence.endswith(".")  # noqa: PT017 - either is right


def _hurt(data: bytes, chance: random.Random) -> bytes:
    if chance.random() < 0.3:
        return data[: chance.randrange(len(data) + 1)]
    changed_bytes = bytearray(data)
    for _ in range(chance.randrange(1, 12) if data else 0):
        changed_bytes[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(changed_bytes)


@pytest.mark.parametrize(
    ("kind", "data", "pages"),
    [(FileFormat.DOCX, docx_of_chapters(), 0), (FileFormat.PPTX, pptx_of_slides(9), 9)],
)
async def test_the_child_reads_them(tmp_path: Path, kind: FileFormat, data: bytes, pages: int) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    *_, last = [event async for event in read_file(path, kind)]
    assert isinstance(last, Imported)
    assert (len(last.page_starts), last.passages[-1].end) == (pages, len(last.text))
