"""Pictures of cards: who owns them, and where they are stored."""

from datetime import datetime
from pathlib import Path

import pytest

from studyapp.database import Database
from studyapp.errors import BadInput, NotFound, TooLarge
from studyapp.material.picture_data import Picture
from studyapp.models import Image, User
from studyapp.services import images

PICTURE = Picture(b"pixels", "image/png", 4, 3)


def test_a_picture_is_stored_once_and_found_by_its_owner_alone(
    database: Database, owner: User, stranger: User, now: datetime, tmp_path: Path
) -> None:
    with database.write() as session:
        image = images.add_image(session, owner.id, PICTURE, data_dir=tmp_path, now=now)
        again = images.add_image(session, owner.id, PICTURE, data_dir=tmp_path, now=now)
        theirs = images.add_image(session, stranger.id, PICTURE, data_dir=tmp_path, now=now)
    assert again.id == image.id != theirs.id
    assert (image.media_type, image.width, image.height, image.size) == ("image/png", 4, 3, 6)
    with database.read() as session:
        stored = images.find_image(session, owner.id, image.id, data_dir=tmp_path)
        assert stored.path.read_bytes() == b"pixels"
        assert sorted(path.name for path in (tmp_path / "images").iterdir()) == sorted([image.id, theirs.id])
        for user_id, image_id in ((stranger.id, image.id), (owner.id, "../studyapp.db"), (owner.id, "")):
            with pytest.raises(NotFound):
                images.find_image(session, user_id, image_id, data_dir=tmp_path)


def test_a_file_that_was_lost_is_written_again(database: Database, owner: User, now: datetime, tmp_path: Path) -> None:
    with database.write() as session:
        image = images.add_image(session, owner.id, PICTURE, data_dir=tmp_path, now=now)
        (tmp_path / "images" / image.id).unlink()
        with pytest.raises(NotFound):
            images.find_image(session, owner.id, image.id, data_dir=tmp_path)
        images.add_image(session, owner.id, PICTURE, data_dir=tmp_path, now=now)
        assert session.get(Image, image.id)
        assert images.find_image(session, owner.id, image.id, data_dir=tmp_path).path.is_file()


async def test_what_is_empty_or_too_large_is_refused_before_it_is_read() -> None:
    with pytest.raises(BadInput, match="empty"):
        await images.read_image(b"")
    with pytest.raises(TooLarge, match="10 MB"):
        await images.read_image(b"x" * (images.MAX_IMAGE_BYTES + 1))
