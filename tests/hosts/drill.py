"""The drill itself, in namespaces of its own: hosts are lost one after the other while people save.

    python -m tests.hosts.drill FOLDER [--long]

Prints what each loss cost, and writes it into FOLDER. See test_hosts.py.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .aftermath import faults, lost_saves
from .council import Council
from .crowd import Crowd, outage
from .measures import measure
from .upgrade import Upgrade, answers_now

LONGEST = {False: 600, True: 1800}  # seconds of all of it, short and long, whatever happens
CALM_WITHIN = 90


class Drill:
    def __init__(self, council: Council, crowd: Crowd) -> None:
        self.council, self.crowd = council, crowd
        self.losses: list[dict] = []
        self.moments: list[float] = []
        self.measured: list[dict] = []

    @contextmanager
    def loss(self, what: str) -> Iterator[dict]:
        """Until all is calm again. What people met from here on is told at the end."""
        began, found = time.time(), {"what": what}
        self.moments.append(began)
        self.losses.append(found)
        yield found
        self.until(lambda: self.crowd.is_calm(began), CALM_WITHIN)
        say(found | {"calm_after": round(time.time() - began, 1)})

    def told(self) -> list[dict]:
        visits = self.crowd.visits
        moments = [*self.moments, max(visit.ended for visit in visits)]
        return [loss | outage(visits, moments, n) for n, loss in enumerate(self.losses)]

    def until(self, is_so: Callable[[], object], seconds: float) -> None:
        deadline = time.time() + seconds
        while not is_so():
            if time.time() > deadline:
                last = [f"{v.kind} {v.status}" for v in self.crowd.visits[-9:]]
                raise RuntimeError(f"Not within {seconds} s: {last}, {self.crowd.trouble}")
            time.sleep(0.1)

    # --- Losses ----------------------------------------------------------------------------------

    def lose_web_host(self, name: str) -> None:
        with self.loss(f"{name} loses its power"):
            self.council[name].cut_power()

    def bring_back(self, name: str) -> None:
        with self.loss(f"{name} is back"):
            self.council[name].switch_on()
            self.council.start(name)

    def lose_worker_host(self) -> str:
        """In the middle of a report. Returns which it was."""
        before = self.council.sql("SELECT count(*) FROM reporting_build")
        self.council.ask_for_report()
        query = (
            "SELECT worker_ids->>-1 FROM reporting_build, django_tasks_database_dbtaskresult t "
            "WHERE state = 'running' AND t.status = 'RUNNING' ORDER BY t.started_at DESC LIMIT 1"
        )
        self.until(lambda: self.council.sql(query), 90)
        worker = self.council.sql(query)
        logs = {name: self.log_of(name) for name in ("work1", "work2")}
        [name] = [name for name, log in logs.items() if worker in log]
        with self.loss(f"{name} loses its power while it draws report {int(before) + 1}"):
            self.council[name].cut_power()
        return name

    def log_of(self, name: str) -> str:
        return self.council[name].type('cat "$LOGS/selfassess-worker"')

    def report_is_there(self, began: float) -> None:
        query = "SELECT count(*) FROM reporting_build WHERE state <> 'done'"
        self.until(lambda: self.council.sql(query) == "0", 240)
        self.tell("The report that was asked for is there", after=round(time.time() - began, 1))

    def lose_primary(self, *, unplugged: bool = False) -> None:
        old = self.council.primary
        how = "is cut off, alive," if unplugged else "loses its power"
        with self.loss(f"{old} {how} and is failed over") as found:
            machine, began = self.council[old], time.time()
            machine.unplug() if unplugged else machine.cut_power()
            time.sleep(3)  # whoever is on call looks
            by_hand = time.time()
            found["new_primary"] = self.council.fail_over()
            found["by_hand"] = [round(by_hand - began, 1), round(time.time() - began, 1)]
            if unplugged:
                machine.cut_power()  # before anybody plugs it in again

    def back_as_standby(self, name: str) -> None:
        with self.loss(f"{name} is made a standby") as found:
            began = time.time()
            self.council[name].switch_on()
            self.council.make_standby(name)
            query = "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'"
            self.until(lambda: self.council.sql(query) == "2", 60)
            found["streams_after"] = round(time.time() - began, 1)

    def cut_off(self, name: str, seconds: int) -> None:
        with self.loss(f"{name} is cut off for {seconds} s"):
            self.council[name].unplug()
            time.sleep(seconds)
            self.council[name].plug()

    def cut_off_from_database(self, name: str, seconds: int) -> None:
        routes = [f"blackhole {self.council[db].address}" for db in ("db1", "db2", "db3")]
        with self.loss(f"{name} does not reach the databases for {seconds} s"):
            self.council[name].inside("\n".join(f"ip route add {r}" for r in routes))
            time.sleep(10)  # somebody looks
            self.council[name].type(
                self.council.block("A web host that does not reach the database")
            )
            time.sleep(seconds - 10)
            self.council[name].inside("\n".join(f"ip route delete {r}" for r in routes))
            self.council[name].type("systemctl start nginx")

    def tell(self, what: str, **more: object) -> None:
        self.measured.append({"what": what, **more})
        say(self.measured[-1])

    # --- Its two forms --------------------------------------------------------------------------

    def short(self) -> None:
        asked = time.time()
        self.lose_worker_host()
        self.lose_web_host("web1")
        self.lose_primary()
        self.report_is_there(asked)

    def long(self) -> None:
        self.tell("Everybody at work", **measure(self.council, self.crowd))
        for turn in range(2):
            asked = time.time()
            worker = self.lose_worker_host()
            self.report_is_there(asked)
            self.bring_back(worker)
            self.lose_web_host("web1")
            self.bring_back("web1")
            old = self.council.primary
            self.lose_primary(unplugged=bool(turn))
            self.back_as_standby(old)
            self.cut_off("web2", 20)
            self.cut_off_from_database("web1", 20)


def is_noticed(council: Council, people: dict, folder: Path) -> bool:
    """The same with saves that are on one host alone must find that some are lost."""
    ledger = folder / "careless-ledger"
    now = {"answers": answers_now(council, people)}
    crowd = Crowd(people | now, folder / "scratch" / "ca.pem", ledger)
    council.sql("ALTER SYSTEM SET synchronous_standby_names = ''")
    council.sql("SELECT pg_reload_conf()")
    began = time.time()
    with crowd.at_work():
        Drill(council, crowd).until(lambda: crowd.is_calm(began), 120)
        for name in council.standbys():
            council[name].unplug()
        time.sleep(5)
        council[council.primary].cut_power()
        for name in council.standbys():
            council[name].plug()
        council.fail_over()
    return any("is lost" in fault for fault in lost_saves(council, ledger))


def upgrade(council: Council, people: dict, folder: Path) -> tuple[Drill, list[str]]:
    """To the next release while people save, and back."""
    crowd = Crowd(people, folder / "scratch" / "ca.pem", folder / "upgrade-ledger")
    drill = Drill(council, crowd)
    steps, began = Upgrade(drill, Path.cwd()), time.time()
    with crowd.at_work():
        drill.until(lambda: crowd.is_calm(began), 120)
        asked = time.time()
        steps.there()
        drill.report_is_there(asked)
    lost = lost_saves(council, steps.ledger)
    saved = acknowledged(steps.ledger)
    drill.tell("Saves acknowledged around the upgrade", number=saved, lost=len(lost))
    steps.back()
    return drill, lost + crowd.trouble + steps.faults


def acknowledged(ledger: Path) -> int:
    return sum(line.startswith('["saved"') for line in ledger.read_text().splitlines())


def say(found: dict) -> None:
    print(json.dumps(found), flush=True)


def main() -> int:
    folder, is_long = Path(sys.argv[1]), "--long" in sys.argv
    signal.signal(signal.SIGALRM, lambda *_: os._exit(3))  # and the namespaces end with it
    signal.alarm(LONGEST[is_long])
    began = time.time()
    council = Council(folder / "scratch", Path.cwd())
    people = council.set_up()
    say({"what": "Everything runs", "after": round(time.time() - began, 1)})
    ledger, drills, found = folder / "ledger", [], []
    try:
        if is_long:
            drill, found = upgrade(council, people, folder)
            drills.append(drill)
            people["answers"] = answers_now(council, people)
        crowd = Crowd(people, folder / "scratch" / "ca.pem", ledger)
        drills.append(drill := Drill(council, crowd))
        with crowd.at_work():
            drill.until(lambda: crowd.is_calm(began), 120)
            drill.long() if is_long else drill.short()
    finally:
        council.keep_logs(folder / "logs")
    found += faults(council, people, ledger) + crowd.trouble
    if is_long and not is_noticed(council, people, folder):
        found.append("Saves on one host alone were lost, and nobody noticed")
    saved = acknowledged(ledger)
    summary = {"acknowledged": saved, "faults": found}
    summary["losses"] = [loss for drill in drills for loss in drill.told()]
    summary["measured"] = [line for drill in drills for line in drill.measured]
    (folder / "told.json").write_text(json.dumps(summary))
    say({"what": "Over", "acknowledged": saved, "faults": found})
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
