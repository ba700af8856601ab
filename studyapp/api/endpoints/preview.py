"""Shows how a card will look while it is being written."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from studyapp.api.access import Learner
from studyapp.api.errors import documented
from studyapp.api.inputs import Body, Text
from studyapp.models import CardKind
from studyapp.rendering import back_html, front_html, to_html, to_inline_html
from studyapp.rules import cloze
from studyapp.schemas.cards import PreviewAnswer

router = APIRouter(tags=["cards"])

Words = Annotated[Text, Field(max_length=5_000)]


class Draft(Body):
    kind: CardKind = CardKind.BASIC
    question: Words = ""
    answer: Words = ""
    explanation: Words = ""
    distractors: list[Words] = Field(default_factory=list, max_length=10)


@router.post("/cards/preview", responses=documented(413))
def preview_card(body: Draft, learner: Learner) -> PreviewAnswer:  # noqa: ARG001, only a learner may ask
    """Render the texts as safe HTML; nothing is stored. Of a cloze text the card with the lowest number is shown."""
    ordinal = next(iter(cloze.ordinals(body.question)), None) if body.kind is CardKind.CLOZE else None
    return PreviewAnswer(
        front=front_html(body.question, ordinal),
        back=back_html(body.question, ordinal) if ordinal else to_html(body.answer),
        explanation=to_html(body.explanation),
        distractors=[to_inline_html(text) for text in body.distractors if text.strip()],
    )
