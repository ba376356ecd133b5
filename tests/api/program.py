"""A program with a token, as tests drive it."""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from django.http import HttpResponse
from django.test import Client

from selfassess.accounts.models import User
from selfassess.api.models import Scope, Token
from selfassess.api.operations import make_token
from selfassess.quarters.clock import today

BASE = "/api/v1"
LISTS = ("quarters", "areas", "kpis", "targets", "measures", "ratings", "actions")
_numbers = count(1)


@dataclass
class Program:
    token: Token
    secret: str
    client: Client = field(default_factory=Client)  # making one takes a while

    def ask(self, name: str, headers: dict[str, str] | None = None, **query: Any) -> HttpResponse:
        sent = {"authorization": f"Bearer {self.secret}"} | (headers or {})
        return self.client.get(f"{BASE}/{name}", query, headers=sent)

    def page(self, name: str, **query: Any) -> list[dict[str, Any]]:
        response = self.ask(name, **query)
        assert response.status_code == 200, response.content
        return response.json()["data"]

    def everything(self, name: str, **query: Any) -> list[dict[str, Any]]:
        """All pages, as a program follows them."""
        rows, asked = [], query
        while True:
            answer = self.ask(name, **asked).json()
            rows += answer["data"]
            if answer["after"] is None:
                return rows
            asked = query | {"after": answer["after"]}


def make_program(
    account: User | None = None, *, role: str = "", scopes: Any = tuple(Scope), **fields: Any
) -> Program:
    """Its token reads with an account, or in a role; an analyst's unless told."""
    token, secret = make_token(
        name=f"Program {next(_numbers)}",
        account=account,
        role="" if account else role or "analyst",
        scopes=scopes,
        expires_on=fields.get("expires_on", today() + timedelta(days=30)),
        by=User.objects.command_line(),
    )
    return Program(token, secret)
