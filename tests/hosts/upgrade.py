"""All hosts brought to the next release and back in the order of docs/several-hosts.md.

The next release is today's with other styles and one migration more, of the kind that leaves an
older process unable to save: a column of each event that must not be empty.
"""

import json
import os
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING

from tests.guides import blocks

from .aftermath import lost_saves
from .council import Council
from .crowd import Browser

if TYPE_CHECKING:
    from .drill import Drill

WEB, WORK = ("web1", "web2"), ("work1", "work2")
SECTION = "Upgrade and roll back"
STOP_WEB, STOP_WORK, PROGRAM, READY, SET_ASIDE, RESTORE = range(6)  # its blocks
COLUMN = 'Event.add_to_class("of_the_next_release", models.IntegerField(default=0))'
# How a line of the proxy's ends whose request some host took: address, status, seconds to connect
TAKEN = re.compile(r"\[(\S+)\].* ([\d.]+):443 (?:\d+, )*\d+ (?:[-\d.]+, )*\d+\.\d+$")


def write_next_release(folder: Path) -> None:
    with (folder / "selfassess/audit/models.py").open("a") as models:
        print(f"\n\n{COLUMN}", file=models)
    with (folder / "static/site.css").open("a") as styles:
        print("/* The next release */", file=styles)
    make = ["makemigrations", "audit", "--name", "next_release", "--verbosity", "0"]
    given = os.environ | {"DATABASE_URL": f"sqlite:///{folder}/var/none.sqlite3"}
    subprocess.run([sys.executable, "manage.py", *make], cwd=folder, env=given, check=True)


