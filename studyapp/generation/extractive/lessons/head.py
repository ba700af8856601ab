"""The head of a lesson: its first sentences for a summary, and what its concepts are as objectives."""

from collections.abc import Sequence
from typing import Final

from studyapp.generation.extractive.lessons.phrases import Phrases, is_spoken, phrases
from studyapp.generation.extractive.lessons.reading import Section
from studyapp.generation.extractive.reading.plain_text import plain
from studyapp.rules.lessons import ConceptDraft, LessonHead
from studyapp.rules.lessons.heads import OBJECTIVES, SUMMARY_WORDS
from studyapp.rules.sentences import split_sentences
from studyapp.rules.text import count_words

_LINE_START: Final = ">-* "


def head_of(section: Section, concepts: Sequence[ConceptDraft]) -> LessonHead:
    said = phrases(section.material.language) if is_spoken(section.material.language) else None
    chosen = concepts[:: -(-len(concepts) // OBJECTIVES[1])]
    return LessonHead(_summary(concepts), tuple(_objective(concept, said) for concept in chosen))


def _summary(concepts: Sequence[ConceptDraft]) -> str:
    """The first sentence of each concept, as far as they fit."""
    kept: list[str] = []
    for concept in concepts:
        first = first_sentence(concept.explanation)
        if count_words(" ".join([*kept, first])) > SUMMARY_WORDS:
            break
        kept.append(first)
    return " ".join(kept) or first_sentence(concepts[0].explanation)


def first_sentence(explanation: str) -> str:
    line = plain(explanation.split("\n", 1)[0].lstrip(_LINE_START))
    return next(iter(split_sentences(line)), line)


def _objective(concept: ConceptDraft, said: Phrases | None) -> str:
    if said is None:
        return concept.title
    form = said.to_define if concept.kind == "definition" and " – " not in concept.title else said.to_explain
    return form.format(concept.title)
