"""`python -m studyapp`, where the console script is not on the path."""

from studyapp.cli import main

main()
