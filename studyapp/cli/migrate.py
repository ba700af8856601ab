"""`studyapp migrate`: bring the database to this version's tables, for those who want to see it done."""

from studyapp.cli.terminal import note, sentences


def migrate() -> None:
    """Bring the database up to date. The other commands do so by themselves."""
    from studyapp import migrate as migrations
    from studyapp import settings

    with sentences():
        here = settings.current()
        migrations.upgrade(here)
        note(f"The database is up to date: {here.masked()['database']}")
