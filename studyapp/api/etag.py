"""Conditional GET (RFC 9110, section 13.1.2): a client that has the current version gets no body again."""


def tag(version: int) -> str:
    return f'"{version}"'


def is_known(etag: str, *, if_none_match: str | None) -> bool:
    """Whether the header names this tag, alone or in a list, weak (`W/`) or strong, or is `*`, which matches all."""
    return if_none_match is not None and (if_none_match.strip() == "*" or etag in if_none_match)
