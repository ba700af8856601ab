"""Answers about check-ins."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from studyapp.models import JudgedBy, Verdict
from studyapp.services.lessons.answers import Answered
from studyapp.services.lessons.check_ins import hidden


class OptionAnswer(BaseModel):
    text: str
    explanation: str
    is_key: bool


class CheckInAnswerAnswer(BaseModel):
    id: str
    check_in_id: str
    option: int | None
    text: str
    verdict: Verdict | None = Field(description="Null while a job judges a written answer.")
    score: int | None = Field(description="From 0 to 100.")
    feedback: str
    missed: list[str] = Field(description="The key points that the answer does not say.")
    judged_by: JudgedBy | None = Field(description="`similarity`: by its words, where there is no language model.")
    options: list[OptionAnswer] = Field(description="Every option with its explanation; empty for a written answer.")
    expected: str | None = Field(description="The model answer, or the hidden words; null until there is a verdict.")
    key_points: list[str] = Field(description="What an answer must say; empty until there is a verdict.")
    card_id: str | None = Field(description="The card that the check-in became with its first verdict.")
    job_id: str | None = Field(description="The job that judges the answer, or has done so.")
    answered_at: datetime

    @classmethod
    def of(cls, answered: Answered) -> "CheckInAnswerAnswer":
        answer, check_in = answered.answer, answered.check_in
        told: dict[str, Any] = {"options": [], "expected": None, "key_points": []}
        if answer.verdict is not None:
            told = {
                "options": check_in.options,
                "expected": hidden(check_in) or None,
                "key_points": check_in.key_points,
            }
        given = answer.model_dump(include=cls.model_fields.keys() - told.keys())
        return cls.model_validate(given | told | {"card_id": check_in.card_id})
