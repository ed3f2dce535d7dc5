"""Keeping web pages from elsewhere away from the user API and the levers."""

import ipaddress
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

_PROTECTED: Final = ("/user", "/simulator", "/page")


def is_loopback(host: str) -> bool:
    """Whether the host name or address is this machine's own."""
    if host.rstrip(".").lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _host_name(authority: str) -> str:
    try:
        return urlsplit(f"//{authority}").hostname or ""
    except ValueError:
        return ""


@web.middleware
async def refuse_strangers(request: web.Request, handler: Handler) -> web.StreamResponse:
    """403 for a Host that is not loopback (DNS rebinding) and for an Origin that is not our own."""
    if request.path == "/" or request.path.startswith(_PROTECTED):
        host = request.headers.get("Host", "")
        origin = request.headers.get("Origin")
        if not is_loopback(_host_name(host)) or (origin is not None and origin != f"http://{host}"):
            return web.json_response({"error": "only pages of this simulator may ask that"}, status=403)
    return await handler(request)
