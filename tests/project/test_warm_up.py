"""The web process before it forks: warm, and without a connection to the database."""

import json
import subprocess
import sys

from django.conf import settings

LOOK = """
import gc, json, sys
from benchmarks import portal
portal.plain_static_files()
import selfassess.wsgi
from django.db import connections
from django.template import engines
from django.urls import get_resolver
loader = engines["django"].engine.template_loaders[0]
heavy = ("pandas", "pyarrow", "plotly", "weasyprint", "docx", "xlsxwriter", "icalendar")
print(json.dumps({
    "connected": [c.alias for c in connections.all() if c.connection is not None],
    "addresses": get_resolver()._populated,
    "templates": len(loader.get_template_cache) if hasattr(loader, "get_template_cache") else 0,
    "frozen": gc.get_freeze_count(),
    "loaded": [name for name in heavy if name in sys.modules],
}))
"""


def after_the_door_is_loaded(**environment: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "selfassess.settings", "LOG_LEVEL": "ERROR"} | environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_workers_share_what_every_visitor_needs_and_no_connection():
    """The database that is named here answers nobody: whoever asked it would fail."""
    found = after_the_door_is_loaded(DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert found["connected"] == []
    assert found["addresses"]
    assert found["templates"] > 150
    assert found["frozen"] > 100_000
    assert found["loaded"] == ["plotly"]  # the rest is loaded where it is used


def test_a_process_that_serves_nobody_loads_none_of_it():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env={"LOG_LEVEL": "ERROR"},
        capture_output=True,
        text=True,
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    heavy = {"pandas", "pyarrow", "plotly", "weasyprint", "docx", "xlsxwriter", "icalendar"}
    assert "django" in loaded
    assert not loaded & heavy
