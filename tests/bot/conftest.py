"""The environment in which the bot's parts run."""

from collections.abc import AsyncIterator

import pytest
from telegram import User
from telegram.ext import Application, ExtBot

from bot.telegram import StatelessApplication, Translator
from tests.bot.updates import BOT


@pytest.fixture(autouse=True)
def ptb_with_timedeltas(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `bot.app` sets it: PTB warns of every duration that it reads otherwise."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


class KnownBot(ExtBot[None]):
    """PTB's bot, knowing who it is without asking a server."""

    async def initialize(self) -> None:
        self._bot_user = User.de_json(dict(BOT), self)

    async def shutdown(self) -> None:
        pass


@pytest.fixture
async def translator() -> AsyncIterator[Translator]:
    application = (
        Application.builder()
        .application_class(StatelessApplication)
        .bot(KnownBot("77:token"))
        .updater(None)
        .job_queue(None)
        .build()
    )
    translator = Translator(application)
    translator.register()
    async with application:
        yield translator
