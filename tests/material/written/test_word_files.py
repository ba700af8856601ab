"""Word files with what mammoth leaves out, and with references to what is missing."""

import pytest

from studyapp.material.written.reading import read_written
from studyapp.models import FileFormat
from tests.material.written.office_files import SENTENCE, changed, docx_of_chapters, member

DOCUMENT = "word/document.xml"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main"

SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def run(words: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{words}</w:t></w:r>"


def read(paragraph: str) -> str:
    """The text of a document that begins with a paragraph of this content."""
    document = member(docx_of_chapters(), DOCUMENT)
    word = f"<w:p>{paragraph}{run(SENTENCE)}</w:p>".encode()
    data = changed(docx_of_chapters(), {DOCUMENT: document.replace(b"<w:body>", b"<w:body>" + word, 1)})
    return read_written(data, FileFormat.DOCX, most_pages=9).text


@pytest.mark.parametrize(
    "content",
    [
        f'<w:fldSimple w:instr="REF x">{run("Stoma")}</w:fldSimple>',
        f'<w:bdo w:val="rtl">{run("Stoma")}</w:bdo>',
        f'<w:dir w:val="rtl"><w:smartTag w:element="word">{run("Stoma")}</w:smartTag></w:dir>',
        f"<w:ruby><w:rubyPr/><w:rt>{run('pore')}</w:rt><w:rubyBase>{run('Stoma')}</w:rubyBase></w:ruby>",
        f"<w:r><w:ruby><w:rt>{run('pore')}</w:rt><w:rubyBase>{run('Stoma')}</w:rubyBase></w:ruby></w:r>",
        f"<w:sdt><w:sdtContent>{run('Stoma')}</w:sdtContent></w:sdt>",
        run("Sto\u00adma"),
    ],
    ids=["field", "override", "embedding", "ruby", "ruby in a run", "control", "soft hyphen"],
)
def test_text_is_found_wherever_it_stands(content: str) -> None:
    assert read(content).startswith("Stoma")


def test_a_line_break_stays_one() -> None:
    assert read("<w:r><w:t>Stoma</w:t><w:cr/><w:t>Pore </w:t></w:r>").startswith("Stoma\nPore")


@pytest.mark.parametrize(("properties", "is_shown"), [("<w:vanish/>", False), ('<w:vanish w:val="0"/>', True)])
def test_hidden_text_is_left_out(properties: str, is_shown: bool) -> None:
    assert read(run("Answer key ", f"<w:rPr>{properties}</w:rPr>")).startswith("Answer key") is is_shown


@pytest.mark.parametrize(
    "missing",
    [
        f'<w:hyperlink xmlns:r="{REL}" r:id="none">{run("Stoma")}</w:hyperlink>',
        f'<w:r><w:footnoteReference w:id="99"/></w:r>{run("Stoma")}',
        f'<w:r><w:endnoteReference w:id="99"/></w:r>{run("Stoma")}',
        f'<w:r><w:drawing><a:blip xmlns:a="{DRAWN}" xmlns:r="{REL}" r:embed="none"/></w:drawing></w:r>{run("Stoma")}',
    ],
    ids=["link", "footnote", "endnote", "picture"],
)
def test_a_reference_to_what_is_missing_costs_only_itself(missing: str) -> None:
    assert read(missing).startswith("Stoma")


def box(words: str) -> str:
    """A text box as Word has drawn them since 2010."""
    return (
        f'<w:drawing xmlns:a="{DRAWN}" xmlns:wps="{SHAPE}" xmlns:wp="{PLACED}"><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx><w:txbxContent><w:p>{run(words)}</w:p></w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )


def either(choice: str, fallback: str | None) -> str:
    """What a program that knows shapes draws, or else this; nothing else if it is None."""
    other = "" if fallback is None else f"<mc:Fallback>{fallback}</mc:Fallback>"
    return (
        f'<mc:AlternateContent xmlns:mc="{COMPATIBLE}"><mc:Choice Requires="wps">{choice}</mc:Choice>{other}'
        "</mc:AlternateContent>"
    )


OLD_BOX = (
    '<w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox><w:txbxContent>'
    f"<w:p>{run('Stoma')}</w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
)


@pytest.mark.parametrize(
    "drawn",
    [
        box("Stoma"),
        either(box("Stoma"), None),
        either(box("Stoma"), ""),
        either(box("Stoma"), f"<w:pict>{run('')}</w:pict>"),
        either(box("Stoma"), OLD_BOX),
    ],
    ids=["alone", "no other", "empty other", "other without text", "drawn twice"],
)
def test_a_text_box_is_read_once_however_it_is_drawn(drawn: str) -> None:
    assert read(f"<w:r>{drawn}</w:r>").count("Stoma") == 1 + read("").count("Stoma")
