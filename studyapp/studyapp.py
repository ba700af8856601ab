"""The composition root: pages, API, job engine and the one error handler come together as one ASGI app."""

import reflex as rx


@rx.page(route="/", title="studyapp")
def index() -> rx.Component:
    return rx.heading("studyapp")


app = rx.App()
