"""Rows of measurements, and the table they are printed in."""

import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True, slots=True)
class Row:
    what: str
    value: str
    beside: str
    """The peer or limit to compare the value with."""


def milliseconds(seconds: Sequence[float]) -> str:
    """Median and 99th percentile of durations in seconds, as text in milliseconds."""
    ordered = sorted(seconds)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return f"p50 {statistics.median(ordered) * 1000:.1f} ms, p99 {p99 * 1000:.1f} ms (n={len(ordered)})"


def per_second(counts: Sequence[float]) -> str:
    """The median of rates measured in rounds, with their minimum and maximum."""
    return f"{statistics.median(counts):,.0f}/s ({min(counts):,.0f} to {max(counts):,.0f})"


def table(rows: Sequence[Row]) -> str:
    """A Markdown table of the rows, below a line about this machine."""
    lines = [machine(), "", "| what | measured | beside |", "|---|---|---|"]
    return "\n".join(lines + [f"| {row.what} | {row.value} | {row.beside} |" for row in rows])


def machine() -> str:
    """Cores, memory, processor and Python version of this machine."""
    size = f"{_cores()} cores, {_memory_gib():.0f} GiB"
    return f"{_processor()}, {size}, {platform.system()}, Python {platform.python_version()}"


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _cores() -> int:
    return psutil.cpu_count() or 1


def _memory_gib() -> float:
    return psutil.virtual_memory().total / 2**30
