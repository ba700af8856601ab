"""Anthropic. Source: platform.claude.com/docs, the pages on errors, effort, thinking, structured outputs and prompt
caching, and the overviews of the models.

It refuses what a model does not take: an effort, thinking that is switched off, more tokens than it ever gives. What
was marked for its cache is counted apart.
"""

from dataclasses import replace

from tests.provider_server.dialects.dialect import Asking, Dialect, Reply
from tests.provider_server.messages import error

_MOST = {"claude-haiku-4-5": 64_000, "claude-3-haiku-20240307": 4_096}
_MOST_TOKENS = 128_000
_NO_EFFORT = ("claude-haiku-4-5", "claude-sonnet-4-5", "claude-3-haiku-20240307")
_ALWAYS_THINK = ("claude-opus-5-5", "claude-fable-5-1")
_ONLY_BETWEEN_TOOLS = ("claude-sonnet-5-5",)
_NO_SCHEMA = ("claude-3-haiku-20240307",)


def _refuse(asking: Asking) -> Reply | None:
    model, said = asking.body["model"], _complaint(asking)
    return Reply(400, error("invalid_request_error", f"{said} ({model})")) if said else None


def _complaint(asking: Asking) -> str:
    body, model = asking.body, asking.body["model"]
    most, thinking = _MOST.get(model, _MOST_TOKENS), body.get("thinking", {}).get("type")
    config = body.get("output_config", {})
    if asking.wanted > most:
        return f"max_tokens: {asking.wanted} > {most}, which is the maximum allowed number of output tokens for {model}"
    if "effort" in config and model in _NO_EFFORT:
        return "This model does not support the effort parameter."
    if "format" in config and model in _NO_SCHEMA:
        return "output_config.format: This model does not support structured outputs."
    if thinking == "disabled" and model in (*_ALWAYS_THINK, *_ONLY_BETWEEN_TOOLS):
        return f'"thinking.type.disabled" is not supported for this model: {model}'
    if thinking == "between_tools" and model not in _ONLY_BETWEEN_TOOLS:
        return "thinking.type: Input tag 'between_tools' is not supported for this model"
    if asking.is_too_long:
        return f"prompt is too long: {asking.prompt} tokens > {asking.window} maximum"
    return ""


ANTHROPIC = Dialect(
    name="Anthropic",
    model="claude-sonnet-5-5",
    nowhere=lambda _: Reply(404, error("not_found_error", "Not Found")),
    no_such_model=lambda model: Reply(404, error("not_found_error", f"model: {model}")),
    wrong_key=Reply(401, error("authentication_error", "invalid x-api-key")),
    loading=Reply(529, error("overloaded_error", "Overloaded")),
    pages={"/v1/models": lambda model, _: {"data": [{"id": model, "type": "model"}], "has_more": False}},
    refuse=_refuse,
    caches=True,
)


def anthropic_with(model: str) -> Dialect:
    return replace(ANTHROPIC, model=model)
