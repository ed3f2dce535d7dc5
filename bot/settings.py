"""The settings: environment variables, or the same names in a file `.env`. Read once, at the start."""

import base64
import os
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, AnyHttpUrl, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from storage.keys import KEY_BYTES

_SQLITE = "sqlite:///"
_WRITE_A_KEY = "write 32 random bytes in base64 or hex, as `openssl rand -base64 32` prints them"
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+", re.ASCII)


class SettingsError(Exception):
    """`faults` names every setting that is wrong and what to write instead, a line each. No values: one is secret."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def _is_token(value: SecretStr) -> SecretStr:
    if value.get_secret_value() and not _TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError
    return value


def _is_root(value: AnyHttpUrl) -> AnyHttpUrl:
    if value.query or value.fragment or (value.path or "").rstrip("/").endswith("bot"):
        raise ValueError
    return value


def decoded_key(text: str) -> bytes:
    """The 32 bytes that stand there in hex or base64. Raises ValueError."""
    text = text.strip().replace("-", "+").replace("_", "/")  # base64 has two alphabets
    key = bytes.fromhex(text) if len(text) == 2 * KEY_BYTES else base64.b64decode(text, validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError
    return key


def _is_key(value: SecretStr) -> SecretStr:
    if value.get_secret_value():
        decoded_key(value.get_secret_value())
    return value


def _is_file(value: str) -> str:
    if not value.startswith(_SQLITE) or value.removeprefix(_SQLITE) in {"", ":memory:"}:
        raise ValueError
    return value


def _numbers(value: str | frozenset[int]) -> frozenset[int]:
    """Numbers between commas or spaces."""
    if not isinstance(value, str):
        return value
    parts = value.replace(",", " ").split()
    if not all(part.isascii() and part.isdecimal() for part in parts):
        raise ValueError
    return frozenset(map(int, parts))


class Settings(BaseSettings):
    """All there are. A description says what to write; `.env.example` why. Empty means the default."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore", frozen=True
    )

    telegram_bot_token: Annotated[SecretStr, AfterValidator(_is_token)] = Field(
        default=SecretStr(""),
        description="copy the whole token from @BotFather, like 123456789:AAF…, and nothing else",
    )
    telegram_api_url: Annotated[AnyHttpUrl, AfterValidator(_is_root)] = Field(
        default=AnyHttpUrl("https://api.telegram.org"),
        description="write the server's address alone, like http://127.0.0.1:8081",
    )
    telegram_proxy: AnyHttpUrl | None = Field(
        default=None, description="write the proxy's address, like http://127.0.0.1:3128, or leave it empty"
    )
    database_url: Annotated[str, AfterValidator(_is_file)] = Field(
        default="sqlite:///data/small-wins.db",
        description="write sqlite:/// and a file's path, like sqlite:///data/small-wins.db",
    )
    backup_folder: Path | None = Field(default=None, description="write the path of a folder, or leave it empty")
    small_wins_key: Annotated[SecretStr, AfterValidator(_is_key)] = Field(
        default=SecretStr(""), description=f"{_WRITE_A_KEY}, or leave it empty for a key in a file"
    )
    small_wins_key_file: Path | None = Field(
        default=None, description="write the path of a file that only you can read, or leave it empty"
    )
    small_wins_new_key: Annotated[SecretStr, AfterValidator(_is_key)] = Field(
        default=SecretStr(""), description=f"{_WRITE_A_KEY}, or leave it empty"
    )
    nudges_per_second: float = Field(
        default=25, gt=0, le=1000, description="write a number above 0, at most 1000; 25 is safe"
    )
    paid_broadcast: bool = Field(default=False, description="write true or false; true costs Stars")
    replies_per_second: float = Field(default=0, ge=0, le=1000, description="write a number from 0 (no limit) to 1000")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="write DEBUG, INFO, WARNING or ERROR"
    )
    log_format: Literal["plain", "json"] = Field(default="plain", description="write plain or json")
    watch_port: int = Field(
        default=0, ge=0, le=65535, description="write the number of a free port, like 9464, or 0 for none"
    )

    operator_ids: Annotated[frozenset[int], NoDecode, BeforeValidator(_numbers)] = Field(
        default=frozenset(),
        repr=False,
        description="write the Telegram numbers of those who run this bot, like 123456789, 987654321",
    )

    @property
    def token(self) -> str:
        """The bot's token; empty to try the program out."""
        return self.telegram_bot_token.get_secret_value()

    @property
    def bot_id(self) -> int:
        """The bot's Telegram id, with which its token begins."""
        return int(self.token.partition(":")[0])

    @property
    def api_root(self) -> str:
        """The Bot API server's address, without a slash at its end."""
        return str(self.telegram_api_url).rstrip("/")

    @property
    def proxy(self) -> str | None:
        return str(self.telegram_proxy) if self.telegram_proxy else None

    @property
    def database_path(self) -> Path:
        return Path(self.database_url.removeprefix(_SQLITE))

    @property
    def key(self) -> bytes | None:
        """The master key, where it is not in a file."""
        return _key(self.small_wins_key)

    @property
    def new_key(self) -> bytes | None:
        """The key that `rotate-key` puts in its place."""
        return _key(self.small_wins_new_key)

    @property
    def key_file(self) -> Path:
        """Where the master key is, if it is in a file: far from the database, one for each bot."""
        if self.small_wins_key_file is not None:
            return self.small_wins_key_file
        home = Path(os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config"))  # noqa: PTH111 - Path's raises where there is no home
        return home / "small-wins" / f"{self.bot_id}.key"


def _key(value: SecretStr) -> bytes | None:
    return decoded_key(value.get_secret_value()) if value.get_secret_value() else None


def read() -> Settings:
    """The settings of the environment and `.env`. Raises SettingsError with all faults at once."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = dict.fromkeys(str(fault["loc"][0]) for fault in error.errors())
        raise SettingsError([f"{name.upper()}: {_what_to_write(name)}." for name in wrong]) from None
    except (OSError, UnicodeDecodeError):
        raise SettingsError([".env: save it as a text file in UTF-8 that this user may read."]) from None


def _what_to_write(name: str) -> str:
    return Settings.model_fields[name].description or ""
