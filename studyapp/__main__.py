"""Runs the command line as `python -m studyapp`, for when the console script is not on the path."""

from studyapp.cli import main

main()
