"""Nothing that people or models wrote is mistaken for Reflex's own marks.

Reflex notes a variable inside a text as `<reflex.Var>`, a number and `</reflex.Var>`, and decodes every text that is
made into an event, a toast or a script. Somebody's text with that mark in it hung the server for good, and one with a
number in it failed (`docs/upstream/reflex-var-marker.md`). So the mark gets a part nobody can guess, drawn anew by
every process: no text has to be changed, and places that are yet to be written are safe as well.

Importing anything of `studyapp.ui` draws it first, before a variable of ours is made.
"""

import re
import secrets
import sys
from types import ModuleType
from typing import Any, Final

import reflex as rx
from reflex_base.vars import base, sequence

KNOWN: Final = "<reflex.Var>"
"""As everybody may write it."""
_SECRET: Final = f"<reflex.Var {secrets.token_hex(16)}>"


def draw() -> None:
    """Give every module of Reflex the secret mark; those loaded later find it among the constants."""
    for module in _modules():
        for name, value in list(vars(module).items()):
            if (marked := _marked(value)) is not value:
                setattr(module, name, marked)
    if not _is_secret():
        raise RuntimeError("this version of Reflex marks its variables in another way: look at studyapp/ui/marks.py")


def _modules() -> list[ModuleType]:
    return [module for name, module in sys.modules.items() if name.partition("_")[0].partition(".")[0] == "reflex"]


def _marked(value: Any) -> Any:
    """With the secret mark where the known one stood; anything else is handed back as it is."""
    if type(value) is str and KNOWN in value:
        return value.replace(KNOWN, _SECRET)
    if type(value) is re.Pattern and KNOWN in str(value.pattern):
        return re.compile(value.pattern.replace(KNOWN, _SECRET), value.flags)
    return value


def _is_secret() -> bool:
    """Whether both decoders look for what the encoder writes."""
    written = f"{rx.Var('x')}"
    decoders = (base._decode_var_pattern, sequence._decode_var_pattern)  # noqa: SLF001
    return written.startswith(_SECRET) and all(decoder.match(written) for decoder in decoders)
