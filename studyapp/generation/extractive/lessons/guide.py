"""A guide for reading: what a section of formulas or code becomes. It says where to read what, and what is needed for
more.
"""

from itertools import groupby
from typing import Final

from studyapp.generation.extractive.lessons.check_ins import Questions
from studyapp.generation.extractive.lessons.concepts import Proposal, Strength
from studyapp.generation.extractive.lessons.drafting import explanation, source, sources
from studyapp.generation.extractive.lessons.passages import Line, runs_of
from studyapp.generation.extractive.lessons.phrases import is_spoken, phrases
from studyapp.generation.extractive.lessons.reading import Section
from studyapp.generation.extractive.reading.blocks import BlockKind
from studyapp.rules.lessons import ConceptDraft, LessonChecker, LessonHead, NoteDraft
from studyapp.rules.lessons.checker import MOST_CONCEPTS
from studyapp.rules.lessons.heads import OBJECTIVES
from studyapp.rules.quotes import is_long_enough

_MOST_WORDS: Final = 70


def guide(section: Section) -> list[LessonHead | ConceptDraft]:
    """The head and a concept for each heading; empty if nothing of the section can be quoted."""
    checker = LessonChecker(section.source, language="", made_by="extractive")
    questions = Questions(section)
    found: list[ConceptDraft] = []
    for heading, lines in _parts(section)[:MOST_CONCEPTS]:
        draft = _concept(section, heading, lines, questions)
        checked = checker.add(draft) if draft.sources else None
        if checked and not checked.is_rejected:
            found.append(checked.draft)
    return [_head(section, found), *found] if found else []


def _parts(section: Section) -> list[tuple[str, list[Line]]]:
    """Each heading with the sentences below it; before the first, the title of the section."""
    below = {heading: list(runs) for heading, runs in groupby(runs_of(section), key=lambda run: run.heading)}
    headings = [block.text for block in section.material.blocks if block.kind is BlockKind.HEADING]
    lines = {
        heading: [line for run in below.get(heading, []) for line in run.lines]
        for heading in dict.fromkeys([*(key for key in below if key and key not in headings), *headings])
    }
    return [(heading, kept) for heading, kept in lines.items() if kept or is_long_enough(heading)]


def _concept(section: Section, heading: str, lines: list[Line], questions: Questions) -> ConceptDraft:
    kept = _first(lines)
    proposal = Proposal(heading, "fact", tuple(kept), Strength.HEADING)
    quoted = sources(kept, section.source) or (source(heading, section.source),)
    return ConceptDraft(
        heading,
        "fact",
        explanation(kept, section.source) or f"> {heading}",
        quoted,
        notes=_note(section, quoted[0].page),
        check_ins=tuple(questions.on(proposal)) if kept else (),
    )


def _note(section: Section, page: int | None) -> tuple[NoteDraft, ...]:
    if not is_spoken(section.material.language):
        return ()
    said = phrases(section.material.language)
    return (NoteDraft("insight", said.read_on_page.format(page) if page else said.read_in_text),)


def _first(lines: list[Line]) -> list[Line]:
    """The first sentences as far as they fit."""
    kept: list[Line] = []
    for line in lines:
        if kept and sum(each.words for each in kept) + line.words > _MOST_WORDS:
            break
        kept.append(line)
    return kept


def _head(section: Section, concepts: list[ConceptDraft]) -> LessonHead:
    titles = [concept.title for concept in concepts]
    chosen = titles[:: -(-len(titles) // OBJECTIVES[1])]
    if not is_spoken(section.material.language):
        return LessonHead(" · ".join(chosen), tuple(chosen))
    said = phrases(section.material.language)
    return LessonHead(said.guide.format(len(concepts)), tuple(said.to_explain.format(title) for title in chosen))
