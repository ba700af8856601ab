"""Cards of note-taking programs: a marked line with what stands below it, clozes, and lists of definitions."""

import re
from collections.abc import Iterator
from typing import Final

from studyapp.generation.extractive.reading.bullets import BULLET
from studyapp.generation.pairs.lines import Lines
from studyapp.generation.pairs.pair import Found, Pair
from studyapp.rules import cloze

_CARD: Final = re.compile(r"#?\[\[card\]\]|#(?:flash)?cards?\b", re.IGNORECASE)
"""The tag of a card in Logseq and in plug-ins of Obsidian."""
_ASKING_END: Final = re.compile(r"(?:>>>?(?:1\.|A\))?|:>>?|::|==)$")
"""What ends a line in RemNote whose answer stands below it."""
_PROPERTY: Final = re.compile(r"\s*[\w-]+::\s")
_MEANING: Final = re.compile(r"\s{0,3}:\s+(?P<meaning>\S.*)")
_LOGSEQ_CLOZE: Final = re.compile(r"\{\{cloze\s([^{}]+)\}\}")
_CLOZE_LINE: Final = re.compile(r"\{\{c\d{1,2}::|\{\{cloze\s")


def outlined(lines: Lines) -> list[Found]:
    """The pairs that indentation or a colon at the start of a line makes."""
    return [*_marked(lines), *_defined(lines)]


def clozes(lines: Lines) -> list[Found]:
    """The lines that hide words in the notation of Anki or Logseq."""
    found: list[Found] = []
    for at in lines.left():
        written = lines.texts[at]
        if at in lines.unread or not _CLOZE_LINE.search(written):
            continue
        if pair := cloze_pair(written.split("\t")[0], written):
            found.append(Found(pair, [at]))
    return found


def cloze_pair(text: str, quote: str, *, more: str = "") -> Pair | None:
    """The text as a card that hides words; None if it hides nothing, or hides an empty place."""
    front = _CARD.sub("", _numbered(text)).strip()
    ordinals = cloze.ordinals(front)
    if not ordinals or cloze.is_unbalanced(front) or not all(cloze.answer(front, at) for at in ordinals):
        return None
    return Pair(front, cloze.answer(front, ordinals[0]), quote.strip(), is_certain=True, is_cloze=True, more=more)


def _numbered(text: str) -> str:
    """The text with its deletions of Logseq as those of Anki, each asked for by itself."""
    numbers = iter(range(1, text.count("{{cloze") + 1))
    return _LOGSEQ_CLOZE.sub(lambda hidden: f"{{{{c{next(numbers)}::{hidden[1].strip()}}}}}", text)


def _marked(lines: Lines) -> Iterator[Found]:
    for at, written in enumerate(lines.written):
        tag, end = _CARD.search(written), _ASKING_END.search(written.rstrip())
        if at in lines.taken or at in lines.unread or not (tag or end) or _CLOZE_LINE.search(written):
            continue
        below = _below(lines, at)
        front = _bare(_ASKING_END.sub("", _CARD.sub("", written).strip()))
        said = [place for place in below if not _PROPERTY.match(_bare(lines.written[place]))]
        if front and said:
            yield Found(_with_answer(lines, front, said), [at, *below])


def _with_answer(lines: Lines, front: str, said: list[int]) -> Pair:
    texts = [_bare(lines.written[place]) for place in said]
    back = texts[0] if len(texts) == 1 else "\n".join(f"- {text}" for text in texts)
    return Pair(front, back, " … ".join([front, *texts]), is_certain=True)


def _below(lines: Lines, at: int) -> list[int]:
    """The places of the lines that are indented deeper than this one and follow it, without blank ones."""
    depth = _depth(lines.written[at])
    places: list[int] = []
    for place in range(at + 1, len(lines.written)):
        if not lines.written[place].strip():
            continue
        if _depth(lines.written[place]) <= depth:
            break
        places.append(place)
    return places


def _depth(line: str) -> int:
    whole = line.expandtabs(4)
    return len(whole) - len(whole.lstrip())


def _bare(line: str) -> str:
    bullet = BULLET.match(line)
    return line[bullet.end() :].strip() if bullet else line.strip()


def _defined(lines: Lines) -> Iterator[Found]:
    """Terms with the meanings below them that begin with a colon, as Pandoc writes lists of definitions."""
    at = 0
    while at + 1 < len(lines.texts):
        places = [at]
        while (place := places[-1] + 1) < len(lines.texts) and _MEANING.match(lines.texts[place]):
            places.append(place)
        if len(places) > 1 and lines.texts[at].strip() and places[0] not in lines.taken:
            meanings = [found["meaning"] for place in places[1:] if (found := _MEANING.match(lines.texts[place]))]
            quote = "\n".join(lines.texts[place] for place in places)
            yield Found(Pair(lines.texts[at].strip(), "\n".join(meanings), quote, is_certain=True), places)
        at = places[-1] + 1
