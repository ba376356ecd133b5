"""Somebody who is to get an account."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Invited:
    email: str
    name: str
    job_title: str = ""
