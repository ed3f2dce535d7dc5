"""What the bot says of itself: name, descriptions, commands, menu button."""

import re
from collections.abc import Iterator
from typing import Any, Final

from simulator.errors import bad_request
from simulator.methods.call import Call, chat_of
from simulator.records import JSON, Person
from simulator.telegram import BOT_NAME, Telegram

MOST_COMMANDS: Final = 100
_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
_PLAIN_SCOPES: Final = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_CHAT_SCOPES: Final = ("chat", "chat_administrators", "chat_member")
_LONGEST: Final = {"name": 64, "description": 512, "short_description": 120}
_SCOPE: Final = "can't parse BotCommandScope JSON object"
_COMMANDS: Final = "can't parse commands JSON object"


def getMe(call: Call) -> Any:
    """The bot itself."""
    return call.telegram.bot_user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


def _language(call: Call) -> str:
    language = call.parameters.text("language_code")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad_request("LANG_CODE_INVALID")
    return language


def _set_words(call: Call, name: str) -> bool:
    text = call.parameters.text(name)
    if len(text) > _LONGEST[name]:
        raise bad_request(f"BOT_{name.upper()}_TOO_LONG")
    key = f"{name}:{_language(call)}"
    if text:
        call.telegram.settings.put(key, {"value": text})
    else:
        call.telegram.settings.remove(key)
    _told(call.telegram)
    return True


def _told(telegram: Telegram) -> None:
    telegram.tell_everyone("profile")


def words(telegram: Telegram, name: str, language: str) -> str:
    """The name or description in that language, else the one for all languages."""
    for key in (f"{name}:{language}", f"{name}:"):
        if kept := telegram.settings.get(key):
            return str(kept["value"])
    return BOT_NAME if name == "name" else ""


def setMyName(call: Call) -> Any:
    """Sets the name for a language, or for all others."""
    return _set_words(call, "name")


def getMyName(call: Call) -> Any:
    """The name in a language."""
    return {"name": words(call.telegram, "name", _language(call))}


def setMyDescription(call: Call) -> Any:
    """Sets what an empty chat shows."""
    return _set_words(call, "description")


def getMyDescription(call: Call) -> Any:
    """What an empty chat shows."""
    return {"description": words(call.telegram, "description", _language(call))}


def setMyShortDescription(call: Call) -> Any:
    """Sets what the profile page shows."""
    return _set_words(call, "short_description")


def getMyShortDescription(call: Call) -> Any:
    """What the profile page shows."""
    return {"short_description": words(call.telegram, "short_description", _language(call))}


def setMyCommands(call: Call) -> Any:
    """Sets the commands for a scope and language."""
    commands = _commands(call)
    call.telegram.settings.put(_commands_key(call), {"value": commands})
    _told(call.telegram)
    return True


def getMyCommands(call: Call) -> Any:
    """The commands of exactly that scope and language."""
    return call.telegram.settings.get(_commands_key(call), {}).get("value", [])


def deleteMyCommands(call: Call) -> Any:
    """Removes the commands of a scope and language; a wider one then shows."""
    call.telegram.settings.remove(_commands_key(call))
    _told(call.telegram)
    return True


def _commands(call: Call) -> list[JSON]:
    try:
        commands = call.parameters.decoded("commands")
    except ValueError:
        raise bad_request(_COMMANDS) from None
    if commands is None:
        return []
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(command) for command in commands]


def _command(command: Any) -> JSON:
    match command:
        case {"command": str(name), "description": str(description)}:
            name = name.strip().removeprefix("/")
        case _:
            raise bad_request("can't parse BotCommand: expected an Object with command and description")
    if not name:
        raise bad_request("command must be non-empty")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _commands_key(call: Call) -> str:
    return f"commands:{_scope(call)}:{_language(call)}"


def _scope(call: Call) -> str:
    try:
        scope = call.parameters.decoded("scope")
    except ValueError:
        raise bad_request(_SCOPE) from None
    match scope:
        case None:
            return "default"
        case {"type": str(kind)} if kind in _PLAIN_SCOPES:
            return kind
        case {"type": str(kind), "chat_id": int() | str() as chat} if kind in _CHAT_SCOPES:
            return f"{kind}/{chat}/{scope.get('user_id', '')}"
        case {"type": _}:
            raise bad_request("unsupported type specified")
        case _:
            raise bad_request(_SCOPE)


def commands_for(telegram: Telegram, person: Person) -> list[JSON]:
    """The commands that the person's chat shows: the narrowest scope that has any, their language first."""
    for key in _chain(person):
        if kept := telegram.settings.get(key):
            return list(kept["value"])
    return []


def _chain(person: Person) -> Iterator[str]:
    for scope in (f"chat/{person.id}/", "all_private_chats", "default"):
        yield f"commands:{scope}:{(person.language_code or '')[:2]}"
        yield f"commands:{scope}:"


def setChatMenuButton(call: Call) -> Any:
    """Sets the button beside the text field, for one chat or for all."""
    try:
        button = call.parameters.decoded("menu_button")
    except ValueError:
        raise bad_request("can't parse menu button JSON object") from None
    match button or {"type": "default"}:
        case {"type": "default" | "commands"} as button:
            pass
        case {"type": "web_app", "text": str(), "web_app": {"url": str()}} as button:
            pass
        case _:
            raise bad_request("can't parse menu button: unsupported type specified")
    call.telegram.settings.put(_menu_key(call), {"value": button})
    _told(call.telegram)
    return True


def getChatMenuButton(call: Call) -> Any:
    """The button of one chat, or the one that is the default."""
    own = call.telegram.settings.get(_menu_key(call)) if call.parameters.given("chat_id") else None
    return own["value"] if own else menu_button(call.telegram, None)


def _menu_key(call: Call) -> str:
    return f"menu:{chat_of(call).id}" if call.parameters.given("chat_id") else "menu:"


def menu_button(telegram: Telegram, person: Person | None) -> JSON:
    """The menu button that the person's chat shows."""
    for key in ([f"menu:{person.id}"] if person else []) + ["menu:"]:
        kept = telegram.settings.get(key)
        if kept and kept["value"]["type"] != "default":
            return dict(kept["value"])
    return {"type": "commands"}
