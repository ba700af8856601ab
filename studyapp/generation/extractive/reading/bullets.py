"""The signs and numbers that list items begin with, in one place for all that reads lines."""

import re
from typing import Final

from studyapp.rules.sentence_stops import MONTHS

CERTAIN_SIGNS: Final = "•‣⁃∙▪▫◦●○■□▶►▸➢➤➔✓✔✗❖◆◇★☆☐☑☒\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d"
"""Signs that are always bullets, also without a space. The last ones are those of symbol fonts in word processors."""
POSSIBLE_SIGNS: Final = "-*+·–—→⇒»"
_NUMBER: Final = rf"\(?\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}[.)](?!\s+(?:{MONTHS})\b)|\(\d{{1,3}}\)|[①-⑳⑴-⒇]"
_LETTER: Final = r"\(?[а-яα-ω]\)|\(?[a-zA-Z]\)|[a-z]\.|\(?(?:[ivx]{1,6}|[IVX]{1,6})\)|(?:[ivx]{2,6}|[IVX]{2,6})\."
BULLET: Final = re.compile(
    rf"[ \t]*(?:(?:[{re.escape(POSSIBLE_SIGNS)}][ \t]+|[{CERTAIN_SIGNS}][ \t]*|(?:{_NUMBER}|{_LETTER})[ \t]+)"
    r"(?:\[[ xX]\][ \t]+)?){1,2}(?=\S)"
)
"""A bullet or number with the white space after it. A line may have both, and a box to tick."""
