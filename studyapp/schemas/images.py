"""Answers about pictures on cards."""

from pydantic import Field

from studyapp import models
from studyapp.schemas.base import FromAttributes


class ImageAnswer(FromAttributes):
    id: str
    url: str = Field(examples=["/api/images/0193a5b0-1111-7222-8333-444455556666"])
    media_type: str
    width: int
    height: int
    size: int = Field(description="In bytes.")

    @classmethod
    def of(cls, image: models.Image) -> "ImageAnswer":
        known = {name: getattr(image, name) for name in cls.model_fields if name != "url"}
        return cls(url=f"/api/images/{image.id}", **known)
