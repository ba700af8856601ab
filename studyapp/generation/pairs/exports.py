"""Files that other flashcard programs write: the text of Anki, CSV with quoted fields, JSON, rows on one line."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, cast

from studyapp.generation.pairs.html import as_markdown, quoted
from studyapp.generation.pairs.outlines import cloze_pair
from studyapp.generation.pairs.pair import Pair
from studyapp.rules.cloze import has_deletion

_SETTING: Final = re.compile(r"#\s?(?P<name>[a-z ]{2,20}):(?P<value>.*)", re.IGNORECASE)
_SEPARATORS: Final = {"tab": "\t", "comma": ",", "semicolon": ";", "colon": ":", "pipe": "|", "space": " "}
_COLUMN: Final = re.compile(r"(?:guid|notetype|deck|tags) column", re.IGNORECASE)
_LONGEST: Final = 2_000_000
_FEWEST: Final = 3
_SPANS_LINES: Final = re.compile(r"(?:^|[\t,;])\"[^\"\n]*\n[^\"]*\"", re.MULTILINE)
_FRONTS: Final = ("question", "front", "term", "q", "prompt", "word")
_BACKS: Final = ("answer", "back", "definition", "a", "response", "meaning", "translation")


def exported(text: str) -> list[Pair]:
    """The pairs of a text that is such a file as a whole; none if it is anything else."""
    if len(text) > _LONGEST:
        return []
    if text.startswith("#") and (settings := _settings(text)):
        return list(_anki(text, settings))
    if text.startswith(("[", "{")):
        return _json(text)
    return _quoted_fields(text) if _SPANS_LINES.search(text) else []


def with_rows(text: str) -> str:
    """The text with each row on a line of its own, if all of them stand on one line with `;` between."""
    return text.replace(";", "\n") if "\n" not in text and text.count(";") >= _FEWEST - 1 else text


def _settings(text: str) -> dict[str, str]:
    """The lines before the notes, e.g. `#separator:tab`; empty without the one that names the sign between fields."""
    found: dict[str, str] = {}
    for line in text.split("\n"):
        setting = _SETTING.fullmatch(line.strip())
        if setting is None:
            break
        found[setting["name"].casefold()] = setting["value"].strip("\r\n")
    return found if "separator" in found else {}


def _anki(text: str, settings: Mapping[str, str]) -> Iterator[Pair]:
    named = settings["separator"]
    sign = _SEPARATORS.get(named.strip().casefold(), named[:1] or "\t")
    is_html = settings.get("html", "true").strip().casefold() != "false"
    about = {int(value) - 1 for name, value in settings.items() if _COLUMN.fullmatch(name) and value.strip().isdigit()}
    body = text.split("\n", len(settings))[-1]
    for row in _table(body, sign):
        if pair := _note([field for at, field in enumerate(row) if at not in about], is_html=is_html):
            yield pair


def _note(fields: Sequence[str], *, is_html: bool) -> Pair | None:
    """The card of a note: the first field asks, or hides words, and the others answer."""
    shown = [as_markdown(field) if is_html else field.strip() for field in fields]
    quote = " … ".join(filter(None, map(quoted, fields))) if is_html else " … ".join(fields)
    if not shown or not shown[0]:
        return None
    back = "\n".join(filter(None, shown[1:]))
    if has_deletion(shown[0]):
        return cloze_pair(shown[0], quote, more=back)
    return Pair(shown[0], back, quote, is_certain=True) if back else None


def _table(text: str, sign: str) -> list[list[str]]:
    """The fields of each row; a field in quotation marks may have lines and signs of its own."""
    read = csv.reader(io.StringIO(text, newline=""), delimiter=sign) if len(sign) == 1 else iter(())
    try:
        return [row for row in read if any(map(str.strip, row))]
    except csv.Error:
        return []


def _quoted_fields(text: str) -> list[Pair]:
    """The rows of a table with fields of several lines, if all rows have the same number of fields."""
    for sign in ("\t", ",", ";"):
        rows = _table(text, sign)
        widths = {len(row) for row in rows}
        if len(rows) > 1 and len(widths) == 1 and widths <= {2, 3, 4}:
            notes = (_note([field.strip() for field in row], is_html=False) for row in rows)
            return [note for note in notes if note]
    return []


def _json(text: str) -> list[Pair]:
    """The objects of a list with a key for what is asked and one for the answer, but no options to choose from."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return []
    values = [*cast("dict[str, Any]", read).values()] if isinstance(read, dict) else [read]
    listed = next((cast("list[Any]", value) for value in values if isinstance(value, list)), cast("list[Any]", []))
    objects = [cast("dict[str, Any]", each) for each in listed if isinstance(each, dict)]
    pairs = [_object(each) for each in objects]
    return [pair for pair in pairs if pair] if all(pairs) else []


def _object(given: Mapping[str, Any]) -> Pair | None:
    lowered = {str(key).casefold(): value for key, value in given.items()}
    front = next((lowered[key] for key in _FRONTS if isinstance(lowered.get(key), str)), "")
    back = next((lowered[key] for key in _BACKS if isinstance(lowered.get(key), str)), "")
    has_lists = any(isinstance(value, list) for key, value in lowered.items() if key != "tags")
    return None if has_lists else Pair(front.strip(), back.strip(), f"{front} … {back}", is_certain=True)
