"""Takes the small parts of a concept for what they can be: pages, quotes, formulas, examples and notes."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.generation.messages_api.reading.lessons.names import part_of
from studyapp.generation.messages_api.reading.names import plain
from studyapp.generation.messages_api.reading.values import fields, items, line
from studyapp.rules.lessons import ExampleDraft, FormulaDraft, NoteDraft, SourceDraft

_DIGITS: Final = re.compile(r"\d{1,5}")
_CITED: Final = re.compile(r"\s*[(\[](?:pp?|S|page|Seite)\.?\s*(\d{1,5})[^)\]]{0,20}[)\]]\.?\s*$", re.IGNORECASE)
"""Matches a page that is said behind a quote, e.g. `(p. 12)`."""
_QUOTED: Final = re.compile(r'^["“„«]\s*(.*?)\s*["”“»]$', re.DOTALL)
_DOLLARS: Final = re.compile(r"^\s*(?:\$\$?|\\\[|\\\()\s*(.*?)\s*(?:\$\$?|\\\]|\\\))\s*$", re.DOTALL)
_MEANS: Final = re.compile(r"\s*(?::|=|–|—|\s-\s|\bis\b)\s*")
_BULLET: Final = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
_NOTES: Final = {
    "critical": "critical warning important caution danger key",
    "mistake": "mistake misconception error pitfall commonmistake commonmistakes mistakes misconceptions trap",
}


def several(value: object) -> list[object]:
    """The items of a list; anything else stands for itself alone, and nothing for an empty list."""
    if isinstance(value, list):
        return items(value)  # pyright: ignore[reportUnknownArgumentType]
    return [] if value is None or value in ("", {}) else [value]


def texts(value: object) -> list[str]:
    """The texts of a list, or the lines of one text, without bullets."""
    lines = str(value).splitlines() if isinstance(value, str) else several(value)
    said = (_BULLET.sub("", line(each) or text_in(each)) for each in lines)
    return [each for each in said if each]


def text_in(value: object) -> str:
    """The text of something that is given alone or in an object."""
    return line(value) or line(part_of(fields(value), "note")) or ""


def page(value: object) -> int | None:
    """The page in a number, or in a text such as `p. 12`; of several the first."""
    for each in several(value):
        found = _DIGITS.search(line(each) or "")
        if found and int(found[0]) > 0:
            return int(found[0])
    return None


def source(value: object) -> SourceDraft | None:
    """A quote with its page; None if there is no quote."""
    given = fields(value)
    quote = line(part_of(given, "quote")) if given else line(value)
    if not quote:
        return None
    cited = _CITED.search(quote)
    if cited:
        quote = quote[: cited.start()]
    bare = _QUOTED.match(quote)
    stands_on = page(part_of(given, "page")) or (int(cited[1]) if cited else None)
    return SourceDraft(bare[1] if bare else quote, stands_on)


def sources(given: dict[str, object]) -> tuple[SourceDraft, ...]:
    """The sources of a concept, in a list, alone, or as fields of its own."""
    value = part_of(given, "sources")
    if isinstance(value, str):
        value = {"quote": value, "page": part_of(given, "page")}
    return tuple(found for each in several(value) if (found := source(each)))


def formulas(value: object) -> tuple[FormulaDraft, ...]:
    return tuple(formula for each in several(value) if (formula := _formula(each)).latex)


def examples(value: object) -> tuple[ExampleDraft, ...]:
    return tuple(example for each in several(value) if (example := _example(each)).text)


def notes(value: object) -> tuple[NoteDraft, ...]:
    """Notes in a list, or in an object under their kinds."""
    given = fields(value)
    if given and part_of(given, "note") is None:
        return tuple(NoteDraft(_note_kind(kind), text) for kind, each in given.items() for text in texts(each))
    made = (NoteDraft(_note_kind(part_of(fields(each), "note_kind")), text_in(each)) for each in several(value))
    return tuple(note for note in made if note.text)


def _formula(value: object) -> FormulaDraft:
    given = fields(value)
    latex = line(part_of(given, "latex")) if given else line(value)
    variables = tuple(_variables(part_of(given, "variables")))
    return FormulaDraft(_bare(latex or ""), variables, page(part_of(given, "page")))


def _variables(value: object) -> Iterator[tuple[str, str]]:
    """Pairs of a sign and its meaning, from an object, or a list of objects, pairs or texts such as `m: mass`."""
    named = fields(value)
    if named and part_of(named, "meaning") is None:
        value = [[sign, meaning] for sign, meaning in named.items()]
    for each in several(value):
        given, pair = fields(each), items(each)
        if given:
            told = (line(part_of(given, "sign")), line(part_of(given, "meaning")))
        elif len(pair) == 2:
            told = (line(pair[0]), line(pair[1]))
        else:
            sign, _, meaning = _MEANS.sub("\0", line(each) or "", count=1).partition("\0")
            told = (sign, meaning)
        if told[0] and told[1]:
            yield _bare(told[0]), told[1]


def _bare(latex: str) -> str:
    """The formula without the dollar signs or brackets around it."""
    found = _DOLLARS.match(latex)
    return found[1] if found else latex


def _example(value: object) -> ExampleDraft:
    given = fields(value)
    is_from_source = str(part_of(given, "is_from_source")).casefold() == "true"
    return ExampleDraft(text_in(value), page(part_of(given, "page")), is_from_source)


def _note_kind(value: object) -> str:
    named = plain(line(value) or "")
    return next((kind for kind, names in _NOTES.items() if named in names.split()), "insight")
