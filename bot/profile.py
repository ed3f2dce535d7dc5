"""How the bot shows itself in Telegram: name, descriptions, commands. Texts are in companion/words/*/profile.toml."""

import logging
import tomllib
from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Any

import msgspec
from telegram import BotCommand, BotCommandScopeAllPrivateChats, MenuButtonCommands
from telegram.error import TelegramError
from telegram.ext import ExtBot

log = logging.getLogger(__name__)

_PRIVATE = BotCommandScopeAllPrivateChats()


class Profile(msgspec.Struct, frozen=True):
    """Telegram's limits: name 64 characters, description 512, short description 120, a command's description 256."""

    name: str
    description: str
    short_description: str
    commands: tuple[BotCommand, ...]


def read(language: str = "en") -> Profile:
    """The profile in that language."""
    content = tomllib.loads((files("companion.words") / language / "profile.toml").read_text(encoding="utf-8"))
    commands = tuple(BotCommand(name, description) for name, description in content["commands"].items())
    return Profile(content["name"], content["description"].strip(), content["short_description"], commands)


async def register(bot: ExtBot[Any], profile: Profile) -> None:
    """Best effort: what differs is set, since Telegram lets a name change only a few times a day."""
    steps = (_name, _description, _short_description, _commands, _menu_button)
    refused = [step.__name__.strip("_") for step in steps if not await _done(step, bot, profile)]
    if refused:
        log.warning("Telegram did not take this of the bot's profile, which stays as it was: %s", ", ".join(refused))


async def _done(step: Callable[[ExtBot[Any], Profile], Awaitable[None]], bot: ExtBot[Any], profile: Profile) -> bool:
    try:
        await step(bot, profile)
    except TelegramError:
        return False
    return True


async def _name(bot: ExtBot[Any], profile: Profile) -> None:
    if (await bot.get_my_name()).name != profile.name:
        await bot.set_my_name(profile.name)


async def _description(bot: ExtBot[Any], profile: Profile) -> None:
    if (await bot.get_my_description()).description != profile.description:
        await bot.set_my_description(profile.description)


async def _short_description(bot: ExtBot[Any], profile: Profile) -> None:
    if (await bot.get_my_short_description()).short_description != profile.short_description:
        await bot.set_my_short_description(profile.short_description)


async def _commands(bot: ExtBot[Any], profile: Profile) -> None:
    if await bot.get_my_commands(scope=_PRIVATE) != profile.commands:
        await bot.set_my_commands(profile.commands, scope=_PRIVATE)


async def _menu_button(bot: ExtBot[Any], _profile: Profile) -> None:
    if not isinstance(await bot.get_chat_menu_button(), MenuButtonCommands):
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
