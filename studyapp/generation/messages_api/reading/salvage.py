"""Finds the items in a text in which brackets and quotes do not tell where an item ends.

One quote too many is enough for that: then strings are taken for what stands between them, and the other way round.
"""

import re
from itertools import islice, pairwise
from typing import Final

from studyapp.generation.messages_api.reading.names import FIELDS, plain

_BEGINS: Final = re.compile(r"""\{\s{0,200}["'“]?(\w{1,30})["'”]?\s{0,20}:""")
_OF_OPTIONS: Final = frozenset(FIELDS["letter"] + FIELDS["text"]) - {"answer"}
"""Names that objects within an item begin with."""
_LOOK_BACK: Final = 200
_MOST_PIECES: Final = 5_000
"""No answer has nearly as many items."""
_ITEMS: Final = {
    field: re.compile(rf"""\{{[^{{}}]{{0,10000}}?(?<!\w)(?:{"|".join(FIELDS[field])})["']?\s{{0,20}}:""", re.IGNORECASE)
    for field in ("question", "title", "concept", "verdict")
}
"""Matches the beginning of an item, by the field that makes it one."""
_AFTER_LAST: Final = re.compile(r"\s*(?:\]|\n|```|~~~|\Z)")
"""Matches what may follow the closing bracket of the last item, unlike the rest of a formula."""


def pieces(text: str, telling: str) -> list[str]:
    """The text, cut before each place where an item seems to begin; see `names.telling_field`."""
    found = islice(_BEGINS.finditer(text), _MOST_PIECES)
    begins = [each.start() for each in found if _is_item(each, text, telling)]
    places = [0, *(place for place in begins if place > 0), len(text)]
    return [text[start:end].strip().rstrip(",]") for start, end in pairwise(places)]


def looks_like_item(text: str, telling: str) -> bool:
    """Whether the text begins like an object with the field that makes it an item; see `names.telling_field`."""
    return _ITEMS[telling].match(text) is not None


def ended(text: str) -> str | None:
    """The text up to the end of the item it begins with, or all of it if only brackets are missing; else None."""
    last = text.rfind("}")
    if last >= 0 and _AFTER_LAST.match(text, last + 1):
        return text[: last + 1]
    bare = text.rstrip()
    return bare if bare.endswith(("]", '"')) else None


def _is_item(found: re.Match[str], text: str, telling: str) -> bool:
    """Whether an item may begin here: after another one, a comma or a line break, and not with a name of an option.

    A concept has objects of many kinds in it, so only its title shows where it begins.
    """
    name = plain(found[1])
    if name not in FIELDS["concept"] if telling == "concept" else name in _OF_OPTIONS:
        return False
    before = text[max(0, found.start() - _LOOK_BACK) : found.start()]
    bare = before.rstrip()
    return not bare or bare[-1] in "}," or "\n" in before[len(bare) :]
