"""`studyapp migrate`: brings the database up to date. Other commands do so too; this one is for doing it explicitly."""

from studyapp.cli.terminal import note, sentences


def migrate() -> None:
    """Bring the database up to date. The other commands do so by themselves."""
    from studyapp import migrate as migrations
    from studyapp import settings

    with sentences():
        here = settings.current()
        migrations.upgrade(here)
        note(f"The database is up to date: {here.masked()['database']}")
