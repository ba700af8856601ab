# pyright: standard
"""Says a formula of MathML: as the TeX it was made of if that is given, else by its letters."""

import re
from typing import Final

from selectolax.lexbor import LexborNode

_SPACES: Final = re.compile(r"\s+")


def formula(node: LexborNode) -> str:
    """The formula as one line. TeX stands between dollar signs."""
    given = next((each.text() for each in node.css("annotation") if _is_tex(each)), "")
    if given.strip():
        return f"${_SPACES.sub(' ', given).strip()}$"
    told = node.attributes.get("alttext") or ""
    if "\\" in told:  # else it may say anything, e.g. that there is none
        return f"${_SPACES.sub(' ', told).strip()}$"
    letters = (each.text() for each in node.css("mi, mn, mo, mtext, ms"))
    return _SPACES.sub(" ", " ".join(letters)).strip()


def _is_tex(annotation: LexborNode) -> bool:
    return "tex" in (annotation.attributes.get("encoding") or "").lower()
