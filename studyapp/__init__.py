"""A self-hosted study app. This package imports nothing, so that the CLI and migrations never load the UI."""

__version__ = "0.1.0"
