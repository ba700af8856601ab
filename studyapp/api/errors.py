"""Translates everything that is raised into the API's error format, `{"error": sentence, "code": CODE}`."""

import logging
import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.routing import Match

from studyapp.errors import BadInput, Busy, Conflict, LimitReached, StudyError, TooSlow

_log = logging.getLogger(__name__)
_METHODS: Final = ("DELETE", "GET", "PATCH", "POST", "PUT")
_ITEMS: Final = re.compile(r"\bitem(?=s?\b)")
_UNEXPECTED: Final = "Something went wrong in the server; the details are in its log. Trying again may help."


class Problem(BaseModel):
    error: str = Field(description="One sentence for people.")
    code: str = Field(description="One word for programs, e.g. `NOT_FOUND`.", examples=["NOT_FOUND"])


class Conflicting(Problem):
    job_id: str | None = Field(default=None, description="The job that is in the way; left out if it is no job.")


class RateLimited(Problem):
    retry_after: int = Field(description="Whole seconds until the same request is accepted.")


_WHEN: Final[Mapping[int, str]] = {
    403: "The request comes from another site or uses a foreign host name.",
    404: "Nothing has this id, or it belongs to another learner.",
    409: "Its state does not allow this.",
    413: "The body is larger than the server accepts.",
    422: "The request is malformed or exceeds a limit; the sentence says which.",
    429: "A limit is reached. The `Retry-After` header says the same as `retry_after`.",
    500: "The server failed; its log says more.",
    503: "The server is busy. Nothing was changed; the `Retry-After` header says when to try again.",
    507: "The disk of the server is full. Nothing was changed.",
}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The error answers of an endpoint, for its OpenAPI entry."""
    return {status: _document(status) for status in statuses}


def _document(status: int) -> dict[str, Any]:
    if status == HTTPStatus.CONFLICT:
        return {"model": Conflicting, "description": _WHEN[status]}
    if status != HTTPStatus.TOO_MANY_REQUESTS:
        return {"model": Problem, "description": _WHEN[status]}
    header = {"description": "Seconds", "required": True, "schema": {"type": "integer", "minimum": 1}}
    return {"model": RateLimited, "description": _WHEN[status], "headers": {"Retry-After": header}}


def install(api: FastAPI) -> None:
    """Register the handlers below for all errors of this app."""
    api.add_exception_handler(StudyError, _study_error)
    api.add_exception_handler(RequestValidationError, _invalid_request)
    api.add_exception_handler(HTTPException, _http_error)
    api.add_exception_handler(Exception, _unexpected)


def refusal(error: StudyError) -> JSONResponse:
    if isinstance(error, LimitReached):
        seconds = error.retry_after
        return _problem(429, error.code, error.sentence, {"Retry-After": str(seconds)}, retry_after=seconds)
    if isinstance(error, Busy):
        return _problem(error.status, error.code, error.sentence, {"Retry-After": str(error.retry_after)})
    if isinstance(error, Conflict) and error.job_id:
        return _problem(error.status, error.code, error.sentence, job_id=error.job_id)
    return _problem(error.status, error.code, error.sentence)


def _study_error(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, StudyError)
    return refusal(error)


def _invalid_request(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    return refusal(BadInput(_sentence(error.errors())))


def _http_error(request: Request, error: Exception) -> JSONResponse:
    """Translate errors of the framework, e.g. an unknown route, a wrong method or an unreadable body."""
    assert isinstance(error, HTTPException)
    match error.status_code:
        case 400:
            return refusal(BadInput("The body could not be read as JSON."))
        case 404:
            return _problem(404, "NOT_FOUND", "There is nothing at this address.")
        case 405:
            allowed = {"Allow": ", ".join(_methods_here(request))}
            return _problem(405, "METHOD_NOT_ALLOWED", "This address does not take that method.", allowed)
        case 408:
            return refusal(TooSlow())
        case 413:
            return _problem(413, "TOO_LARGE", str(error.detail))
        case status:
            return _problem(status, HTTPStatus(status).name, f"{HTTPStatus(status).phrase}.", error.headers)


def _unexpected(request: Request, error: Exception) -> JSONResponse:
    _log.error("%s %s failed: %s", request.method, request.url.path, type(error).__name__, exc_info=error)
    return _problem(500, "INTERNAL", _UNEXPECTED)


def _problem(
    status: int, code: str, sentence: str, headers: Mapping[str, str] | None = None, **more: int | str
) -> JSONResponse:
    # The sentence may quote input that UTF-8 cannot encode.
    readable = sentence.encode("utf-8", "replace").decode()
    return JSONResponse({"error": readable, "code": code, **more}, status_code=status, headers=headers)


def _methods_here(request: Request) -> list[str]:
    """All methods of this path; the router itself knows only those of the first matching route."""
    routes = request.app.router.routes
    scopes = {method: {**request.scope, "method": method} for method in _METHODS}
    return [name for name, scope in scopes.items() if any(route.matches(scope)[0] is Match.FULL for route in routes)]


def _sentence(errors: Sequence[Mapping[str, Any]]) -> str:
    """Up to three validation errors, each beginning with the name of its field."""
    return "; ".join(_complaint(error) for error in errors[:3]) + "."


def _complaint(error: Mapping[str, Any]) -> str:
    if error["type"] == "json_invalid":
        return f"The body is not valid JSON: {error['ctx']['error']}"
    message = _message(error)
    if tuple(error["loc"]) == ("body",):
        is_ours = error["type"] == "value_error"
        return message if is_ours else "The body must be a JSON object in UTF-8, sent as application/json"
    field = ".".join(str(part) for part in error["loc"][1:])
    return f"{field}: {message[:1].lower()}{message[1:]}"


def _message(error: Mapping[str, Any]) -> str:
    """The validation library's message. For the length of a text it says "items" where "characters" is meant."""
    is_text = error["type"] in {"too_long", "too_short"} and isinstance(error["input"], str)
    message = str(error["msg"]).removeprefix("Value error, ").rstrip(".")
    return _ITEMS.sub("character", message).replace(" after validation", "") if is_text else message
