"""Takes the options of a question apart into the right answer and the others, in whatever way a model offers them.

A wrong key teaches something wrong, so what can be meant in two ways counts as no key, and the rules reject the draft.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from studyapp.generation.messages_api.reading.names import field_of, plain
from studyapp.generation.messages_api.reading.values import fields, items, line
from studyapp.rules.choices.labels import labelled, split_label

_LETTERS: Final = "ABCDEFGH"
_LETTER_ALONE: Final = re.compile(r"(?:(?:option|answer|choice)\s)?\(?([A-H1-8])[).:]?", re.IGNORECASE)
_NUMBER_ALONE: Final = re.compile(r"[0-8]")
_PREFIXES: Final = ("option", "choice", "")
"""What stands before the letter in the names of fields that hold one option each, e.g. `option_a`."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One option."""

    text: str
    letter: str = ""
    is_marked: bool = False
    """Whether the option itself says that it is the right one."""

    @property
    def said(self) -> str:
        """The text, with its letter before it if it has one."""
        return f"{self.letter}) {self.text}" if len(self.letter) == 1 else self.text


def text(option: object) -> str:
    """The text of an option, which is given alone or in an object."""
    return line(option) or line(field_of(fields(option), "text")) or ""


def answer(value: object) -> str:
    """The text of an answer, which may be the only item of a list, or an object such as an option."""
    listed = items(value)
    alone = listed[0] if len(listed) == 1 else value
    offer = _offer(alone)
    return offer.said if offer.text else offer.letter


def offered(question: Mapping[str, object]) -> list[Offer]:
    """The options of a question: a list, an object that has them by their letters, or a field for each."""
    value = field_of(question, "options")
    if lettered := fields(value) or _one_by_one(question):
        return [Offer(text(option), letter) for letter, option in lettered.items()]
    offers = [_offer(option) for option in items(value)]
    if len(offers) > 1 and [offer.text.upper() for offer in offers] == list(_LETTERS[: len(offers)]):
        swapped = [Offer(offer.letter, offer.text, offer.is_marked) for offer in offers]
        return swapped if all(len(offer.text) > 1 for offer in swapped) else offers
    return offers


def marked(question: Mapping[str, object], offers: Sequence[Offer]) -> str:
    """The option that is said to be right by a mark of its own or by its index; empty if there is not just one."""
    right = [offer for offer in offers if offer.is_marked]
    if len(right) == 1:
        return right[0].said
    index = field_of(question, "index")
    if isinstance(index, int) and not isinstance(index, bool) and 0 <= index < len(offers):
        return offers[index].said
    return ""


def apart(answer: str, options: Sequence[str], *, explanation: str = "") -> list[str]:
    """The right answer and then the other options, all without labels such as `A)`.

    `answer` may be an option, with or without its label, or the label alone. If it is none of the options, all of them
    follow it, which is one too many, so the rules reject it.
    """
    by_label = labelled(list(options)) or dict(zip(_LETTERS.casefold(), options, strict=False))
    others = list(by_label.values()) if labelled(list(options)) else list(options)
    key = _meant(answer, options, by_label, others, explanation)
    if key in others:
        others.remove(key)
    return [key, *others]


def _meant(
    answer: str, options: Sequence[str], by_label: Mapping[str, str], texts: Sequence[str], explanation: str
) -> str:
    """The option that the answer stands for, or the answer itself."""
    if answer in options:
        return texts[options.index(answer)]
    if match := _LETTER_ALONE.fullmatch(answer):
        if option := by_label.get(match[1].casefold()):
            return option
        if match[1].isdigit() and not _NUMBER_ALONE.fullmatch(answer) and int(match[1]) <= len(texts):
            return texts[int(match[1]) - 1]
    if _NUMBER_ALONE.fullmatch(answer):
        return _at_place(int(answer), texts, explanation) or answer
    alike = [option for option in texts if _bare(option) in (_bare(answer), _bare(split_label(answer)[1]))]
    return alike[0] if len(alike) == 1 else answer


def _at_place(number: int, texts: Sequence[str], explanation: str) -> str | None:
    """The option with this number, counted from 0 or from 1: whichever of the two the explanation names."""
    candidates = [texts[place] for place in (number - 1, number) if 0 <= place < len(texts)]
    said = f" {_words(explanation)} "
    named = [option for option in candidates if f" {_words(option)} " in said]
    return named[0] if len(named) == 1 else None


def _offer(option: object) -> Offer:
    given = fields(option)
    if len(given) == 1 and (letter := next(iter(given))).upper() in tuple(_LETTERS):
        return Offer(text(given[letter]), letter)
    is_marked = str(field_of(given, "is_right")).casefold() == "true"
    return Offer(text(option), line(field_of(given, "letter")) or "", is_marked)


def _one_by_one(question: Mapping[str, object]) -> dict[str, object]:
    """The options that are fields of the question itself, by their letters; empty if there are none."""
    by_name = {plain(name): value for name, value in question.items()}
    for prefix in _PREFIXES:
        for signs in (_LETTERS, "12345678"):
            found = {sign: by_name[name] for sign in signs if (name := prefix + sign.casefold()) in by_name}
            if list(found) == list(signs[: len(found)]) and len(found) > 2:
                return found
    return {}


def _bare(text: str) -> str:
    return text.casefold().strip(" .")


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
