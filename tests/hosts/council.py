"""A council's hosts, set up as docs/several-hosts.md says."""

import json
import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from secrets import token_hex

from tests.guides import blocks

from .machines import HERE, Machine

GUIDE = "several-hosts.md"
NAMES = ("proxy", "web1", "web2", "work1", "work2", "db1", "db2", "db3")
HOST = "self-assessment.council.example"
DATABASES = ("db1", "db2", "db3")
PEOPLE = HERE / "people_of_the_drill.py"
POSTGRESQL = """
data_directory = '/var/lib/postgresql/15/main'
hba_file = '/etc/postgresql/15/main/pg_hba.conf'
unix_socket_directories = '/run/postgresql'
include_dir = 'conf.d'
"""
NGINX = """
pid /run/nginx.pid; user root; error_log stderr; worker_processes 1;
events {}
http {
    server_names_hash_bucket_size 128;
    access_log /var/log/nginx/access.log; # as Debian's nginx.conf has it
    client_body_temp_path /run/nginx-body; proxy_temp_path /run/nginx-proxy;
    fastcgi_temp_path /run/nginx-f; uwsgi_temp_path /run/nginx-u; scgi_temp_path /run/nginx-s;
    include /etc/nginx/site;
}
"""


class Council:
    def __init__(self, scratch: Path, program: Path) -> None:
        self.scratch = scratch
        last = len(NAMES) + 2
        self.machines = {n: Machine(n, i, scratch, last) for i, n in enumerate(NAMES, start=2)}
        names = [f"{m.address} {m}.council.example" for m in self.machines.values()]
        names.append(f"{self['proxy'].address} {HOST}")
        given = {"SCRATCH": str(scratch), "PROGRAM": str(program), "NAMES": "\n".join(names)}
        subprocess.run(["bash", HERE / "ground.sh"], env=os.environ | given, check=True)
        self.passwords = {f"…password {n}…": token_hex(12) for n in range(1, 5)}
        self.primary = "db1"

    def __getitem__(self, name: str) -> Machine:
        return self.machines[name]

    def block(self, heading: str, number: int = 0) -> str:
        """What the guide says there, with the passwords of this council."""
        return self.filled_in(blocks(GUIDE, heading)[number])

    def filled_in(self, text: str) -> str:
        for place, password in self.passwords.items():
            text = text.replace(place, password)
        return text

    # --- Setting up ---------------------------------------------------------------------------

    def set_up(self) -> dict:
        """Returns who may sign in with what."""
        for machine in self.machines.values():
            machine.switch_on()
        self.set_up_database()
        self.write_settings()
        self["work1"].type(self.block("Set up the portal", 1))  # files that all hosts share
        self.as_owner("owner-portal migrate --verbosity 0\ngrant-rights")
        collect = "portal collectstatic --no-input --verbosity 0"
        with ThreadPoolExecutor() as at_once:
            told = at_once.submit(self["work1"].type, f"with-settings python {PEOPLE}")
            list(at_once.map(lambda name: self[name].type(collect), ("web1", "web2")))
            list(at_once.map(self.start, ("work1", "work2", "web1", "web2", "proxy")))
        return json.loads(told.result().splitlines()[-1])

    def set_up_database(self) -> None:
        shared = f"cp {self.scratch}/server.pem {self.scratch}/server.key {self.scratch}/ca.pem"
        for name in DATABASES:
            main = self[name].disk / "etc/postgresql/15/main"
            (main / "conf.d").mkdir(parents=True)
            (main / "postgresql.conf").write_text(POSTGRESQL)
            (main / "pg_hba.conf").write_text("local all postgres peer\n")
            self[name].type(
                f"{shared} /etc/postgresql; chown -R postgres /etc/postgresql /var/lib/postgresql\n"
                "chmod 0600 /etc/postgresql/server.key\n" + self.block("Set up the database", 0)
            )
        self["db1"].type(
            "sudo -u postgres initdb --pgdata /var/lib/postgresql/15/main --auth peer --no-sync "
            "--encoding UTF8 --locale C.UTF-8 >/dev/null\n" + self.block("Set up the database", 1)
        )
        for name in DATABASES:
            self[name].type(self.block("Set up the database", 2))
        for name in ("db2", "db3"):
            self.make_standby(name)

    def make_standby(self, name: str) -> None:
        self[name].type(self.block("Make a host a standby"))

    def write_settings(self) -> None:
        """The same on every host, so they share the file."""
        single = blocks("deploy.md", "Install")[2]
        several = self.block("Set up the portal")
        key = "aB3-x9Qz_4" * 6
        given = single.replace("…50 random characters or more…", key) + several
        folder = Path("/etc/selfassess")
        (folder / "settings.env").write_text(given)
        [url] = [line for line in several.splitlines() if line.startswith("DATABASE_URL")]
        for number, name in ((3, "owner"), (4, "backup")):
            own = url.replace("//selfassess:", f"//selfassess_{name}:")
            own = own.replace(*[self.passwords[f"…password {n}…"] for n in (2, number)])
            (folder / f"{name}.env").write_text(f"{own}\n")
        (folder / "seal.env").write_text(f"AUDIT_SEAL_KEY={'zQ9x-3Ba_7' * 6}\n")
        key = ["age-keygen", "--output", self.scratch / "backup.key"]
        made = subprocess.run(key, check=True, capture_output=True, text=True)
        (folder / "backup.recipients").write_text(made.stderr.split()[-1])

    def as_owner(self, script: str) -> str:
        """On work1, with the guide's own word for giving rights."""
        alias = self.block("Set up the portal", 2)
        return self["work1"].type(f"shopt -s expand_aliases\n{alias}{script}")

    def start(self, name: str) -> None:
        """What a host's systemd starts when it has power again; a database is started by hand."""
        if name.startswith("work"):
            self[name].type("systemctl enable --now selfassess-worker")
            return
        conf = "nginx-front" if name == "proxy" else "nginx"
        nginx = self[name].disk / "etc/nginx"
        (nginx / "nginx.conf").write_text(NGINX)
        (nginx / "site").write_text(Path(f"/srv/selfassess/deploy/{conf}.conf").read_text())
        web = "" if name == "proxy" else "selfassess-web"
        self[name].type(f"systemctl enable --now nginx {web}")

    def keep_logs(self, folder: Path) -> None:
        for name, machine in self.machines.items():
            shutil.copytree(machine.disk / "var/lib/selfassess/log", folder / name)

    # --- What is done by hand --------------------------------------------------------------------

    def standbys(self) -> list[str]:
        return [name for name in DATABASES if name != self.primary]

    def fail_over(self) -> str:
        """As the guide says; the old primary is off. Returns whom it promoted."""
        how_far, promote, followers = (self.block("Fail over", n) for n in range(3))
        came = {name: self[name].type(how_far) for name in self.standbys()}
        chosen = max(came, key=lambda name: [int(part, 16) for part in came[name].split("/")])
        self[chosen].type(promote)
        self[chosen].type(f"until [[ $({followers.strip()}) ]]; do sleep 0.2; done")
        self.primary = chosen
        return chosen

    def ask_for_report(self) -> None:
        self["work2"].type(
            "with-settings python -c 'import django; django.setup()\n"
            "from selfassess.accounts.models import User\n"
            "from selfassess.quarters.models import Quarter\n"
            "from selfassess.reporting.operations import compile_report\n"
            "by = User.objects.command_line()\n"
            'compile_report(Quarter.objects.get(), kind="draft", by=by)\''
        )

    def sql(self, query: str) -> str:
        flags = "--dbname selfassess --tuples-only --no-align"
        return self[self.primary].type(f'sudo -u postgres psql {flags} --command "{query}"')
