"""What the server can be told to do."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Behaviour(StrEnum):
    OK = "ok"
    TOO_MANY = "too_many"
    """Three items more than asked for."""
    TOO_FEW = "too_few"
    """`after` items (or half of them), properly ended."""
    EMPTY = "empty"
    """A proper answer without any item."""
    PROSE = "prose"
    """Talk and a code fence around the JSON."""
    SOME_BAD = "some_bad"
    """Every second item breaks a content rule."""
    ALL_BAD = "all_bad"
    REPEATS = "repeats"
    """The same item over and over."""
    FORGETFUL = "forgetful"
    """The first `after` items there are, whatever exists already and however many are asked for."""
    KEY_AMONG = "key_among"
    """The right answer is one of the wrong ones: the first of a card's, the last of a question's."""
    NOT_AMONG = "not_among"
    """Questions with all options in one list, the right answer not among them."""
    OTHER_LANGUAGE = "other_language"
    """Wrong answers in German."""
    LONGEST_RIGHT = "longest_right"
    """The right answer is much longer than the wrong ones."""
    MALFORMED = "malformed"
    """`after` good items, then something that is not JSON."""
    MAX_TOKENS = "max_tokens"
    """Stops in the middle of an item, `after` items in, with that stop reason."""
    REFUSAL = "refusal"
    """`after` items, then the stop reason `refusal`."""
    CUT_OFF = "cut_off"
    """The connection breaks in the middle of an item, `after` items in."""
    ENDED_EARLY = "ended_early"
    """As `cut_off`, but the body ends in good order, as some proxies do."""
    ERROR_EVENT = "error_event"
    """`after` items, then an `error` event: overloaded."""
    GARBLED = "garbled"
    """`after` items, then an event whose data is not JSON."""
    SLOW = "slow"
    """Nothing but pings for `seconds` (60), then as usual."""
    THINKING = "thinking"
    """Nothing but thinking for `seconds` (60), then as usual."""
    PAUSED = "paused"
    """`after` items (1), then nothing but pings for `seconds` (60), then the rest."""
    SILENT = "silent"
    """Nothing at all for `seconds` (60), then as usual."""
    RATE_LIMITED = "rate_limited"
    """429 with `Retry-After: seconds` (2)."""
    OVERLOADED = "overloaded"
    """529, with `Retry-After: seconds` where they are given."""
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
    """Good items before the trouble starts."""
    seconds: float | None = None
    delay: float | None = None
    """Pause before each item, in seconds; the server's own when empty."""


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
