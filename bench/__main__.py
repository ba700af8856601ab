"""`python -m bench [NAME …]`: measures, and prints the table for docs/benchmarks.md."""

import logging
import sys
from importlib import import_module
from typing import Final

import structlog

from bench.report import table

ALL: Final = ("start", "jobs", "live", "busy", "study", "goals", "courses", "memory", "quality")


def main(names: list[str]) -> None:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    rows = []
    for name in names or ALL:
        print(f"measuring {name} …", file=sys.stderr)
        rows += import_module(f"bench.{name}").measure()
    print(table(rows))


main(sys.argv[1:])
