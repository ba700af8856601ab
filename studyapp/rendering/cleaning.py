"""The last step of rendering: whatever the libraries produced, only the tags and attributes listed here are kept."""

import re
from typing import Final

import nh3

OUR_IMAGE: Final = re.compile(r"/api/images/[0-9a-f-]{36}")

_BLOCKS: Final = "p br hr pre div ul ol li blockquote table thead tbody tr th td"
_WORDS: Final = "a em strong s code span mark img"
_FORMULAS: Final = (
    "math mrow mi mo mn ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts "
    "mprescripts mtable mtr mtd mstyle mpadded mphantom menclose"
)
_DRAWING: Final = (
    "display displaystyle scriptlevel mathvariant stretchy fence form separator accent accentunder largeop "
    "movablelimits symmetric linethickness minsize maxsize lspace rspace width height depth voffset notation "
    "columnalign columnlines columnspacing rowlines rowspacing rowalign"
)
_TAGS: Final = frozenset(f"{_BLOCKS} {_WORDS} {_FORMULAS}".split())
_ATTRIBUTES: Final = {
    "a": {"href", "title", "target"},
    "img": {"src", "alt", "loading"},
    "ol": {"start"},
    "th": {"style"},
    "td": {"style"},
    "span": {"class", "tabindex"},
    "p": {"class"},
    "pre": {"class", "tabindex"},
    "div": {"class", "tabindex"},
    "mark": {"class"},
    **{tag: set(_DRAWING.split()) for tag in _FORMULAS.split()},
}


def clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_kept,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
        filter_style_properties={"text-align"},
        strip_comments=True,
    )


def _kept(_: str, attribute: str, value: str) -> str | None:
    return value if attribute != "src" or OUR_IMAGE.fullmatch(value) else None
