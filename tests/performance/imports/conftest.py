import pytest

from performance.imports import operations, plan, read
from performance.imports.models import Import
from selfassess.quarters.models import Quarter

from .planning import CODE


@pytest.fixture
def bring(cast, quarter):
    def bring(data: bytes, code: str = CODE) -> Import:
        table = read.read(data, plan.names_of_kpis())
        quarter = Quarter.objects.get(code=code)
        return operations.bring(table, quarter=quarter, name="x", data=data, by=cast.analyst)

    return bring
