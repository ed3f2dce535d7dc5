"""What a request to the Bot API carries: parameters as JSON, or a form where files go with them."""

import io
import mimetypes
from collections.abc import Mapping

import aiohttp
import msgspec
import orjson
from telegram.request import BaseRequest, RequestData

_JSON = {"Content-Type": "application/json", "User-Agent": BaseRequest.USER_AGENT}
_FORM = {"User-Agent": BaseRequest.USER_AGENT}


class Upload(msgspec.Struct, frozen=True):
    """A file that is sent."""

    name: str
    content: bytes


class Parameters(msgspec.Struct, frozen=True):
    """Plain JSON values by name, and files by the name of the parameter that each is."""

    values: Mapping[str, object]
    files: Mapping[str, Upload] = msgspec.field(default_factory=dict)

    @property
    def encoded(self) -> bytes:
        """The values as JSON."""
        return orjson.dumps(self.values)


def has_files(data: RequestData | Parameters | None) -> bool:
    """Whether sending it may take long."""
    return bool(data.files) if isinstance(data, Parameters) else data is not None and data.contains_files


def encoded(data: RequestData | Parameters | None) -> tuple[bytes | aiohttp.FormData | None, Mapping[str, str]]:
    """The body of the request, and its headers."""
    match data:
        case Parameters() if not data.files:
            return data.encoded, _JSON
        case Parameters(values, files):
            return _form(values, files), _FORM
        case RequestData(contains_files=True):
            return _ptb_form(data), _FORM
        case RequestData():
            return data.json_payload, _JSON
    return None, _FORM


def _form(values: Mapping[str, object], files: Mapping[str, Upload]) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in values.items():
        form.add_field(name, value if isinstance(value, str) else orjson.dumps(value).decode())
    for name, file in files.items():
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        form.add_field(name, io.BytesIO(file.content), filename=file.name, content_type=kind)
    return form


def _ptb_form(data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime_type) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime_type)
    return form
