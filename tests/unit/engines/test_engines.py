import types

import pytest

from reviewer import registry
from reviewer.engines import _engines
from reviewer.engines.base import EngineInfo
from reviewer.errors import EngineError


class Ready:
    title = "Ready"
    colors = True
    asked = 0

    def __init__(self, options):
        self.options = options

    def available(self):
        Ready.asked += 1
        return EngineInfo("ready", self.title, available=True, languages=("en",))


class Missing(Ready):
    def available(self):
        Ready.asked += 1
        return EngineInfo("missing", "Missing", available=False, reason="It is missing.", advice="Install it.")


@pytest.fixture
def engines(monkeypatch):
    """Three engines: one that is ready, one that is not installed, one whose library is not there."""
    loaded = []

    def load(_, name):
        loaded.append(name)
        if name == "broken":
            raise ModuleNotFoundError("no", name="somelib")
        return types.SimpleNamespace(Engine={"ready": Ready, "missing": Missing}[name])

    monkeypatch.setattr(registry, "names", lambda _: ["broken", "missing", "ready"])
    monkeypatch.setattr(registry, "load", load)
    Ready.asked = 0
    found = _engines.Engines({"path": "x"})
    found.loaded = loaded
    return found


def test_an_engine_is_made_once_with_its_options(engines):
    assert engines.named("ready") is engines.named("ready")
    assert engines.named("ready").options == {"path": "x"}


def test_only_the_engine_asked_for_is_loaded(engines):
    assert engines.choose("ready", ("en",)).engine == "ready"
    assert engines.loaded == ["ready"]


def test_what_is_ready_is_asked_once_and_what_is_not_each_time(engines):
    for _ in range(3):
        engines.info("ready")
        engines.info("missing")
    assert Ready.asked == 1 + 3


def test_a_missing_library_is_told_as_an_engine_that_cannot_be_used(engines):
    infos = {info.name: info for info in engines.infos()}
    assert not infos["broken"].available
    assert "somelib" in infos["broken"].reason


def test_a_name_without_an_engine_is_an_error(engines, monkeypatch):
    def load(_, name):
        raise KeyError(name)

    monkeypatch.setattr(registry, "load", load)
    with pytest.raises(EngineError, match='There is no engine "other"'):
        engines.named("other")
