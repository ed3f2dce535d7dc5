"""The command line: `small-wins [--terminal] [--no-browser]`, `check`, `status [--json]`, `backup FILE`,
`restore FILE`, `rotate-key`, `helplines`."""

import argparse
import asyncio
import sys
from contextlib import suppress
from pathlib import Path

from bot import settings as settings_module
from bot.settings import Settings, SettingsError


def main() -> None:
    """Exits with 0, or with 2 after a sentence that says what to change; `helplines` with 1 where a number is old."""
    arguments = _arguments()
    try:
        settings = settings_module.read()
    except SettingsError as error:
        sys.stderr.write("Some settings are wrong; they are in the environment or in the file .env:\n")
        sys.stderr.writelines(f"  {fault}\n" for fault in error.faults)
        sys.exit(2)
    with suppress(KeyboardInterrupt):
        sys.exit(asyncio.run(_run(arguments, settings)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="small-wins",
        description="Small Wins, a Telegram companion for low-energy days. With TELEGRAM_BOT_TOKEN it talks to "
        "Telegram; without, to a Telegram of its own in your browser. Settings: see .env.example.",
    )
    parser.add_argument("--terminal", action="store_true", help="without a token: chat here, not in the browser")
    parser.add_argument("--no-browser", action="store_true", help="without a token: do not open the browser")
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("check", help="say whether settings, token, database and clock are fine")
    status = commands.add_parser("status", help="say how the bot is, running or not: counts, queues, files")
    status.add_argument("--json", action="store_true", help="for a program to read")
    backup = commands.add_parser("backup", help="write a copy of the database, also while the bot runs")
    backup.add_argument("file", type=Path)
    restore = commands.add_parser("restore", help="put a backup in the database's place; the bot must not run")
    restore.add_argument("file", type=Path)
    commands.add_parser("rotate-key", help="put a new master key in the old one's place; the bot must not run")
    commands.add_parser("helplines", help="say how old each help line's number is; 1 where one is too old to release")
    return parser.parse_args()


async def _run(arguments: argparse.Namespace, settings: Settings) -> int:
    # Imported here, each alone: the program answers at once, and `check` works where the rest would not start.
    match arguments.command:
        case "check":
            from bot.check import check  # noqa: PLC0415 - see above

            return await check(settings)
        case "status":
            from bot.report import status  # noqa: PLC0415 - see above

            return status(settings, as_json=arguments.json)
        case "backup":
            from bot.backups import backup  # noqa: PLC0415 - see above

            return await backup(settings, arguments.file)
        case "restore":
            from bot.backups import restore  # noqa: PLC0415 - see above

            return restore(settings, arguments.file)
        case "rotate-key":
            from bot.check import rotate  # noqa: PLC0415 - see above

            return rotate(settings)
        case "helplines":
            from bot.app import Clock  # noqa: PLC0415 - see above
            from bot.helplines import helplines  # noqa: PLC0415 - see above

            return helplines(Clock().now(), sys.stdout)
    from bot.start import start, try_out  # noqa: PLC0415 - see above

    if settings.token:
        return await start(settings)
    return await try_out(settings, terminal=arguments.terminal, browser=not arguments.no_browser)


if __name__ == "__main__":
    main()
