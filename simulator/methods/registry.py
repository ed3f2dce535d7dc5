"""Which methods there are; every other name is answered with 404."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

from simulator.methods import chats, delivery, edits, media, profile, reactions, texts
from simulator.methods.call import Call, Method


def _by_name(*methods: Any) -> dict[str, Any]:
    return {method.__name__.lower(): method for method in methods}


METHODS: Final[Mapping[str, Method]] = _by_name(
    profile.getMe, delivery.setWebhook, delivery.deleteWebhook, delivery.getWebhookInfo, delivery.logOut,
    delivery.close, texts.sendMessage, texts.sendChatAction, texts.sendMessageDraft, media.sendPhoto,
    media.sendDocument, media.sendLocation, media.getFile, edits.editMessageText, edits.editMessageCaption,
    edits.editMessageReplyMarkup, edits.deleteMessage, edits.deleteMessages, edits.pinChatMessage,
    edits.unpinChatMessage, reactions.setMessageReaction, reactions.answerCallbackQuery, chats.getChat,
    chats.getUserProfilePhotos, profile.setMyCommands, profile.getMyCommands, profile.deleteMyCommands,
    profile.setMyName, profile.getMyName, profile.setMyDescription, profile.getMyDescription,
    profile.setMyShortDescription, profile.getMyShortDescription, profile.setChatMenuButton,
    profile.getChatMenuButton,
)  # fmt: skip
"""Methods that answer at once, by their name in lower case: the Bot API does not mind the case."""

WAITING_METHODS: Final[Mapping[str, Callable[[Call], Awaitable[Any]]]] = _by_name(delivery.getUpdates)
"""Methods that may keep the caller waiting."""
