"""Times, cue numbers, speakers and noises in transcripts and subtitles (WebVTT, SRT, YouTube)."""

import re
from collections import Counter
from dataclasses import replace
from typing import Final

from studyapp.generation.extractive.furniture.lines import Line, without
from studyapp.generation.pairs.questions import LABEL

_CLOCK: Final = r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_CLOCK_INSIDE: Final = re.compile(_CLOCK)
_CUE: Final = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}.*")
_HEADER: Final = re.compile(r"\ufeff?WEBVTT\b.*|(?:Kind|Language|Region|X-TIMESTAMP-MAP)[:=]\s?\S+|STYLE|NOTE(?:\s.*)?")
_CUE_NUMBER: Final = re.compile(r"\s*\d{1,5}\s*")
_TIME: Final = re.compile(
    rf"\s*(?:[\[(]\s*{_CLOCK}(?:\s*(?:-->|[-–—])\s*{_CLOCK})?\s*[\])]|{_CLOCK}(?:\s*[-–—]\s*{_CLOCK})?(?=\s|$))\s*(?:[-–—]\s+)?"
)
_NOISE: Final = re.compile(
    r"[\[(](?:music|applause|laughter|laughs|laughing|inaudible|crosstalk|silence|coughs|cheering|foreign|blank_audio|"
    r"musik|applaus|gelächter|unverständlich|musique|applaudissements|rires|inaudible|música|aplausos|risas)[^\])\n]{0,20}"
    r"[\])]|\[speaker[ _]\d{1,3}\]:?\s?|♪[^♪\n]*♪?|(?:^|(?<=\s))>>\s?",
    re.IGNORECASE,
)
_VOICE: Final = re.compile(r"</?[vc](?:[.\s][^<>\n]{0,60})?>|<\d{2}:\d{2}[^<>\n]{0,12}>")
_SPEAKER: Final = re.compile(
    rf"\s*(?:\*\*)?(?P<name>[^\W\d_a-zß-ÿ][\w.'’-]*(?:\s[^\W_a-zß-ÿ][\w.'’-]*){{0,3}})(?:\*\*)?\s*"
    rf"(?:[\[(]\s*{_CLOCK}\s*[\])]\s*:?(?:\*\*)?(?:\s|$)|:(?:\*\*)?(?:\s+|$))(?:[\[(]\s*{_CLOCK}\s*[\])]\s*)?"
)
_TURN: Final = re.compile(
    rf"\s*\[?[^\W\d_a-zß-ÿ][\w.'’-]*(?:,?\s[^\W\d_a-zß-ÿ][\w.'’-]*){{0,3}}\]?\s{{1,8}}{_CLOCK}\s*(?:[AaPp][Mm])?\s*"
)
"""A line with who speaks and since when, as in the transcripts of video calls."""
_NUMBERED_SPEAKER: Final = re.compile(
    r"(?:speaker|sprecher|interviewer|teilnehmer|locuteur|hablante)\s?\d*", re.IGNORECASE
)
_FEWEST_TIMES: Final = 2
_MOST_SPEAKERS: Final = 12
_SPEAKING_SHARE: Final = 0.6


def without_times(lines: list[Line]) -> list[Line]:
    """The lines without times, cues and noises, if they are those of a transcript, and without who speaks."""
    has_times = sum(1 for line in lines if _is_timed(line.text)) >= _FEWEST_TIMES
    lines = _without_cues(lines) if has_times else lines
    speakers = _speakers(lines, has_times=has_times)
    if not has_times and not speakers:
        return lines
    return _spoken(lines, speakers)


def _is_timed(text: str) -> bool:
    return bool(_CUE.fullmatch(text) or _TIME.match(text) or _TURN.fullmatch(text) or _named_at(text))


def _named_at(text: str) -> str | None:
    """The name that stands before a time in brackets at the start of the line."""
    found = _SPEAKER.match(text)
    return found["name"] if found and _CLOCK_INSIDE.search(found[0]) else None


def _without_cues(lines: list[Line]) -> list[Line]:
    """The lines without headers, cue numbers, and the times that lines consist of or begin with."""
    dropped = {at for at, line in enumerate(lines) if _HEADER.fullmatch(line.text) or _CUE.fullmatch(line.text)}
    cues = {at for at in dropped if _CUE.fullmatch(lines[at].text)}
    dropped |= {at - 1 for at in cues if at and _CUE_NUMBER.fullmatch(lines[at - 1].text)}
    dropped |= {
        at for at, line in enumerate(lines) if not line.is_blank and not _TIME.sub("", line.text, count=1).strip()
    }
    blank_before_cue = {at for at, line in enumerate(lines) if line.is_blank and (at + 1 in dropped)}
    kept = without(lines, dropped | (blank_before_cue if cues else set()))
    return [replace(line, text="") if _TURN.fullmatch(line.text) else _without_time(line) for line in kept]


def _without_time(line: Line) -> Line:
    found = _TIME.match(line.text)
    return line.cut_to(line.text[found.end() :]) if found else line


def _speakers(lines: list[Line], *, has_times: bool) -> set[str]:
    """The names before colons, if a few names begin most of the lines, or if they look like those of speakers."""
    named = [
        found["name"]
        for line in lines
        if (found := _SPEAKER.match(line.text)) and not LABEL.match(f"{found['name']}: ")
    ]
    counts = Counter(named)
    spoken = sum(1 for line in lines if not line.is_blank)
    several = {name for name, count in counts.items() if count > 1}
    is_talk = (
        0 < len(several) <= _MOST_SPEAKERS and len(named) >= _SPEAKING_SHARE * spoken and len(counts) <= len(named) / 2
    )
    certain = {name for name in counts if _NUMBERED_SPEAKER.fullmatch(name) or (name in several and name.isupper())}
    certain |= {name for line in lines if has_times and (name := _named_at(line.text))}
    if is_talk or (has_times and several):
        return set(counts) if is_talk or has_times else several
    return certain


def _spoken(lines: list[Line], speakers: set[str]) -> list[Line]:
    """The lines as they are spoken. A blank line stands before each change of the speaker."""
    spoken: list[Line] = []
    for line in lines:
        found = _SPEAKER.match(line.text)
        is_turn = found is not None and found["name"] in speakers
        text = line.text[found.end() :] if found and is_turn else line.text
        text = _VOICE.sub("", _NOISE.sub("", text))
        if is_turn:
            spoken.append(replace(line, text=""))
        if text.strip() or line.is_blank:
            spoken.append(line.cut_to(text.strip() if text != line.text else text))
    return spoken
