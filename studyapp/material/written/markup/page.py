# pyright: standard
"""Reads a web page: its text without what stands around it."""

import codecs
import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyapp.errors import BadInput
from studyapp.material.decoding import decode
from studyapp.material.written.block import Tell, Written, unheard
from studyapp.material.written.markup.walk import Walk

NO_TEXT: Final = (
    "This web page has no text in it; perhaps it is only filled in when a browser opens it. "
    "Print it to PDF in the browser and upload that."
)
_DECLARED: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_DECLARED: Final = re.compile(rb"\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_HEAD_BYTES: Final = 4_096
_MAIN: Final = 'main, [role="main"], article'
_MAIN_SHARE: Final = 0.4
"""What is called the main part holds so much of the page's text, else it is only one of several."""
_NO_WORDS: Final = ["script", "style", "noscript", "template"]
_NAMES: Final = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "utf-8",
    "us-ascii": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
}
"""What browsers read under these names."""


def read_page(data: bytes, tell: Tell = unheard) -> Written:
    """Raises `BadInput` if there is no text in it."""
    parsed = LexborHTMLParser(decoded(data))
    parsed.strip_tags(_NO_WORDS, recursive=True)
    walk = Walk(is_web_page=True)
    if root := _main(parsed):
        walk.through(root, tell)
    if not walk.blocks and parsed.body is not None:
        walk.through(parsed.body)
    if not walk.blocks:
        raise BadInput(NO_TEXT)
    title = parsed.css_first("title")
    return Written(" ".join(title.text().split()) if title is not None else None, tuple(walk.blocks))


def decoded(data: bytes) -> str:
    """The text by its byte order mark, else in the encoding it declares, else as any other text."""
    head = data[:_HEAD_BYTES]
    declared = _XML_DECLARED.match(head) or _DECLARED.search(head)
    if declared and not head.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = declared[1].decode("ascii").lower()
        try:
            return data.decode(_NAMES.get(name, name))
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data)


def _main(parsed: LexborHTMLParser) -> LexborNode | None:
    """The part of the page that holds its text."""
    body = parsed.body
    if body is None:
        return None
    found = max(body.css(_MAIN), key=_length, default=None)
    return found if found is not None and _length(found) >= _MAIN_SHARE * _length(body) else body


def _length(node: LexborNode) -> int:
    return len("".join(node.text().split()))
