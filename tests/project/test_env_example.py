""".env.example lists every setting that the environment can make, and nothing else."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from selfassess import env

from .test_settings import read  # noqa: F401 (a fixture)

EXAMPLE = Path(settings.BASE_DIR, ".env.example")
SOURCES = [
    *Path(settings.BASE_DIR, "selfassess", "settings").glob("*.py"),
    *(Path(settings.BASE_DIR, "selfassess", f"{name}.py") for name in ("oidc", "env")),
]
READERS = {name for name, value in vars(env).items() if callable(value) and name.islower()}


def variables_read() -> set[str]:
    """The names that the settings, oidc.py and env.py ask the environment for."""
    names = set()
    for source in SOURCES:
        for call in ast.walk(ast.parse(source.read_text())):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            function = call.func
            name = function.attr if isinstance(function, ast.Attribute) else ast.unparse(function)
            asked = call.args[0]
            if name in READERS and isinstance(asked, ast.Constant):
                names.add(asked.value)
    return names


def lines() -> dict[str, str]:
    return dict(re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE.read_text(), re.M))


def test_it_lists_every_variable_that_settings_read_and_no_other():
    assert {"SECRET_KEY", "DATABASE_URL", "EMAIL_URL", "TODAY"} < variables_read()
    assert set(lines()) == variables_read()


def test_nothing_else_of_the_settings_reads_the_environment():
    asking = {source.name: source.read_text().count("os.environ") for source in SOURCES}
    assert {name: times for name, times in asking.items() if times} == {"env.py": 1}


@pytest.mark.parametrize("name", lines())
def test_each_has_a_comment(name):
    before = EXAMPLE.read_text().partition(f"\n{name}=")[0]
    assert before.rpartition("\n")[2].startswith("# ")


def test_what_stands_there_is_the_default(read):  # noqa: F811
    own_folder = {name: value for name, value in lines().items() if name != "VAR_DIR"}
    assert read(**own_folder) == read()
