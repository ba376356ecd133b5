"""What stands on the pages on which a version is issued or an edition let go, as plain text."""

from collections.abc import Iterator
from typing import Any

import msgspec

from selfassess.seen import Shown

from .editions import Printed
from .models import Report


def of_version(report: Report) -> Shown:
    """The page to issue names a version by the fingerprints of its files. A file never changes,
    and neither does the content that it was drawn from."""
    files = {f"{file.format} {file.cut}".upper(): file.sha256 for file in report.files.all()}
    quarter = {report.quarter.name: report.quarter.get_state_display()}
    return {str(report): {"Version": report.name} | quarter | files}


def of_content(content: Printed) -> Shown:
    """Everything that an edition says. A newer release of the program may say something else."""
    told = msgspec.to_builtins(content)
    return {heading: dict(_flat(said)) for heading, said in told.items()}


def _flat(said: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Path → text, down to each word and number."""
    if isinstance(said, list):
        said = dict(enumerate(said, start=1))
    if isinstance(said, dict):
        for name, value in said.items():
            yield from _flat(value, f"{path} {name}".strip())
    else:
        yield path, "" if said is None else str(said)
