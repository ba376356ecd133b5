"""Nobody gets the public edition of a version before the director has read it."""

import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from msgspec.structs import replace

from selfassess.accounts.models import User
from selfassess.audit.models import Event
from selfassess.errors import Refused
from selfassess.reporting.formats.archive import everything
from selfassess.reporting.models import (
    Confirmation,
    PublicEdition,
    Report,
    ReportFile,
    measured,
)
from selfassess.reporting.operations import store_edition
from selfassess.reporting.release.operations import let_out, release, take_back
from selfassess.reporting.scope import with_files
from tests.factories import (
    draw_what_waits,
    get_assessment,
    issued_before,
    make_quarter,
    make_report,
    write,
)
from tests.pages import form_on, words_on
from tests.sessions import browser_of, end_sessions, log_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_pdf")]

EDITION = "/reports/2020-21-q1/v1/scrutiny"
TELLING = "Three children went home. All is well."
NO_DIRECTOR = ["head", "deputy", "analyst", "administrator", "viewer"]


@pytest.fixture
def report(cast) -> Report:
    return issued_before("2020-21-q1", text=TELLING)


def downloaded(client):
    """What the address gives once the worker has drawn the edition."""
    draw_what_waits()
    return client.get(f"{EDITION}.pdf")


def test_the_director_is_told_what_is_held_back_and_reads_the_edition(report, cast, sign_in):
    page = words_on(sign_in(cast.director).get(f"{EDITION}/"))
    assert "it prints only what the director has released" in page
    assert "I have read edition 1" in page
    assert "Three children went home." not in page
    assert f'href="{EDITION}.pdf"' not in page


def test_when_she_has_let_it_out_everybody_can_download_it(report, cast, sign_in):
    client = sign_in(cast.director)
    answer = client.post(f"{EDITION}/confirm/", form_on(client.get(f"{EDITION}/")))
    page = words_on(client.get(answer.url))
    assert f"Edition 1</b> was let out by {cast.director.title}" in page
    assert "I have read edition" not in page
    response = downloaded(sign_in(cast.viewer))
    assert response.headers["Content-Type"] == "application/pdf"
    assert f'href="{EDITION}.pdf"' in words_on(sign_in(cast.viewer).get("/reports/2020-21-q1/v1/"))


def test_an_edition_that_says_something_else_by_now_does_not_go_out(
    report, cast, sign_in, monkeypatch
):
    """As after a new release, whose rules take more out."""
    client = sign_in(cast.director)
    page = form_on(client.get(f"{EDITION}/"))
    make = Report.public_content
    another = {"authority": "Another"}
    monkeypatch.setattr(Report, "public_content", lambda *args: replace(make(*args), **another))
    answer = client.post(f"{EDITION}/confirm/", page)
    assert answer.status_code == 409
    assert "Nothing was confirmed" in words_on(answer)
    assert "added: </span>Another" in words_on(answer)
    assert not PublicEdition.objects.exists()
    assert client.post(f"{EDITION}/confirm/", form_on(answer)).status_code == 302


def test_a_page_of_words_that_were_held_back_since_lets_nothing_out(report, cast, sign_in):
    """Edition 2, which the page showed, is no longer there to go out: the page says so."""
    let_out(report, by=cast.director)
    release(report, "mash", ticked=(), by=cast.director)
    client = sign_in(cast.director)
    page = form_on(client.get(f"{EDITION}/"))
    take_back(report, "mash", by=cast.director)
    answer = client.post(f"{EDITION}/confirm/", page)
    assert answer.status_code == 409
    assert "Nothing was confirmed" in words_on(answer)
    assert PublicEdition.objects.count() == 1


