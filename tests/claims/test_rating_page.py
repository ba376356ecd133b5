"""Beside the scale stands what the evidence suggests, and a gap asks for a sentence."""

from datetime import date
from decimal import Decimal

import pytest
from lxml import html

from performance.models import Kpi
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from performance.operations.targets import set_target
from selfassess.assessments.models import Assessment, Rating
from selfassess.assessments.operations.lifecycle import send
from selfassess.assessments.operations.rating import rate
from selfassess.claims.rating_evidence import audited_cases
from selfassess.records.models import Audit, Unit
from selfassess.records.operations import add, raise_action
from selfassess.reporting.content.schema import ReportContent
from selfassess.reporting.editions import make
from tests.factories import freeze_now, get_assessment, kpis_before, make_quarter, write
from tests.pages import form_on, words_on
from tests.ui.page import Page

QUARTER = "2020-21-q2"
ADDRESS = f"/{QUARTER}/mash/rating/"
ASKS = "some way from what the evidence suggests"
BECAUSE = "The audits date from April; nobody has audited the new template yet."


@pytest.fixture
def mash(cast) -> Assessment:
    kpis_before()
    return get_assessment(make_quarter(QUARTER))


@pytest.fixture
def evidence(cast, mash):
    """Three figures off target of four, 2 of 10 audited cases good, 1 of 3 actions overdue."""
    codes = [k.code for k in Kpi.objects.of_area("mash").filter(core=True) if k.is_percent][:9]
    kpis = {kpi.code: kpi for kpi in Kpi.objects.in_force(QUARTER).filter(pk__in=codes)}
    higher = [kpi for kpi in kpis.values() if kpi.direction == "higher"][:4]
    for kpi, value in zip(higher, (95, 20, 30, 40), strict=True):
        set_target(kpi, from_quarter=QUARTER, value=Decimal(90), by=cast.analyst)
        entry = Entry(kpi, Decimal(value), comment="We know.")
        assert not save_indicators(mash, [entry], by=cast.analyst)
    audit = Audit(theme="Neglect", month=date(2020, 8, 1), cases=10, good=2, inadequate=8)
    audit.assessment = mash
    add(audit, section="evidence", by=cast.head)
    for text, due in (("1", date(2020, 8, 1)), ("2", date(2030, 1, 1)), ("3", date(2030, 1, 1))):
        raise_action(mash, {"text": f"We will {text}.", "first_due": due}, by=cast.head)


def heading(page: Page) -> str:
    return page.words("//section[contains(@class, 'sa-panel')][1]")


class TestBesideTheScale:
    def test_the_band_stands_there_with_what_it_is_made_of(self, cast, evidence, sign_in):
        panel = heading(Page(sign_in(cast.head).get(ADDRESS).text))
        assert "2 to 4from the evidence below" in panel
        assert "1 of 4." in panel
        assert "2 of 10 cases, 1 audit. Neglect: 8 of 10 inadequate." in panel
        assert "1 of 3 with a date." in panel

    def test_too_little_says_so(self, cast, mash, sign_in):
        page = Page(sign_in(cast.head).get(ADDRESS).text)
        assert "There is too little to suggest a rating." in heading(page)
        assert ASKS not in page.words("//main")

    def test_an_earlier_quarter_without_a_rating_is_not_rated(self, cast, mash, sign_in):
        make_quarter("2020-21-q1")
        panel = heading(Page(sign_in(cast.head).get(ADDRESS).text))
        assert "Q1 2020/21 –Not rated" in panel

    def test_who_reads_along_sees_the_band_before_there_is_a_rating(self, cast, evidence, sign_in):
        review = sign_in(cast.director).get(f"/{QUARTER}/mash/review/").text
        assert "The evidence suggests" in review
        assert "the rating is" not in review

    def test_earlier_ratings_stand_beside_it(self, cast, mash, sign_in):
        before = get_assessment(make_quarter("2020-21-q1"))
        Rating.objects.create(assessment=before, value=Decimal("5.5"), saved_by=cast.head)
        panel = heading(Page(sign_in(cast.head).get(ADDRESS).text))
        assert "Q1 2020/21 5.5" in panel

    def test_how_it_is_worked_out_is_printed_as_it_is_set(self, cast, sign_in, settings):
        settings.RATING_WEIGHTS = settings.RATING_WEIGHTS | {"audits": 7}
        settings.RATING_GAP = Decimal("2.5")
        words = words_on(sign_in(cast.head).get("/help/"))
        assert "It counts 7 times, when at least 10 are graded" in words
        assert "From 2.5 points above or below the band" in words

    def test_nobody_who_cannot_read_the_rating_sees_it(self, cast, evidence, sign_in):
        analyst = sign_in(cast.analyst)
        assert analyst.get(ADDRESS).status_code == 404
        for address in (f"/{QUARTER}/mash/indicators/", f"/{QUARTER}/", "/"):
            assert "evidence suggests" not in words_on(analyst.get(address))


