"""What all schemas have in common."""

from pydantic import BaseModel, ConfigDict, Field


class FromAttributes(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class CountAnswer(BaseModel):
    count: int = Field(description="How many items were changed.")
