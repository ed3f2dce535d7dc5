"""The master key, from SMALL_WINS_KEY or a file made at the first start. Without it nobody's words can be read."""

import base64
import logging
import os
import secrets
from pathlib import Path

from bot.settings import Settings, decoded_key
from storage.copies import keys_of
from storage.files import locked
from storage.keys import KEY_BYTES, fits, rotate

log = logging.getLogger(__name__)


class KeyProblem(Exception):  # noqa: N818 - those below are named for what is the matter
    """The master key can't be had from the file at `path`, or written there."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class MissingKey(KeyProblem):
    """There is no such file, but there are keys that it opens: a new one would be of no use."""


class UnreadableKey(KeyProblem):
    """The file holds no key, or may not be read or made."""


class NoNewKey(Exception):  # noqa: N818 - named for what is the matter
    """The key is a setting, and no setting says which one is to take its place."""


def master_key(settings: Settings) -> bytes:
    """The key of a start with these settings; its file is made where nothing exists that it would have to open.

    Raises MissingKey, UnreadableKey, and DamagedDatabase for the file of keys.
    """
    if settings.key:
        return settings.key
    keys = keys_of(settings.database_path)
    if keys.exists():
        _finish_rotation(settings.key_file, keys)
    elif not settings.key_file.exists():
        _write(settings.key_file, secrets.token_bytes(KEY_BYTES))
        told = "A master key was made in %(file)s. Keep a copy of it far from the database."
        log.info(told, {"file": settings.key_file}, extra={"event": "key_made"})
    return read(settings.key_file)


def rotate_key(settings: Settings) -> list[Path]:
    """Wraps all keys by a new master key: SMALL_WINS_NEW_KEY's, or one that replaces the old one in its file.

    Interrupted at any moment, the next start or the next rotation goes on from there. Returns the copies of the keys
    that can't be written now. Raises as `master_key`, and NoNewKey, WrongKey, DatabaseInUse.
    """
    with locked(settings.database_path):
        keys, old = keys_of(settings.database_path), master_key(settings)
        if settings.key:
            if not settings.new_key:
                raise NoNewKey
            return rotate(keys, old, settings.new_key)
        new = secrets.token_bytes(KEY_BYTES)
        _write(_next(settings.key_file), new)
        failed = rotate(keys, old, new)
        _next(settings.key_file).replace(settings.key_file)
        return failed


def read(file: Path) -> bytes:
    """The key in the file. Raises MissingKey, UnreadableKey."""
    try:
        return decoded_key(file.read_text(encoding="ascii"))
    except FileNotFoundError:
        raise MissingKey(file) from None
    except (OSError, ValueError):
        raise UnreadableKey(file) from None


def _finish_rotation(file: Path, keys: Path) -> None:
    """After a rotation was interrupted: the new key takes its place where the keys are wrapped by it already."""
    new = _next(file)
    if not new.exists():
        return
    try:
        took_place = fits(keys, read(new))
    except UnreadableKey:
        took_place = False
    if took_place:
        new.replace(file)
    else:
        new.unlink()


def _next(file: Path) -> Path:
    return file.with_name(f"{file.name}.new")


def _write(file: Path, key: bytes) -> None:
    """Makes the file, durable, for this user alone. Where somebody else made it meanwhile, theirs stays."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write(base64.b64encode(key).decode() + "\n")
            opened.flush()
            os.fsync(opened.fileno())
    except FileExistsError:
        return
    except OSError:
        raise UnreadableKey(file) from None
