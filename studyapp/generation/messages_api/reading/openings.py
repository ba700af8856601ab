"""Finds in running text where JSON begins, and passes over what a model thinks before it answers."""

import re
from dataclasses import dataclass, field
from typing import Final

_TAGS: Final = r"think|thinking|thought|reasoning|reason|reflection|analysis|scratchpad|seed:think"
_THOUGHT: Final = re.compile(
    rf"<(?P<tag>{_TAGS})>"
    r"|(?P<mistral>\[THINK\])"
    r"|(?P<kimi>◁think▷)"
    r"|(?P<channel><\|channel\|>(?:analysis|commentary))"
    r"|(?P<begun><\|begin_of_thought\|>)"
    r"|(?P<unused><unused94>)",
    re.IGNORECASE,
)
_ENDS: Final = {
    "mistral": re.compile(r"\[/THINK\]", re.IGNORECASE),
    "kimi": re.compile(r"◁/think▷"),
    "channel": re.compile(r"<\|channel\|>final|<\|end\|>"),
    "begun": re.compile(r"<\|end_of_thought\|>"),
    "unused": re.compile(r"<unused95>"),
}
"""What ends a thought, by the group of `_THOUGHT` that began it. A tag is ended by the same tag with a slash."""
_JSON: Final = re.compile(r"""\{(?=\s*(?:["'}]|\w{1,30}\s*:))|\[(?=\s*[\[{"'\]])""")
"""Matches a bracket that may begin JSON, unlike those in prose such as `[1]` or `{x}`."""
_HELD: Final = 64
"""How many characters at the end of a text are kept, because a tag or the sign after a bracket may not be whole."""
_MAY_BEGIN: Final = "<[{◁"


@dataclass(slots=True)
class Openings:
    """Takes text as it arrives, and finds where the next JSON begins in it."""

    _held: str = ""
    _end: re.Pattern[str] | None = field(default=None)
    """What ends the thought that the text is in; None outside of thoughts."""

    @property
    def is_thinking(self) -> bool:
        return self._end is not None

    def find(self, text: str) -> str:
        """The text from the opening bracket on; an empty string if none has come yet."""
        text = self._held + text
        self._held = ""
        while text:
            if self._end is not None:
                text = self._after_thought(text, self._end)
                continue
            thought, begins = _THOUGHT.search(text), _JSON.search(text)
            if begins and not (thought and thought.start() < begins.start()):
                return text[begins.start() :]
            if thought is None:
                self._held = _unsettled(text)
                return ""
            self._end = _end_of(thought)
            text = text[thought.end() :]
        return ""

    def _after_thought(self, text: str, end: re.Pattern[str]) -> str:
        found = end.search(text)
        if found is None:
            self._held = text[-_HELD:]
            return ""
        self._end = None
        return text[found.end() :]


def _end_of(thought: re.Match[str]) -> re.Pattern[str]:
    group = thought.lastgroup or "tag"
    return re.compile(rf"</{re.escape(thought[group])}>", re.IGNORECASE) if group == "tag" else _ENDS[group]


def _unsettled(text: str) -> str:
    """The end of the text from the last sign on that may begin JSON or a thought."""
    end = text[-_HELD:]
    begins = max(end.rfind(sign) for sign in _MAY_BEGIN)
    return end[begins:] if begins >= 0 else ""
