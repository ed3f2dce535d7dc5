"""Two real clients of the Bot API behind one door, so that a scenario can be told once and run through both."""

import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar, Protocol
from unittest import mock

import aiogram
import pydantic
import telegram
from aiogram import exceptions
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile
from telegram import error
from telegram.request import HTTPXRequest

_PTB_TYPES: Mapping[str, type[telegram.TelegramObject]] = MappingProxyType(
    {
        "commands": telegram.BotCommand,
        "entities": telegram.MessageEntity,
        "link_preview_options": telegram.LinkPreviewOptions,
        "menu_button": telegram.MenuButton,
        "reaction": telegram.ReactionType,
        "reply_parameters": telegram.ReplyParameters,
        "scope": telegram.BotCommandScope,
    }
)
BROKEN = 0
UNREADABLE = -1


class Client(Protocol):
    """A bot's side of the Bot API."""

    @property
    def errors(self) -> Mapping[int, type[Exception]]:
        """The client's own class of error for a status, for BROKEN connections and for UNREADABLE answers."""

    async def call(self, method: str, /, **parameters: object) -> Any:
        """Calls the client's own method of that name (snake_case) and gives its result as plain JSON values."""

    def file(self, content: bytes, name: str) -> object:
        """What the client wants where it shall upload a file."""

    async def download(self, file_id: str) -> bytes:
        """The file's content, fetched the client's own way."""


@dataclass(frozen=True, slots=True)
class PtbClient:
    """python-telegram-bot."""

    bot: telegram.Bot
    errors: ClassVar[Mapping[int, type[Exception]]] = MappingProxyType(
        {
            UNREADABLE: error.TelegramError,
            BROKEN: error.NetworkError,
            400: error.BadRequest,
            401: error.InvalidToken,
            403: error.Forbidden,
            404: error.InvalidToken,
            409: error.Conflict,
            429: error.RetryAfter,
            500: error.NetworkError,
        }
    )

    async def call(self, method: str, /, **parameters: object) -> Any:
        """See `Client`."""
        typed = {name: self._typed(name, value) for name, value in parameters.items()}
        return _ptb_plain(await getattr(self.bot, method)(**typed))

    def _typed(self, name: str, value: object) -> object:
        """The parameter as PTB's own type, where PTB wants one."""
        kind = _PTB_TYPES.get(name)
        match value:
            case dict() if name == "reply_markup" and "inline_keyboard" in value:
                return telegram.InlineKeyboardMarkup.de_json(value, self.bot)
            case dict() if kind:
                return kind.de_json(value, self.bot)
            case list() if kind:
                return kind.de_list(value, self.bot)
        return value

    def file(self, content: bytes, name: str) -> object:
        """See `Client`."""
        return telegram.InputFile(content, filename=name)

    async def download(self, file_id: str) -> bytes:
        """See `Client`."""
        return bytes(await (await self.bot.get_file(file_id)).download_as_bytearray())


@dataclass(frozen=True, slots=True)
class AiogramClient:
    """aiogram."""

    bot: aiogram.Bot
    errors: ClassVar[Mapping[int, type[Exception]]] = MappingProxyType(
        {
            UNREADABLE: exceptions.ClientDecodeError,
            BROKEN: exceptions.TelegramNetworkError,
            400: exceptions.TelegramBadRequest,
            401: exceptions.TelegramUnauthorizedError,
            403: exceptions.TelegramForbiddenError,
            404: exceptions.TelegramNotFound,
            409: exceptions.TelegramConflictError,
            429: exceptions.TelegramRetryAfter,
            500: exceptions.TelegramServerError,
        }
    )

    async def call(self, method: str, /, **parameters: object) -> Any:
        """See `Client`."""
        return _aiogram_plain(await getattr(self.bot, method)(**parameters))

    def file(self, content: bytes, name: str) -> object:
        """See `Client`."""
        return BufferedInputFile(content, filename=name)

    async def download(self, file_id: str) -> bytes:
        """See `Client`."""
        content = await self.bot.download(file_id)
        assert content is not None
        return content.read()


def ptb_request() -> HTTPXRequest:
    """PTB's own HTTP client; no TLS set-up, which takes longer than most tests and is never used here."""
    return HTTPXRequest(httpx_kwargs={"verify": False, "trust_env": False})


@asynccontextmanager
async def connect_ptb(url: str, token: str) -> AsyncIterator[PtbClient]:
    """PTB's plain Bot on a Bot API server at `url`."""
    request = ptb_request()
    bot = telegram.Bot(
        token,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=request,
        get_updates_request=request,
    )
    yield PtbClient(bot)
    await request.shutdown()


@asynccontextmanager
async def connect_aiogram(url: str, token: str) -> AsyncIterator[AiogramClient]:
    """aiogram's Bot on a Bot API server at `url`."""
    # Loading the world's certificates takes longer than most tests, and nothing here speaks TLS.
    with mock.patch("ssl.create_default_context", return_value=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)):
        session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    yield AiogramClient(aiogram.Bot(token, session=session))
    # Its own close() sleeps a quarter of a second for TLS.
    if session._session is not None:
        await session._session.close()


def _ptb_plain(result: object) -> Any:
    match result:
        case telegram.TelegramObject():
            return result.to_dict()
        case tuple() | list():
            return [_ptb_plain(item) for item in result]
    return result


def _aiogram_plain(result: object) -> Any:
    match result:
        case pydantic.BaseModel():
            return result.model_dump(mode="json", by_alias=True, exclude_unset=True)
        case list():
            return [_aiogram_plain(item) for item in result]
    return result
