"""Keys: where they come from, and that nothing shows them."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator

import pytest
from tests.servers.serving import KEY

from dragoman.engines.addresses import checked_url, is_loopback, trusted
from dragoman.engines.keys import KeyPlace, Secret, read_key_place
from dragoman.model import ConfigError, EngineError


def test_a_secret_shows_nothing_and_is_not_copied() -> None:
    secret = Secret(KEY)
    assert [repr(secret), str(secret), f"{secret}", repr([secret])] == [*["Secret(…)"] * 3, "[Secret(…)]"]
    for copied in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError, match="a key is not copied"):
            copied(secret)
    assert secret.reveal() == KEY
    assert secret.hide_in(f"you sent {KEY}".encode()) == b"you sent ***"


def test_a_key_is_read_from_the_variable_that_the_settings_or_the_engine_name(monkeypatch: pytest.MonkeyPatch) -> None:
    place = read_key_place("trial", {}, "TRIAL_KEY")
    assert (place.missing, place.read()) == ("export TRIAL_KEY=…  # the key for engine trial", None)
    monkeypatch.setenv("TRIAL_KEY", f"{KEY}\n")
    monkeypatch.setenv("OTHER_KEY", "other")
    for found, key in ((place, KEY), (read_key_place("trial", {"key_env": "OTHER_KEY"}, "TRIAL_KEY"), "other")):
        secret = found.read()
        assert secret is not None
        assert (found.missing, secret.reveal()) == ("", key)


@pytest.mark.parametrize("value", ["two words", "schlüssel", "a\nb"])
def test_a_key_that_no_header_can_carry_is_refused_without_being_shown(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRIAL_KEY", value)
    with pytest.raises(EngineError) as refused:
        KeyPlace("trial", "TRIAL_KEY").read()
    assert refused.value.message == "the key in TRIAL_KEY holds blanks or letters that no key has"


@pytest.mark.parametrize(
    "options", [{"key_env": KEY}, {"keyring": KEY}, {"keyring": "a/b", "key_env": "A_KEY"}, {"keyring": "a/b c"}]
)
def test_a_key_in_place_of_its_name_is_refused_without_being_shown(options: dict[str, object]) -> None:
    with pytest.raises(ConfigError) as refused:
        read_key_place("trial", options)
    assert KEY not in str(refused.value)


@pytest.fixture
def keyring_of_tests() -> Iterator[None]:
    keyring = pytest.importorskip("keyring", reason="the extra keyring is not installed")
    from keyring.backend import KeyringBackend

    class OneEntry(KeyringBackend):
        priority = 1

        def get_password(self, service: str, username: str) -> str | None:
            return KEY if (service, username) == ("dragoman", "desk") else None

        def set_password(self, service: str, username: str, password: str) -> None:
            raise NotImplementedError

    before = keyring.get_keyring()
    keyring.set_keyring(OneEntry())
    yield
    keyring.set_keyring(before)


@pytest.mark.usefixtures("keyring_of_tests")
def test_a_key_is_read_from_the_keyring() -> None:
    secret = read_key_place("trial", {"keyring": "dragoman/desk"}).read()
    assert secret is not None
    assert secret.reveal() == KEY
    with pytest.raises(EngineError) as failed:
        read_key_place("trial", {"keyring": "dragoman/nobody"}).read()
    assert failed.value.message == (
        "engine trial cannot have the key in the keyring under dragoman/nobody: the keyring has no such entry"
    )


@pytest.mark.parametrize(
    "url",
    [
        f"https://user:{KEY}@a.example",
        f"https://a.example/?api_key={KEY}",
        f"https://a.example/#{KEY}",
        f"ftp://a.example/{KEY}",
        f"http://[{KEY}",
        f"http://a.example:{KEY}/",
        f"http://a.example/{KEY} x",
        f"{KEY}",
    ],
)
def test_an_address_with_more_than_a_place_is_refused_without_being_shown(url: str) -> None:
    with pytest.raises(ConfigError) as refused:
        checked_url("trial", url)
    assert KEY not in str(refused.value)


def test_what_is_to_be_trusted_is_the_address_and_the_key_that_the_settings_send_there() -> None:
    url = checked_url("trial", "http://127.0.0.1:5000")
    own, named = KeyPlace("trial", "TRIAL_KEY"), KeyPlace("trial", "GITHUB_TOKEN", named=True)
    assert trusted(url, own, named=False) == ""
    assert trusted(url, own, named=True) == "http://127.0.0.1:5000/"
    assert trusted(url, named, named=False) == "http://127.0.0.1:5000/#key_env=GITHUB_TOKEN"
    assert trusted(url, named, named=True) == "http://127.0.0.1:5000/#key_env=GITHUB_TOKEN"


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:1/", True),
        ("http://[::1]:1/", True),
        ("http://localhost/", True),
        ("http://127.0.0.1.example/", False),
        ("http://10.0.0.1/", False),
        ("https://translate.example/", False),
    ],
)
def test_this_machine_is_told_from_others(url: str, here: bool) -> None:
    assert is_loopback(url) is here
