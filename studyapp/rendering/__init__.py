"""A card's text as HTML that is safe to show: Markdown, highlighted code, LaTeX, uploaded pictures, cloze blanks.

Made on the server, so that a page carries no parser and what a learner or a model wrote cannot run.
"""

from studyapp.rendering.html import back_html, front_html, to_html, to_inline_html

__all__ = ["back_html", "front_html", "to_html", "to_inline_html"]
