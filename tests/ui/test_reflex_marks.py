"""Text that looks like Reflex's marks is treated like any other."""

import resource
import subprocess
import sys

MARKED = [
    "<reflex.Var>x</reflex.Var>",
    "<reflex.Var>12345</reflex.Var>",
    "<reflex.Var>-1</reflex.Var>",
    "<reflex.Var></reflex.Var>",
    "<reflex.Var>" * 3 + "</reflex.Var>",
]
PATIENCE_SECONDS = 120
MOST_MEMORY = 4 << 30


def test_no_text_is_decoded_on_its_way_to_the_browser() -> None:
    command = [sys.executable, "-m", "tests.ui.marked_text", *MARKED]
    tried = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS, preexec_fn=_bounded
    )
    assert tried.returncode == 0, f"{tried.stdout}\n{tried.stderr}"
    assert len(tried.stdout.splitlines()) == len(MARKED)
    assert ": 0 " not in tried.stdout, "nothing was tried"
    assert ", 0 " not in tried.stdout, "nothing was tried"


def _bounded() -> None:
    """Limit the memory, because decoding such a text used to take more and more of it."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE_SECONDS, PATIENCE_SECONDS))
