"""vLLM. Source: github.com/vllm-project/vllm, vllm/entrypoints/anthropic/{api_router,protocol,serving}.py, and the
checks of lengths in vllm/renderers.

It refuses an answer that does not fit beside the prompt, and names the numbers. Refusals that are raised, as these are,
come with status 500 from the Messages API of some versions.
"""

from dataclasses import replace

from tests.provider_server.dialects.dialect import Asking, Dialect, Event, Reply
from tests.provider_server.messages import error


def _refuse(asking: Asking) -> Reply | None:
    total = asking.prompt + asking.wanted
    if total <= asking.window:
        return None
    message = (
        f"This model's maximum context length is {asking.window} tokens. However, you requested {asking.wanted} output "
        f"tokens and your prompt contains {asking.prompt} input tokens, for a total of {total} tokens. Please reduce "
        "the length of the input prompt or the number of requested output tokens."
    )
    return Reply(400, error("BadRequestError", message))


def _refuse_roughly(asking: Asking) -> Reply | None:
    """It stops counting the prompt where it is sure that the answer does not fit."""
    if asking.prompt + asking.wanted <= asking.window:
        return None
    least = max(asking.window - asking.wanted, 0) + 1
    message = (
        f"This model's maximum context length is {asking.window} tokens. However, you requested {asking.wanted} output "
        f"tokens and your prompt contains at least {least} input tokens, for a total of at least "
        f"{least + asking.wanted} tokens. Please reduce the length of the input prompt or the number of requested "
        f"output tokens. (parameter=input_tokens, value={least})"
    )
    return Reply(500, error("internal_error", message))


def _events(event: Event) -> list[Event]:
    """No pings, and no field that was not set."""
    if event["type"] == "ping":
        return []
    if event["type"] == "message_start":
        kept = ("id", "content", "model", "usage")
        return [event | {"message": {name: event["message"][name] for name in kept}}]
    return [event]


VLLM = Dialect(
    name="vLLM",
    nowhere=lambda _: Reply(404, {"detail": "Not Found"}),
    no_such_model=lambda model: Reply(404, error("NotFoundError", f"The model `{model}` does not exist.")),
    wrong_key=Reply(401, {"error": "Unauthorized"}),
    loading=None,
    pages={
        "/v1/models": lambda model, window: {
            "object": "list",
            "data": [{"id": model, "object": "model", "root": model, "max_model_len": window}],
        },
    },
    refuse=_refuse,
    events=_events,
    ending=b"data: [DONE]\n\n",
)
VLLM_THAT_STOPS_COUNTING = replace(VLLM, name="vLLM that stops counting", refuse=_refuse_roughly)
