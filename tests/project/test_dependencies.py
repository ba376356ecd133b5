"""Known faults in packages: nothing counts as audited that no list was asked about."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings

BIN = Path(settings.BASE_DIR, "bin")
FOUND = {"vulns": [{"id": "PYSEC-1"}]}


@pytest.fixture
def dependencies() -> ModuleType:
    spec = importlib.util.spec_from_file_location("dependencies", BIN / "_dependencies.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Lists:
    """In the place of pip-audit and npm: what each says of the canary, and of ours."""

    def __init__(self, canary: dict, ours: dict) -> None:
        self.canary, self.ours = canary, ours

    def __call__(self, command: list[str]) -> str:
        of_ours = str(settings.BASE_DIR) in " ".join(command[1:])
        told = self.ours if of_ours else self.canary
        return json.dumps(told["npm" if "npm" in command[0] else "pip"])


def pip(name: str, **more: object) -> dict:
    return {"dependencies": [{"name": name, "version": "1", "vulns": [], **more}]}


def npm(*names: str) -> dict:
    return {"vulnerabilities": {name: {"severity": "high", "range": "<1"} for name in names}}


CANARY = {"pip": pip("django", **FOUND), "npm": npm("minimist")}
SOUND = {"pip": pip("django"), "npm": npm()}
SILENT = {"pip": pip("django"), "npm": npm()}
AWAY = {"pip": {}, "npm": {"error": "ENOTFOUND"}}


def test_audited_and_nothing_found(dependencies, monkeypatch, capsys):
    monkeypatch.setattr(dependencies, "run", Lists(CANARY, SOUND))
    assert dependencies.main() == 0
    assert capsys.readouterr().out.count("were audited: 0") == 2


@pytest.mark.parametrize("canary", [SILENT, AWAY])
def test_a_list_that_does_not_know_the_canary_has_audited_nothing(
    dependencies, monkeypatch, capsys, canary
):
    monkeypatch.setattr(dependencies, "run", Lists(canary, SOUND))
    assert dependencies.main() == 2
    told = capsys.readouterr().out
    assert told.count("DEPENDENCIES NOT AUDITED") == 2
    assert "were audited" not in told


def test_a_list_that_goes_away_after_the_canary_has_audited_nothing(dependencies, monkeypatch):
    monkeypatch.setattr(dependencies, "run", Lists(CANARY, AWAY))
    assert dependencies.main() == 2


def test_a_fault_is_named_and_fails(dependencies, monkeypatch, capsys):
    ours = {"pip": pip("weasyprint", **FOUND), "npm": npm("govuk-frontend")}
    monkeypatch.setattr(dependencies, "run", Lists(CANARY, ours))
    assert dependencies.main() == 1
    told = capsys.readouterr().out
    assert "weasyprint 1: PYSEC-1" in told
    assert "govuk-frontend: high, <1" in told


def test_what_is_locked_is_not_below_the_minimum(dependencies):
    assert dependencies.below_the_minimum() == []


def test_an_older_version_would_be_named(dependencies, monkeypatch, tmp_path):
    for name in ("requirements.txt", "package-lock.json"):
        (tmp_path / name).write_text(Path(settings.BASE_DIR, name).read_text())
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "minimum-safe.toml").write_text(
        '[python]\nweasyprint = "999"\nno-such = "1"\n[front-end]\n"govuk-frontend" = "6.600"\n'
    )
    monkeypatch.setattr(dependencies, "ROOT", tmp_path)
    assert [line.split()[0] for line in dependencies.below_the_minimum()] == [
        *("weasyprint", "no-such", "govuk-frontend"),
    ]


@pytest.mark.slow  # the generator reads every package that is installed
def test_the_list_of_packages_has_all_that_are_locked(tmp_path):
    made = tmp_path / "python.cdx.json"
    command = re.search(r"cyclonedx-py .+\n.+", (BIN / "sbom").read_text())[0]
    words = command.replace("\\\n", " ").split()[:-1]  # all but the place
    subprocess.run(
        [sys.executable, "-m", "cyclonedx_py", *words[1:], made], cwd=settings.BASE_DIR, check=True
    )
    listed = {one["name"].lower() for one in json.loads(made.read_text())["components"]}
    locked = re.findall(
        r"^([A-Za-z0-9._-]+)==", Path(settings.BASE_DIR, "requirements.txt").read_text(), re.M
    )
    assert {name.lower() for name in locked} <= listed
