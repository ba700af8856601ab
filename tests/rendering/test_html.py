"""Text as a learner types it, and the HTML a page shows."""

import pytest

from studyapp.rendering import to_html, to_inline_html

OURS = "/api/images/0193a5b0-1111-7222-8333-444455556666"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*one* **two** ~~three~~ `four`", "<p><em>one</em> <strong>two</strong> <s>three</s> <code>four</code></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("# Not a heading of the page", '<p class="heading">Not a heading of the page</p>'),
        ("AT&T &nbsp; 5 < 6", "<p>AT&amp;T &amp;nbsp; 5 &lt; 6</p>"),
        ("    def indented():", "<p>def indented():</p>"),
        ("Term\n---", "<p>Term</p>\n<hr>"),
        ("[term]: https://a.org", "<p>[term]: https://a.org</p>"),
        ("https://a.org is no link", "<p>https://a.org is no link</p>"),
        ("", ""),
    ],
)
def test_formatting_is_shown_and_everything_else_stays_as_typed(text: str, html: str) -> None:
    assert to_html(text) == html


def test_html_is_text() -> None:
    assert to_html("What does <b>bold</b> do?") == "<p>What does &lt;b&gt;bold&lt;/b&gt; do?</p>"
    assert to_html("<div>\n\n*x*\n\n</div>").count("&lt;") == 2


def test_a_line_of_text_has_no_blocks() -> None:
    assert to_inline_html("- *one*\n- `two`") == "- <em>one</em> - <code>two</code>"
    assert to_inline_html("$x^2$").startswith("<math")


def test_code_is_highlighted_in_the_language_it_names() -> None:
    html = to_html("```python\nreturn '<b>'\n```")
    assert html.startswith('<pre class="code"><code><span class="k">return</span>')
    assert "&lt;b&gt;" in html


@pytest.mark.parametrize("language", ["", "no-such-language", "x" * 500])
def test_code_in_an_unknown_language_is_plain(language: str) -> None:
    assert to_html(f"```{language}\na < b\n```") == '<pre class="code"><code>a &lt; b\n</code></pre>'


@pytest.mark.parametrize("line", ["def f(x): return x", "# Ein Wort, und noch eines, und so weiter bis ans Ende"])
def test_code_with_a_long_line_can_be_scrolled_with_the_keyboard(line: str) -> None:
    assert ('tabindex="0"' in to_html(f"```\n{line}\n```")) == (len(line) > 30)


def test_a_picture_of_the_learners_own_is_shown() -> None:
    assert to_html(f"![A *cell*]({OURS})") == f'<p><img src="{OURS}" alt="A *cell*" loading="lazy"></p>'


def test_a_picture_from_elsewhere_becomes_a_link_and_is_not_loaded() -> None:
    html = to_html("![A cell](https://a.org/cell.png)")
    assert "<img" not in html
    assert 'href="https://a.org/cell.png"' in html
    assert ">A cell</a>" in html


@pytest.mark.parametrize(
    "source", ["data:image/png;base64,AAAA", "/api/images/../jobs", f"{OURS}?x=1", "/favicon.ico", "//a.org/x.png"]
)
def test_no_other_picture_is_loaded(source: str) -> None:
    assert to_html(f"![A cell]({source})") == "<p>A cell</p>"


def test_a_link_opens_beside_the_app_and_tells_nothing() -> None:
    html = to_html("[a](https://a.org)")
    assert html == '<p><a href="https://a.org" target="_blank" rel="noopener noreferrer nofollow">a</a></p>'


@pytest.mark.parametrize("columns", [3, 4])
def test_a_wide_table_can_be_scrolled_with_the_keyboard(columns: int) -> None:
    html = to_html("\n".join(("|a" * columns, "|-" * columns, "|b" * columns)))
    assert html.startswith('<div class="table-box"')
    assert ('tabindex="0"' in html) == (columns == 4)


def test_a_table_keeps_its_alignment() -> None:
    assert '<td style="text-align:right">1</td>' in to_html("| a |\n| --: |\n| 1 |")


def test_a_text_longer_than_any_field_takes_is_shown_as_typed() -> None:
    long = "*a* <b> " * 5_000
    assert to_html(long).startswith("<p>*a* &lt;b&gt;")
    assert to_inline_html(long).startswith("<p>*a* &lt;b&gt;")
