"""A learner's request for a lesson."""

import re
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from studyapp.errors import BadInput
from studyapp.services import text_input
from studyapp.services.text_input import WHOLE

LANGUAGE: Final = r"^([A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4})?$"
"""The pattern of a language's code, or nothing."""


def _language(tag: str) -> str:
    if not re.fullmatch(LANGUAGE, tag):
        raise BadInput("Name the language by its code, such as “de” or “pt-BR”.")
    return tag


def _ordinal(number: int) -> int:
    if number < 1:
        raise BadInput("Concepts are counted from 1.")
    return number


class LessonRequest(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)

    section_id: str
    """The section the lesson is on: one of the body that has no sections of its own."""
    wish: Annotated[str, AfterValidator(text_input.wish)] = ""
    """What you want of it, e.g. “more examples”: at most 1,000 characters. A lesson that is there is then made anew;
    check-ins that were answered stay with their answers and cards.
    """
    language: Annotated[str, AfterValidator(_language), Field(json_schema_extra={"pattern": LANGUAGE})] = ""
    """The language to write it in, as a code such as `de`; that of the section if it is left out. A lesson in another
    language is then made anew.
    """
    concept: (
        Annotated[int, AfterValidator(_ordinal), Field(strict=True, json_schema_extra={"minimum": 1}), WHOLE] | None
    ) = None
    """The place of the one concept to make anew, from 1; the whole lesson if it is left out."""
