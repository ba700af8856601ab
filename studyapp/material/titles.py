"""Finds a title for an uploaded document."""

import re
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

LONGEST_TITLE: Final = 200
_UNTITLED: Final = "Untitled"

_MARKDOWN_TITLE: Final = re.compile(r"\A\s{0,3}#[ \t]+(.{1,300}?)[ \t]*#*[ \t]*$", re.MULTILINE)
_NO_TITLE: Final = re.compile(
    r"(?:untitled|unbenannt|sans titre|document|dokument|title|slide|folie|presentation|print|scan)?[\W\d_]*|"
    r"microsoft\s(?:word|powerpoint|office).*|.*\.(?:docx?|pptx?|tex|dvi|indd|qxd|pdf|odt|rtf|html?)|anonymous|\(?anonymous\)?",
    re.IGNORECASE,
)
_SEPARATORS: Final = re.compile(r"[\s_]+")


def document_title(name: str, text: str, *, stated: str | None = None) -> str:
    """The title stated in the file if it is meaningful, else the first Markdown heading, else the file's name."""
    if stated and not _NO_TITLE.fullmatch(stated.strip()):
        return _tidy(stated)
    heading = _MARKDOWN_TITLE.match(text)
    return _tidy(heading[1].strip("*_` ")) if heading else _tidy(_stem(name))


def _stem(name: str) -> str:
    """The file's name without its suffix and without folders, which browsers on Windows used to send."""
    return PurePosixPath(PureWindowsPath(name.replace("\x00", "")).name).stem


def _tidy(title: str) -> str:
    printable = "".join(sign if sign.isprintable() else " " for sign in title)
    return _SEPARATORS.sub(" ", printable).strip()[:LONGEST_TITLE].rstrip() or _UNTITLED
