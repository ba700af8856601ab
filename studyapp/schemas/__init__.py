"""The answers programs get, the same over REST and from the CLI's `--json`.

Programs rely on these names, so the names stay when the code behind them changes.
"""
