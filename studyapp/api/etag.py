"""Conditional GET (RFC 9110, section 13.1.2): a client that has this version already is told so, and no more."""

import re
from typing import Final

_TAG: Final = re.compile(r'(?:W/)?("[^"]*")')


def tag(version: int) -> str:
    return f'"{version}"'


def is_known(etag: str, *, if_none_match: str | None) -> bool:
    """Whether the header names this tag: alone, in a list, weak or strong, or as `*`."""
    if if_none_match is None:
        return False
    return if_none_match.strip() == "*" or etag in _TAG.findall(if_none_match)
