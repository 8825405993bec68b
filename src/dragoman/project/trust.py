"""What the user lets a project's engines reach: addresses and commands of dragoman.toml, confirmed letter for letter.

A project is often somebody else's: whoever clones it has not chosen where its settings send texts and keys, nor which
programs they start. So the user's word is kept apart from the project, in the user's own configuration.
"""

from __future__ import annotations

import ipaddress
import json
import os
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from dragoman import files
from dragoman.model import ConfigError, Where

VARIABLE = "DRAGOMAN_TRUST"
"""For runs without a person: lines of NAME=VALUE, or NAME:local=VALUE for what stays on this machine."""

_HEAD = "# What 'dragoman engines trust' was told; 'dragoman engines distrust' takes it back.\n"
_LOCAL = ":local"


@dataclass(frozen=True, slots=True)
class Trust:
    """The user's word that an engine of a project may reach `value`; `local` that texts stay on this machine there."""

    project: str
    engine: str
    value: str
    local: bool = False


def trust_of(folder: Path, engine: str, value: str) -> Trust | None:
    """What the user said about an engine's exact value in the project at `folder`, in the environment or the file.

    Raises ConfigError for a file that cannot be read or is not apart from the project.
    """
    project = str(folder.resolve())
    wanted = (project, engine, value)
    found = [one for one in _environment(project) if _about(one) == wanted]
    found = found or [one for one in _read(folder) if _about(one) == wanted]
    return next((one for one in found if one.local), found[0] if found else None)


def grant(folder: Path, engine: str, value: str, *, local: bool = False) -> None:
    """Keeps the user's word. Raises ConfigError when the value cannot be local but is said to be."""
    if local and (why := why_not_local(value)):
        raise ConfigError(f"{value} is not on this machine: {why}", hint="trust it without --local")
    if any(ord(character) < 32 or ord(character) == 127 for character in value):
        raise ConfigError("a value with a control character in it cannot be trusted", hint="write it without")
    new = Trust(str(folder.resolve()), engine, value, local)
    if any("\ud800" <= character <= "\udfff" for character in new.project + value):
        raise ConfigError("what is no UTF-8 cannot be written down", hint="name the folder and the value otherwise")
    _write([*(one for one in _read(folder) if _about(one) != _about(new)), new])


def revoke(folder: Path, engine: str) -> list[Trust]:
    """Forgets all that was said about an engine of the project; what that was."""
    project = str(folder.resolve())
    rows = _read(folder)
    gone = [one for one in rows if (one.project, one.engine) == (project, engine)]
    if gone:
        _write([one for one in rows if one not in gone])
    return gone


def is_address(value: str) -> bool:
    return "://" in value


def why_not_local(value: str) -> str:
    """Why what is sent to `value` cannot be said to stay on this machine, or "". A program may be: only the user knows
    what it does."""
    if not is_address(value):
        return ""
    try:
        host = urlsplit(value).hostname or ""
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        return "its address is not this machine's own (127.0.0.1, ::1, localhost)"
    scheme = value.partition("://")[0].lower()
    proxies = getproxies()
    if (scheme in proxies or "all" in proxies) and not proxy_bypass(host):
        return f"a proxy of the environment stands between; export NO_PROXY={host}"
    return ""


def trust_file() -> Path:
    """Where the user's word is kept (XDG Base Directory Specification: a relative folder there counts as none)."""
    base = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".config") / "dragoman" / "trust.toml"


def _about(one: Trust) -> tuple[str, str, str]:
    return one.project, one.engine, one.value


def _environment(project: str) -> list[Trust]:
    found = []
    for line in os.environ.get(VARIABLE, "").splitlines():
        name, _, value = line.strip().partition("=")
        if value:
            local = name.endswith(_LOCAL) and not why_not_local(value)
            found.append(Trust(project, name.removesuffix(_LOCAL), value, local))
    return found


def _read(folder: Path) -> list[Trust]:
    path = trust_file()
    if path.resolve().is_relative_to(folder.resolve()):
        raise ConfigError(
            f"what you trust would stand inside the project, at {path}, where others can change it",
            hint="export XDG_CONFIG_HOME=… with a folder that is apart from it",
        )
    if not path.exists():
        return []
    try:
        rows = tomllib.loads(files.read_text_utf8(path)).get("trusted", [])
        return [Trust(str(row["project"]), str(row["engine"]), str(row["value"]), row["local"] is True) for row in rows]
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise ConfigError(f"cannot be read: {error}", Where(str(path)), "mend or remove it, and trust anew") from None


def _write(rows: Sequence[Trust]) -> None:
    text = _HEAD
    for row in sorted(rows, key=_about):
        text += "\n[[trusted]]\n"
        text += "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in asdict(row).items())
    path = Path(os.path.realpath(trust_file()))  # it may be a link into a folder of such files
    files.update(path, lambda _: text.encode(), root=path.parent)
