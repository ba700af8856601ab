"""llama.cpp. Source: github.com/ggml-org/llama.cpp, tools/server/README.md, server-task.cpp and server-context.cpp;
pull requests 15780 and 17570.

It has one model and answers to every name. A prompt that is longer than its slot is refused with the numbers; an answer
that meets the end of the slot ends there.
"""

from tests.provider_server.dialects.dialect import Asking, Dialect, Event, Reply


def _error(code: int, kind: str, message: str, **more: int) -> Reply:
    return Reply(code, {"error": {"code": code, "message": message, "type": kind, **more}})


def _refuse(asking: Asking) -> Reply | None:
    if not asking.is_too_long:
        return None
    message = (
        f"request ({asking.prompt} tokens) exceeds the available context size ({asking.window} tokens), try "
        "increasing it"
    )
    return _error(400, "exceed_context_size_error", message, n_prompt_tokens=asking.prompt, n_ctx=asking.window)


def _events(event: Event) -> list[Event]:
    """No pings, and a signature, which is empty, at the end of a thought."""
    if event["type"] == "ping":
        return []
    if event["type"] == "message_start":
        event["message"]["usage"] |= {"cache_read_input_tokens": 0, "output_tokens": 0}
    return [event]


LLAMA_CPP = Dialect(
    name="llama.cpp",
    nowhere=lambda _: _error(404, "not_found_error", "File Not Found"),
    no_such_model=lambda model: _error(400, "invalid_request_error", f"model '{model}' not found"),
    wrong_key=_error(401, "authentication_error", "Invalid API Key"),
    loading=_error(503, "unavailable_error", "Loading model"),
    pages={
        "/props": lambda _, window: {
            "default_generation_settings": {"id": 0, "n_ctx": window, "params": {"n_predict": -1}},
            "total_slots": 1,
            "model_path": "model.gguf",
        },
        "/v1/models": lambda model, window: {
            "models": [{"name": model, "model": model}],
            "object": "list",
            "data": [{"id": model, "object": "model", "meta": {"n_ctx_train": 32 * window}}],
        },
    },
    refuse=_refuse,
    events=_events,
)
