"""Two web hosts, two workers, three databases and a proxy, of which one after another is lost.

What was acknowledged is there, no report is there twice or half, sessions live on, and pages answer
again within a minute of a failover (docs/several-hosts.md). `bin/trial hosts` brings all of them to
another release and back, and loses more of them.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.postgres import installed_programs

NEEDS = ("unshare", "nsenter", "setpriv", "ip", "openssl", "curl", "age-keygen")
NGINX = shutil.which("nginx") or Path(settings.BASE_DIR, "var/nginx/usr/sbin/nginx")
NAMESPACES = ["--net", "--mount", "--uts", "--pid", "--fork", "--kill-child", "--mount-proc"]


def why_not() -> str:
    if os.geteuid() != 0:
        return "only an administrator makes machines of namespaces"
    if missing := [name for name in NEEDS if not shutil.which(name)]:
        return f"not installed: {', '.join(missing)}"
    if not Path(NGINX).exists() or installed_programs() is None:
        return "needs nginx and a PostgreSQL server of the distribution"
    tried = subprocess.run(["unshare", *NAMESPACES, "true"], capture_output=True)
    return "" if tried.returncode == 0 else "this machine permits no namespaces"


pytestmark = pytest.mark.long


@pytest.fixture
def folder():
    """On a disk on which overlays may be laid."""
    made = Path("/opt", f"selfassess-hosts-{os.getpid()}")
    (made / "scratch").mkdir(parents=True)
    yield made
    shutil.rmtree(made, ignore_errors=True)


def drill(folder: Path, *more: str) -> dict:
    """Ends with this process, and everything that it has started ends with it."""
    command = ["setpriv", "--pdeathsig", "KILL", "unshare", *NAMESPACES]
    programs = {"PROGRAMS": str(installed_programs()), "PROXY_PROGRAM": str(NGINX)}
    with (folder / "log").open("w") as log:
        done = subprocess.run(
            [*command, sys.executable, "-m", "tests.hosts.drill", str(folder), *more],
            cwd=settings.BASE_DIR,
            env=os.environ | programs,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    told = (folder / "log").read_text()
    assert (folder / "told.json").exists(), f"{done.returncode}: {told}"
    return json.loads((folder / "told.json").read_text())


@pytest.mark.trial("hosts", times=1)
def test_hosts_are_lost_one_after_the_other(folder, request, record_property):
    if reason := why_not():
        pytest.skip(reason)
    is_trial = request.config.getoption("trial") == "hosts"
    told = drill(folder, *(["--long"] if is_trial else []))
    acknowledged = {"what": "Saves that were acknowledged", "number": told["acknowledged"]}
    for line in [*told["losses"], *told["measured"], acknowledged]:
        record_property("told", json.dumps(line))
    assert told["faults"] == []
    for upgrade in (loss for loss in told["losses"] if "changed_after" in loss):
        assert upgrade["page"]["nobody_answered_for"] < 300
    failovers = [loss for loss in told["losses"] if "new_primary" in loss]
    assert failovers
    for loss in failovers:
        assert loss["page"]["last_failed_after"] < 60
