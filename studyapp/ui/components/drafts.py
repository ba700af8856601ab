"""Drafts: what a learner types stays in the browser until it is accepted (the code is in `assets/drafts.js`)."""

import json

import reflex as rx
from reflex.event import EventSpec


def draft_accepted(name: str) -> EventSpec:
    """Tell the browser that this is saved or asked for, so that it drops its draft."""
    return rx.call_script(f"window.studyDrafts?.accept({json.dumps(name)})")
