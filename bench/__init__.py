"""The measurements behind the figures in docs/benchmarks.md, each with a peer or a limit to compare it with."""
