"""Which rows of a model hold words of some assessments of one quarter, read in one query."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from selfassess.assessments.models import Assessment
from selfassess.records.models import Action

Places = list[Assessment]  # of one quarter; none: what belongs to no assessment


@dataclass(frozen=True)
class Rows:
    """Those of these assessments, and the field that says of which area a row is, if any."""

    of: Callable[[Places], Q]
    area: str = ""


def _areas(places: Places) -> list[str]:
    return [place.area for place in places]


def _open_actions(places: Places) -> Q:
    return Q(pk__in=Action.objects.in_areas(_areas(places)).open_in(places[0].quarter_id))


def _updates(places: Places) -> Q:
    return Q(action__area__in=_areas(places), quarter=places[0].quarter_id)


def _measures(places: Places) -> Q:
    return Q(kpi__area__in=_areas(places), quarter=places[0].quarter_id)


def _reopened(places: Places) -> Q:
    reopened = Q(verb="assessment.reopen", quarter=places[0].quarter_id)
    return reopened & Q(area__in=_areas(places))


def _themselves(places: Places) -> Q:
    return Q(pk__in=[place.pk for place in places])


of_assessment = Rows(lambda places: Q(assessment__in=places), "assessment__area")
open_actions = Rows(_open_actions, "area")
updates = Rows(_updates, "action__area")
measures = Rows(_measures, "kpi__area")
reopened = Rows(_reopened, "area")
themselves = Rows(_themselves, "area")
everywhere = Rows(lambda places: Q())
reopened_quarters = Rows(lambda places: Q(verb="quarter.reopen"))
compiled = Rows(lambda places: Q(verb="report.compile"))
