"""Makes the lesson: reads the section, proposes concepts and questions, and keeps what breaks no rule."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from studyapp.errors import ErrorCode, GenerationFailed
from studyapp.generation.calls import LessonCall
from studyapp.generation.extractive.lessons.check_ins import Questions
from studyapp.generation.extractive.lessons.clippings import with_clippings
from studyapp.generation.extractive.lessons.concepts import Proposal, Strength, counted, proposals
from studyapp.generation.extractive.lessons.drafting import explanation, sources
from studyapp.generation.extractive.lessons.guide import guide
from studyapp.generation.extractive.lessons.head import first_sentence, head_of
from studyapp.generation.extractive.lessons.reading import Section, read_section
from studyapp.rules.lessons import ConceptDraft, LessonChecker, LessonHead
from studyapp.rules.lessons.checker import MOST_CONCEPTS
from studyapp.rules.text import contains_words, count_words, normalise

_WORDS_PER_CONCEPT: Final = 75
_FEWEST: Final = 3
_MOST_NEEDED: Final = 3
_PER_NEIGHBOUR: Final = 0.3
_FEWEST_WORDS: Final = 60
"""A section of fewer words needs no guide."""
_OTHER_LANGUAGE: Final = (
    "Without a language model, a lesson is in the language of its text. "
    "Set ANTHROPIC_API_KEY, or ANTHROPIC_BASE_URL for a model on your own machine."
)
_TOO_LITTLE: Final = (
    "This section has too little text for a lesson: no sentence of it says by itself what it is about. "
    "Choose a longer section, or set a language model (ANTHROPIC_API_KEY or ANTHROPIC_BASE_URL)."
)


def extract_lesson(call: LessonCall) -> Iterator[LessonHead | ConceptDraft]:
    """The head, then the concepts in the order of the text, all of which pass the rules. Equal calls, equal lessons.

    Raises `GenerationFailed` if the section has too little text, or is in another language than is asked for.
    """
    section = read_section(call)
    if _is_foreign(call.language, section.material.language):
        raise GenerationFailed(ErrorCode.NO_MODEL, _OTHER_LANGUAGE, retryable=False)
    concepts = [] if section.is_set_apart else _concepts(section, avoid=call.standing)
    made = [head_of(section, concepts), *concepts] if concepts else _guide(section)
    if not made:
        raise GenerationFailed(ErrorCode.BAD_INPUT, _TOO_LITTLE, retryable=False)
    yield from with_clippings(made, section.source, call.clippings)


def _is_foreign(wanted: str, own: str | None) -> bool:
    return bool(wanted and own) and wanted.split("-", 1)[0].casefold() != own


def _guide(section: Section) -> list[LessonHead | ConceptDraft]:
    return guide(section) if count_words(section.source.text) >= _FEWEST_WORDS else []


def _concepts(section: Section, *, avoid: Sequence[str]) -> list[ConceptDraft]:
    """The best of all proposals, in the order of the text."""
    questions = Questions(section)
    known = {normalise(title) for title in avoid}
    proposed = [proposal for proposal in proposals(section) if normalise(proposal.title) not in known]
    ranked = _ranked(proposed, questions)
    checker = LessonChecker(section.source, language="", made_by="extractive")
    wanted = min(MOST_CONCEPTS, max(_FEWEST, count_words(section.source.text) // _WORDS_PER_CONCEPT))
    kept: list[tuple[int, ConceptDraft]] = []
    unasked: list[tuple[int, ConceptDraft]] = []
    for proposal in ranked:
        if len(kept) == wanted:
            break
        checked = checker.add(_draft(section, proposal, questions))
        if checked.is_rejected:
            continue
        if not checked.lacks_check_ins:
            kept.append((min(proposal.orders), checked.draft))
        elif proposal.strength is Strength.HEADING or len(unasked) < _FEWEST:
            unasked.append((min(proposal.orders), checked.draft))
    kept += unasked[: max(wanted - len(kept), 0)]
    drafts = [draft for _, draft in sorted(kept, key=lambda placed: placed[0])]
    return _linked(counted(drafts, proposed, known=known))


def _ranked(proposed: Sequence[Proposal], questions: Questions) -> list[Proposal]:
    """The best first. Of those below one heading, each counts less than the one before, so that all are touched."""
    below: Counter[str] = Counter()
    ranks: list[tuple[float, int]] = []
    worth = {at: each.strength + questions.score(each) for at, each in enumerate(proposed)}
    for at in sorted(worth, key=lambda at: -worth[at]):
        ranks.append((worth[at] - _PER_NEIGHBOUR * below[proposed[at].heading], -at))
        below[proposed[at].heading] += 1
    return [proposed[-at] for _, at in sorted(ranks, reverse=True)]


def _draft(section: Section, proposal: Proposal, questions: Questions) -> ConceptDraft:
    return ConceptDraft(
        proposal.title,
        proposal.kind,
        explanation(proposal.lines, section.source),
        sources(proposal.lines, section.source),
        check_ins=tuple(questions.on(proposal)),
    )


def _linked(drafts: Sequence[ConceptDraft]) -> list[ConceptDraft]:
    """Each concept depends on those defined before it that its first sentence names."""
    linked: list[ConceptDraft] = []
    for draft in drafts:
        first = first_sentence(draft.explanation)
        named = [other.title for other in linked if other.kind == "definition" and contains_words(first, other.title)]
        linked.append(replace(draft, depends_on=tuple(named[:_MOST_NEEDED])))
    return linked
