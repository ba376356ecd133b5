"""What is slow to make is made once a session, by whichever process of it needs it first."""

import fcntl
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

_directory: list[Path] = []


@pytest.fixture(scope="session", autouse=True)
def directory_of_the_session(tmp_path_factory, request):
    """One that all processes of this session share, and no other session."""
    directory = tmp_path_factory.getbasetemp()
    is_worker = hasattr(request.config, "workerinput")
    _directory[:] = [directory.parent if is_worker else directory]


def once[Made](name: str, make: Callable[[], Made]) -> Made:
    """What `make` gives, which must be plain data. Whoever is first makes it and leaves it in a
    file; the others wait for that and read it."""
    [directory] = _directory
    kept = directory / f"{name}.pickle"
    with (directory / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            made = pickle.dumps(make())
            kept.with_suffix(".new").write_bytes(made)
            kept.with_suffix(".new").rename(kept)
    return pickle.loads(kept.read_bytes())  # noqa: S301 (our own file)
