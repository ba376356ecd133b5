"""One finding of every kind, in the open quarter of the demo: for a test, and for whoever wants to
look at how each is drawn."""

from decimal import Decimal

from selfassess.accounts.models import User
from selfassess.assessments.models import Assessment
from selfassess.quarters.models import Quarter
from selfassess.records.models import Action, ActionStatus, Strength
from selfassess.records.operations import actions, records
from tests.factories import get_assessment, write

KNOW = """\
97.3% of contacts were decided in time. We trained 4,321 people. We hold 484 plans, below the \
average of 465. Of 7 cases 3 were good and 5 were inadequate.
Assessments completed in 45 days are below England. Decisions on contacts in time worsened.
Contacts fell by 20% since last quarter. Contacts have doubled.
Assessments completed in 45 days met the target. Audits show that practice has improved.
The team will move on 1 May 2020."""
ANOTHER_AREA = "88.8% of contacts were decided within 24 hours. "
LONG = " ".join(f"We looked at how plan {letter} was kept." for letter in "abcdefghij")


def write_every_kind(quarter: Quarter, *, by: User) -> None:
    """Whoever writes may do so in every area."""
    before = {one.question: one.words for one in _before(quarter, "mash").answers.all()}
    mash = get_assessment(quarter)
    write(mash, rating=Decimal(0), by=by)
    write(get_assessment(quarter), know=KNOW, evidence=before["evidence"], by=by)
    write(get_assessment(quarter, "lac"), know=ANOTHER_AREA + LONG, by=by)
    write(get_assessment(quarter, "care-leavers"), know=LONG, evidence=LONG, by=by)
    strength = Strength(assessment=get_assessment(quarter), text="We decide contacts in time.")
    records.add(strength, section="strengths", by=by)
    _finish(Action.objects.filter(area="mash", finished_in=None).first(), quarter, by=by)


def _before(quarter: Quarter, area: str) -> Assessment:
    return Assessment.objects.with_answers().get(quarter=quarter.period.before.code, area=area)


def _finish(action: Action, quarter: Quarter, *, by: User) -> None:
    """Done, with no difference."""
    update = action.updates.filter(quarter=quarter).first()
    version = update.version if update else 0
    values = {"status": ActionStatus.DONE, "difference": "Done.", "progress": "Finished."}
    assessment = get_assessment(quarter)
    actions.update_action(action, assessment, values, version=version, by=by)
