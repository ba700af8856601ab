"""What programs are told, the same over REST and by the CLI's `--json`.

They rely on these names: the inside may change, these do not.
"""
