"""L13: a lesson takes 3 to 12 minutes to read."""

from collections.abc import Iterable, Iterator
from typing import Final

from studyapp.rules.findings import warn
from studyapp.rules.items import Finding
from studyapp.rules.lessons.drafts import CheckInDraft, ConceptDraft
from studyapp.rules.text import count_words

MINUTES: Final = (3, 12)
_WORDS_PER_MINUTE: Final = 200


def duration(concepts: Iterable[ConceptDraft]) -> Iterator[Finding]:
    if not (took := list(concepts)):
        return
    minutes = reading_minutes(took)
    least, most = MINUTES
    if not least <= minutes <= most:
        about = f"about {minutes:.0f} minutes" if minutes >= 1 else "less than a minute"
        yield warn("L13", f"The lesson takes {about} to read; {least} to {most} are wanted.")


def reading_minutes(concepts: Iterable[ConceptDraft]) -> float:
    return sum(count_words(text) for concept in concepts for text in _texts(concept)) / _WORDS_PER_MINUTE


def _texts(concept: ConceptDraft) -> Iterator[str]:
    yield from (concept.title, concept.explanation)
    yield from (each.text for each in (*concept.examples, *concept.notes))
    for check_in in concept.check_ins:
        yield from _texts_of(check_in)


def _texts_of(check_in: CheckInDraft) -> Iterator[str]:
    yield from (check_in.stem, check_in.expected)
    for option in check_in.options:
        yield from (option.text, option.explanation)
