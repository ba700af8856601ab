"""A plain text, and the same text as it comes out of wikis, note-taking programs, subtitles and pages."""

from collections.abc import Callable, Sequence
from typing import Final

SENTENCES: Final = (
    "A glacier is a large body of ice that moves slowly under its own weight.",
    "A moraine is a heap of rock and soil that a glacier leaves behind.",
    "A crevasse is a deep crack in the surface of a glacier.",
    "The zone in which snow piles up faster than it melts is called the accumulation zone.",
    "Louis Agassiz proposed in 1840 that ice had covered much of Europe.",
    "A fjord is a narrow inlet of the sea between steep cliffs.",
)

Decorate = Callable[[Sequence[str]], str]


def paragraph(sentences: Sequence[str]) -> str:
    return " ".join(sentences)


def after_stops(*marks: str) -> Decorate:
    return lambda sentences: " ".join(f"{sentence}{marks[at % len(marks)]}" for at, sentence in enumerate(sentences))


def before_stops(*marks: str) -> Decorate:
    return lambda sentences: " ".join(
        f"{sentence[:-1]}{marks[at % len(marks)]}." for at, sentence in enumerate(sentences)
    )


def lines(form: str, *, first: str = "", last: str = "", between: str = "\n") -> Decorate:
    """One sentence on each line, in this form, e.g. `- {}`; `{n}` is its number."""

    def decorated(sentences: Sequence[str]) -> str:
        listed = (form.format(sentence, n=at) for at, sentence in enumerate(sentences, start=1))
        return first + between.join(listed) + last

    return decorated


def wrapped(separator: str) -> Decorate:
    """The text in lines of six words, with the separator between them; `{n}` in it is the number of the line."""

    def decorated(sentences: Sequence[str]) -> str:
        words = paragraph(sentences).split()
        pieces = [" ".join(words[at : at + 6]) for at in range(0, len(words), 6)]
        return "".join(piece + separator.replace("{n}", f"{at:02}") for at, piece in enumerate(pieces, start=1))

    return decorated


def cued(header: str, cue: str) -> Decorate:
    """Subtitles: a header, then six words under each cue."""

    def decorated(sentences: Sequence[str]) -> str:
        words = paragraph(sentences).split()
        pieces = [" ".join(words[at : at + 6]) for at in range(0, len(words), 6)]
        return header + "\n\n".join(cue.replace("{n}", f"{at:02}") + piece for at, piece in enumerate(pieces, start=1))

    return decorated


BULLETS: Final = (
    "-",
    "*",
    "+",
    "•",
    "●",
    "○",
    "▪",
    "◦",
    "■",
    "▶",
    "➢",
    "➤",
    "✓",
    "–",
    "—",
    "·",
    "‣",
    "\uf0b7",
    "\uf0a7",
    "\uf0d8",
)
NUMBERS: Final = (
    "☐",
    "☑",
    "а)",
    "(б)",
    "β)",
    "{n}.",
    "{n})",
    "({n})",
    "a)",
    "b.",
    "(c)",
    "iv)",
    "(ii)",
    "- [ ]",
    "- [x]",
    "1.{n}.",
)

