"""docs/deploy.md, followed word for word from bare accounts: installed, served, sealed, backed up,
restored and set up again. What stands for systemd hides the homes and lends no settings."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.guides import blocks
from tests.postgres import free_port, installed_programs

GUIDE = "deploy.md"
MACHINE = Path(__file__).with_name("guide.sh")
NEEDS = ("unshare", "runuser", "setpriv", "adduser", "age-keygen", "git")

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        os.geteuid() != 0 or not all(map(shutil.which, NEEDS)) or installed_programs() is None,
        reason="needs an administrator, namespaces and a PostgreSQL server of the distribution",
    ),
]


def python_for_all(tmp: Path) -> Path:
    """A folder with a Python that every account may run, as a distribution has it."""
    base = Path(sys.base_prefix)
    if base.resolve().parts[1] not in {"root", "home"}:
        return base / "bin"
    shutil.copytree(base, tmp / "python", symlinks=True)
    return tmp / "python" / "bin"


def test_an_administrator_follows_the_guide(request, record_property):
    tmp = Path("/opt", f"selfassess-guide-{os.getpid()}")
    request.addfinalizer(lambda: shutil.rmtree(tmp, ignore_errors=True))
    (tmp / "scratch").mkdir(parents=True)
    tmp.chmod(0o755)
    accounts, program, written, seal_key, commands, processes = blocks(GUIDE, "Install")
    restore, drill = blocks(GUIDE, "Back up and restore")
    upgrade = blocks(GUIDE, "Upgrade")[0]
    port = free_port()
    script = f"""
source {MACHINE}
bare_machine
a_server
{accounts}
{program.replace("--branch vRELEASE …the address of the repository…", str(settings.BASE_DIR))}
cat >/etc/selfassess/settings.env <<'END'
{written.replace("…50 random characters or more…", "aB3-x9Qz_4" * 6)}END
chgrp selfassess /etc/selfassess/settings.env; chmod 0640 /etc/selfassess/settings.env
cat >/etc/selfassess/seal.env <<'END'
{seal_key.replace("…60 other random characters…", "zQ9x-3Ba_7" * 6)}END
chmod 0600 /etc/selfassess/seal.env
age-keygen --output "$SCRATCH/backup.key" 2>/dev/null
age-keygen -y "$SCRATCH/backup.key" >/etc/selfassess/backup.recipients
{commands}
echo FOLLOWED commands
sed -i 's/127.0.0.1:8000/127.0.0.1:{port}/' /srv/selfassess/deploy/selfassess-web.service
{processes.replace("nginx -t &&", "nginx -t;")}
for _ in $(seq 100); do
    curl --silent --fail http://127.0.0.1:{port}/readyz && break
    sleep 0.3
done
echo
curl --silent --output /dev/null --write-out 'HEALTH %{{http_code}}\n' http://127.0.0.1:{port}/healthz
curl --silent --output /dev/null --write-out 'OTHER HOST %{{http_code}}\n' http://127.0.0.1:{port}/
curl --silent --output /dev/null --write-out 'PAGE %{{http_code}}\n' \
    --header 'Host: self-assessment.council.example' --header 'X-Forwarded-Proto: https' \
    http://127.0.0.1:{port}/accounts/login/
cp "$SCRATCH/backup.key" /run/backup.key
{drill.replace("2026-01-31T02-30-00Z", "2*")}
{restore.replace("/var/backups/selfassess/2026-01-31T02-30-00Z", "/var/backups/selfassess/2*")}
sed -i 's#postgresql:///selfassess$#postgresql:///selfassess_restored#' /etc/selfassess/settings.env
owner-portal migrate --check && owner-portal verify_records && echo FOLLOWED restore
sed -i 's#postgresql:///selfassess_restored#postgresql:///selfassess#' /etc/selfassess/settings.env
rm -r /var/backups/selfassess/2*
systemctl start selfassess-web selfassess-worker
{upgrade.replace("git fetch && git checkout vNEW", "true")}
sleep 1; kill -0 "${{RUNNING[@]}}" && echo FOLLOWED upgrade
systemctl stop
as postgres "$PROGRAMS/pg_ctl" --pgdata "$SCRATCH/server/data" --mode immediate stop >/dev/null
"""
    (tmp / "script").write_text(script)
    done = subprocess.run(
        [
            "unshare",
            "--mount",
            "--pid",
            "--kill-child",
            "--mount-proc",
            "bash",
            str(tmp / "script"),
        ],
        env=os.environ  # how packages are reached is the machine's own matter
        | {
            "SCRATCH": str(tmp / "scratch"),
            "PROGRAMS": str(installed_programs()),
            "PYTHON_FOR_ALL": str(python_for_all(tmp)),
            "PORT": str(port),
        },
        capture_output=True,
        text=True,
        timeout=600,
    )
    told = done.stdout + done.stderr
    assert done.returncode == 0, told
    [went] = re.findall(r"^The drill went well: .+$", told, re.M)
    record_property("told", went)
    for line in ("FOLLOWED commands", "FOLLOWED restore", "FOLLOWED upgrade"):
        assert line in done.stdout, told
    assert "Read-only file system" not in told
    assert "HEALTH 200" in told
    assert "OTHER HOST 400" in told
    assert "PAGE 200" in told
