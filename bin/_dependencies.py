"""Are packages known to have faults? Called by bin/dependencies.

An audit that reaches no list finds nothing, too. So each list is first asked about a package that
is known to have a fault: only when it is named, the list counts as reached.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PYTHON_CANARY = ("django", "4.2.0")
FRONT_END_CANARY = ("minimist", "0.0.8")
NOT_AUDITED = "DEPENDENCIES NOT AUDITED: no list of known faults could be reached for {}."
NAMED = re.compile(r"^([a-z0-9._-]+)==([0-9][0-9a-z.]*)", re.M)


def main() -> int:
    """0: audited, and nothing found. 1: something found. 2: not audited."""
    found = below_the_minimum()
    reached = True
    for name, audit in {"Python packages": python, "front-end packages": front_end}.items():
        faults = audit()
        if faults is None:
            reached = False
            print(NOT_AUDITED.format(name))
        else:
            print(f"The {name} were audited: {len(faults)} with a known fault.")
            found += faults
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0 if reached else 2


def python() -> list[str] | None:
    """The faulty ones of requirements.txt; None when no list was reached."""
    with tempfile.TemporaryDirectory() as folder:
        canary = Path(folder, "requirements.txt")
        canary.write_text("{}=={}\n".format(*PYTHON_CANARY))
        if not (audited := pip_audit(canary, "--no-deps", "--disable-pip")):
            return None
        if PYTHON_CANARY[0] not in audited:
            return None
    ours = pip_audit(ROOT / "requirements.txt", "--require-hashes", "--disable-pip")
    return None if ours is None else sorted(ours.values())


def pip_audit(requirements: Path, *options: str) -> dict[str, str] | None:
    """Name → what is known of it. None when it could not say of every package."""
    command = [sys.executable, "-m", "pip_audit", "--strict", "--progress-spinner", "off"]
    done = run([*command, "--format", "json", "--requirement", str(requirements), *options])
    try:
        told = json.loads(done)["dependencies"]
    except (ValueError, KeyError):
        return None
    return {
        one["name"]: f"{one['name']} {one['version']}: {', '.join(v['id'] for v in one['vulns'])}"
        for one in told
        if one.get("vulns")
    }


def front_end() -> list[str] | None:
    """The faulty ones of package-lock.json; None when no list was reached."""
    name, version = FRONT_END_CANARY
    with tempfile.TemporaryDirectory() as folder:
        packages: dict[str, dict[str, Any]] = {
            "": {"dependencies": {name: version}},
            f"node_modules/{name}": {"version": version},
        }
        lock = {"name": "canary", "lockfileVersion": 3, "packages": packages}
        Path(folder, "package.json").write_text(json.dumps({"name": "canary", **packages[""]}))
        Path(folder, "package-lock.json").write_text(json.dumps(lock))
        if not (audited := npm_audit(Path(folder))) or name not in audited:
            return None
    ours = npm_audit(ROOT)
    return None if ours is None else sorted(ours.values())


def npm_audit(folder: Path) -> dict[str, str] | None:
    npm = os.environ.get("NPM", "npm")
    done = run([npm, "audit", "--json", "--package-lock-only", "--prefix", str(folder)])
    try:
        told = json.loads(done)["vulnerabilities"]
    except (ValueError, KeyError):
        return None
    return {name: f"{name}: {one['severity']}, {one['range']}" for name, one in told.items()}


def run(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, timeout=300).stdout


def below_the_minimum() -> list[str]:
    least = tomllib.loads((ROOT / "bin" / "minimum-safe.toml").read_text())
    ours = {"python": dict(NAMED.findall((ROOT / "requirements.txt").read_text()))}
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    ours["front-end"] = {
        path.removeprefix("node_modules/"): one["version"]
        for path, one in locked.items()
        if path and "version" in one
    }
    return [
        f"{name} {ours[kind].get(name, 'is missing')}: must be {version} or newer"
        for kind, versions in least.items()
        for name, version in versions.items()
        if parts(ours[kind].get(name, "0")) < parts(version)
    ]


def parts(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version))


if __name__ == "__main__":
    sys.exit(main())
