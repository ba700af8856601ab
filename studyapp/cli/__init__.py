"""The command line. Commands import what they need when they run, so that `--help` answers at once."""


def main() -> None:
    from studyapp.cli.app import app

    app()
