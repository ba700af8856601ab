"""Renders a card's text as safe HTML: Markdown, highlighted code, LaTeX, uploaded pictures and cloze blanks.

This happens on the server, so that pages need no parser and no text of a learner or a model can run as a script.
"""

from studyapp.rendering.html import back_html, front_html, to_html, to_inline_html

__all__ = ["back_html", "front_html", "to_html", "to_inline_html"]
