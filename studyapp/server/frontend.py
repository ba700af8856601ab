"""The built pages: when they must be rebuilt, how they are built, and where they are kept.

Reflex builds in the folder it is started in. Ours is a workshop folder below the data folder, so that a checkout and an
installed package work alike and a build changes no sources. A finished build is renamed into a folder named after a
hash of its inputs. So it appears completely or not at all, a server that runs from an older build keeps it, and
returning to an earlier version needs no build.
"""

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path
from types import FrameType
from typing import Final

from studyapp.errors import StudyError, needing_room

_PACKAGE: Final = Path(__file__).resolve().parent.parent
_CHECKOUT: Final = _PACKAGE.parent
_RESOURCES: Final = _CHECKOUT if (_CHECKOUT / "rxconfig.py").exists() else _PACKAGE / "_resources"
_LAID_OUT: Final = ("rxconfig.py", "bunfig.toml", ".npmrc", "reflex.lock", "assets")
"""Files that Reflex expects in the folder where it builds."""
_NEVER_IN_PAGES: Final = ("api/", "cli/", "server/", "_resources/", "logs.py")
"""Sources that pages cannot import, so that changes in them need no new build."""
STATIC: Final = ".web/build/client"
"""The path of Vite's files below a built site."""
_SERVED: Final = ("rxconfig.py", "assets", ".web/backend", STATIC, ".web/routes.json")
"""What a running server needs from the workshop; the rest is Node packages."""
_KEPT: Final = 4


class BuildFailed(StudyError):
    """The pages could not be built. The sentence names the log file."""


def prepare(workshop: Path, say: Callable[[str], None]) -> Path:
    """The folder with the pages of this code, which are built now if they do not exist yet."""
    site = workshop / "sites" / fingerprint()
    with needing_room(), _one_at_a_time(workshop):
        if not site.exists():
            say("Building the pages, as at every first start and after changes; this takes some seconds …")
            _lay_out(workshop)
            _build(workshop)
            _publish(workshop, site)
        site.touch()
    return site


def fingerprint(*, package: Path = _PACKAGE, resources: Path = _RESOURCES) -> str:
    """A hash of everything that shapes the pages: sources, assets and build tools."""
    digest = hashlib.sha256()
    for name, content in (*_ingredients(package, resources), *_tools()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:20]


def environment(workshop: Path) -> dict[str, str]:
    """The environment for Reflex, which makes it keep its own files in our workshop and not in the home folder."""
    paths = [str(_CHECKOUT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(paths),
        "REFLEX_DIR": str(workshop / "reflex"),
        "REFLEX_STATE_MANAGER_MODE": "memory",
    }


def _ingredients(package: Path, resources: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        if not name.startswith(_NEVER_IN_PAGES):
            yield name, path.read_bytes()
    for top in _LAID_OUT:
        for path in _files(resources / top):
            yield path.relative_to(resources).as_posix(), path.read_bytes()


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(each for each in path.rglob("*") if each.is_file() and "external" not in each.parts)


def _tools() -> list[tuple[str, bytes]]:
    versions = {each.name: each.version for each in distributions()}
    return [(name, versions[name].encode()) for name in sorted(versions) if name.startswith(("reflex", "bun"))]


@contextmanager
def _one_at_a_time(workshop: Path) -> Generator[None]:
    """Hold a lock, so that two servers started together build only once. The lock ends with its process."""
    workshop.mkdir(parents=True, exist_ok=True)
    with (workshop / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _lay_out(workshop: Path) -> None:
    shutil.rmtree(workshop / ".web" / "public", ignore_errors=True)  # Reflex keeps there what looks newer than ours
    for name in _LAID_OUT:
        source, target = _RESOURCES / name, workshop / name
        if source.is_dir():
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("external"))
        elif source.exists():
            shutil.copyfile(source, target)


def _build(workshop: Path) -> None:
    log = workshop / "build.log"
    command = [sys.executable, "-m", "reflex", "export", "--frontend-only", "--no-zip", "--env", "prod"]
    with log.open("wb") as output:
        code = _run(command, cwd=workshop, env=environment(workshop), output=output.fileno())
    if code != 0:
        raise BuildFailed(f"The pages could not be built. What happened is in {log}; it ends with:\n{_tail(log)}")


def _run(command: list[str], *, cwd: Path, env: dict[str, str], output: int) -> int:
    """Run in a process group of its own, so that bun and its children are killed if this process is stopped."""
    building = subprocess.Popen(  # noqa: S603
        command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
    )
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        return building.wait()
    except BaseException:
        os.killpg(building.pid, signal.SIGKILL)
        building.wait()
        raise
    finally:
        signal.signal(signal.SIGTERM, before)


def _leave(_number: int, _frame: FrameType | None) -> None:
    sys.exit(143)


def _tail(log: Path, lines: int = 15) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def _publish(workshop: Path, site: Path) -> None:
    staging = workshop / "staging"
    shutil.rmtree(staging, ignore_errors=True)
    for name in _SERVED:
        source, target = workshop / name, staging / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copyfile(source, target)
    site.parent.mkdir(exist_ok=True)
    staging.rename(site)
    _forget_oldest(site.parent)


def _forget_oldest(sites: Path) -> None:
    for old in sorted(sites.iterdir(), key=lambda each: each.stat().st_mtime, reverse=True)[_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
