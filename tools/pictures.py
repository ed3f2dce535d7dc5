"""Takes the pictures of the README: the first five minutes, as the chat page shows them.

    .venv/bin/python tools/pictures.py [FOLDER]

Starts Small Wins without a token, taps through the page with Debian's Chromium, and writes PNG files.
"""

import datetime
import json
import re
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PHONE = {"width": 390, "height": 760}
STEPS = (  # (what is done, the picture taken after it)
    ("[Start]", "1-hello"),
    ("[Begin]", None),
    ("[Sat up]", "2-first-win"),
    ("[Next]", None),
    ("clean the house", "3-one-dish"),
    ("[I did that]", None),
    ("[Next]", None),
    ("Leeds", "4-your-clock"),
    ("[Yes]", None),
    ("<Next morning>", "5-hello-again"),
    ("done", None),
    ("/wins", "6-your-wins"),
)


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/pictures").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    program = Path(sys.executable).with_name("small-wins")
    with tempfile.TemporaryDirectory() as empty:
        bot = subprocess.Popen(
            [program, "--no-browser"], cwd=empty, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        try:
            address = _address(bot)
            _move_clock(address)
            _take(address, folder)
        finally:
            bot.terminate()
            bot.wait(20)


def _address(bot: "subprocess.Popen[str]") -> str:
    assert bot.stdout
    found = re.search(r"http://127\.0\.0\.1:\d+", bot.stdout.readline())
    assert found, "no address was printed"
    return found[0]


def _move_clock(address: str) -> None:
    """To five past two in the afternoon, so that the next morning is tomorrow's."""
    afternoon = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)).replace(hour=14, minute=5)
    body = json.dumps({"to": int(afternoon.timestamp())}).encode()
    request = urllib.request.Request(f"{address}/simulator/clock", body, {"content-type": "application/json"})
    urllib.request.urlopen(request).close()


def _take(address: str, folder: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        )
        page = browser.new_page(viewport=PHONE, device_scale_factor=1.5, reduced_motion="reduce")  # type: ignore[arg-type]
        page.goto(address)
        for step, picture in STEPS:
            _do(page, step)
            page.wait_for_timeout(900)
            if picture:
                page.screenshot(path=folder / f"{picture}.png")
        browser.close()


def _do(page: Page, step: str) -> None:
    if step[0] in "[<":
        page.get_by_role("button", name=step.strip("[]<>"), exact=step[0] == "[").last.click()
        return
    box = page.get_by_role("textbox").last
    box.fill(step)
    box.press("Enter")


if __name__ == "__main__":
    main()
