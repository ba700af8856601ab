"""The behaviours a test can ask of the server."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Behaviour(StrEnum):
    OK = "ok"
    TOO_MANY = "too_many"
    """Three more items than requested."""
    TOO_FEW = "too_few"
    """`after` items (or half of them), properly ended."""
    EMPTY = "empty"
    """A proper answer without any item."""
    PROSE = "prose"
    """The JSON inside a code fence, with talk around it."""
    CHAT = "chat"
    """Friendly words and no JSON, as from a model that has not seen the rules."""
    CARELESS = "careless"
    """As small models answer: a thought with a draft, a fence, a bare list with a comma too many, more prose."""
    SOME_BAD = "some_bad"
    """Every second item breaks a content rule."""
    ALL_BAD = "all_bad"
    REPEATS = "repeats"
    """The same item over and over."""
    FORGETFUL = "forgetful"
    """The first `after` items there are, whatever exists already and however many are asked for."""
    KEY_AMONG = "key_among"
    """The right answer is among the wrong ones: as the first for a card, as the last for a question."""
    NOT_AMONG = "not_among"
    """Questions with all options in one list that lacks the right answer."""
    OTHER_LANGUAGE = "other_language"
    """Wrong answers in German."""
    LONGEST_RIGHT = "longest_right"
    """The right answer is much longer than the wrong ones."""
    ONE_CATEGORY = "one_category"
    """A tree of one category and what stands below it."""
    NINE_CATEGORIES = "nine_categories"
    FOUR_LEVELS = "four_levels"
    """A tree in which four nodes stand inside each other, with numbers that say otherwise."""
    CYCLE = "cycle"
    """A good tree, and two nodes that stand below each other."""
    SAME_TITLES = "same_titles"
    """A tree in which the topics of a category all have one title."""
    LARGE = "large"
    """A tree of 300 nodes."""
    CHILDREN_FIRST = "children_first"
    """A good tree, with each node before the one it stands below."""
    GULLIBLE = "gullible"
    """A written answer is right, whatever it says."""
    MALFORMED = "malformed"
    """`after` good items, then something that is not JSON."""
    UNREADABLE_ITEM = "unreadable_item"
    """`after` good items, then one that is not JSON, then the others."""
    MAX_TOKENS = "max_tokens"
    """Ends in the middle of an item, after `after` items, with the named stop reason."""
    REFUSAL = "refusal"
    """`after` items, then the stop reason `refusal`."""
    CUT_OFF = "cut_off"
    """The connection breaks in the middle of an item, after `after` items."""
    ENDED_EARLY = "ended_early"
    """Like `cut_off`, but the body ends properly, as behind some proxies."""
    ERROR_EVENT = "error_event"
    """`after` items, then an `error` event: overloaded."""
    GARBLED = "garbled"
    """`after` items, then an event whose data is not JSON."""
    SLOW = "slow"
    """Only pings for `seconds` (60), then a normal answer."""
    THINKING = "thinking"
    """Only thinking for `seconds` (60), then a normal answer."""
    PAUSED = "paused"
    """`after` items (1), then only pings for `seconds` (60), then the rest."""
    SILENT = "silent"
    """Nothing at all for `seconds` (60), then a normal answer."""
    RATE_LIMITED = "rate_limited"
    """429 with `Retry-After: seconds` (2)."""
    OVERLOADED = "overloaded"
    """529, with `Retry-After: seconds` if those are given."""
    BROKEN = "broken"
    """500."""
    UNAUTHORIZED = "unauthorized"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    BAD_REQUEST = "bad_request"
    NO_SCHEMA = "no_schema"
    """400 for a request with `output_config`, which this server then claims not to know; otherwise a normal answer."""
    HANG_UP = "hang_up"
    """The connection is closed without an answer."""


@dataclass(frozen=True, slots=True)
class Step:
    """How to answer one call."""

    behaviour: Behaviour = Behaviour.OK
    after: int | None = None
    """The number of good items before the failure."""
    seconds: float | None = None
    delay: float | None = None
    """Pause before each item in seconds; None for the server's own."""


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
"""Status, error type and message of each failure. The message repeats the key, because some servers do that."""

_SPELL = re.compile(r"provider:(?P<behaviour>[a-z_]+)(?::(?P<number>\d+(?:\.\d+)?))?(?P<always>!?)")


@dataclass(frozen=True, slots=True)
class Spell:
    """A behaviour requested by a word in the material, e.g. `provider:cut_off:3` or `provider:rate_limited:20!`."""

    step: Step
    always: bool
    """Whether the word ends with `!` and applies every time; otherwise only the first time the material is seen."""


def spell_in(material: str) -> Spell | None:
    found = _SPELL.search(material)
    if not found or found["behaviour"] not in list(Behaviour):
        return None
    number = float(found["number"]) if found["number"] else None
    step = Step(Behaviour(found["behaviour"]), after=None if number is None else int(number), seconds=number)
    return Spell(step, always=bool(found["always"]))
