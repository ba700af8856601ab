# pyright: standard
"""Tells mammoth what the paragraphs of a Word file are: headings in any language, code and captions."""

import re
from typing import Any, Final

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING, _TITLE, _CODE, _CAPTION = "StudyHeading", "StudyTitle", "StudyCode", "StudyCaption"
_DEEPEST: Final = 6
STYLES: Final = "\n".join(
    [
        *(f"p.{_HEADING}{level} => h{level}:fresh" for level in range(1, _DEEPEST + 1)),
        f"p.{_TITLE} => h1.title:fresh",
        f"p.{_CODE} => pre:separator('\\n')",
        f"p.{_CAPTION} => figcaption:fresh",
    ]
)
_CODE_STYLE: Final = re.compile(r".*(?:code|listing|preformatted|verbatim|macro).*", re.IGNORECASE)
_HEADING_STYLE: Final = re.compile(r"heading (\d)", re.IGNORECASE)
_FIXED_FONT: Final = re.compile(r"(?:courier|consolas|menlo|monaco|.*mono).*", re.IGNORECASE)
_LONGEST_HEADING: Final = 100
_MOST_GENERATIONS: Final = 20


def prepare(body: Any, styles: Any | None) -> None:
    """Give each paragraph the style that `STYLES` knows."""
    kinds = _style_kinds(styles)
    paragraphs = list(body.iter(f"{_W}p"))
    found = [_kind(paragraph, kinds) for paragraph in paragraphs]
    if not any(kind.startswith(_HEADING) for kind in found):
        found = [
            kind or (f"{_HEADING}1" if _is_bold_line(each) else "")
            for each, kind in zip(paragraphs, found, strict=True)
        ]
    for paragraph, kind in zip(paragraphs, found, strict=True):
        if kind:
            _set_style(paragraph, kind)


def _style_kinds(styles: Any | None) -> dict[str, str]:
    """What each style of paragraphs is for."""
    if styles is None:
        return {}
    all_styles = {style.get(f"{_W}styleId") or "": style for style in styles.iter(f"{_W}style")}
    return {name: kind for name in all_styles if (kind := _style_kind(name, all_styles))}


def _style_kind(name: str, styles: dict[str, Any]) -> str:
    style = styles.get(name)
    for _ in range(_MOST_GENERATIONS):
        if style is None:
            break
        called = _value(style, "name") or ""
        if heading := _HEADING_STYLE.fullmatch(called):
            return _heading(int(heading[1]) - 1)
        if level := _value(style, "pPr", "outlineLvl"):
            return _heading(int(level)) if level.isdigit() else ""
        if called.lower() in ("title", "caption"):
            return _TITLE if called.lower() == "title" else _CAPTION
        if _CODE_STYLE.fullmatch(called):
            return _CODE
        style = styles.get(_value(style, "basedOn") or "")
    return ""


def _heading(level: int) -> str:
    """The style of a heading by its outline level from 0; 9 is no heading."""
    return f"{_HEADING}{min(max(level, 0) + 1, _DEEPEST)}" if level < 9 else ""


def _kind(paragraph: Any, kinds: dict[str, str]) -> str:
    level = _value(paragraph, "pPr", "outlineLvl")
    if level and level.isdigit():
        return _heading(int(level))
    style = _value(paragraph, "pPr", "pStyle") or ""
    return kinds.get(style, "") or (_CODE if _is_fixed(paragraph) else "")


def _is_fixed(paragraph: Any) -> bool:
    runs = [run for run in paragraph.iter(f"{_W}r") if _said(run).strip()]
    fonts = [run.find(f"{_W}rPr/{_W}rFonts") for run in runs]
    return bool(runs) and all(
        font is not None and _FIXED_FONT.fullmatch(font.get(f"{_W}ascii") or "") for font in fonts
    )


def _is_bold_line(paragraph: Any) -> bool:
    """Whether it is a short bold line, as headings of those who know no styles are."""
    said = _said(paragraph).strip()
    if not said or len(said) > _LONGEST_HEADING or said.endswith((".", ":", ",", ";")):
        return False
    if paragraph.find(f"{_W}pPr/{_W}numPr") is not None or any(
        each.tag == f"{_W}tc" for each in paragraph.iterancestors()
    ):
        return False
    runs = [run for run in paragraph.iter(f"{_W}r") if _said(run).strip()]
    bolds = [run.find(f"{_W}rPr/{_W}b") for run in runs]
    return all(bold is not None and bold.get(f"{_W}val") not in ("0", "false") for bold in bolds)


def _set_style(paragraph: Any, style: str) -> None:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        properties = etree.Element(f"{_W}pPr")
        paragraph.insert(0, properties)
    for each in (*properties.findall(f"{_W}pStyle"), *(properties.findall(f"{_W}numPr") if style != _CAPTION else ())):
        properties.remove(each)
    etree.SubElement(properties, f"{_W}pStyle").set(f"{_W}val", style)


def _said(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(f"{_W}t"))


def _value(element: Any, *path: str) -> str | None:
    found = element.find("/".join(f"{_W}{name}" for name in path))
    return None if found is None else found.get(f"{_W}val")
