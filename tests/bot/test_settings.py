"""The settings: what is taken, what is refused, and that `.env.example` tells all of it."""

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, read

EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting is set, and there is no .env."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


# `.env.example` names each setting once, with its default; copied to `.env` as it is, it changes nothing.
def test_example_is_complete(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert re.findall(r"^([A-Z_]+)=", text, re.MULTILINE) == [name.upper() for name in Settings.model_fields]
    defaults = read()
    (tmp_path / ".env").write_text(text, encoding="utf-8")
    assert read() == defaults


# Without any setting the program is tried out: no token, Telegram's server, a file below data/.
def test_defaults() -> None:
    settings = read()
    assert (settings.token, settings.api_root, settings.proxy) == ("", "https://api.telegram.org", None)
    assert settings.database_path == Path("data/small-wins.db")


# Values are read from the environment, which goes before `.env`.
def test_values(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TELEGRAM_BOT_TOKEN=1:a\nNUDGES_PER_SECOND= 5\nDATABASE_URL=sqlite:////var/w.db\n")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "77:AAF-x_y")
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081/")
    settings = read()
    assert (settings.token, settings.bot_id, settings.nudges_per_second) == ("77:AAF-x_y", 77, 5)
    assert (settings.api_root, settings.database_path) == ("http://127.0.0.1:8081", Path("/var/w.db"))


# Operators are named by numbers, with commas or spaces between; they are in no text that a setting is turned into.
@pytest.mark.parametrize("value", ["7001,7002", " 7001, 7002 ", "7002 7001"])
def test_operators(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    assert read().operator_ids == frozenset()
    monkeypatch.setenv("OPERATOR_IDS", value)
    assert read().operator_ids == {7001, 7002}
    assert "7001" not in f"{read()!r} {read()}"


# The token is in no text that a setting is turned into.
def test_token_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "77:AAF-secret")
    assert "AAF" not in f"{read()!r} {read()}"


# Each wrong value is named with what to write instead, and never said back: one of them may be a token.
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", "wrongtoken"),
        ("TELEGRAM_BOT_TOKEN", "12:wrongtoken with words"),
        ("TELEGRAM_BOT_TOKEN", "'12:wrongtoken'"),
        ("TELEGRAM_BOT_TOKEN", "१२:wrongtoken"),
        ("TELEGRAM_API_URL", "wrong.example"),
        ("TELEGRAM_API_URL", "http://127.0.0.1:8081/bot"),
        ("TELEGRAM_API_URL", "ftp://wrong"),
        ("TELEGRAM_PROXY", "socks5://wrong"),
        ("DATABASE_URL", "postgres://wrong"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "sqlite:///"),
        ("SMALL_WINS_KEY", "wrong"),
        ("SMALL_WINS_KEY", "wrong" * 10),
        ("SMALL_WINS_KEY", "00" * 31),
        ("SMALL_WINS_NEW_KEY", "00" * 33),
        ("SMALL_WINS_NEW_KEY", "é" * 64),
        ("NUDGES_PER_SECOND", "0"),
        ("NUDGES_PER_SECOND", "wrong"),
        ("REPLIES_PER_SECOND", "-1"),
        ("LOG_LEVEL", "wrong"),
        ("LOG_FORMAT", "wrong"),
        ("WATCH_PORT", "wrong"),
        ("WATCH_PORT", "65536"),
        ("OPERATOR_IDS", "wrong"),
        ("OPERATOR_IDS", "7;8"),
        ("OPERATOR_IDS", "٣"),
    ],
)
def test_faults(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        read()
    (fault,) = caught.value.faults
    assert fault.startswith(f"{name}: ")
    assert "write" in fault or "copy" in fault
    assert "wrong" not in fault
    assert caught.value.__cause__ is None


# All faults are told at once.
def test_all_faults_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TELEGRAM_BOT_TOKEN", "NUDGES_PER_SECOND", "REPLIES_PER_SECOND"):
        monkeypatch.setenv(name, "x,y")
    with pytest.raises(SettingsError) as caught:
        read()
    assert len(caught.value.faults) == 3


# A file that is no text is a fault like any other.
def test_unreadable_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00=")
    with pytest.raises(SettingsError, match=r"\.env"):
        read()