DECORATIONS: Final[dict[str, Decorate]] = {
    "wikipedia": after_stops("[1]", "[2][3]", "[4]: 41–43 ", "[a]", "[citation needed]", "[5][b]"),
    "wikipedia in French": after_stops("[1],[2]", "[note 1]", "[réf. nécessaire]"),
    "wikipedia in German": after_stops("[A 1]", "[Anm. 3]", "[4]:S. 12"),
    "wikipedia in Spanish": after_stops("[1]\u200b[2]\u200b", "[nota 1]\u200b", "[cita requerida]"),
    "keys of LaTeX": before_stops("~\\cite{riloff96}", " \\citep[p.~3]{mann2004,yang2000}"),
    "keys of Pandoc": before_stops(" [@riloff96]", " [see @mann2004, p. 3; @yang2000]"),
    "keys of letters": before_stops(" [Ril96]", " [MK04]", " [Yan+00a]"),
    "wikipedia before the stop": before_stops("[1]", "[2]"),
    "superscripts": after_stops("¹", "²,³", "⁴", "¹²"),
    "footnote numbers of a PDF": after_stops("1", "2", "13"),
    "footnotes of Markdown": after_stops("[^1]", "[^note]"),
    "authors and years": before_stops(
        " (Riloff, 1996)", " (Mann & Kim, 2004; Yang et al., 2000a)", " (see Brown 1987)"
    ),
    "tables and figures": before_stops(
        " (Table 5)", " (see Figure 2)", " (Fig. 3a)", " (Tables 1 and 2)", " (cf. Section 4.2)"
    ),
    "front matter": lines(
        "{}",
        first="---\ntags: ice, study\ndate: 2024-03-02\naliases:\n  - ice\n---\n",
        between=" ",
    ),
    "toml": lines(
        "{}",
        first='+++\ntitle = "ice"\ndate = 2024-03-02\n+++\n\n',
        between=" ",
    ),
    "settings": lines("{}", first="**Type:** Build\n**Status:** in progress\nAuthor: Jane Doe\n\n", between=" "),
    "block ids": lines("{} ^ab12{n}", between="\n\n"),
    "tags": lines("{} #ice #study/exam", between="\n\n"),
    "highlights": lambda sentences: paragraph(sentences).replace("glacier", "==glacier=="),
    "links": lambda sentences: paragraph(sentences).replace("glacier", "[[glacier]]"),
    "links with other names": lambda sentences: paragraph(sentences).replace(
        "glacier", "[[Glaciers of Europe|glacier]]"
    ),
    "comments": " %%ask in class%% ".join,
    "comments of several lines": lines(
        "{}", first="%%\n\nA mammoth is a large animal of the ice age.\n\n%%\n\n", between=" "
    ),
    "embeds": lines("{}", first="![[glacier.png]]\n\n", between=" "),
    "callouts": lines("> {}", first="> [!note] Remember\n"),
    "folded callouts": lines("> {}", first="> [!tip]- A long title of a tip\n"),
    "properties": lines("{}", first="status:: draft\ncourse:: Geography 101\n\n", between=" "),
    "transcript": lines("[00:00:0{n}] Lecturer: {}"),
    "times": lines("0:1{n}\n{}"),
    "times on the line": lines("0:1{n} {}"),
    "speakers": lines("ANNA: {}", last="\nANNA: [Music]"),
    "numbered speakers": lines("Speaker 1 (00:1{n})\n{}", between="\n\n"),
    "who speaks in a video call": lines("[Dr. Weber] 10:02:1{n}\n{}", between="\n\n"),
    "who speaks in a recording": lines("Anna Lee  0:1{n}  \n{}", between="\n\n"),
    "family names first": lines("Weber, Karl   0:1{n}\n{}"),
    "speakers with times": lines("Guest{n} (00:0{n}): {}"),
    "unnamed speakers": lines("[00:0{n}.000 --> 00:0{n}.900]  [SPEAKER_01] {}"),
    "noises": lines("{}", first="0:01\n[Music]\n0:04\n[Applause]\n"),
    "web subtitles": cued("WEBVTT\nKind: captions\nLanguage: en\n\n", "00:00:{n}.000 --> 00:00:{n}.900\n"),
    "voices": cued("WEBVTT\n\n", "00:00:{n}.000 --> 00:00:{n}.900 align:start\n<v Anna>"),
    "subtitles": cued("", "{n}\n00:00:{n},000 --> 00:00:{n},900\n"),
    "page numbers": wrapped("\nPage {n} of 90\n"),
    "page numbers on lines of their own": wrapped("\n\nSeite {n}\n\n"),
    "running titles": wrapped("\nChapter 2 · {n}\n"),
    "repeated headers": wrapped("\nUniversity of Example – Geography\n"),
}
