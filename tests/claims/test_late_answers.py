"""Answers that come late: the text has changed meanwhile, another tab has answered, somebody has
left, an area or a quarter is open again."""

import pytest

from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User
from selfassess.assessments.operations.lifecycle import approve, reopen, send
from selfassess.claims import reading
from selfassess.claims.models import Decision, Verdict
from selfassess.claims.operations import accept, explain, take_back
from selfassess.people.operations.leaving import leave
from selfassess.quarters.models import Quarter, QuarterState
from selfassess.reporting.models import Kind
from selfassess.reporting.operations import issue
from tests.factories import get_assessment, make_report, write
from tests.pages import fill_in, form_on, words_on

from .conftest import CLAIM

Q = "/2020-21-q2"
KNOW = f"{Q}/mash/know/"
CHANGED = "has changed, so"


def verdicts() -> list[str]:
    return list(Decision.objects.order_by("pk").values_list("verdict", flat=True))


class TestTheTextHasChanged:
    @pytest.mark.parametrize("answer", ["stays", "wrong", "figure", "use", "back"])
    def test_by_what_is_typed_as_the_button_is_pressed(self, claim, key, cast, sign_in, answer):
        client = sign_in(cast.head)
        changed = "74.6% of contacts were decided in time."
        button = f"{answer}:{key}:know:0"
        page = client.post(
            KNOW,
            form_on(client.get(KNOW)) | {"know-text": changed, "finding": button},
            follow=True,
        )
        assert page.status_code == 200
        assert CHANGED in words_on(page)
        assert get_assessment(claim.quarter_id).answer_to("know").text == changed
        assert not Decision.objects.exists()

    @pytest.mark.parametrize("page", ["", "figure/"])
    @pytest.mark.parametrize("who", ["head", "deputy"])
    def test_a_link_of_an_older_page_leads_back_and_says_so(
        self, claim, key, cast, sign_in, who, page
    ):
        write(claim, know="Ours.", by=cast.head)
        client = sign_in(getattr(cast, who))
        answer = client.get(f"{Q}/mash/findings/{key}/{page}?back={KNOW}", follow=True)
        assert answer.redirect_chain == [(KNOW, 302)]
        assert CHANGED in words_on(answer)

    def test_so_does_the_directors(self, claim, key, cast, sign_in):
        send(claim, by=cast.head)
        client = sign_in(cast.director)
        gone = "0" * 32
        answer = client.get(f"{Q}/mash/findings/{gone}/?back={Q}/findings/", follow=True)
        assert answer.redirect_chain == [(f"{Q}/findings/", 302)]
        assert CHANGED in words_on(answer)

    def test_and_the_analysts_once_it_is_settled(self, claim, key, cast, sign_in):
        load_catalogue(by=User.objects.command_line())
        explain(claim, key, Verdict.RECORD_WRONG, reason="Two missing.", by=cast.head)
        take_back(claim, key, by=cast.head)
        answer = sign_in(cast.analyst).get(f"{Q}/doubted-figures/mash/{key}/", follow=True)
        assert answer.redirect_chain == [(f"{Q}/doubted-figures/", 302)]
        assert "it is settled" in words_on(answer)

    def test_a_reason_that_was_typed_is_given_back(self, claim, key, cast, sign_in):
        client = sign_in(cast.head)
        sent = form_on(client.get(f"{Q}/mash/findings/{key}/"))
        write(claim, know="Ours.", by=cast.head)
        sent |= {"verdict": "stays", "reason": "We count them by the week."}
        answer = client.post(f"{Q}/mash/findings/{key}/", sent)
        assert answer.status_code == 404
        assert "We count them by the week." in words_on(answer)

    def test_the_same_words_again_are_explained_as_before(self, claim, key, cast):
        explain(claim, key, Verdict.STAYS, reason="Of all.", by=cast.head)
        write(claim, know="Something else.", by=cast.head)
        write(get_assessment(claim.quarter_id), know=f"Also this.\n{CLAIM}", by=cast.head)
        again = reading.findings_of([get_assessment(claim.quarter_id)])["mash"].findings[0]
        assert again.key == key


def test_undone_what_the_record_replaced_is_open_again(claim, key, cast, sign_in):
    client = sign_in(cast.head)
    fill_in(client, KNOW, finding=f"use:{key}:know:0")
    assert verdicts() == [Verdict.USED]
    earlier = f"{Q}/mash/history/know/v2/"
    assert CLAIM in words_on(client.get(earlier))
    assert client.post(earlier, form_on(client.get(earlier))).status_code == 302
    assert get_assessment(claim.quarter_id).answer_to("know").text == CLAIM
    assert "One sentence to look at." in words_on(client.get(KNOW))
    assert fill_in(client, KNOW, finding=f"use:{key}:know:1").status_code == 302
    assert "99.9%" not in get_assessment(claim.quarter_id).answer_to("know").text


