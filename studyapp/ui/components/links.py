"""Links that change pages without loading the app again."""

from typing import Any

import reflex as rx
from reflex_components_core.react_router import ReactRouterLink


def link(*children: Any, to: str | rx.Var[str], **props: Any) -> rx.Component:
    props.setdefault("class_name", "link")
    return ReactRouterLink.create(*children, to=to, **props)


def link_button(*children: Any, to: str | rx.Var[str], **props: Any) -> rx.Component:
    """A link that looks like a button."""
    return rx.button(ReactRouterLink.create(*children, to=to), as_child=True, **props)