class TestTheSentence:
    def test_only_steps_far_from_the_band_ask_for_it(self, cast, evidence, sign_in):
        page = Page(sign_in(cast.head).get(ADDRESS).text)
        steps = page.all("//label[contains(@class, 'sa-scale__step--apart')]//input")
        asking = [Decimal(step.get("value")) for step in steps]
        assert asking == [0, *(Decimal(half) / 2 for half in range(12, 21))]

    def test_it_is_saved_with_the_rating_and_shown_to_who_reads_it(self, cast, evidence, sign_in):
        head = sign_in(cast.head)
        sent = form_on(head.get(ADDRESS)) | {"rating-value": "7", "rating-why-apart": BECAUSE}
        assert head.post(ADDRESS, sent).status_code == 302
        assert Rating.objects.get().why_apart == BECAUSE
        assert BECAUSE in words_on(head.get(ADDRESS))
        review = words_on(sign_in(cast.director).get(f"/{QUARTER}/mash/review/"))
        assert BECAUSE in review
        assert "2 to 4: the rating is 3 above" in review
        history = words_on(head.get(f"/{QUARTER}/mash/history/"))
        assert BECAUSE in history

    def test_without_it_the_rating_is_saved_all_the_same(self, cast, evidence, sign_in):
        head = sign_in(cast.head)
        sent = form_on(head.get(ADDRESS)) | {"rating-value": "7"}
        assert head.post(ADDRESS, sent).status_code == 302
        assert Rating.objects.get().value == 7

    def test_a_form_that_does_not_ask_for_it_leaves_it(self, cast, mash, sign_in):
        rate(mash, value=Decimal(7), why_apart=BECAUSE, version=0, by=cast.head)
        post = {"rating-value": "8", "rating-value-version": "1"}
        assert sign_in(cast.head).post(ADDRESS, post).status_code == 302
        assert (Rating.objects.get().value, Rating.objects.get().why_apart) == (8, BECAUSE)

    def test_too_long_a_sentence_is_named_and_given_back(self, cast, evidence, sign_in):
        head = sign_in(cast.head)
        long = "Nobody has audited it yet. " * 20
        sent = form_on(head.get(ADDRESS)) | {"rating-value": "7", "rating-why-apart": long}
        answer = head.post(ADDRESS, sent)
        assert answer.status_code == 200
        assert Page(answer.text).by_id("id_rating-why-apart").text_content().strip() == long.strip()

    def test_a_stale_one_is_not_saved_over_what_somebody_else_said(self, cast, evidence, sign_in):
        head = sign_in(cast.head)
        sent = form_on(head.get(ADDRESS)) | {"rating-value": "7", "rating-why-apart": "Mine."}
        rate(
            get_assessment(QUARTER), value=Decimal(7), why_apart=BECAUSE, version=0, by=cast.deputy
        )
        assert head.post(ADDRESS, sent).status_code == 409
        assert Rating.objects.get().why_apart == BECAUSE


