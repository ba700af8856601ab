"""Reads a form with one file while it arrives, so that the file goes to the disk and is never in memory as a whole."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from studyapp.errors import BadInput

_LONGEST_FIELD: Final = 10_000
_MOST_FIELDS: Final = 20
_NO_FORM: Final = "Send a form (multipart/form-data) with one file in the field `file`."

Sink = Callable[[bytes], Awaitable[None]]


class FormReader:
    """Collects the fields of a form, and passes the pieces of its file on."""

    def __init__(self, content_type: str) -> None:
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary")
        if kind != b"multipart/form-data" or not boundary:
            raise BadInput(_NO_FORM)
        self.fields: dict[str, str] = {}
        self.file_name: str | None = None
        """The name of the file; None until it begins."""
        self._pieces: list[bytes] = []
        self._value = bytearray()
        self._header = bytearray(), bytearray()
        self._name = ""
        self._is_file = self._is_whole = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._part_begins,
                "on_header_field": lambda data, start, end: self._header[0].extend(data[start:end]),
                "on_header_value": lambda data, start, end: self._header[1].extend(data[start:end]),
                "on_header_end": self._header_ends,
                "on_part_data": self._part_goes_on,
                "on_part_end": self._part_ends,
                "on_end": self._ends,
            },
        )

    async def read(self, body: AsyncIterator[bytes], sink: Sink) -> None:
        """Read the whole form. Raises `BadInput` if it is not one, or has no file."""
        try:
            async for data in body:
                self._parser.write(data)
                for piece in self._taken():
                    await sink(piece)
        except FormParserError as error:
            raise BadInput(_NO_FORM) from error
        if self.file_name is None or not self._is_whole:
            raise BadInput(_NO_FORM)

    def _taken(self) -> list[bytes]:
        pieces, self._pieces = self._pieces, []
        return pieces

    def _part_begins(self) -> None:
        self._value.clear()
        self._name, self._is_file = "", False

    def _header_ends(self) -> None:
        name, value = (bytes(part) for part in self._header)
        for part in self._header:
            part.clear()
        if name.lower() != b"content-disposition":
            return
        _, options = parse_options_header(value)
        self._name = options.get(b"name", b"").decode(errors="replace")
        if b"filename" in options and self._name == "file":
            if self.file_name is not None:
                raise BadInput("Send one file at a time.")
            self._is_file, self.file_name = True, options[b"filename"].decode(errors="replace")

    def _part_goes_on(self, data: bytes, start: int, end: int) -> None:
        if self._is_file:
            self._pieces.append(data[start:end])
        else:
            self._value += data[start:end]
            if len(self._value) > _LONGEST_FIELD:
                raise BadInput(_NO_FORM)

    def _part_ends(self) -> None:
        if not self._is_file:
            self.fields[self._name] = self._value.decode(errors="replace")
            if len(self.fields) > _MOST_FIELDS:
                raise BadInput(_NO_FORM)

    def _ends(self) -> None:
        self._is_whole = True
