"""Keys of services: read from the environment or the system's keyring, and kept out of everything that is printed."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from dragoman.engines.options import read_text
from dragoman.model.errors import ConfigError, EngineError

OPTIONS = ("key_env", "keyring")
"""The options of an engine that `read_key_place` reads."""


class Secret:
    """A key. Only `reveal` gives it; whatever else is done with it shows nothing."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The key itself, for the request that carries it and for nothing else."""
        return self._value

    def hide_in(self, data: bytes) -> bytes:
        """`data` with the key blotted out."""
        return data.replace(self._value.encode(), b"***")

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not copied to anywhere")


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where an engine's key is kept: an environment variable, or a service and user of the system's keyring.

    `named` is True when the settings say so, not the engine: such a place belongs to what the user has to trust.
    """

    engine: str
    variable: str = ""
    keyring: str = ""
    named: bool = False

    def __str__(self) -> str:
        if self.keyring:
            return f"the key in the keyring under {self.keyring}"
        return f"the key in {self.variable}" if self.variable else "a request without a key (option key_env)"

    @property
    def missing(self) -> str:
        """The way out when the variable is not set, or ""."""
        if self.variable and not self.keyring and not os.environ.get(self.variable):
            return f"export {self.variable}=…  # the key for engine {self.engine}"
        return ""

    def read(self) -> Secret | None:
        """The key; None when no place is named or the variable is not set."""
        value = self._from_keyring() if self.keyring else os.environ.get(self.variable, "")
        value = value.strip()
        if not value:
            return None
        if not re.fullmatch(r"[\x21-\x7e]+", value):
            del value  # a traceback may show what stands here
            raise EngineError(
                f"{self} holds blanks or letters that no key has",
                hint="set it anew, without quotes and without a line end",
                sent=False,
            )
        return Secret(value)

    def _from_keyring(self) -> str:
        service, _, user = self.keyring.partition("/")
        try:
            import keyring
            from keyring.errors import KeyringError
        except ImportError:
            value, problem = None, "the package keyring is not installed"
        else:
            try:
                value, problem = keyring.get_password(service, user), "the keyring has no such entry"
            except KeyringError as error:
                value, problem = None, f"the keyring cannot be read ({type(error).__name__})"
        if value is None:
            raise EngineError(
                f"engine {self.engine} cannot have {self}: {problem}",
                hint=f"pip install 'dragoman[keyring]', then: keyring set {service} {user}",
                sent=False,
            )
        return str(value)


def read_key_place(engine: str, options: Mapping[str, object], variable: str = "") -> KeyPlace:
    """What the options `key_env` and `keyring` say; `variable` is where the engine looks without them."""
    named = _checked_variable(engine, read_text(engine, options, "key_env"))
    entry = read_text(engine, options, "keyring")
    if entry and (named or not re.fullmatch(r"[^/\s]+/[^/\s]+", entry)):
        raise ConfigError(
            f"option 'keyring' of engine {engine} must be \"service/user\", and stands instead of key_env",
            hint='the key itself is put in with: keyring set service user, and named here: keyring = "service/user"',
        )
    return KeyPlace(engine, "" if entry else named or variable, entry, bool(named or entry))


def _checked_variable(engine: str, name: str) -> str:
    if name and not re.fullmatch(r"[A-Z_][A-Z0-9_]*", name):
        raise ConfigError(
            f"option 'key_env' of engine {engine} must be the name of an environment variable, in capitals",
            hint='the key itself stands nowhere but in that variable: key_env = "LIBRE_KEY"',
        )
    return name
