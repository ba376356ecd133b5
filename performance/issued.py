"""What is issued of all areas, as any text may tell it. An area that a report leaves out is not."""

from functools import cached_property

from django.db.models import Exists, OuterRef

from selfassess.assessments.models import Assessment
from selfassess.assessments.workflow import State
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import QuarterState

from .models import Measure


class Issued:
    """Of the quarters from the first to the last, each read when it is first asked for."""

    def __init__(self, **quarters: str) -> None:
        self.quarters = {f"quarter_id__{which}": code for which, code in quarters.items()}

    @cached_property
    def areas(self) -> set[tuple[str, str]]:
        """Area and quarter."""
        issued = Assessment.objects.filter(
            **self.quarters, quarter__state=QuarterState.ISSUED, state=State.APPROVED
        )
        return set(issued.values_list("area", "quarter_id"))

    @cached_property
    def values(self) -> dict[tuple[str, str], Measure]:
        """Code and quarter → the value that counts."""
        approved = Assessment.objects.filter(
            area=OuterRef("kpi__area"), quarter=OuterRef("quarter"), state=State.APPROVED
        )
        found = Measure.objects.adopted().filter(
            Exists(approved), **self.quarters, quarter__state=QuarterState.ISSUED
        )
        return {(measure.kpi_id, measure.quarter_id): measure for measure in found}


class IssuedUpTo:
    """Up to a quarter. What is older than a year is read only for a text that names such a
    quarter: it grows as long as the portal is used."""

    def __init__(self, quarter: str) -> None:
        self.first = QuarterPeriod.parse(quarter).year_before.code
        self._of_a_year = Issued(gte=self.first, lte=quarter)
        self._older = Issued(lt=self.first)

    def knows(self, area: str, quarter: str) -> bool:
        return (area, quarter) in self._of(quarter).areas

    def value(self, code: str, quarter: str) -> Measure | None:
        return self._of(quarter).values.get((code, quarter))

    def _of(self, quarter: str) -> Issued:
        return self._of_a_year if quarter >= self.first else self._older
