"""Marks of note-taking programs and wikis: front matter, properties, callouts, block ids, tags and comments."""

import re
from dataclasses import replace
from typing import Final

from studyapp.generation.extractive.furniture.lines import Line, fenced, without
from studyapp.rules.text import word_set

_LONGEST_FRONT_MATTER: Final = 60
_FRONT_MATTER_EDGES: Final = frozenset({"---", "+++"})
_SETTING: Final = re.compile(r"\s*(?:[\w-]+(?:\s[\w-]+)?\s*[:=]|-\s|\[|#|$)")
_LABELS: Final = word_set(
    """
    type status tags tag date author authors created updated modified source url link version course lecturer professor
    due category categories priority owner level difficulty aliases alias parent related project topic week semester
    room deadline cssclass publish draft language kind deck cards-deck reviewed rating isbn doi license
    typ datum autor quelle kurs dozent stand thema fach raum status auteur cours matière statut fecha autor curso estado
    """
)
_LABELLED: Final = re.compile(
    r"\s*(?:[-*+]\s+)?(?:\*\*|__)?(?P<label>[\w-]+)(?:\*\*|__)?::?(?:\*\*|__)?\s+(?P<value>\S.*)"
)
_MOST_VALUE_WORDS: Final = 6
_PROPERTY: Final = re.compile(r"\s*(?:[-*+]\s+)?[a-z][\w-]*::\s+\S[^:]*$")
_CALLOUT: Final = re.compile(r"\s*>\s?\[![\w-]+\][+-]?[^\n]*")
_QUOTED: Final = re.compile(r"\s*>\s?")
_COMMENT_EDGE: Final = "%%"
_COMMENT: Final = re.compile(r"%%[^%]*%%")
_BLOCK_ID: Final = re.compile(r"(?<=\S)\s+\^[A-Za-z0-9-]{3,40}\s*$")
_ID_LINE: Final = re.compile(r"\s*\^[A-Za-z0-9-]{3,40}\s*")
_TAGS_AT_END: Final = re.compile(r"(?:(?<=\S)\s+#[^\W\d_][\w/-]*)+\s*$")
_TAGS_LINE: Final = re.compile(r"\s*(?:#[^\W\d_][\w/-]*\s*)+")
_EMBED: Final = re.compile(r"!\[\[[^\[\]]*\]\]")
_SCHEDULE: Final = re.compile(r"[ \t]?<!--SR:[^>]*-->")


def without_settings(lines: list[Line]) -> list[Line]:
    """The lines without the settings that a file may begin with, and without comments over several lines."""
    lines = _without_front_matter(lines)
    dropped: set[int] = set()
    is_comment = False
    for at, (line, is_code) in enumerate(zip(lines, fenced(lines), strict=True)):
        is_edge = not is_code and line.text.count(_COMMENT_EDGE) % 2 == 1
        if is_edge or is_comment:
            dropped.add(at)
        is_comment = is_comment != is_edge
    return lines if is_comment else without(lines, dropped)


def _without_front_matter(lines: list[Line]) -> list[Line]:
    edge = lines[0].text.strip() if lines else ""
    if edge not in _FRONT_MATTER_EDGES:
        return lines
    inside = lines[1:_LONGEST_FRONT_MATTER]
    end = next((at for at, line in enumerate(inside) if line.text.strip() in {edge, "..."}), None)
    if end is None or not all(_SETTING.match(line.text) for line in inside[:end]):
        return lines
    return lines[end + 2 :]


def without_marks(lines: list[Line], *, settings: bool = True) -> list[Line]:
    """The lines without callout titles, ids, tags, embedded files and `settings`. Code stays as it is."""
    kept: list[Line] = []
    in_callout = False
    for line, is_code in zip(lines, fenced(lines), strict=True):
        if is_code:
            kept.append(line)
            continue
        opens = _CALLOUT.match(line.text) is not None
        in_callout = opens or (in_callout and _QUOTED.match(line.text) is not None)
        is_dropped = opens or (settings and _is_setting(line.text))
        kept.append(_marked(line, is_dropped=is_dropped, in_callout=in_callout))
    return kept


def _marked(line: Line, *, is_dropped: bool, in_callout: bool) -> Line:
    """The line without its marks, or blank if it has nothing else."""
    if is_dropped or _ID_LINE.fullmatch(line.text) or _TAGS_LINE.fullmatch(line.text):
        return replace(line, text="")
    text = _QUOTED.sub("", line.text, count=1) if in_callout else line.text
    text = _EMBED.sub("", _SCHEDULE.sub("", _COMMENT.sub("", text)))
    return line.cut_to(_TAGS_AT_END.sub("", _BLOCK_ID.sub("", text)))


def _is_setting(text: str) -> bool:
    """Whether the line is a property such as `status:: draft` or `**Type:** Build`."""
    if _PROPERTY.match(text):
        return True
    labelled = _LABELLED.fullmatch(text)
    is_short = labelled is not None and len(labelled["value"].split()) <= _MOST_VALUE_WORDS
    return labelled is not None and is_short and labelled["label"].casefold() in _LABELS
