# pyright: standard
"""Changes a Word document so that mammoth finds all of its text, and ends at nothing that is missing."""

from collections.abc import Collection
from typing import Any, Final

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TARGET: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HOLDERS: Final = ("bdo", "dir", "fldSimple", "rubyBase")
"""Elements whose content mammoth leaves out."""
_BOX: Final = f"{_W}txbxContent"
_NOTES: Final = ("footnoteReference", "endnoteReference")


def cure(body: Any, *, notes: Collection[tuple[str, str]]) -> None:
    """Change the document. `notes` are the notes that exist, as the name of their reference and their id."""
    _say_formulas(body)
    _show_boxes(body)
    for link in body.iter(f"{_W}hyperlink"):
        link.attrib.pop(_TARGET, None)  # it may be missing, and nobody needs it
    _remove(body, f"{_A}blip", f"{_V}imagedata", f"{_W}rt", f"{_W}rubyPr")
    for holder in [each for name in (*_HOLDERS, "ruby") for each in body.iter(f"{_W}{name}")]:
        _unwrap(holder)
    for line_break in body.iter(f"{_W}cr"):
        line_break.tag = f"{_W}br"
    for run in [each for each in body.iter(f"{_W}r") if _is_hidden(each)]:
        run.getparent().remove(run)
    for name in _NOTES:
        for each in list(body.iter(f"{_W}{name}")):
            if (name, each.get(f"{_W}id")) not in notes:
                each.getparent().remove(each)


def _show_boxes(body: Any) -> None:
    """Draw each text box as old Word did, the only way in which mammoth finds its text."""
    for choice in [each for each in body.iter(f"{_MC}Choice") if each.find(f".//{_BOX}") is not None]:
        holder = choice.getparent()
        fallback = holder.find(f"{_MC}Fallback")
        is_drawn_so = fallback is not None and fallback.find(f".//{_BOX}") is not None
        if not is_drawn_so and holder.getparent() is not None:
            holder[:] = [choice]
            _unwrap(holder)
            _unwrap(choice)
    for drawing in [each for each in body.iter(f"{_W}drawing") if each.find(f".//{_BOX}") is not None]:
        if next(drawing.iterancestors(f"{_MC}Choice"), None) is None:
            _draw_as_shape(drawing)


def _draw_as_shape(drawing: Any) -> None:
    boxes = [each for each in drawing.iter(_BOX) if next(each.iterancestors(_BOX), None) is None]
    shown = etree.Element(f"{_W}pict")
    for box in boxes:
        etree.SubElement(etree.SubElement(shown, f"{_V}shape"), f"{_V}textbox").append(box)
    shown.tail = drawing.tail
    drawing.getparent().replace(drawing, shown)


def _remove(body: Any, *names: str) -> None:
    for each in [each for name in names for each in body.iter(name)]:
        each.getparent().remove(each)


def _unwrap(holder: Any) -> None:
    """Put what it holds in its place."""
    parent = holder.getparent()
    at = parent.index(holder)
    parent[at : at + 1] = list(holder)


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and hidden.get(f"{_W}val") not in ("0", "false", "off")


def _say_formulas(body: Any) -> None:
    """Put each formula as its letters in its place: mammoth leaves them out."""
    for formula in list(body.iter(f"{_M}oMath")):
        said = "".join(text.text or "" for text in formula.iter(f"{_M}t"))
        run = etree.Element(f"{_W}r")
        etree.SubElement(run, f"{_W}t").text = f" {said} "
        holder = formula.getparent()
        if holder is None:
            continue
        run.tail = formula.tail
        holder.replace(formula, run)
    for holder in list(body.iter(f"{_M}oMathPara")):
        parent = holder.getparent()
        if parent is not None:
            at = parent.index(holder)
            runs = [each for each in holder if each.tag == f"{_W}r"]
            parent[at : at + 1] = runs
