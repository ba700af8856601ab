"""Types of request data that several endpoints share."""

from datetime import date
from typing import Annotated, Any, Final, cast

from fastapi import Path, Query
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from studyapp.services.text_input import MAX_TAG_CHARS, WHOLE

MAX_PAGE: Final = 100


def _storable(text: str) -> str:
    """Refuse text that JSON can carry and the database cannot: PostgreSQL stores no NUL, and UTF-8 no half surrogate
    pair.
    """
    if "\0" in text:
        raise ValueError("must not contain NUL characters")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("must be valid Unicode text")
    return text


def _calendar_date(given: object) -> object:
    """Take a date as text only. Pydantic would read a number as seconds since 1970."""
    try:
        return date.fromisoformat(given if isinstance(given, str) else "")
    except ValueError:
        raise ValueError("must be a date like 2027-02-14") from None


Text = Annotated[str, AfterValidator(_storable), Field(json_schema_extra={"pattern": r"^[^\x00]*$"})]
Date = Annotated[date, BeforeValidator(_calendar_date)]
Tag = Annotated[Text, Field(max_length=MAX_TAG_CHARS)]
Id = Annotated[Text, StringConstraints(min_length=1, max_length=64)]
Cursor = Annotated[
    Text | None, Query(max_length=500, description="The `next_cursor` of the page before; left out for the first page.")
]
PathId = Annotated[Text, Path(max_length=64)]
PageSize = Annotated[int, Query(ge=1, le=MAX_PAGE)]


def having(**fields: Any) -> dict[str, Any]:
    """The JSON Schema of an object that has at least these fields, as one of the forms of a body."""
    return {"required": [*fields], "properties": fields}


class Body(BaseModel):
    """A request body. Unknown fields are errors, so that a misspelt one is not silently ignored."""

    model_config = ConfigDict(extra="forbid")


StrictInt = Annotated[int, Field(strict=True), WHOLE]
"""A whole number in JSON. Neither `true` nor `"3"` is accepted."""
Milliseconds = Annotated[int, Field(strict=True, ge=0, le=24 * 60 * 60 * 1000), WHOLE]
"""At most a day."""
RatingNumber = Annotated[int, Field(strict=True, ge=1, le=4), WHOLE]
StrictBool = Annotated[bool, Field(strict=True)]


def storable_tree(tree: dict[str, Any]) -> dict[str, Any]:
    """Check that every text in a JSON object can be stored. Uses a loop, so that nesting can be of any depth."""
    rest: list[Any] = [tree]
    while rest:
        part = rest.pop()
        if isinstance(part, str):
            _storable(part)
        elif isinstance(part, dict):
            fields = cast("dict[str, Any]", part)
            rest += [*fields, *fields.values()]
        elif isinstance(part, list):
            rest += cast("list[Any]", part)
    return tree
