"""Ollama. Source: github.com/ollama/ollama, anthropic/anthropic.go, middleware/anthropic.go, server/prompt.go and
docs/api.md; issues 8531 and 17427 on prompts that lose their beginning.

It knows no schema and ignores fields it does not know. A model is loaded while the call waits, with 4,096 tokens unless
more are set, and only the length of a loaded model can be read.
"""

from tests.provider_server.dialects.dialect import Dialect, Event, Reply
from tests.provider_server.messages import error


def _events(event: Event) -> list[Event]:
    """No pings, and no field that is null."""
    if event["type"] == "ping":
        return []
    if event["type"] == "message_start":
        for missing in ("stop_reason", "stop_sequence"):
            del event["message"][missing]
    if event["type"] == "message_delta":
        del event["delta"]["stop_sequence"]
    return [event]


OLLAMA = Dialect(
    name="Ollama",
    nowhere=lambda _: Reply(404, "404 page not found"),
    no_such_model=lambda model: Reply(404, error("not_found_error", f"model '{model}' not found")),
    wrong_key=None,
    loading=Reply(503, error("overloaded_error", "server busy, please try again.  maximum pending requests exceeded")),
    pages={
        "/api/ps": lambda model, window: {
            "models": [{"name": model, "model": model, "size": 5_137_025_024, "context_length": window}]
        },
        "/v1/models": lambda model, _: {"object": "list", "data": [{"id": model, "object": "model", "owned_by": "me"}]},
    },
    forgets=True,
    events=_events,
)
