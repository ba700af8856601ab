"""D1, D2, D12 and D13: one right answer and three wrong ones, all different, short, and each an answer of its own."""

from collections.abc import Iterator
from typing import Final

from studyapp.rules.choices.equality import are_same
from studyapp.rules.choices.items import ChoiceDraft, ChoiceFinding, reject
from studyapp.rules.choices.labels import are_bare_letters, has_letter, question_names_place
from studyapp.rules.choices.reading import Item, Option
from studyapp.rules.choices.reading.kinds import Kind
from studyapp.rules.choices.ways_out import LETTERS, is_way_out
from studyapp.rules.text import strip_markup

DISTRACTORS: Final = 3
"""Wrong answers of a multiple-choice question."""
OPTION_CHARS: Final = 120
_LONGEST_WAY_OUT: Final = 150
LONGEST_READ: Final = 2_000
"""In characters. When a side is longer, code or not, no other rule reads it."""


def countable(draft: ChoiceDraft, least: int) -> Iterator[ChoiceFinding]:
    """D1 and D13: reject missing or surplus options, and sides too long to read. The other rules rely on this check."""
    if not _is_filled(draft.stem) or not _is_filled(draft.key):
        yield reject("D1", "The question or its right answer is empty.")
    if not least <= len(draft.distractors) <= DISTRACTORS:
        wanted = f"{least}" if least == DISTRACTORS else f"{least} to {DISTRACTORS}"
        yield reject("D1", f"There are {len(draft.distractors)} wrong answers; {wanted} are needed.")
    if max(len(draft.stem), len(draft.key)) > LONGEST_READ:
        yield reject("D13", f"The question or its answer has more than {LONGEST_READ:,} characters.")
    for at, text in enumerate(draft.distractors):
        if len(text) > LONGEST_READ:
            yield reject("D13", f"Option {at + 1} has more than {LONGEST_READ:,} characters.", at)
        elif not _is_filled(text):
            yield reject("D1", f"Wrong answer {at + 1} is empty.", at)


def _is_filled(text: str) -> bool:
    """Whether the text has a visible sign. Any sign will do, because options of code may be a mere `;`."""
    return len(text) > LONGEST_READ or any(sign.isprintable() and not sign.isspace() for sign in strip_markup(text))


def different(item: Item) -> Iterator[ChoiceFinding]:
    """D1: reject two options that say the same."""
    for at, option in item.numbered():
        if are_same(option, item.key):
            yield reject("D1", f"“{_short(option.text)}” is the right answer again.", at)
        elif any(are_same(option, earlier) for earlier in item.distractors[:at]):
            yield reject("D1", f"“{_short(option.text)}” stands there twice.", at)


def real_choices(item: Item) -> Iterator[ChoiceFinding]:
    """D2: reject options such as `all of the above`, which are about the options and not about the subject."""
    if _is_about_options(item.key, item):
        yield reject("D2", f"The right answer “{_short(item.key.text)}” speaks of the other options.")
    for at, option in item.numbered():
        if _is_about_options(option, item):
            yield reject("D2", f"“{_short(option.text)}” is no answer to choose.", at)


def _is_about_options(option: Option, item: Item) -> bool:
    """Whether the option is about others. `A and B` is, unless all are letters, e.g. of vitamins or blood groups."""
    text = option.text[:_LONGEST_WAY_OUT]
    return is_way_out(text) or (
        LETTERS.fullmatch(text) is not None
        and any(len(word) >= 3 for other in item.options if not LETTERS.fullmatch(other.text) for word in other.words)
    )


def no_places(item: Item) -> Iterator[ChoiceFinding]:
    """D12: reject letters in front of options and a question that names one, because options are shuffled."""
    if place := question_names_place(item.raw_stem, [option.raw for option in item.options]):
        yield reject("D12", f"“{place}” in the question names an option by its place; options are shuffled.")
    if are_bare_letters(item.stem, [option.text for option in item.options]):
        yield reject("D12", "The options are letters without their texts.")
    for at, option in item.numbered():
        if has_letter(option.raw):
            yield reject("D12", f"“{_short(option.text)}” begins with a letter; options are shuffled.", at)


def brief(item: Item) -> Iterator[ChoiceFinding]:
    """D13: reject options too long to compare at a glance. Code and formulas may be longer."""
    if _is_long(item.key.text, item.key.kind):
        yield reject("D13", f"The right answer has more than {OPTION_CHARS} characters.")
    for at, option in item.numbered():
        if _is_long(option.text, option.kind):
            yield reject("D13", f"“{_short(option.text)}” has more than {OPTION_CHARS} characters.", at)


def _is_long(text: str, kind: Kind) -> bool:
    return len(text) > OPTION_CHARS and kind not in {Kind.CODE, Kind.FORMULA}


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
