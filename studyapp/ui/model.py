"""Whether a model is set, for pages that say so before they are asked for what needs one."""

import reflex as rx

from studyapp import settings


class ModelState(rx.State, mixin=True):
    @rx.var(cache=False)
    def lacks_model(self) -> bool:
        """Whether no model is set. This is not cached, because a tab may outlive the server, and the next server may
        have one.
        """
        return not settings.current().has_model
