"""Machines that can lose their power or their network: each a few namespaces of Linux, with
processes, mounts, a name and an address of its own on a switch of the drill's."""

import os
import subprocess
import time
from pathlib import Path

HERE = Path(__file__).parent
OWN_FOLDERS = ("/etc/postgresql", "/etc/nginx", "/var/lib/postgresql", "/var/lib/selfassess")
LONGEST = 180  # seconds that a command may take
INIT = "while true; do sleep 600 & wait $!; done"  # takes leave of whatever is orphaned


class Machine:
    """Its disk, a folder, outlives its power."""

    def __init__(self, name: str, number: int, scratch: Path, others: int) -> None:
        self.name, self.number, self.others = name, number, others
        self.address = f"192.0.2.{number}"
        self.disk = scratch / "disks" / name
        self.socket = f"to-{name}"  # its place on the switch

    def __str__(self) -> str:
        return self.name

    def switch_on(self) -> None:
        namespaces = ["--net", "--mount", "--uts", "--pid", "--fork", "--kill-child"]
        self.power = subprocess.Popen(
            ["unshare", *namespaces, "--mount-proc", "bash", "-c", INIT],
            stdin=subprocess.DEVNULL,
        )
        children = Path(f"/proc/{self.power.pid}/task/{self.power.pid}/children")
        while not (found := children.read_text().split()):
            time.sleep(0.01)
        [self.init] = found
        self._connect()
        self._own_folders()

    def _connect(self) -> None:
        ends = f"{self.socket} address {mac(self.number)[:-5]}ff:{self.number:02x}"
        ip(f"link add {ends} type veth peer name eth0 address {mac(self.number)} netns {self.init}")
        ip(f"link set {self.socket} master switch up")
        # Neighbours are known for good: who is gone is silent, as behind a router, and not unknown
        known = [f"{n} lladdr {mac(n)}" for n in range(2, self.others) if n != self.number]
        replace = [f"ip neigh replace 192.0.2.{k} dev eth0 nud permanent" for k in known]
        neighbours = "\n".join(replace)
        self.inside(
            f"ip link set lo up; ip addr add {self.address}/24 dev eth0; ip link set eth0 up\n"
            f"hostname {self.name}\n{neighbours}"
        )

    def _own_folders(self) -> None:
        binds = []
        for folder in OWN_FOLDERS:
            own = self.disk / folder[1:]
            own.mkdir(parents=True, exist_ok=True)
            binds.append(f"mount --bind {own} {folder}")
        binds += ["mount -t tmpfs tmpfs /run", "mount -t tmpfs tmpfs /var/log"]
        binds.append("mkdir /var/log/nginx")
        binds.append("install -d -o postgres /run/postgresql")
        self.inside("\n".join(binds))

    def cut_power(self) -> None:
        """Nobody is told: the network goes first, so that no connection is closed."""
        self.unplug()
        self.power.kill()
        self.power.wait()
        ip(f"link delete {self.socket}", check=False)  # gone with its other end, as a rule

    def unplug(self) -> None:
        ip(f"link set {self.socket} nomaster")

    def plug(self) -> None:
        ip(f"link set {self.socket} master switch")

    def inside(self, script: str, **more: str) -> str:
        namespaces = ["--net", "--mount", "--uts", "--pid"]
        done = subprocess.run(
            ["nsenter", "--target", self.init, *namespaces, "bash", "-euc", script],
            env=os.environ | more,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LONGEST,
        )
        if done.returncode:
            raise RuntimeError(f"On {self.name}:\n{script}\n{done.stdout}{done.stderr}")
        return done.stdout.strip()

    def type(self, script: str) -> str:
        """As an administrator there, who follows a guide."""
        return self.inside(f"source {HERE / 'machine.sh'}\n{script}")


def mac(number: int) -> str:
    return f"02:00:00:00:00:{number:02x}"


def ip(arguments: str, *, check: bool = True) -> None:
    subprocess.run(["ip", *arguments.split()], check=check, capture_output=True)
