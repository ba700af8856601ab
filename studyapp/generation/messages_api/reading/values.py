"""Takes values of any shape for what they can be, so that no answer of a model is trusted."""


def fields(value: object) -> dict[str, object]:
    """The fields of an object; empty for anything else."""
    return value if isinstance(value, dict) else {}  # pyright: ignore[reportUnknownVariableType]


def items(value: object) -> list[object]:
    """The items of a list; empty for anything else."""
    return value if isinstance(value, list) else []  # pyright: ignore[reportUnknownVariableType]


def line(value: object) -> str | None:
    """The value as text without what a database cannot store (NUL, half surrogate pairs); None if no text is left."""
    if value is None or isinstance(value, dict | list):
        return None
    return str(value).replace("\0", "").encode(errors="replace").decode().strip() or None
