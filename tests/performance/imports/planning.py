"""What an import would do, as tests ask about it."""

from decimal import Decimal

from performance.imports import operations, plan
from performance.imports.models import Import

CODE = "2020-21-q2"


def planned(brought: Import) -> plan.Plan:
    return plan.make(operations.table_of(brought), brought.mapping, brought.quarter)


def figures(doing: plan.Plan) -> dict[str, Decimal]:
    assert not doing.problems
    return {figure.kpi.code: figure.value for figure, _ in doing.added}


def problems(doing: plan.Plan) -> list[str]:
    return [str(problem) for problem in doing.problems]


def csv(*lines: str) -> bytes:
    return "\n".join(lines).encode()
