import pytest

from studyapp.rendering import to_html


def test_a_formula_is_drawn_by_the_browser() -> None:
    fraction = "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></mfrac>"
    assert to_html(r"$\frac{a}{b}$") == f'<p><math display="inline"><mrow>{fraction}</mrow></math></p>'


@pytest.mark.parametrize("text", ["$$x$$", "$$\nx\n$$", r"\[x\]"])
def test_a_formula_of_its_own_line_is_a_block(text: str) -> None:
    assert '<span class="math-display"><math display="block"><mrow><mi>x</mi></mrow></math></span>' in to_html(text)


def test_brackets_make_a_formula_as_dollars_do() -> None:
    assert to_html(r"\(x\)") == to_html("$x$")


def test_a_long_formula_can_be_scrolled_with_the_keyboard() -> None:
    assert 'tabindex="0"' in to_html(f"$${'x+' * 40}x$$")


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{a}",
        r"\ce{H2O}",
        "x^",
        "x^{",
        r"\left( x",
        r"\begin{matrix} a",
        "{",
        "}",
        "x_1_2",
        "{" * 900 + "}" * 900,
        "x" * 3_000,
    ],
)
def test_a_malformed_formula_shows_its_source(latex: str) -> None:
    assert to_html(f"${latex}$") == f'<p><span class="math-error">{latex}</span></p>'


@pytest.mark.parametrize("text", ["It costs $5 and $10.", "$ x $", r"\$x$", "out$minimum and out$estimate", "a_$b$c"])
def test_money_is_no_formula(text: str) -> None:
    assert "<math" not in to_html(text)


def test_signs_of_a_formula_are_text() -> None:
    assert "<mo>&lt;</mo>" in to_html("$a<b$")
    assert "<mtext>&lt;b&gt;</mtext>" in to_html(r"$\text{<b>}$")