def test_a_double_click_lets_one_out(report, cast, sign_in):
    client = sign_in(cast.director)
    page = form_on(client.get(f"{EDITION}/"))
    answers = [client.post(f"{EDITION}/confirm/", page) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert PublicEdition.objects.count() == 1


def test_what_was_read_before_somebody_else_let_it_out_goes_out_once(report, cast):
    """A version that was read before the lock was given does not know the edition that is out."""
    early = with_files(Report.objects.filter(pk=report.pk)).get()
    let_out(report, by=cast.director)
    assert let_out(early, by=cast.director).number == 1


def test_without_a_page_nothing_goes_out(report, cast, sign_in):
    assert sign_in(cast.director).post(f"{EDITION}/confirm/").status_code == 409
    assert not PublicEdition.objects.exists()


def test_it_is_an_event_with_who_and_which_number(report, cast):
    let_out(report, by=cast.director)
    event = Event.objects.get(verb="report.publish")
    assert (event.by, event.quarter, event.subject) == (cast.director, "2020-21-q1", "v1")
    assert event.after["number"] == 1


def test_what_a_command_draws_before_is_not_stored(report, cast):
    store_edition(report, "scrutiny", by=User.objects.command_line())
    assert not report.files.exclude(cut="full").exists()


def test_letting_it_out_twice_is_once_as_long_as_nothing_is_released(report, cast):
    assert let_out(report, by=cast.director) == let_out(report, by=cast.director)
    assert Event.objects.filter(verb="report.publish").count() == 1


def test_what_is_not_issued_does_not_go_out(cast, sign_in):
    draft = make_report(make_quarter(), by=cast.director)
    with pytest.raises(Refused, match="Issue Draft 1 first"):
        let_out(draft, by=cast.director)
    page = words_on(sign_in(cast.director).get("/reports/2020-21-q2/draft-1/scrutiny/"))
    assert "once this version is issued" in page
    assert "I have read" not in page


@pytest.mark.parametrize("who", NO_DIRECTOR)
def test_others_see_that_it_waits_for_the_director(report, cast, sign_in, who):
    client = sign_in(getattr(cast, who))
    page = words_on(client.get(f"{EDITION}/"))
    assert "This edition waits for the director." in page
    assert "I have read edition" not in page
    offered = words_on(client.get("/reports/2020-21-q1/v1/"))
    assert "waits until the director has let it go out" in offered
    assert f'href="{EDITION}.pdf"' not in offered


@pytest.mark.parametrize("who", NO_DIRECTOR)
def test_others_cannot_let_it_out(report, cast, who):
    with pytest.raises(PermissionDenied):
        let_out(report, by=getattr(cast, who))
    assert not PublicEdition.objects.exists()


@pytest.mark.parametrize("who", ["director", "viewer"])
def test_until_then_its_address_leads_to_the_page_and_not_to_a_file(report, cast, sign_in, who):
    response = sign_in(getattr(cast, who)).get(f"{EDITION}.pdf")
    assert (response.status_code, response.url) == (302, f"{EDITION}/")
    with pytest.raises(Refused, match="not yet let"):
        store_edition(report, "scrutiny", by=getattr(cast, who))


def test_the_other_cuts_wait_for_nobody(report, cast, sign_in):
    draw_what_waits()
    for cut in ("full", "summary", "mash"):
        response = sign_in(cast.viewer).get(f"/reports/2020-21-q1/v1/{cut}.pdf")
        assert response.headers["Content-Type"] == "application/pdf"


def test_a_preview_holds_them_back_before_anything_is_compiled(cast, sign_in):
    write(get_assessment(make_quarter()), by=cast.head, know=TELLING)
    page = words_on(sign_in(cast.director).get("/reports/2020-21-q2/preview/scrutiny/"))
    assert "Three children went home." not in page
    assert "The answer is not published." in page
    assert "I have read edition" not in page


def test_who_is_signed_out_lets_nothing_out(report, cast):
    client = browser_of(cast.director)
    page = form_on(client.get(f"{EDITION}/"))
    end_sessions()
    client.post(f"{EDITION}/confirm/", page)
    log_in(client, cast.director)
    assert not PublicEdition.objects.exists()
    client.post(f"{EDITION}/confirm/", form_on(client.get(f"{EDITION}/confirm/")))
    assert PublicEdition.objects.exists()


class TestFromBefore:
    """Confirmed, and drawn or not, before words were released one by one: kept, and given to
    nobody until the version is released anew."""

    @pytest.fixture(params=["scrutiny", "public"])
    def file(self, request, report, cast) -> ReportFile:
        Confirmation.objects.create(report=report, by=cast.director)
        data, cut = b"%PDF Three children went home.", request.param
        return ReportFile.objects.create(report=report, cut=cut, data=data, **measured(data))

    @pytest.mark.parametrize("who", ["director", "administrator", "viewer"])
    def test_its_address_says_that_it_is_withdrawn(self, file, cast, sign_in, who):
        response = sign_in(getattr(cast, who)).get(f"{EDITION}.pdf")
        assert response.status_code == 410
        assert "Withdrawn, to be released anew" in words_on(response)

    def test_so_it_says_where_it_was_confirmed_and_never_drawn(self, report, cast, sign_in):
        Confirmation.objects.create(report=report, by=cast.director)
        assert sign_in(cast.viewer).get(f"{EDITION}.pdf").status_code == 410

    def test_no_page_offers_it(self, file, cast, sign_in):
        client = sign_in(cast.director)
        for address in (f"{EDITION}/", "/reports/2020-21-q1/v1/"):
            page = words_on(client.get(address))
            assert f'href="{EDITION}.pdf"' not in page
            assert "to be released anew" in page

    def test_released_anew_the_edition_is_drawn_anew(self, file, cast, sign_in):
        let_out(file.report, by=cast.director)
        response = downloaded(sign_in(cast.viewer))
        assert response.status_code == 200
        assert b"Three children" not in response.content
        assert bytes(ReportFile.objects.get(pk=file.pk).data) == bytes(file.data)

    def test_the_worker_draws_nothing_for_it(self, file):
        assert "scrutiny" not in file.report.editions_without_file()

    def test_a_command_draws_the_edition_as_it_is_now(self, file):
        drawn = store_edition(file.report, "scrutiny", by=User.objects.command_line())
        assert b"Three children" not in drawn.data
        assert bytes(ReportFile.objects.get(pk=file.pk).data) == bytes(file.data)

    def test_the_archive_does_without_it_and_says_so(self, file):
        with zipfile.ZipFile(io.BytesIO(everything(file.report.quarter))) as archive:
            assert not [name for name in archive.namelist() if "scrutiny" in name]
            assert "it is withdrawn" in archive.read("README.txt").decode()

    def test_it_is_still_recognised(self, file, cast, sign_in):
        upload = SimpleUploadedFile("cut.pdf", bytes(file.data))
        page = words_on(sign_in(cast.viewer).post("/reports/verify/", {"file": upload}))
        assert "the edition “Scrutiny edition”" in page
        assert "It is no longer given out." in page
