"""Finds in running text where JSON begins, and passes over what a model thinks before it answers."""

import re
from dataclasses import dataclass, field
from typing import Final

_THINK: Final = r"think|thinking|thought"
_TAGS: Final = rf"{_THINK}|reasoning|reason|reflection|analysis|scratchpad|seed:think"
_MARKS: Final = re.compile(
    rf"(?P<tag><(?P<name>{_TAGS})(?:\s[^<>]{{0,40}})?>)"
    r"|(?P<mistral>\[THINK\])"
    r"|(?P<kimi>◁think▷)"
    r"|(?P<channel><\|channel\|>(?:analysis|commentary))"
    r"|(?P<gemma><\|channel>(?:thought|analysis))"
    r"|(?P<begun><\|begin_of_thought\|>)"
    r"|(?P<unused><unused94>)"
    rf"|(?P<closed></(?:{_TAGS})>|\[/THINK\]|◁/think▷|<\|end_of_thought\|>|<unused95>|<channel\|>|assistantfinal)"
    r"""|(?P<json>\{(?=\s*(?:["'“}]|\w{1,30}\s*:))|\[(?=\s*[\[{"'\]]))""",
    re.IGNORECASE,
)
"""Matches what begins or ends a thought, or a bracket that may begin JSON, unlike those in prose such as `[1]`."""
_ENDS: Final = {
    "mistral": re.compile(r"\[/THINK\]", re.IGNORECASE),
    "kimi": re.compile(r"◁/think▷"),
    "channel": re.compile(r"<\|channel\|>final|<\|end\|>"),
    "gemma": re.compile(r"<channel\|>"),
    "begun": re.compile(r"<\|end_of_thought\|>"),
    "unused": re.compile(r"<unused95>"),
}
"""What ends a thought, by the group of `_MARKS` that began it. A tag is ended by the same tag with a slash."""
_HELD: Final = 64
"""How many characters at the end of a text are kept, because a tag or the sign after a bracket may not be whole."""


@dataclass(slots=True)
class Openings:
    """Takes text as it arrives, and finds where the next JSON begins in it."""

    prose: int = 0
    """How many characters stood outside of thoughts and JSON."""
    has_thought: bool = False
    """Whether a thought has ended. If it had no beginning, all the text before was part of it."""
    _held: str = ""
    _end: re.Pattern[str] | None = field(default=None)
    """What ends the thought that the text is in; None outside of thoughts."""

    @property
    def is_thinking(self) -> bool:
        return self._end is not None

    def continued(self, delta: str) -> str:
        """The delta, with what was held back of the text before it."""
        text, self._held = self._held + delta, ""
        return text

    def find(self, text: str, at: int = 0) -> int:
        """The place of the next bracket that opens JSON, from `at` on; -1 if none has come yet."""
        while at < len(text):
            if self._end is not None:
                at = self._after_thought(text, at, self._end)
                continue
            mark = _MARKS.search(text, at)
            if mark is None:
                settled = max(at, len(text) - _HELD)
                self._held = text[settled:]
                self.prose += settled - at
                return -1
            self.prose += mark.start() - at
            if mark["json"]:
                return mark.start()
            at = mark.end()
            if mark["closed"]:
                self.has_thought = True
            else:
                self._end = _end_of(mark)
        return -1

    def _after_thought(self, text: str, at: int, end: re.Pattern[str]) -> int:
        found = end.search(text, at)
        if found is None:
            self._held = text[max(at, len(text) - _HELD) :]
            return len(text)
        self._end, self.has_thought = None, True
        return found.end()


def after_thoughts(text: str) -> str:
    """What stands behind the last thought that ends in the text; all of it if none does."""
    ends = [mark.end() for mark in _MARKS.finditer(text) if mark["closed"]]
    return text[ends[-1] :] if ends else text


def _end_of(mark: re.Match[str]) -> re.Pattern[str]:
    if mark["tag"]:
        name = mark["name"].casefold()
        names = _THINK if name in _THINK.split("|") else re.escape(name)
        return re.compile(rf"</(?:{names})>", re.IGNORECASE)
    return next(end for group, end in _ENDS.items() if mark[group])
