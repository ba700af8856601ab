"""Hostile text, as in a shared deck: nothing of it runs, and nothing hangs."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyapp.rendering import back_html, front_html, to_html, to_inline_html
from studyapp.rendering.cleaning import clean

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:alert(1))",
    "[x](//evil.example/x)",
    '[x](https://a.org "\\" onmouseover=alert(1) x=\\"")',
    "![x](javascript:alert(1))",
    '![x" onerror="alert(1)](/api/images/0193a5b0-1111-7222-8333-444455556666)',
    '![" onerror="alert(1)](https://a.org/x.png)',
    "<javascript:alert(1)>",
    r"$\href{javascript:alert(1)}{x}$",
    r"$\text{<script>alert(1)</script>}$",
    r"$\text{</math><img src=x onerror=alert(1)>}$",
    r"$\style{background:url(https://evil.example)}{x}$",
    r"$\class{blank}{x}$",
    r"$\frac{<script>alert(1)</script>}$",
    '```"><script>alert(1)</script>\nx\n```',
    "```html\n<script>alert(1)</script>\n```",
    "{{c1::<script>alert(1)</script>::<img src=x onerror=alert(1)>}}",
    '{{c1::x::"><img src=x onerror=alert(1)>}}',
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "| <script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "> <iframe src=https://evil.example></iframe>",
]
HANGS = {
    "brackets": "[" * 10_000,
    "pictures": "![" * 5_000,
    "stars": "*" * 10_000,
    "emphasis": "*a_" * 3_000,
    "ticks": "".join("`" * n + "a" for n in range(1, 130)),
    "quotes": ">" * 10_000,
    "lists": "- " * 5_000,
    "table": "|" * 2_500 + "\n" + "|-" * 2_500,
    "dollars": "$a " * 3_000,
    "nested formula": "$" + "x^{" * 600 + "}" * 600 + "$",
    "open formulas": "$$\n" * 3_000,
    "open brackets": r"\(" * 5_000,
    "deletions": "{{c1::" * 1_500 + "}}" * 1_500,
    "one line": "x" * 5_000,
    "code": "```html\n" + "<a " * 1_600 + "\n```",
}


class Page(HTMLParser):
    """The elements and attributes a browser would create from the HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def assert_harmless(html: str) -> None:
    page = Page(html)
    assert page.tags.isdisjoint(
        {"script", "svg", "iframe", "style", "object", "embed", "form", "input", "link", "meta"}
    )
    for tag, name, value in page.attributes:
        assert not name.startswith("on")
        if name == "href":
            assert tag == "a"
            assert urlsplit(value).scheme in {"http", "https", "mailto", ""}
        if name == "src":
            assert (tag, value[:12]) == ("img", "/api/images/")
        if name == "style":
            assert value.startswith("text-align:")


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_a_card_runs(attack: str) -> None:
    for html in (to_html(attack), to_inline_html(attack), front_html(attack), back_html(attack)):
        assert_harmless(html)
        assert clean(html).strip() == html  # a browser that reads it twice sees the same


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_gets_past_the_last_step_even_if_a_library_let_it_through(attack: str) -> None:
    assert_harmless(clean(f"<p>{attack}</p>"))


@given(st.text(alphabet="<>\"'/=&;:()[]{}!*_`$\\#|-\n aonclickscriptjavx1", max_size=120))
def test_no_text_whatever_runs(text: str) -> None:
    assert_harmless(front_html(text))
    assert_harmless(to_inline_html(text))


@pytest.mark.parametrize("name", HANGS)
def test_deep_and_endless_text_is_shown_all_the_same(name: str) -> None:
    assert back_html(HANGS[name])
    assert to_inline_html(HANGS[name])
