"""The measurements behind the figures in docs/benchmarks.md, each beside a peer or a limit in the same run."""
