"""The user's word about what engines may reach."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from dragoman import plugins
from dragoman.model import Batch, Capabilities, ConfigError, Draft, EngineSettings
from dragoman.project import EngineSetup, Project
from dragoman.project.trust import Trust, grant, revoke, trust_file, trust_of, why_not_local
from dragoman.workflow.routes import make

LOCAL = "http://127.0.0.1:5000/"


def test_it_is_for_one_engine_one_value_and_one_project(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    grant(one, "libre", LOCAL)
    grant(other, "libre", 'translate --model "große Katze" \\ x')
    assert trust_of(one, "libre", LOCAL) == Trust(str(one), "libre", LOCAL)
    assert trust_of(other, "libre", 'translate --model "große Katze" \\ x') is not None
    for folder, name, value in ((other, "libre", LOCAL), (one, "deepl", LOCAL), (one, "libre", LOCAL + "x")):
        assert trust_of(folder, name, value) is None
    grant(one, "libre", LOCAL, local=True)
    assert trust_of(one, "libre", LOCAL) == Trust(str(one), "libre", LOCAL, True)
    assert revoke(one, "libre") == [Trust(str(one), "libre", LOCAL, True)]
    assert trust_of(one, "libre", LOCAL) is None
    assert revoke(one, "libre") == []
    assert len(revoke(other, "libre")) == 1


def test_the_environment_says_it_for_machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = (f"libre={LOCAL}", " house:local=./translate --fast", "away:local=https://x.example.org/", "nothing")
    monkeypatch.setenv("DRAGOMAN_TRUST", "\n".join(lines))
    assert trust_of(tmp_path, "libre", LOCAL) == Trust(str(tmp_path), "libre", LOCAL)
    house = "./translate --fast"
    assert trust_of(tmp_path, "house", house) == Trust(str(tmp_path), "house", house, True)
    away = trust_of(tmp_path, "away", "https://x.example.org/")
    assert away is not None and not away.local
    assert not trust_file().exists()


@pytest.mark.parametrize(
    ("value", "is_local"),
    [
        ("http://127.0.0.1:5000/", True),
        ("http://127.8.8.8/", True),
        ("http://[::1]:5000/#key_env=X", True),
        ("http://localhost:1/v1", True),
        ("./translate", True),
        ("http://localhost.example.org/", False),
        ("http://127.0.0.1.example.org/", False),
        ("http://127.0.0.1@example.org/", False),
        ("http://0.0.0.0/", False),
        ("http://10.0.0.1/", False),
        ("http://2130706433/", False),
        ("https://[/", False),
        ("http:///", False),
    ],
)
def test_only_this_machines_own_addresses_can_be_local(
    value: str, is_local: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    assert (why_not_local(value) == "") is is_local


def test_a_proxy_stands_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://proxy.example.org:3128")
    monkeypatch.setenv("no_proxy", "")
    assert "a proxy of the environment stands between" in why_not_local(LOCAL)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert why_not_local(LOCAL) == ""


def test_a_damaged_file_is_told_with_its_place(tmp_path: Path) -> None:
    trust_file().parent.mkdir(parents=True)
    trust_file().write_text("[[trusted]]\nproject = 3\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="cannot be read"):
        trust_of(tmp_path, "libre", LOCAL)


@pytest.mark.parametrize("value", ["a\nb", "a\x7fb", "\ud800"])
def test_what_cannot_be_written_down_is_not_trusted(tmp_path: Path, value: str) -> None:
    with pytest.raises(ConfigError):
        grant(tmp_path, "libre", value)


def test_a_relative_folder_of_configuration_counts_as_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "here")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert trust_file() == tmp_path / ".config" / "dragoman" / "trust.toml"


class Silent:
    """A stranger's engine that does not say what it reaches."""

    name = "silent"
    caps = Capabilities(network=True)

    def __init__(self, settings: EngineSettings) -> None:
        pass

    def missing(self, source: str, target: str) -> str:
        return ""

    async def translate(self, batch: Batch) -> Sequence[Draft]:
        return []

    def close(self) -> None:
        pass


def test_an_address_in_the_settings_of_a_silent_engine_is_to_be_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plugins, "load", lambda group, name: Silent)
    project = Project(tmp_path, "en", ("es",))
    deep = EngineSetup("silent", "silent", {"servers": [{"at": "https://x.example.org/"}], "colour": "red"})
    ready = make(project, deep)
    assert (ready.reaches, ready.is_trusted, ready.is_local) == ("https://x.example.org/", False, False)
    plain = make(project, EngineSetup("silent", "silent", {"colour": "red"}))
    assert (plain.reaches, plain.is_trusted, plain.is_local) == ("", True, False)
