"""The rules for the head of a lesson: its summary and objectives."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from studyapp.rules.cards import is_rejected
from studyapp.rules.findings import reject, warn
from studyapp.rules.items import Finding
from studyapp.rules.lessons.checked import CheckedHead
from studyapp.rules.lessons.concepts.facts import facts
from studyapp.rules.lessons.concepts.language import language
from studyapp.rules.lessons.concepts.talk import talk
from studyapp.rules.lessons.drafts import LessonHead
from studyapp.rules.lessons.ground import Ground
from studyapp.rules.sentences import split_sentences
from studyapp.rules.text import count_words, strip_markup

SUMMARY_WORDS: Final = 60
OBJECTIVES: Final = (2, 5)
OBJECTIVE_CHARS: Final = 200


def check_head(head: LessonHead, ground: Ground) -> CheckedHead:
    kept = [objective for objective in head.objectives if objective.strip() and not _breaks(objective, ground)]
    summary = _shortened(head.summary.strip())
    checked = replace(head, summary=summary, objectives=tuple(kept[: OBJECTIVES[1]]))
    return CheckedHead(checked, tuple(_findings(checked, ground)))


def _breaks(objective: str, ground: Ground) -> bool:
    return len(objective) > OBJECTIVE_CHARS or is_rejected([*talk(objective), *language(objective, ground)])


def _findings(head: LessonHead, ground: Ground) -> Iterator[Finding]:
    if not head.summary:
        yield reject("L0", "The lesson has no summary.")
    elif (count := count_words(strip_markup(head.summary))) > SUMMARY_WORDS:
        yield warn("L0", f"The summary has {count} words, more than {SUMMARY_WORDS}.")
    if len(head.objectives) < OBJECTIVES[0]:
        yield warn("L0", f"A lesson has {OBJECTIVES[0]} to {OBJECTIVES[1]} objectives.")
    yield from talk(head.summary)
    yield from language(head.summary, ground)
    yield from facts(head.summary, ground)


def _shortened(summary: str) -> str:
    """The first sentences as far as they fit; the whole if not even one does."""
    kept: list[str] = []
    for sentence in split_sentences(summary):
        if count_words(" ".join([*kept, sentence])) > SUMMARY_WORDS:
            break
        kept.append(sentence)
    return " ".join(kept) or summary
