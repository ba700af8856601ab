"""What a generator can be asked for: one class per kind of request, which also names the type of the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Generic, TypeVar

from studyapp.material.passages.passage import Passage
from studyapp.rules.choices import DISTRACTORS
from studyapp.rules.items import CardDraft, KnownCard
from studyapp.rules.lessons import ClippingDraft, ConceptDraft, LessonHead, SectionText
from studyapp.rules.lessons.grades import Grade
from studyapp.rules.trees import NodeDraft

T = TypeVar("T")

MOST_QUESTIONS: Final = 50
"""The most questions made from one prompt."""
QUESTIONS_AT_ONCE: Final = 20
"""The most questions asked for in one call, because many models cannot give a longer answer."""
MOST_READ: Final = 3
"""The most items read for each item wanted. A model may repeat existing items, but not without end."""


class Call(Generic[T]):
    """A request whose answer is a sequence of `T`."""

    __slots__ = ()

    without_model: ClassVar[str] = "This needs a language model, and none is set."
    """The error sentence if no model is configured."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of the material that goes to the generator in one call, and how many cards are wanted from it."""

    index: int
    text: str
    count: int
    heading: str | None = None
    page: int | None = None
    """The page the chunk starts on, counted from 1; None if the material has no pages."""
    start: int = 0
    """The offset in the material at which `text` stands unchanged."""


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill that cards are wanted for."""

    goal: str
    path: tuple[str, ...]
    """The titles above it in the tree, from the category on, and its own."""
    description: str = ""
    siblings: tuple[str, ...] = ()
    """The titles of the skills beside it, which get cards of their own."""


@dataclass(frozen=True, slots=True)
class CardCall(Call[CardDraft]):
    """A request for the cards of a chunk. With `complaints` it is a repair call."""

    without_model = "Cards for a skill that has no material need a language model, and none is set."

    chunk: Chunk
    """Its text is empty for a skill without material. The cards then come from what the model knows."""
    title: str | None = None
    avoid: Sequence[str] = ()
    """Questions that exist already."""
    complaints: Sequence[str] = ()
    """Cards that were rejected, each with the reason."""
    in_all: int = 0
    """How many cards of this chunk to read, including existing ones, because a model may repeat these first."""
    both_directions: bool = False
    """Whether the pairs of a word list are asked for in both directions."""
    skill: Skill | None = None
    """What the cards are for; None if they are for the material as such."""
    wish: str = ""
    """What the learner wants of the cards, e.g. “simpler”."""
    replaced: Sequence[str] = ()
    """The questions of cards that new ones take the place of."""


@dataclass(frozen=True, slots=True)
class DistractorCall(Call[str]):
    """A request for distractors. With `complaints` it is a repair call for those that `kept` lacks."""

    without_model = "There are not enough cards of the same kind to take wrong answers from."

    stem: str
    answer: str
    explanation: str | None = None
    quote: str | None = None
    siblings: Sequence[KnownCard] = ()
    """Other cards of the deck. A learner may confuse their answers with this one."""
    kept: Sequence[str] = ()
    """Distractors that are good already."""
    complaints: Sequence[str] = ()
    """Distractors that were rejected, each with the reason."""
    count: int = DISTRACTORS
    """How many distractors are wanted besides `kept`."""


@dataclass(frozen=True, slots=True)
class Intent:
    """How the model understood a prompt. It says so before the first question."""

    sentence: str
    total: int | None
    """How many questions will come in all, 1 to `MOST_QUESTIONS`; None if the model does not say."""


@dataclass(frozen=True, slots=True)
class QuestionCall(Call[Intent | CardDraft]):
    """A request for questions on the topic of a prompt, at most `QUESTIONS_AT_ONCE` of them."""

    without_model = "Questions from a prompt need a language model, and none is set."

    prompt: str
    count: int | None = None
    """How many questions are wanted. If it is None, the model decides how many there should be in all."""
    at_once: int = QUESTIONS_AT_ONCE
    """The most questions to write in this call."""
    intent: str | None = None
    """How the model understood the prompt in an earlier call."""
    avoid: Sequence[str] = ()
    complaints: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class RewriteCall(Call[CardDraft]):
    """A request for a better version of a card, of the same kind."""

    without_model = "Rewriting a card needs a language model, and none is set."

    card: CardDraft
    feedback: str = ""
    """What the learner wants changed. If it is empty, the model decides what to improve."""
    siblings: Sequence[KnownCard] = ()
    """Other cards of the deck, which the new version must not repeat."""
    complaints: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class TreeCall(Call[NodeDraft]):
    """A request for the skills that make up a goal. With `complaints` it is a repair call."""

    without_model = (
        "A skill tree from nothing but a title needs a language model, and none is set. "
        "Without one, give the goal notes, an outline or a deck to make the tree of."
    )

    title: str
    description: str = ""
    material: str = ""
    """What the tree is to be made of; empty if the model is to make it of what it knows."""
    wish: str = ""
    """What the learner wants of the tree, e.g. “more detail”."""
    standing: Sequence[str] = ()
    """The nodes that are there already, one a line, each with its number, e.g. `2.1 Membranes`."""
    unfinished: Sequence[str] = ()
    """Those of the `standing` categories whose skills are missing."""
    branch: str = ""
    """The standing node below which all of them are wanted; empty if the whole tree is."""
    replaced: Sequence[str] = ()
    """The nodes that were there before and that new ones take the place of."""
    complaints: Sequence[str] = ()
    """Nodes that were rejected, each with the reason."""


@dataclass(frozen=True, slots=True)
class LessonCall(Call[LessonHead | ConceptDraft]):
    """A request for the lesson on a section: its head, then its concepts. With `complaints` it is a repair call."""

    without_model = "A wish for a lesson, or a concept written anew, needs a language model, and none is set."

    section: SectionText
    passages: Sequence[Passage] = ()
    """The text of the section by kinds of lines, with offsets in it; empty if they are not known."""
    clippings: Sequence[tuple[int, ClippingDraft]] = ()
    """The formulas and figures of the section, each with the offset in its text that it stands behind; in order."""
    course: str = ""
    """What the course and the document are called, as context."""
    language: str = ""
    """The language to write in, as a BCP 47 tag; empty for that of the section."""
    wish: str = ""
    """What the learner wants of it, e.g. “more examples”."""
    standing: Sequence[str] = ()
    """The titles of the concepts that are there already."""
    replaced: ConceptDraft | None = None
    """The one concept that is to be written anew; None for the whole lesson."""
    complaints: Sequence[str] = ()
    """Concepts that were rejected, each with the reason."""


@dataclass(frozen=True, slots=True)
class AnswerCall(Call[Grade]):
    """A request to judge a written answer. Its grade is the only item."""

    stem: str
    expected: str
    """The model answer."""
    answer: str
    """What the learner wrote, which is data and never an instruction."""
    key_points: Sequence[str] = ()
    """What an answer must say to be right."""
    language: str = ""
    """The language to write the feedback in, as a BCP 47 tag; empty for that of the question."""
    explanation: str = ""
    """What the concept is, as context."""
