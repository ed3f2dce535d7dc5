"""Files that were sent: their names in the Bot API, and their bytes."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from typing import Final

from simulator.records import JSON, StoredFile
from simulator.tables import Table

_FOLDERS: Final = {"photo": "photos", "voice": "voice", "sticker": "stickers", "video": "videos"}


@dataclass(frozen=True, slots=True)
class Files:
    """Stored files by file_id; the bytes lie under the unique id, once per content."""

    rows: Table[str, StoredFile]
    contents: Table[str, bytes]

    def add(self, kind: str, data: bytes, suffix: str, detail: JSON) -> StoredFile:
        """Keeps `data` under a new file_id; `detail` is what a message says about the file."""
        unique_id = "AQAD" + hashlib.sha256(data).hexdigest()[:12]
        if unique_id not in self.contents:
            self.contents.put(unique_id, data)
        path = f"{_FOLDERS.get(kind, 'documents')}/file_{len(self.rows)}{suffix}"
        file_id = f"AgACAgQAAxk{secrets.token_urlsafe(30)}"
        return self.rows.put(file_id, StoredFile(file_id, unique_id, path, len(data), kind, detail))

    def at_path(self, path: str) -> StoredFile | None:
        """The file that getFile gave that path."""
        return next((row for row in self.rows.values() if row.path == path), None)

    def data(self, file: StoredFile) -> bytes:
        """The file's bytes."""
        return self.contents[file.unique_id]

    def describe(self, file_id: str, detail: JSON) -> None:
        """Changes what a message that carries the file says about it."""
        self.rows.put(file_id, replace(self.rows[file_id], detail=detail))
