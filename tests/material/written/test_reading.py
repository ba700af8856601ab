"""Word, PowerPoint and EPUB files and web pages are read with their headings, lists and tables."""

from itertools import pairwise

import pytest

from studyapp.material.passages.passage import LineKind
from studyapp.material.written.reading import read_written
from studyapp.material.written.text import WrittenText
from studyapp.models import FileFormat
from tests.material.written.office_files import (
    CHAPTERS,
    SENTENCE,
    changed,
    docx_of_chapters,
    epub_of_chapters,
    member,
    pptx_of_slides,
)

MOST = 2_000


def read(data: bytes, kind: FileFormat) -> WrittenText:
    return read_written(data, kind, most_pages=MOST)


def said(found: WrittenText, kind: LineKind) -> str:
    return "".join(found.text[each.start : each.end] for each in found.passages if each.kind is kind)


def web_page(body: str) -> WrittenText:
    return read(f"<html><head><title>Plants</title></head><body>{body}</body></html>".encode(), FileFormat.HTML)


def test_a_word_file_has_the_chapters_its_headings_name() -> None:
    found = read(docx_of_chapters(), FileFormat.DOCX)
    assert found.title == "On plants"
    assert [section.title for section in found.sections] == list(CHAPTERS)
    assert [found.text[section.start :].startswith(f"# {section.title}") for section in found.sections] == [True] * 3
    assert "\n- They are green\n" in found.text
    assert said(found, LineKind.TABLE).startswith("| Term | Meaning |\n| --- | --- |\n| Stoma | A pore |")
    assert found.passages[-1].end == len(found.text)


def test_formulas_of_a_word_file_keep_their_letters() -> None:
    data = docx_of_chapters()
    formula = b'<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>E=mc2</m:t></m:r></m:oMath>'
    document = member(data, "word/document.xml").replace(b"</w:p>", formula + b"</w:p>", 2)
    assert "E=mc2" in read(changed(data, {"word/document.xml": document}), FileFormat.DOCX).text


@pytest.mark.parametrize("kind", [FileFormat.DOCX, FileFormat.EPUB])
def test_what_has_no_pages_has_no_page_starts(kind: FileFormat) -> None:
    assert read(docx_of_chapters() if kind is FileFormat.DOCX else epub_of_chapters(), kind).page_starts == ()


def test_slides_are_pages_with_title_text_and_notes() -> None:
    found = read(pptx_of_slides(), FileFormat.PPTX)
    starts = [*found.page_starts, len(found.text)]
    slides = [found.text[start:end].strip() for start, end in pairwise(starts)]
    assert slides == [f"# Topic {n}\n\nPoint {n} of the lecture\n\nSay this on {n}." for n in range(1, 13)]
    assert (found.title, found.sections[0].title, len(found.sections)) == ("Lecture on plants", "Topic 1", 2)
    assert found.sections[-1].page_to == 12


def test_a_broken_slide_or_shape_costs_only_itself() -> None:
    data = pptx_of_slides(4)
    broken = member(data, "ppt/slides/slide3.xml").replace(b"<a:p>", b"<a:wrong>").replace(b"</a:p>", b"</a:wrong>")
    found = read(changed(data, {"ppt/slides/slide2.xml": None, "ppt/slides/slide3.xml": broken}), FileFormat.PPTX)
    assert len(found.page_starts) == 4
    assert "Point 1" in found.text
    assert "Topic 2" not in found.text
    assert "Say this on 3" in found.text
    assert "Point 4" in found.text


def test_a_text_with_formulas_is_read_though_older_programs_show_a_picture() -> None:
    slides = pptx_of_slides(2)
    slide = member(slides, "ppt/slides/slide1.xml")
    shape = slide[slide.rindex(b"<p:sp>") : slide.rindex(b"</p:sp>") + len(b"</p:sp>")]
    either = (
        b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        b'<mc:Choice Requires="a14">%b</mc:Choice><mc:Fallback><p:pic/></mc:Fallback></mc:AlternateContent>'
    )
    data = changed(slides, {"ppt/slides/slide1.xml": slide.replace(shape, either % shape)})
    assert read(data, FileFormat.PPTX).text == read(slides, FileFormat.PPTX).text


def test_a_book_has_the_chapters_of_its_table_of_contents() -> None:
    found = read(epub_of_chapters(), FileFormat.EPUB)
    assert found.title == "The book of plants"
    assert [section.title for section in found.sections] == list(CHAPTERS)
    assert found.text.count(SENTENCE.strip()) == 36
    assert found.text.endswith(" End")


@pytest.mark.parametrize(
    "address", ["../../../etc/passwd", "https://example.com/c.xhtml", "none.xhtml#x", "//x/y", "%zz"]
)
def test_an_entry_that_leads_nowhere_is_no_chapter(address: str) -> None:
    found = read(epub_of_chapters(entries=f'<li><a href="{address}">Away</a></li>'), FileFormat.EPUB)
    assert "Away" not in [section.title for section in found.sections]
    assert SENTENCE.strip() in found.text


@pytest.mark.parametrize("called", ["OEBPS/C 1.XHTML", "OEBPS/c%201.xhtml"])
def test_a_file_that_is_called_carelessly_is_found(called: str) -> None:
    book = epub_of_chapters()
    renamed = changed(book, {"OEBPS/c 1.xhtml": None, called: member(book, "OEBPS/c 1.xhtml")})
    assert [section.title for section in read(renamed, FileFormat.EPUB).sections] == list(CHAPTERS)


@pytest.mark.parametrize("asked", ["#here", "?page=1", "?page=1#here"])
def test_a_file_that_is_listed_with_a_place_in_it_is_read(asked: str) -> None:
    package = member(epub_of_chapters(), "OEBPS/book.opf").decode()
    listed = package.replace("c%201.xhtml", f"c%201.xhtml{asked}").encode()
    book = read(changed(epub_of_chapters(), {"OEBPS/book.opf": listed}), FileFormat.EPUB)
    assert [section.title for section in book.sections] == list(CHAPTERS)


def test_a_web_page_is_read_without_what_stands_around_its_text() -> None:
    found = web_page(
        f"<nav>Menu</nav><main><h1>Leaf</h1><p>{SENTENCE}</p><aside>Advert</aside><script>run()</script>"
        "<ol start=3><li>one<ul><li>within</ul><li>two</ol><pre>def f():\n    pass</pre></main><footer>Imprint</footer>"
    )
    assert found.title == "Plants"
    assert found.text == (f"# Leaf\n\n{SENTENCE.strip()}\n\n3. one\n  - within\n4. two\n\n```\ndef f():\n    pass\n```")
    assert said(found, LineKind.CODE).startswith("```")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "shift_jis"])
def test_a_web_page_is_read_in_the_encoding_it_declares(encoding: str) -> None:
    words = "Größe" if encoding != "shift_jis" else "光合成"
    page = f'<html><head><meta charset="{encoding}"></head><body><p>{words}</p></body></html>'
    assert read(page.encode(encoding), FileFormat.HTML).text == words


def test_formulas_are_told_by_their_tex_or_else_by_their_letters() -> None:
    tex = '<math alttext="\\frac 1 2"><mn>1</mn></math>'
    letters = '<math alttext="Alternative text not available"><mi>x</mi><mo>=</mo><mn>2</mn></math>'
    assert web_page(f"<p>Half is {tex}, and {letters}.</p>").text == "Half is $\\frac 1 2$, and x = 2."
