# pyright: standard
"""Reads EPUB books: their files in the order of the spine, and their table of contents."""

from pathlib import Path
from typing import Any, Final

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]
from selectolax.lexbor import LexborHTMLParser

from studyapp.errors import BadInput
from studyapp.material.written.block import Mark, Tell, Written, unheard
from studyapp.material.written.markup.walk import Walk
from studyapp.material.written.zipped.archive import DAMAGED, Archive
from studyapp.material.written.zipped.epub_contents import contents, resolved
from studyapp.material.written.zipped.xml import local, parsed_book

NO_TEXT: Final = "This book has no text in it, only pictures. Only books made of text can be read."
PROTECTED: Final = (
    "This book is protected against copying (DRM), so only its shop's own reader can open it. Upload a copy without "
    "protection, or your notes on it."
)
_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_FONTS: Final = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
"""How fonts are made unusable for others; the text is not."""
_PAGES: Final = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")


def read_epub(source: bytes | Path, tell: Tell = unheard) -> Written:
    """Raises `BadInput` or `TooLarge`."""
    with Archive(source) as archive:
        _require_open(archive)
        package_name = _package_name(archive)
        package = parsed_book(archive.read(package_name))
        items = _items(archive, package, package_name)
        walk, places = Walk(is_web_page=False), dict[str, int]()
        spine = _spine(package, items)
        for number, name in enumerate(spine, start=1):
            if name in archive and name not in places:
                places[name] = len(walk.blocks)
                _read_file(archive, name, walk, places)
            tell(number / len(spine))
        if not walk.blocks:
            raise BadInput(NO_TEXT)
        placed = [
            Mark(each.title, each.depth, at)
            for each in contents(archive, items)
            if (at := _place(archive, each.target, places)) is not None
        ]
    placed.sort(key=lambda mark: mark.block)
    title = next(
        (said for each in package.iter() if local(each) == "title" and (said := (each.text or "").strip())), None
    )
    return Written(title, tuple(walk.blocks), tuple(placed))


def _require_open(archive: Archive) -> None:
    if _ENCRYPTION not in archive:
        return
    methods = [
        each.get("Algorithm")
        for each in parsed_book(archive.read(_ENCRYPTION)).iter()
        if local(each) == "EncryptionMethod"
    ]
    if any(method not in _FONTS for method in methods):
        raise BadInput(PROTECTED)


def _package_name(archive: Archive) -> str:
    if _CONTAINER in archive:
        for each in parsed_book(archive.read(_CONTAINER)).iter():
            if local(each) == "rootfile" and (name := resolved("", each.get("full-path") or "")) in archive:
                return name
    found = next((name for name in archive if name.lower().endswith(".opf")), None)
    if found is None:
        raise BadInput(DAMAGED)
    return found


def _items(archive: Archive, package: Any, package_name: str) -> dict[str, tuple[str, str, str]]:
    """The name, the type and the properties of each file that the package lists, by its id."""
    listed = (each for each in package.iter() if local(each) == "item" and each.get("id"))
    return {
        each.get("id"): (
            archive.named(resolved(package_name, each.get("href") or "").partition("#")[0]),
            each.get("media-type") or "",
            each.get("properties") or "",
        )
        for each in listed
    }


def _spine(package: Any, items: dict[str, tuple[str, str, str]]) -> list[str]:
    named = [each.get("idref") for each in package.iter() if local(each) == "itemref"]
    return [items[name][0] for name in named if name in items and items[name][1] in _PAGES]


def _read_file(archive: Archive, name: str, walk: Walk, places: dict[str, int]) -> None:
    try:
        root = parsed_book(archive.read(name))
    except BadInput:  # a file that is broken costs only itself
        return
    body = LexborHTMLParser(etree.tostring(root, method="html", encoding="unicode")).body
    if body is not None:
        walk.places = {}
        walk.through(body)
        places |= {f"{name}#{each}": at for each, at in walk.places.items()}


def _place(archive: Archive, target: str, places: dict[str, int]) -> int | None:
    name, mark, place = target.partition("#")
    file = archive.named(name)
    return places.get(f"{file}{mark}{place}", places.get(file))
