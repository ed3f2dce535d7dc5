"""Messages of other kinds, with content that could be real."""

from typing import Final

from simulator.errors import UserApiError
from simulator.records import JSON
from simulator.telegram import Telegram

_FILES: Final[dict[str, tuple[str, JSON]]] = {
    "voice": (".ogg", {"duration": 4, "mime_type": "audio/ogg"}),
    "audio": (".mp3", {"duration": 180, "mime_type": "audio/mpeg", "title": "Rain", "file_name": "rain.mp3"}),
    "video": (".mp4", {"duration": 7, "width": 720, "height": 1280, "mime_type": "video/mp4"}),
    "video_note": (".mp4", {"duration": 5, "length": 384}),
    "animation": (".mp4", {"duration": 2, "width": 320, "height": 240, "mime_type": "video/mp4"}),
    "document": (".pdf", {"file_name": "list.pdf", "mime_type": "application/pdf"}),
    "sticker": (
        ".webp",
        {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False, "emoji": "🙂"},
    ),
}
"""Per kind of file: how its name ends, and what a message says about it."""

_PLAIN: Final[dict[str, JSON]] = {
    "contact": {"phone_number": "+15550100", "first_name": "Bob"},
    "dice": {"emoji": "🎲", "value": 4},
    "venue": {
        "location": {"latitude": 53.8, "longitude": -1.55},
        "title": "A bench",
        "address": "Park Row",
    },
    "poll": {
        "id": "5000000000000000001",
        "question": "Tea or water?",
        "options": [
            {"persistent_id": "0", "text": "Tea", "voter_count": 0},
            {"persistent_id": "1", "text": "Water", "voter_count": 0},
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    },
}


def attachment(telegram: Telegram, kind: str) -> JSON:
    """The fields of a message of that kind. Raises UserApiError where there is no such kind."""
    if kind in _PLAIN:
        venue_place = {"location": _PLAIN[kind]["location"]} if kind == "venue" else {}
        return {kind: _PLAIN[kind], **venue_place}
    if kind not in _FILES:
        known = ", ".join(sorted([*_FILES, *_PLAIN]))
        raise UserApiError(f"unknown kind of attachment; known are {known}")
    suffix, said = _FILES[kind]
    file = telegram.files.add(kind, f"the bytes of a {kind}".encode(), suffix, {})
    detail = {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size, **said}
    telegram.files.describe(file.id, detail)
    if kind != "animation":
        return {kind: detail}
    as_file = {name: value for name, value in detail.items() if name not in {"duration", "width", "height"}}
    return {kind: detail, "document": as_file}
