"""Keeps text of people and models from being mistaken for Reflex's own marks.

Reflex writes a variable inside a text as `<reflex.Var>`, a number and `</reflex.Var>`, and decodes every text that
becomes an event, a toast or a script. A learner's text with that mark hung the server for good, and one with a number
in it failed (`docs/upstream/reflex-var-marker.md`). So the mark gets a part nobody can guess, chosen by every process
at its start. No text has to be escaped, and code written later is safe as well.

Importing any module of `studyapp.ui` replaces the marks first, before a variable of ours is created.
"""

import re
import secrets
import sys
from types import ModuleType
from typing import Any, Final

import reflex as rx
from reflex_base.vars import base, sequence

KNOWN: Final = "<reflex.Var>"
"""The original mark, which anybody can write."""
_SECRET: Final = f"<reflex.Var {secrets.token_hex(16)}>"


def replace_marks() -> None:
    """Put the secret mark into every loaded module of Reflex; modules loaded later read it from the constants."""
    for module in _modules():
        for name, value in list(vars(module).items()):
            if (marked := _marked(value)) is not value:
                setattr(module, name, marked)
    if not _is_secret():
        raise RuntimeError(
            "this version of Reflex marks its variables in another way: look at studyapp/ui/reflex_marks.py"
        )


def _modules() -> list[ModuleType]:
    return [module for name, module in sys.modules.items() if name.partition("_")[0].partition(".")[0] == "reflex"]


def _marked(value: Any) -> Any:
    """The value with the secret mark in place of the known one; any other value is returned unchanged."""
    if type(value) is str and KNOWN in value:
        return value.replace(KNOWN, _SECRET)
    if type(value) is re.Pattern and KNOWN in str(value.pattern):
        return re.compile(value.pattern.replace(KNOWN, _SECRET), value.flags)
    return value


def _is_secret() -> bool:
    """Whether both decoders look for the mark that the encoder writes."""
    written = f"{rx.Var('x')}"
    decoders = (base._decode_var_pattern, sequence._decode_var_pattern)  # noqa: SLF001
    return written.startswith(_SECRET) and all(decoder.match(written) for decoder in decoders)