class TestTwoTabs:
    """Each page decides about what it showed."""

    def test_an_older_one_takes_no_newer_answer_back(self, claim, key, cast, sign_in):
        client = sign_in(cast.head)
        explain(claim, key, Verdict.STAYS, reason="Of all.", by=cast.head)
        page = client.get(KNOW)
        assert f'value="back:{key}:know:1"' in page.text
        older = form_on(page) | {"finding": f"back:{key}:know:1"}
        explain(claim, key, Verdict.RECORD_WRONG, reason="Two missing.", by=cast.head)
        answer = client.post(KNOW, older, follow=True)
        assert "Something was decided about this after your page was opened" in words_on(answer)
        assert verdicts() == [Verdict.STAYS, Verdict.RECORD_WRONG]

    @pytest.mark.parametrize("where", ["box", "page"])
    def test_nor_replaces_a_number_that_another_has_explained(
        self, claim, key, cast, sign_in, where
    ):
        client, address = sign_in(cast.head), f"{Q}/mash/findings/{key}/"
        button = {"finding": f"use:{key}:know:0"}
        older = {
            "box": (KNOW, form_on(client.get(KNOW)) | button),
            "page": (address, form_on(client.get(address)) | {"verdict": "used", "version": "0"}),
        }
        explain(claim, key, Verdict.STAYS, reason="Of all.", by=cast.deputy)
        answer = client.post(*older[where], follow=True)
        assert "Something was decided about this after your page was opened" in words_on(answer)
        assert get_assessment(claim.quarter_id).answer_to("know").text == CLAIM
        assert verdicts() == [Verdict.STAYS]

    def test_of_two_different_answers_the_second_sees_the_first(self, claim, key, cast, sign_in):
        client, address = sign_in(cast.head), f"{Q}/mash/findings/{key}/"
        figure = f"{address}figure/"
        first, second = form_on(client.get(address)), form_on(client.get(figure))
        client.post(address, first | {"verdict": "stays", "reason": "Of all."})
        answer = client.post(figure, second | {"label": "Contacts"})
        assert answer.status_code == 409
        assert "Something was decided" in words_on(answer)
        assert verdicts() == [Verdict.STAYS]


class TestSomebodyHasLeft:
    @pytest.fixture
    def left(self, claim, key, cast):
        """The deputy explained it, and has left since."""
        explain(claim, key, Verdict.STAYS, reason="Of all.", by=cast.deputy)
        leave(cast.deputy, by=cast.administrator)

    def test_what_was_said_stands_under_the_name(self, left, claim, cast, sign_in):
        send(claim, by=cast.head)
        for address in (f"{Q}/findings/", f"{Q}/mash/review/"):
            page = words_on(sign_in(cast.director).get(address))
            assert "Of all." in page
            assert cast.deputy.name in page

    def test_who_is_there_may_take_it_back(self, left, claim, key, cast, sign_in):
        fill_in(sign_in(cast.head), KNOW, finding=f"back:{key}:know:1")
        assert verdicts() == [Verdict.STAYS, Verdict.TAKEN_BACK]


class TestOpenAgain:
    @pytest.fixture
    def accepted(self, claim, key, cast):
        send(claim, by=cast.head)
        accept(claim, key, by=cast.director)
        approve(claim, by=cast.director)
        return get_assessment(claim.quarter_id)

    def test_what_was_accepted_stays_so_while_the_words_do(self, accepted, key, cast, sign_in):
        reopen(accepted, reason="A new figure.", by=cast.director)
        page = words_on(sign_in(cast.head).get(f"{Q}/mash/check/"))
        assert "1 number does not agree, 1 accepted." in page

    def test_its_author_may_answer_anew(self, accepted, key, cast, sign_in):
        reopen(accepted, reason="A new figure.", by=cast.director)
        client, address = sign_in(cast.head), f"{Q}/mash/findings/{key}/"
        assert fill_in(client, address, verdict="stays", reason="Of all.").status_code == 302
        assert verdicts() == [Verdict.ACCEPTED, Verdict.STAYS]

    def test_before_that_nobody_answers(self, accepted, key, cast, sign_in):
        page = words_on(sign_in(cast.head).get(f"{Q}/mash/findings/{key}/"))
        assert "What do you say?" not in page
        page = words_on(sign_in(cast.director).get(f"{Q}/findings/"))
        assert "Accept<" not in page


@pytest.mark.usefixtures("quick_pdf")
def test_in_a_quarter_that_is_open_again_what_was_said_is_read_again(
    claim, key, cast, sign_in, quarter
):
    explain(claim, key, Verdict.STAYS, reason="Of all.", by=cast.head)
    send(claim, by=cast.head)
    approve(get_assessment(quarter), by=cast.director)
    others = quarter.assessments.of_areas().exclude(area="mash")
    reasons = dict.fromkeys(others.values_list("area", flat=True), "Not assessed.")
    Quarter.objects.filter(pk=quarter.pk).update(state=QuarterState.CLOSED)
    quarter.refresh_from_db()
    issue(
        make_report(quarter, by=cast.director, kind=Kind.FINAL, left_out=reasons), by=cast.director
    )
    client, address = sign_in(cast.head), f"{Q}/mash/findings/{key}/"
    assert client.get(address).status_code == 404
    reopen(get_assessment(quarter), reason="A figure was wrong.", by=cast.director)
    page = words_on(client.get(address))
    assert "Of all." in page
    assert "What do you say?" in page
    assert fill_in(client, KNOW, finding=f"back:{key}:know:1").status_code == 302
    assert verdicts() == [Verdict.STAYS, Verdict.TAKEN_BACK]


def test_in_an_approved_area_nothing_between_two_is_offered_to_be_decided(
    claim, cast, sign_in, engine
):
    """Whoever presses what is offered is not refused."""
    engine.record.clear()
    engine.shared = {"99.9%": ("mash", "85%")}
    client, page = sign_in(cast.director), f"{Q}/findings/"
    assert "Accept<" in words_on(client.get(page))
    send(claim, by=cast.head)
    approve(get_assessment(claim.quarter_id), by=cast.director)
    listed = words_on(client.get(page))
    assert "85%" in listed
    assert "Accept<" not in listed