class Upgrade:
    """`drill` is that of the people who save meanwhile."""

    def __init__(self, drill: "Drill", program: Path) -> None:
        self.drill, self.council = drill, drill.council
        self.program, self.next = program, drill.council.scratch / "next"
        self.ledger = Path(drill.crowd.ledger.name)
        self.before = self.ledger.with_name("ledger-before-the-upgrade")
        self.stopped: dict[str, float] = {}
        self.faults: list[str] = []
        write_next_release(self.next)

    # --- There ----------------------------------------------------------------------------------

    def there(self) -> None:
        council, open_page = self.council, self.files_of_a_page()
        with self.drill.loss("All hosts are upgraded") as found:
            began = time.time()
            self.stop_all()
            found["stopped_after"] = round(time.time() - began, 1)
            self.before.write_text(self.ledger.read_text())
            council.ask_for_report()  # as if it had been asked for in the last moment
            with ThreadPoolExecutor() as at_once:
                first = at_once.submit(council.as_owner, self.upgrade_of_one_host())
                others = [name for name in (*WORK, *WEB) if name != "work1"]
                list(at_once.map(self.take_program, others, [self.next] * len(others)))
                first.result()
            found["changed_after"] = round(time.time() - began, 1)
            self.start_all(began, found)
        browser = Browser(council.scratch / "ca.pem")
        gone = [path for path in open_page if browser.ask("page", path)[0] != 200]
        self.faults += [f"An open page finds no {path}" for path in gone]

    def files_of_a_page(self) -> list[str]:
        browser = Browser(self.council.scratch / "ca.pem")
        _, page = browser.ask("page", "/accounts/login/")
        found = re.findall(r'"(/static/[^"]+\.(?:css|js))"', page.decode())
        assert found, page
        return found

    def stop_all(self) -> None:
        for name in WEB:
            self.council[name].type(self.council.block(SECTION, STOP_WEB))
            self.stopped[name] = time.time()
        for name in WORK:
            self.council[name].type(self.council.block(SECTION, STOP_WORK))

    def upgrade_of_one_host(self) -> str:
        """From the backup to `load_catalogue`."""
        [whole] = blocks("deploy.md", "Upgrade")
        return self.checked_out("\n".join(whole.splitlines()[1:-1]), self.next)

    def checked_out(self, script: str, release: Path) -> str:
        """The folder of a release stands for git's, and its packages are there already."""
        script = re.sub(r"git fetch && git checkout vNEW", f"take_release {release}", script)
        return re.sub(r"^bash -c .*set_up_to_serve.*$", "", script, flags=re.M)

    def take_program(self, name: str, release: Path) -> None:
        script = self.checked_out(self.council.block(SECTION, PROGRAM), release)
        if name in WORK:
            script = script.replace("portal collectstatic --no-input", "")
        self.council[name].type(script)

    def start_all(self, began: float, found: dict) -> None:
        for name in WORK:
            self.council[name].type("systemctl start selfassess-worker")
        for name in WEB:
            self.council[name].type("systemctl start selfassess-web")
            self.drill.until(lambda name=name: set(self.ready(name).values()) == {"ok"}, 60)
            self.note_early_visits(name)
            found[f"{name}_ready_after"] = round(time.time() - began, 1)
            self.council[name].type("systemctl start nginx")
            if name == WEB[0]:
                self.drill.until(self.a_page_comes, 30)
                found["page_after"] = round(time.time() - began, 1)

    def ready(self, name: str) -> dict[str, str]:
        told = self.council[name].type(f"{self.council.block(SECTION, READY).strip()} || true")
        return json.loads(told) if told else {}

    def a_page_comes(self) -> bool:
        browser = Browser(self.council.scratch / "ca.pem")
        return browser.ask("page", "/accounts/login/")[0] == 200

    def note_early_visits(self, name: str) -> None:
        """Nobody is led to a host between its stop and what its /readyz says. In whole seconds."""
        since, until = ceil(self.stopped[name]), floor(time.time())
        log = self.council["proxy"].inside("cat /var/log/nginx/selfassess.log")
        taken = [match for line in log.splitlines() if (match := TAKEN.search(line))]
        if not taken:
            self.faults.append("The proxy's log is not as it is read here")
        for match in taken:
            at = datetime.fromisoformat(match[1]).timestamp()
            if match[2] == self.council[name].address and since <= at < until:
                self.faults.append(f"Led to {name} before it was ready: {match[0]}")

    # --- And back -------------------------------------------------------------------------------

    def back(self) -> None:
        """Nobody is at work: what was saved since the upgrade goes away, and nothing else."""
        council, began, found = self.council, time.time(), {}
        self.stop_all()
        for name in (*WORK, *WEB):
            self.take_program(name, self.program)
        council["web1"].type("systemctl start selfassess-web")
        self.drill.until(lambda: self.ready("web1"), 60)
        failing = [check for check, said in self.ready("web1").items() if said != "ok"]
        if failing != ["release"]:
            self.faults.append(f"The old release on new tables says: {failing}")
        council["web1"].type("systemctl stop selfassess-web")
        council[council.primary].type(council.block(SECTION, SET_ASIDE))
        restore = council.block(SECTION, RESTORE).replace("2026-01-31T12-30-00Z", "2*")
        council.as_owner(f"cp {council.scratch}/backup.key /run\n{restore}")
        found["restored_after"] = round(time.time() - began, 1)
        self.start_all(began, found)
        self.faults += lost_saves(council, self.before)
        undone = [fault for fault in lost_saves(council, self.ledger) if "is lost" in fault]
        if not undone:
            self.faults.append("Rolling back has undone nothing: was there a backup?")
        self.drill.tell("All hosts are rolled back", saves_undone=len(undone), **found)


def answers_now(council: Council, people: dict) -> list[list]:
    """For people who begin to write now."""
    rows = council.sql(
        "SELECT area, question, version FROM assessments_answer a "
        "JOIN assessments_assessment s ON s.id = a.assessment_id"
    )
    now = {(a, q): int(v) for a, q, v in (row.split("|") for row in rows.splitlines())}
    return [[area, question, now[area, question]] for area, question, _ in people["answers"]]
