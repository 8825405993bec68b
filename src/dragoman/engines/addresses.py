"""The address of a service: what settings may name, and what the user is asked to trust."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from dragoman.engines.keys import KeyPlace
from dragoman.model.errors import ConfigError


def checked_url(engine: str, url: str, option: str = "url") -> str:
    """`url`, the value of `option`, with one slash at its end, or "" when there is none. A refused one is
    never shown: keys get put there."""
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        host, spare = parts.hostname, parts.username or parts.password or parts.query or parts.fragment
        _ = parts.port
    except ValueError:
        host, spare, parts = None, None, urlsplit("")
    if (
        parts.scheme not in ("http", "https")
        or not host
        or spare
        or any(c.isspace() or not c.isprintable() for c in url)
    ):
        raise ConfigError(
            f"option {option!r} of engine {engine} must be http(s)://host/path and nothing more",
            hint="a key belongs in the environment variable that key_env names",
        )
    return url.rstrip("/") + "/"


def trusted(url: str, key: KeyPlace, *, named: bool) -> str:
    """What `reaches()` says: the address when the settings have `named` it, and where the key comes from when they say
    that, as the fragment of the address (no address has one: see checked_url). "" when they name neither.

    The key's place is part of it because a project's settings could otherwise have any variable sent away.
    """
    place = f"#keyring={key.keyring}" if key.keyring else f"#key_env={key.variable}" if key.variable else ""
    return url + (place if key.named else "") if named or key.named else ""


def is_loopback(url: str) -> bool:
    """True when `url` leads to this machine by its spelling."""
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def host_of(url: str) -> str:
    """The host of `url`, for messages."""
    return urlsplit(url).hostname or url
