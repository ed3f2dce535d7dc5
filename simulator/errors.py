"""What the Bot API and the user API answer when they refuse."""

from dataclasses import dataclass
from typing import Final

_PREFIXES: Final = {
    400: "Bad Request: ",
    401: "Unauthorized",
    403: "Forbidden: ",
    404: "Not Found",
    409: "Conflict: ",
    413: "Request Entity Too Large",
    429: "Too Many Requests: ",
    500: "Internal Server Error",
}


@dataclass(frozen=True, slots=True)
class ApiError(Exception):
    """A refusal by the Bot API; `code` is the HTTP status and the `error_code`."""

    code: int
    description: str
    retry_after: int | None = None  # seconds


def api_error(code: int, reason: str = "") -> ApiError:
    """The error with `code`, its description prefixed as Telegram prefixes that code."""
    return ApiError(code, _PREFIXES.get(code, "") + reason)


def bad_request(reason: str) -> ApiError:
    """400 with Telegram's prefix; `reason` already begins with the case Telegram gives it."""
    return api_error(400, reason)


def too_many_requests(seconds: int) -> ApiError:
    """429 with `retry_after`, as a rate limit answers."""
    return ApiError(429, f"{_PREFIXES[429]}retry after {seconds}", seconds)


class UserApiError(Exception):
    """A refusal by the user API or a lever; `status` is 400 or 404."""

    def __init__(self, reason: str, status: int = 400) -> None:
        super().__init__(reason)
        self.status = status
