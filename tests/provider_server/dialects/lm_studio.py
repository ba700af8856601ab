"""LM Studio. Source: lmstudio.ai/docs/developer (Anthropic-compatible endpoints, REST API v0, errors), and in its bug
tracker the issues 546, 1323, 2055, 2205 and 2322.

It answers 200 at every path, with an error in JSON where there is nothing. A model that is not loaded is loaded by the
first call, by default with 4,096 tokens, whatever it could take.
"""

from tests.provider_server.dialects.dialect import Asking, Dialect, Reply


def _refuse(asking: Asking) -> Reply | None:
    if not asking.is_too_long:
        return None
    message = (
        "The number of tokens to keep from the initial prompt is greater than the context length (n_keep: "
        f"{asking.prompt}>= n_ctx: {asking.window}). Try to load the model with a larger context length, or provide a "
        "shorter input."
    )
    return Reply(400, {"type": "error", "error": {"type": "invalid_request_error", "message": message}})


def _model(model: str, window: int) -> dict[str, object]:
    return {
        "id": model,
        "object": "model",
        "type": "llm",
        "state": "loaded",
        "max_context_length": 131_072,
        "loaded_context_length": window,
    }


LM_STUDIO = Dialect(
    name="LM Studio",
    nowhere=lambda request: Reply(200, {"error": f"Unexpected endpoint or method. ({request.method} {request.path})"}),
    no_such_model=lambda model: Reply(
        400,
        {
            "error": {
                "message": f'Invalid model identifier "{model}". Please specify a valid downloaded model (e.g. qwen3).',
                "type": "invalid_request_error",
                "param": "model",
                "code": "model_not_found",
            }
        },
    ),
    wrong_key=Reply(401, {"error": {"message": "Malformed LM Studio API token provided", "type": "invalid_api_key"}}),
    loading=None,
    pages={
        "/api/v0/models": lambda model, window: {"object": "list", "data": [_model(model, window)]},
        "/v1/models": lambda model, _: {"object": "list", "data": [{"id": model, "object": "model"}]},
    },
    refuse=_refuse,
)
