"""LiteLLM's proxy. Source: github.com/BerriAI/litellm, litellm/proxy and litellm/llms/anthropic/
experimental_pass_through; issues 5011, 24443, 33224 and 34692.

It passes on what the server behind it says, inside its own error, and refuses fields that this server's model is not
known to take. Its streams may begin with a block that stays empty.
"""

from tests.provider_server.dialects.dialect import Asking, Dialect, Event, Reply


def _error(status: int, message: str, kind: str = "None") -> Reply:
    return Reply(status, {"error": {"message": message, "type": kind, "param": "None", "code": str(status)}})


def _refuse(asking: Asking) -> Reply | None:
    if "output_config" in asking.body:
        return _error(
            400,
            "litellm.UnsupportedParamsError: ollama does not support parameters: ['output_config'], for model=qwen3. "
            "To drop these, set `litellm.drop_params=True`.",
        )
    if asking.is_too_long:
        return _error(
            400,
            "litellm.ContextWindowExceededError: litellm.BadRequestError: OpenAIException - This model's maximum "
            f"context length is {asking.window} tokens. However, your request has {asking.prompt} input tokens.",
        )
    return None


def _events(event: Event) -> list[Event]:
    if event["type"] == "ping":
        return []
    if event["type"] == "message_start":
        event["message"]["usage"] |= {"input_tokens": 0, "output_tokens": 0, "cache_read_input_tokens": 0}
        empty = {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
        return [event, empty, {"type": "content_block_stop", "index": 0}]
    return [event]


LITELLM = Dialect(
    name="LiteLLM",
    nowhere=lambda _: Reply(404, {"detail": "Not Found"}),
    no_such_model=lambda model: _error(
        400,
        f"{{'error': '/v1/messages: Invalid model name passed in model={model}. Call `/v1/models` to view available "
        "models for your key.'}",
    ),
    wrong_key=_error(401, "Authentication Error, Invalid proxy server token passed.", kind="auth_error"),
    loading=None,
    pages={
        "/v1/model/info": lambda model, window: {
            "data": [{"model_name": model, "model_info": {"id": "1", "max_tokens": 2048, "max_input_tokens": window}}]
        },
        "/v1/models": lambda model, _: {"object": "list", "data": [{"id": model, "object": "model"}]},
    },
    refuse=_refuse,
    events=_events,
)
