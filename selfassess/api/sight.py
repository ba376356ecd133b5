"""What a token may see: no more than its reader, and no more than it was made for.

What is issued is read from the report that was issued, so that nothing said since can show through.
Only what is in no issued report is read from the tables, without ratings and words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from selfassess.access import Permission, areas_where
from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.quarters.models import Quarter
from selfassess.reporting.content.schema import AreaContent
from selfassess.reporting.models import Report, ReportQuerySet

from .models import Scope, Token


@dataclass
class Sight:
    token: Token

    @cached_property
    def user(self) -> User:
        return self.token.reader

    @property
    def reads_open(self) -> bool:
        return Scope.OPEN in self.token.scopes

    @property
    def reports(self) -> ReportQuerySet:
        """The version of each quarter that counts."""
        return Report.objects.visible_to(self.user).newest_issued()

    @cached_property
    def issued(self) -> dict[str, Report]:
        """Quarter → its version, without the content, which is large."""
        found = self.reports.defer("content").order_by("quarter_id")
        return {report.quarter_id: report for report in found}

    @cached_property
    def quarters(self) -> list[Quarter]:
        """Those of which it sees something, oldest first."""
        visible = Quarter.objects.visible_to(self.user).begun()
        under_way = list(visible) if self.reads_open else []
        issued = Quarter.objects.filter(pk__in=self.issued)
        return sorted({*under_way, *issued}, key=lambda quarter: quarter.code)

    def chapters(self, quarter: Quarter) -> list[AreaContent]:
        """What of a quarter is issued, area by area."""
        report = self.reports.filter(quarter=quarter).first()
        return report.frozen.included if report else []

    def areas_under_way(
        self, quarter: Quarter, issued: Iterable[AreaContent], permission: Permission
    ) -> list[str]:
        """The areas of a quarter that are in no issued report, and in which its reader may do
        this."""
        if not self.reads_open:
            return []
        mine = set(areas_where(self.user, permission)) - {chapter.slug for chapter in issued}
        there = Assessment.objects.of_areas().filter(quarter=quarter, area__in=mine)
        return list(there.values_list("area", flat=True))
