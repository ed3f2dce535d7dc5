"""How updates reach the bot: polling or a webhook."""

import re
from typing import Any, Final
from urllib.parse import urlsplit

from simulator.errors import bad_request
from simulator.guard import is_loopback
from simulator.methods.call import Call, Described
from simulator.parameters import Parameters
from simulator.records import JSON, Webhook
from simulator.updates import UpdateQueue

MOST_UPDATES: Final = 100
LONGEST_POLL: Final = 50
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]*")


def _allow(parameters: Parameters, queue: UpdateQueue) -> None:
    """Missing: as before. Not a list of texts: ignored, as Telegram does."""
    try:
        kinds = parameters.decoded("allowed_updates")
    except ValueError:
        return
    if isinstance(kinds, list) and all(isinstance(kind, str) for kind in kinds):
        queue.allow(kinds)


async def getUpdates(call: Call) -> Any:
    """Waits up to `timeout` real seconds for updates; `offset` confirms all below it."""
    parameters, queue = call.parameters, call.telegram.updates
    limit = parameters.integer("limit", MOST_UPDATES)
    if not 1 <= limit <= MOST_UPDATES:
        limit = MOST_UPDATES
    seconds = min(max(parameters.integer("timeout"), 0), LONGEST_POLL)
    if not queue.webhook().url:
        _allow(parameters, queue)
    return await queue.poll(parameters.integer("offset"), limit, seconds)


def setWebhook(call: Call) -> Any:
    """Has updates posted to an address on this machine; an empty url ends that."""
    parameters, queue = call.parameters, call.telegram.updates
    url = parameters.text("url")
    if not url:
        return deleteWebhook(call)
    secret = parameters.text("secret_token")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _check_address(url)
    before = queue.webhook()
    _allow(parameters, queue)
    if parameters.flag("drop_pending_updates"):
        queue.drop_all()
    webhook = Webhook(
        url=url,
        secret_token=secret,
        max_connections=min(max(parameters.integer("max_connections", 40), 1), 100),
        has_custom_certificate=parameters.upload("certificate") is not None,
        ip_address=parameters.text("ip_address") or None,
    )
    queue.set_webhook(webhook)
    return Described("Webhook is already set" if before.url == url else "Webhook was set")


def _check_address(url: str) -> None:
    """Unlike Telegram the simulator posts to loopback only, by http or https, to any port."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if parts.scheme not in {"http", "https"} or not host:
        raise bad_request("invalid webhook URL specified")
    if not is_loopback(host):
        if parts.scheme == "http":
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        raise bad_request("bad webhook: Failed to resolve host: Name or service not known")


def deleteWebhook(call: Call) -> Any:
    """Goes back to polling."""
    queue = call.telegram.updates
    if call.parameters.flag("drop_pending_updates"):
        queue.drop_all()
    was_set = bool(queue.webhook().url)
    queue.set_webhook(Webhook())
    return Described("Webhook was deleted" if was_set else "Webhook is already deleted")


def getWebhookInfo(call: Call) -> Any:
    """Where updates go, how many wait, and what went wrong last."""
    queue = call.telegram.updates
    webhook = queue.webhook()
    info: JSON = {
        "url": webhook.url,
        "has_custom_certificate": webhook.has_custom_certificate,
        "pending_update_count": len(queue.pending()),
    }
    if webhook.url:
        info["max_connections"] = webhook.max_connections
    for name in ("ip_address", "last_error_date", "last_error_message"):
        if (value := getattr(webhook, name)) is not None:
            info[name] = value
    if "allowed_updates" in queue.settings:
        info["allowed_updates"] = sorted(queue.allowed())
    return info


def logOut(_call: Call) -> Any:
    """Says yes; the simulator has no other server to move to."""
    return True


def close(_call: Call) -> Any:
    """Says yes; the simulator has no other server to move to."""
    return True