class TestForTheDirector:
    def test_a_gap_stands_on_her_home_with_both_sides_and_the_sentence(
        self, cast, evidence, sign_in
    ):
        write(get_assessment(QUARTER), by=cast.head, rating=Decimal(8))
        rating = Rating.objects.get()
        rate(
            get_assessment(QUARTER),
            value=Decimal(8),
            why_apart=BECAUSE,
            version=rating.version,
            by=cast.head,
        )
        send(get_assessment(QUARTER), by=cast.head)
        home = words_on(sign_in(cast.director).get("/"))
        assert "The evidence suggests 2 to 4; the rating is 4 above it." in home
        assert f"The area says: “{BECAUSE}”" in home


class TestInTheReport:
    def frozen(self, cast) -> ReportContent:
        mash = get_assessment(QUARTER)
        rate(mash, value=Decimal(7), why_apart=BECAUSE, version=0, by=cast.head)
        return freeze_now(mash.quarter)

    def test_it_says_what_the_evidence_suggested_and_why_the_rating_is_apart(self, cast, evidence):
        area = next(a for a in self.frozen(cast).areas if a.slug == "mash")
        assert (area.rating.suggested, area.rating.why_apart) == ("2 to 4", BECAUSE)

    def test_the_public_edition_says_neither(self, cast, evidence):
        public = make(self.frozen(cast), "scrutiny")
        area = next(a for a in public.areas if a.slug == "mash")
        assert (area.rating.suggested, area.rating.value) == ("", 7)
        assert BECAUSE not in area.rating.why_apart


class TestAuditedCases:
    @pytest.mark.parametrize(
        ("graded", "counted"),
        [
            ({"cases": 8, "good": 1, "requires_improvement": 2, "inadequate": 5}, (8, 1, 5)),
            ({"cases": 8, "good": 1, "outstanding": 1}, (8, 2, 0)),
            ({"cases": 9, "good": 1, "inadequate": 2, "not_graded": 4}, (5, 1, 2)),
            ({"good": 3, "inadequate": 2}, (5, 3, 2)),
            ({"cases": 5, "inadequate": 5}, (5, 0, 5)),
            ({"cases": 5, "inadequate": 2}, None),  # nobody says of the other three
            ({"cases": 50, "good": 44, "unit": Unit.PERCENT}, (50, 22, 0)),
            ({"good": 44, "unit": Unit.PERCENT}, None),  # of how many?
            ({"cases": 5}, None),
            ({"cases": 5, "not_graded": 5}, None),
        ],
    )
    def test_they_are_counted_as_far_as_the_audit_says(self, graded, counted):
        audit = Audit(theme="One", month=date(2020, 8, 1), **graded)
        audit.full_clean(exclude=("assessment", "saved_by"))
        found = audited_cases(audit)
        assert (found and (found.cases, found.good, found.inadequate)) == counted


def test_the_area_itself_is_plain_html(cast, evidence, sign_in):
    page = html.fromstring(sign_in(cast.head).get(ADDRESS).text)
    (box,) = page.xpath("//textarea[@name='rating-why-apart']")
    assert page.xpath(f"//label[@for='{box.get('id')}']")


def test_check_and_send_says_both_plainly_until_the_sentence_is_there(cast, evidence, sign_in):
    head, check = sign_in(cast.head), f"/{QUARTER}/mash/check/"
    rate(get_assessment(QUARTER), value=Decimal(9), version=0, by=cast.head)
    said = "You rate 9. The evidence suggests 2 to 4. Say why."
    assert said in words_on(head.get(check))
    page = Page(head.get(ADDRESS).text).words("//main")
    assert said in page
    sent = form_on(head.get(ADDRESS)) | {"rating-value": "9", "rating-why-apart": BECAUSE}
    head.post(ADDRESS, sent)
    assert said not in words_on(head.get(check))
