"""Every highlighted language, tried with hostile code of the allowed length."""

import time
from collections.abc import Callable, Iterator
from itertools import product

import pytest
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from studyapp.rendering import back_html, to_html
from studyapp.rendering.code import LANGUAGES, LONGEST, MOST_LINES, code_block

ORDINARY = """\
def gcd(a: int, b: int) -> int:
    "The greatest common divisor, after Euclid."
    while b:
        a, b = b, a % b
    return a

"""
MOST = 20
"""How much slower than ordinary code of the same length it may be: 50 ms where that takes 2.5 ms."""
OPENERS = ("", "@", "$", "(a", "a<", "<a ", "- ", "{{", "<?php ", "a = '", '@"', "function ", "template<", "*a", "'''")
ENDLESS = (
    " ", "\n", "\t", "a", "0", "_", "$", "{", "(", "<", "@", "\\", "\\'", '\\"', "a ", "a.a.", "$?", "a::", " \n",
    "\n\t", "a\n", " a\n", "a=", "\n_", "a b c d e f\n", f"{' ' * 98}a", f"{' ' * 11}\n", "a.a.a.a.a.a\n",
)  # fmt: skip
UNLISTED = "autoit"


def hostile() -> Iterator[str]:
    for opener, part in product(OPENERS, ENDLESS):
        yield (opener + part * LONGEST)[:LONGEST]
    for part in ENDLESS:
        line = part.strip("\n") * LONGEST
        yield f"{line[: LONGEST // MOST_LINES]}\n" * (MOST_LINES - 1)


def duration(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def ordinary() -> float:
    """The time this machine takes for ordinary code."""
    code = (ORDINARY * LONGEST)[:LONGEST]
    return min(duration(lambda: code_block(code, "python")) for _ in range(9))


def takes_too_long(render: Callable[[], object]) -> bool:
    """Whether it takes too long every time, because other programs may slow down a single run."""
    return all(duration(render) > MOST * ordinary() for _ in range(3))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_code_keeps_the_server_busy(language: str) -> None:
    code_block("", language)  # loads the lexer, once
    usual = ordinary()
    slow = [code for code in hostile() if duration(lambda code=code: code_block(code, language)) > MOST * usual]
    assert [code for code in slow if takes_too_long(lambda code=code: code_block(code, language))] == []


def test_a_lexer_that_stumbles_is_noticed() -> None:
    lexer, usual = get_lexer_by_name(UNLISTED), ordinary()
    durations = (duration(lambda code=code: highlight(code, lexer, HtmlFormatter())) for code in hostile())
    assert any(each > MOST * usual for each in durations)


def coloured(html: str) -> bool:
    return "<span" in html


@pytest.mark.parametrize("language", ["py", "Python", "js", "c++", "sh", "R"])
def test_a_language_goes_by_all_its_names(language: str) -> None:
    assert coloured(to_html(f"```{language}\nif (a == 1) return\n```"))


@pytest.mark.parametrize("language", [UNLISTED, "console", "no-such-language"])
def test_code_of_a_language_that_is_not_listed_is_plain(language: str) -> None:
    assert "if a &lt; 1:" in to_html(f"```{language}\nif a < 1:\n```")


@pytest.mark.parametrize(
    "code",
    ["x = 1\n" * (LONGEST // 6 + 1), "x\n" * (MOST_LINES + 1), f"x ={' ' * 100}1\n"],
    ids=["long", "lines", "spaces"],
)
def test_what_no_card_asks_about_is_plain_and_whole(code: str) -> None:
    html = to_html(f"```python\n{code}```")
    assert not coloured(html)
    assert code in html


def test_no_text_has_more_coloured_than_one_block_may_have() -> None:
    block = "```python\n" + "x = 1\n" * 50 + "```\n\n"
    parts = back_html(block * 5).split("<pre")[1:]
    assert [coloured(part) for part in parts] == [True, True, False, False, False]
    assert coloured(back_html(block))  # the next text begins anew
