"""Photos, documents, locations, and reading files back."""

from pathlib import PurePath
from typing import Any, Final

from simulator.errors import bad_request
from simulator.images import dimensions, photo_sizes
from simulator.methods.call import Call
from simulator.methods.sending import caption_content, deliver
from simulator.parameters import Upload
from simulator.records import JSON, StoredFile
from simulator.telegram import Telegram
from simulator.text.formatting import format_text

LARGEST_PHOTO: Final = 10 * 1024 * 1024
LARGEST_FILE: Final = 50 * 1024 * 1024
LARGEST_DOWNLOAD: Final = 20 * 1024 * 1024
_MOST_PIXELS_ROUND: Final = 10_000  # width plus height
_STEEPEST: Final = 20


def sendPhoto(call: Call) -> Any:
    """Sends a picture: an uploaded PNG or JPEG, or one that is already here, by its file_id."""
    caption = format_text(call.parameters, "caption", "caption_entities")
    given = _given_file(call, "photo")
    return deliver(call, lambda: {"photo": _photo(call.telegram, given), **caption_content(caption)})


def sendDocument(call: Call) -> Any:
    """Sends a file as it is."""
    caption = format_text(call.parameters, "caption", "caption_entities")
    given = _given_file(call, "document")
    return deliver(call, lambda: {"document": _document(call.telegram, given), **caption_content(caption)})


def sendLocation(call: Call) -> Any:
    """Sends a point on the map."""
    point = {name: _coordinate(call, name, most) for name, most in (("latitude", 90), ("longitude", 180))}
    return deliver(call, lambda: {"location": point})


def _coordinate(call: Call, name: str, most: int) -> float:
    if not call.parameters.given(name):
        raise bad_request(f"{name} is empty")
    try:
        value = float(call.parameters.text(name))
    except ValueError:
        value = most + 1.0
    if not -most <= value <= most:
        raise bad_request("wrong Location specified")
    return value


def _given_file(call: Call, name: str) -> Upload | StoredFile:
    upload = call.parameters.upload(name)
    if upload is not None:
        return upload
    reference = call.parameters.text(name)
    if not reference:
        raise bad_request(f"there is no {name} in the request")
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # the simulator never leaves this machine
    stored = call.telegram.files.rows.get(reference)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != name:
        raise bad_request(f"can't use file of type {stored.kind.title()} as {name.title()}")
    return stored


def _photo(telegram: Telegram, given: Upload | StoredFile) -> list[JSON]:
    if isinstance(given, StoredFile):
        sizes: list[JSON] = given.detail["sizes"]
        return sizes
    if len(given.data) > LARGEST_PHOTO:
        raise bad_request("file is too big")
    return store_photo(telegram, given.data)


def store_photo(telegram: Telegram, data: bytes) -> list[JSON]:
    """Keeps a picture and returns its PhotoSizes, smallest first; all serve the same bytes.

    Raises a 400 where it is empty, no PNG or JPEG, or of a shape that Telegram refuses.
    """
    if not data:
        raise bad_request("file must be non-empty")
    size = dimensions(data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    if sum(size) > _MOST_PIXELS_ROUND or max(size) > _STEEPEST * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    suffix = ".png" if data.startswith(b"\x89") else ".jpg"
    sizes: list[JSON] = []
    for width, height in photo_sizes(*size):
        file = telegram.files.add("photo", data, suffix, {"sizes": sizes})
        sizes.append({**_reference(file), "width": width, "height": height})
    for each in sizes:
        telegram.files.describe(each["file_id"], {"sizes": sizes})
    return sizes


def _document(telegram: Telegram, given: Upload | StoredFile) -> JSON:
    if isinstance(given, StoredFile):
        return given.detail
    return store_document(telegram, given)


def store_document(telegram: Telegram, given: Upload) -> JSON:
    """Keeps a file as it is and returns its Document. Raises a 400 where it is empty or too big."""
    if len(given.data) > LARGEST_FILE:
        raise bad_request("file is too big")
    if not given.data:
        raise bad_request("file must be non-empty")
    name = PurePath(given.name).name or "file"
    file = telegram.files.add("document", given.data, PurePath(name).suffix, {})
    document = {"file_name": name, "mime_type": given.content_type, **_reference(file)}
    telegram.files.describe(file.id, document)
    return document


def _reference(file: StoredFile) -> JSON:
    return {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}


def getFile(call: Call) -> Any:
    """Where a file can be downloaded: `/file/bot<token>/<file_path>`."""
    if not call.parameters.given("file_id"):
        raise bad_request("file_id not specified")
    file = call.telegram.files.rows.get(call.parameters.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {**_reference(file), "file_path": file.path}
