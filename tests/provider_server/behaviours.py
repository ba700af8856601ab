"""What the server can be told to do."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Behaviour(StrEnum):
    OK = "ok"
    TOO_MANY = "too_many"
    """Three cards more than asked for."""
    TOO_FEW = "too_few"
    """`after` cards (or half of them), properly ended."""
    EMPTY = "empty"
    """A proper answer without any card."""
    PROSE = "prose"
    """Talk and a code fence around the JSON."""
    SOME_BAD = "some_bad"
    """Every second card breaks a content rule."""
    ALL_BAD = "all_bad"
    REPEATS = "repeats"
    """The same card over and over."""
    MALFORMED = "malformed"
    """`after` good cards, then something that is not JSON."""
    MAX_TOKENS = "max_tokens"
    """Stops in the middle of a card, `after` cards in, with that stop reason."""
    REFUSAL = "refusal"
    """`after` cards, then the stop reason `refusal`."""
    CUT_OFF = "cut_off"
    """The connection breaks in the middle of a card, `after` cards in."""
    ENDED_EARLY = "ended_early"
    """As `cut_off`, but the body ends in good order, as some proxies do."""
    ERROR_EVENT = "error_event"
    """`after` cards, then an `error` event: overloaded."""
    GARBLED = "garbled"
    """`after` cards, then an event whose data is not JSON."""
    SLOW = "slow"
    """Nothing but pings for `seconds` (60), then as usual."""
    SILENT = "silent"
    """Nothing at all for `seconds` (60), then as usual."""
    RATE_LIMITED = "rate_limited"
    """429 with `Retry-After: seconds` (2)."""
    OVERLOADED = "overloaded"
    BROKEN = "broken"
    """500."""
    UNAUTHORIZED = "unauthorized"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    BAD_REQUEST = "bad_request"
    NO_SCHEMA = "no_schema"
    """400 for a request with `output_config`, which this server pretends not to know; otherwise as usual."""
    HANG_UP = "hang_up"
    """Closes the connection without a word."""


@dataclass(frozen=True, slots=True)
class Step:
    """How to answer one call."""

    behaviour: Behaviour = Behaviour.OK
    after: int | None = None
    """Good cards before the trouble starts."""
    seconds: float | None = None
    delay: float | None = None
    """Pause before each card, in seconds; the server's own when empty."""


ERRORS: Final[dict[Behaviour, tuple[int, str, str]]] = {
    Behaviour.RATE_LIMITED: (429, "rate_limit_error", "This request would exceed your rate limit."),
    Behaviour.OVERLOADED: (529, "overloaded_error", "Overloaded"),
    Behaviour.BROKEN: (500, "api_error", "Internal server error"),
    Behaviour.UNAUTHORIZED: (401, "authentication_error", "invalid x-api-key"),
    Behaviour.FORBIDDEN: (403, "permission_error", "Your API key {key} does not have permission to use this model."),
    Behaviour.NOT_FOUND: (404, "not_found_error", "model: no-such-model"),
    Behaviour.BAD_REQUEST: (400, "invalid_request_error", "messages: something is wrong with them"),
    Behaviour.NO_SCHEMA: (400, "invalid_request_error", "output_config: Extra inputs are not permitted"),
}
"""Behaviour → status, error type, message; some servers repeat the key they were given."""

_SPELL = re.compile(r"provider:(?P<behaviour>[a-z_]+)(?::(?P<number>\d+(?:\.\d+)?))?(?P<always>!?)")


@dataclass(frozen=True, slots=True)
class Spell:
    """A behaviour asked for by a word in the material, say `provider:cut_off:3` or `provider:rate_limited:20!`."""

    step: Step
    always: bool
    """Ends with `!`: every time; otherwise the first time that material is seen."""


def spell_in(material: str) -> Spell | None:
    found = _SPELL.search(material)
    if not found or found["behaviour"] not in list(Behaviour):
        return None
    number = float(found["number"]) if found["number"] else None
    step = Step(Behaviour(found["behaviour"]), after=None if number is None else int(number), seconds=number)
    return Spell(step, always=bool(found["always"]))
