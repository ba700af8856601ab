# pyright: standard
"""Parses the XML of office and EPUB files without entities and without the network."""

import html
import re
from typing import Any, Final

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from studyapp.errors import BadInput
from studyapp.material.written.zipped.archive import DAMAGED

_DOCTYPE: Final = re.compile(rb"<!DOCTYPE[^\[>]{0,2000}(?:\[.*?\]\s*)?>", re.DOTALL)
_ENTITY: Final = re.compile(rb"&([A-Za-z][A-Za-z0-9]{0,31});")
_OWN: Final = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))


def parsed(data: bytes) -> Any:
    """The root element. Raises `BadInput` if there is none."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadInput(DAMAGED) from error
    if root is None:
        raise BadInput(DAMAGED)
    return root


def parsed_book(data: bytes) -> Any:
    """The same for a file of an EPUB, which may have the document type of HTML, and its named characters."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = re.sub(r"<\?xml.*?\?>", "", data.decode("utf-16", errors="replace"), count=1).encode()
    return parsed(_ENTITY.sub(_character, _DOCTYPE.sub(b"", data, count=1)))


def _character(found: re.Match[bytes]) -> bytes:
    if found[1] in _OWN:
        return found[0]
    said = html.unescape(found[0].decode("ascii"))
    return b"" if said.startswith("&") else "".join(f"&#{ord(sign)};" for sign in said).encode()


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
