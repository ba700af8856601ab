"""Gathers the lines of a concept: the first sentence that is understood by itself, and those that go on with it."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from studyapp.generation.extractive.lessons.naming import subject_of
from studyapp.generation.extractive.lessons.passages import Line, Run
from studyapp.generation.extractive.lessons.reading import Section
from studyapp.generation.extractive.reading.asides import carries_on
from studyapp.generation.extractive.reading.sentences import PLACES, Sentence
from studyapp.generation.extractive.reading.subjects import Clarity, clarity

_MOST_WORDS: Final = 130
_ENOUGH_WORDS: Final = 80
"""From so many words on, no further paragraph is added."""
_ENOUGH_BEFORE_NAMED: Final = 30
"""From so many words on, none is added that can be called after what it is about."""
_FEWEST_WORDS: Final = 18
_FEWEST_IN_SENTENCE: Final = 4
_MOST_LINES_BETWEEN: Final = 40
_WHOLE: Final = re.compile(r"[.:。][\"”’»)]*$")


def together(section: Section, runs: Sequence[Run], taken: Collection[int]) -> tuple[Line, ...]:
    """The lines of runs that follow each other, as far as they make one concept."""
    lines: list[Line] = []
    for run in runs:
        words = sum(line.words for line in lines)
        if words >= _ENOUGH_WORDS or (lines and (_gap(lines[-1], run) or not _goes_on(run))):
            break
        if words >= _ENOUGH_BEFORE_NAMED and is_worth(run.lines) and subject_of(section, run.lines):
            break
        lines += opened(section, run, taken, goes_on=bool(lines))
    return within(lines)


def _goes_on(run: Run) -> bool:
    """Whether its first line is a list item or a whole sentence."""
    first = run.lines[0]
    return first.is_item or bool(_WHOLE.search(first.quote) and first.words >= _FEWEST_IN_SENTENCE)


def opened(section: Section, run: Run, taken: Collection[int], *, goes_on: bool) -> list[Line]:
    """The lines of the run up to the first that is taken, from one on that is understood by itself, or from its first
    if it goes on with what is there.
    """
    lines: list[Line] = []
    for line in run.lines:
        if line.order in taken:
            if lines or goes_on:
                break
            continue
        if lines or goes_on or (line.sentence and _begins(section, line.sentence)):
            lines.append(line)
    return lines


def _begins(section: Section, sentence: Sentence) -> bool:
    """Whether a concept can begin with it."""
    return sentence.opens and is_clear(section, sentence) and not carries_on(sentence.text)


def is_clear(section: Section, sentence: Sentence) -> bool:
    context = section.material.titles.context(sentence)
    return clarity(sentence, section.material.vocabulary, context) is not Clarity.UNCLEAR


def within(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The first lines as far as they fit, but always one; none that announces what is not there."""
    kept: list[Line] = []
    words = 0
    for line in lines:
        words += line.words
        if kept and words > _MOST_WORDS:
            break
        kept.append(line)
    while kept and kept[-1].announces:
        kept.pop()
    return tuple(kept)


def is_worth(lines: Sequence[Line], *, least: int = _FEWEST_WORDS) -> bool:
    return sum(line.words for line in lines) >= least


def _gap(last: Line, run: Run) -> bool:
    """Whether something that is no prose stands between the line and the run."""
    return run.lines[0].order // PLACES - last.order // PLACES > _MOST_LINES_BETWEEN
