"""Backslashes of formulas survive JSON, and line breaks stay line breaks."""

import json

import pytest

from studyapp.generation.messages_api.reading.mending import read


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        (r'"$\frac{1}{2} \times \beta$"', r"$\frac{1}{2} \times \beta$"),
        (r'"$\nabla \rho \tau \neq \nu$"', r"$\nabla \rho \tau \neq \nu$"),
        (r'"\(\nabla f\) and \[\text{if}\]"', r"\(\nabla f\) and \[\text{if}\]"),
        (r'"$\\frac{a}{b}$"', r"$\frac{a}{b}$"),
        (r'"$\alpha \sum \u03b2 \underline{x}$"', r"$\alpha \sum β \underline{x}$"),
        (r'"the fraction \frac{a}{b}"', r"the fraction \frac{a}{b}"),
        (r'"$1 \\times 2$,\n\tone line"', "$1 \\times 2$,\n\tone line"),
        (r'"$x$\nNext: $y$\nnot this"', "$x$\nNext: $y$\nnot this"),
        (r'"prix\tau kilo\nau total"', "prix\tau kilo\nau total"),
        (r'"one\nto\nno one"', "one\nto\nno one"),
        (r'"C:\temp\new"', "C:\temp\new"),
        (r'"$\begin{matrix}1 & a\\2 & b\\\end{matrix}$"', r"$\begin{matrix}1 & a\\2 & b\\\end{matrix}$"),
        (r'"$\begin{matrix}a \\times b\\ c\end{matrix}$"', r"$\begin{matrix}a \times b\\ c\end{matrix}$"),
        (r'"$\\begin{matrix}1\\\\2\\end{matrix}$"', r"$\begin{matrix}1\\2\end{matrix}$"),
        (r'"$a \nless b \ref{c} \tag{1} \twoheadrightarrow$"', r"$a \nless b \ref{c} \tag{1} \twoheadrightarrow$"),
        (r'"5 \$ and 10 \%"', r"5 \$ and 10 \%"),
        (r'"what\'s a \"cell\"?"', 'what\'s a "cell"?'),
    ],
)
def test_a_backslash_stays_where_a_formula_means_it(sent: str, meant: str):
    assert read(sent) == meant


@pytest.mark.parametrize("text", ["a\tb\nc", 'say "x"', "\\", "\\n", "ä ß €", "$\\beta$", "a\\\\b"])
def test_what_is_escaped_as_it_should_be_is_read_as_it_is(text: str):
    assert read(json.dumps(text)) == text
    assert read(json.dumps(text, ensure_ascii=False)) == text
