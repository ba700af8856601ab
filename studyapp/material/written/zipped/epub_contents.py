# pyright: standard
"""Reads the table of contents of an EPUB: that of version 3 (nav), or that of version 2 (NCX)."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from studyapp.errors import BadInput
from studyapp.material.written.zipped.archive import Archive, unescaped
from studyapp.material.written.zipped.xml import local, parsed_book

_MOST: Final = 10_000
_MOST_LEVELS: Final = 32
_LONGEST_TITLE: Final = 500
_NCX: Final = "application/x-dtbncx+xml"
_TYPE: Final = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True)
class Entry:
    title: str
    depth: int
    target: str
    """The name of a file in the archive, perhaps with `#` and an id in it."""


def contents(archive: Archive, items: dict[str, tuple[str, str, str]]) -> list[Entry]:
    """The entries, whose files need not be there; none if the book has no table of contents."""
    navs = [name for name, _, properties in items.values() if "nav" in properties.split()]
    ncxs = [name for name, kind, _ in items.values() if kind == _NCX]
    for name, read in [*((name, _nav) for name in navs), *((name, _ncx) for name in ncxs)]:
        if name in archive:
            try:
                found = [
                    entry for entry, _ in zip(read(parsed_book(archive.read(name)), name), range(_MOST), strict=False)
                ]
            except BadInput:
                continue
            if found:
                return found
    return []


def resolved(base: str, address: str) -> str:
    """The name in the archive that an address in the file `base` leads to; empty if it leads out of it."""
    path, mark, place = address.partition("#")
    if ":" in path.partition("/")[0] or path.startswith("//"):
        return ""
    path = path.partition("?")[0]  # an archive takes no questions
    name = posixpath.normpath(posixpath.join(posixpath.dirname(base), unescaped(path))) if path else base
    name = name.lstrip("/")
    return "" if name.startswith("..") else f"{name}{mark}{unescaped(place)}"


def _nav(root: Any, name: str) -> Iterator[Entry]:
    tables = [each for each in root.iter("{*}nav") if "toc" in (each.get(_TYPE) or "toc").split()]
    for link in tables[0].iter("{*}a") if tables else ():
        depth = sum(local(each) == "ol" for each in link.iterancestors())
        yield from _entry("".join(link.itertext()), depth, name, link.get("href"))


def _ncx(root: Any, name: str) -> Iterator[Entry]:
    for point in root.iter("{*}navPoint"):
        depth = 1 + sum(local(each) == "navPoint" for each in point.iterancestors())
        label, content = point.find("{*}navLabel"), point.find("{*}content")
        if label is not None and content is not None:
            yield from _entry("".join(label.itertext()), depth, name, content.get("src"))


def _entry(title: str, depth: int, base: str, address: str | None) -> Iterator[Entry]:
    said = " ".join(title.split())[:_LONGEST_TITLE]
    if said and address and depth <= _MOST_LEVELS and (target := resolved(base, address)):
        yield Entry(said, depth, target)
