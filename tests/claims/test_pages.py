"""The pages on which findings are seen and answered: by whom, and with what in them."""

import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from performance.models import Kpi
from performance.operations.catalogue_from_files import load_catalogue
from selfassess.accounts.models import User
from selfassess.assessments.operations.lifecycle import return_for_changes, send
from selfassess.claims import reading
from selfassess.claims.finding import Finding, Tier
from selfassess.claims.forms import figure_meant
from selfassess.claims.models import Decision, Verdict
from selfassess.claims.operations import accept, add_figure, ask, explain
from selfassess.claims.sentences import of_an_area
from selfassess.claims.standing import standings, tally
from selfassess.records.models import Fact
from tests.factories import get_assessment, make_user, write
from tests.pages import fill_in, form_on, words_on

from .conftest import CLAIM

Q = "/2020-21-q2"


class TestBesideABox:
    def test_it_says_how_many_agree_and_both_values(self, claim, cast, sign_in):
        page = words_on(sign_in(cast.head).get(f"{Q}/mash/know/"))
        assert "Of 2 numbers, 1 agrees with the record and 1 contradicts it." in page
        assert "One sentence to look at." in page
        assert "You write 99.9%. The record says 74.6% (Q2, weekly report)." in page
        for answer in ("Use 74.6%", "It is another figure", "The record is wrong", "It stays"):
            assert answer in page

    @pytest.mark.parametrize("forged", ["", "stays:", "figure:../x", "stays:a b", "wrong:\n"])
    def test_a_button_that_nobody_drew_saves_and_does_nothing(self, claim, cast, sign_in, forged):
        answer = fill_in(sign_in(cast.head), f"{Q}/mash/know/", know_text="Ours.", finding=forged)
        assert answer.headers["Location"] == f"{Q}/mash/know/"
        assert get_assessment(claim.quarter_id).answer_to("know").text == "Ours."

    def test_at_most_three_stand_open(self, mash, cast, sign_in, engine):
        engine.record = {f"9{n}%": "74.6%" for n in range(5)}
        write(mash, know=" ".join(f"It was 9{n}%." for n in range(5)), by=cast.head)
        page = words_on(sign_in(cast.head).get(f"{Q}/mash/know/"))
        assert "Five sentences to look at." in page
        assert page.count("sa-finding--open") == 5
        folded = page[page.index("2 more") :]
        assert folded.count("sa-finding--open") == 2

    def test_one_sentence_has_one_box(self, mash, cast, sign_in, engine):
        engine.record = {"99.9%": "74.6%", "90%": "95%"}
        write(mash, know=CLAIM, by=cast.head)
        page = words_on(sign_in(cast.head).get(f"{Q}/mash/know/"))
        assert "One sentence to look at." in page
        assert page.count("sa-finding--open") == 1
        assert "Use 74.6%" in page
        assert "Use 95%" in page

    def test_what_is_left_in_it_after_the_records_figure_is_said_to_be_the_same_sentence(
        self, mash, cast, sign_in, engine
    ):
        write(mash, know=CLAIM, by=cast.head)
        key = reading.findings_of([mash])["mash"].findings[0].key
        client = sign_in(cast.head)
        engine.record["90%"] = "95%"
        fill_in(client, f"{Q}/mash/know/", finding=f"use:{key}:know")
        page = words_on(client.get(f"{Q}/mash/know/"))
        assert page.count("sa-finding--open") == 1
        assert "The record’s figure stands in this sentence now." in page

    def test_at_most_twenty_findings_are_drawn(self, mash, cast, sign_in, engine):
        said = [f"{number}%" for number in range(30, 75)]
        engine.unknown = set(said)
        write(mash, know=" ".join(f"It was {one}." for one in said), by=cast.head)
        client = sign_in(cast.head)
        page = words_on(client.get(f"{Q}/mash/know/"))
        assert "25 more are not shown here" in page
        listed = words_on(client.get(f"{Q}/mash/findings/"))
        assert "25 more are not listed here." in listed

    def test_what_is_not_on_record_is_folded(self, mash, cast, sign_in, engine):
        engine.unknown = {"31%"}
        write(mash, know="It was 31%.", by=cast.head)
        page = words_on(sign_in(cast.head).get(f"{Q}/mash/know/"))
        assert "The number cannot be checked." in page
        assert "1 looked for and not on record" in page
        assert "sa-finding--open" not in page

    def test_after_a_save_it_comes_by_a_request_of_its_own(self, claim, cast, sign_in):
        response = sign_in(cast.head).get(f"{Q}/mash/know/findings/")
        drawn = json.loads(response.content)
        assert list(drawn) == ["know"]
        assert "Use 74.6%" in drawn["know"]

    def test_nothing_of_it_is_read_out_by_itself(self, claim, cast, sign_in):
        """A screen reader hears that a text is saved, and no count or finding after each save."""
        spoken = re.compile(r"aria-live|aria-atomic|role=.(?:status|alert|log)|autofocus|<output")
        client = sign_in(cast.head)
        drawn = client.get(f"{Q}/mash/know/findings/").json()["know"]
        assert not spoken.search(drawn)
        page = client.get(f"{Q}/mash/know/").text
        assert page.count('role="status"') == 1

    def test_so_it_does_beside_the_directors_overview(self, quarter, cast, sign_in, engine):
        client = sign_in(cast.director)
        fill_in(client, f"{Q}/overview/", overview_text="It was 99.9%.")
        page = words_on(client.get(f"{Q}/overview/"))
        address = re.search('data-findings="(.*?)"', page)[1]
        assert "Use 74.6%" in json.loads(client.get(address).content)["overview"]

    def test_a_check_that_failed_is_said_to_be_left_out(self, mash, cast, sign_in, monkeypatch):
        broken = reading.AreaFindings(left_out=("number",))
        monkeypatch.setattr(
            reading, "findings_of", lambda found, **more: {a.area: broken for a in found}
        )
        assert "Not everything could be checked" in words_on(
            sign_in(cast.head).get(f"{Q}/mash/know/")
        )


def one_about(written: str) -> Finding:
    return Finding("number", Tier.CONTRADICTS, "mash", "know", 0, 0, "", "", written=written)


class TestTheFourAnswers:
    """As buttons of the section’s form: what was typed besides is saved."""

    def test_of_more_than_one_number_the_figure_is_not_guessed(self):
        for written in ("20 to 25%", "four in five", "£2.4m", "6 ½", "19 of 63"):
            meant = figure_meant(one_about(written), "2020-21-q2")
            assert (meant["value"], meant["unit"]) == ("", ""), written
        meant = figure_meant(one_about("1,324.5%"), "2020-21-q2")
        assert (meant["value"], meant["unit"]) == ("1,324.5", "%")

    def test_use_the_records_figure(self, claim, key, cast, sign_in):
        client = sign_in(cast.head)
        more = f"{CLAIM} And more."
        answer = fill_in(client, f"{Q}/mash/know/", know_text=more, finding=f"use:{key}")
        assert answer.headers["Location"] == f"{Q}/mash/know/"
        text = get_assessment(claim.quarter_id).answer_to("know").text
        assert text == "74.6% of contacts were decided in time, above our target of 90%. And more."

    def test_it_stays_because(self, claim, key, cast, sign_in):
        client = sign_in(cast.head)
        more = f"{CLAIM} And more."
        answer = fill_in(client, f"{Q}/mash/know/", know_text=more, finding=f"stays:{key}")
        address = answer.headers["Location"]
        assert get_assessment(claim.quarter_id).answer_to("know").text == more
        fill_in(client, address, verdict="stays", reason="We count them once.")
        assert Decision.objects.get().reason == "We count them once."

    def test_without_a_reason_the_page_asks_for_one(self, claim, key, cast, sign_in):
        client = sign_in(cast.head)
        answer = fill_in(client, f"{Q}/mash/findings/{key}/", verdict="stays", reason="")
        assert "Say why it stays." in words_on(answer)
        assert not Decision.objects.exists()

    def test_it_is_another_figure(self, claim, key, cast, sign_in):
        client = sign_in(cast.head)
        answer = fill_in(client, f"{Q}/mash/know/", finding=f"figure:{key}")
        address = answer.headers["Location"]
        fields = form_on(client.get(address))
        assert (fields["value"], fields["unit"], fields["period"]) == ("99.9", "%", "Q2 2020/21")
        fill_in(client, address, label="Contacts decided by the next day")
        assert Fact.objects.get().value == Decimal("99.9")
        assert Decision.objects.get().verdict == Verdict.ANOTHER_FIGURE

    def test_the_record_is_wrong_for_a_reason_and_can_be_taken_back(
        self, claim, key, cast, sign_in
    ):
        client = sign_in(cast.head)
        button = f"wrong:{key}:know"
        address = fill_in(client, f"{Q}/mash/know/", finding=button).headers["Location"]
        assert address.endswith("#wrong")
        answer = fill_in(client, address, verdict="record_wrong", reason="")
        assert "Say what is wrong with the record." in words_on(answer)
        answer = fill_in(client, address, verdict="record_wrong", reason="Two are missing.")
        assert answer.headers["Location"] == f"{Q}/mash/know/#id_know-text"
        assert Decision.objects.get().reason == "Two are missing."
        assert "Two are missing." in words_on(client.get(f"{Q}/mash/know/"))
        fill_in(client, f"{Q}/mash/know/", finding=f"back:{key}:know")
        page = words_on(client.get(f"{Q}/mash/know/"))
        assert "Two are missing." not in page
        assert "One sentence to look at." in page

    @pytest.mark.parametrize("answer", ["use", "stays", "figure"])
    def test_each_comes_back_to_the_box(self, claim, key, cast, sign_in, answer):
        client, box = sign_in(cast.head), f"{Q}/mash/know/#id_know-text"
        sent = fill_in(client, f"{Q}/mash/know/", finding=f"{answer}:{key}:know")
        address = sent.headers["Location"]
        if answer == "use":
            assert address == box
            return
        typed = {"figure": {"label": "All"}, "stays": {"verdict": "stays", "reason": "Of all."}}
        assert fill_in(client, address, **typed[answer]).headers["Location"] == box

    def test_it_leads_nowhere_else(self, claim, key, cast, sign_in):
        client = sign_in(cast.head)
        forged = fill_in(client, f"{Q}/mash/know/", finding=f"use:{key}:../evil")
        assert forged.headers["Location"] == f"{Q}/mash/know/"

    def test_another_figure_is_asked_for_in_five_fields(self, claim, key, cast, sign_in):
        page = form_on(sign_in(cast.head).get(f"{Q}/mash/findings/{key}/figure/"))
        asked = page.keys() - {"csrfmiddlewaretoken", "author", "version", "decision_version"}
        assert asked - {"back", "of-0"} == {"label", "value", "unit", "period", "source"}

    def test_an_older_page_decides_nothing(self, claim, key, cast, sign_in):
        client = sign_in(cast.head)
        fields = form_on(client.get(f"{Q}/mash/findings/{key}/"))
        explain(claim, key, Verdict.STAYS, reason="Mine.", by=cast.deputy)
        sent = fields | {"verdict": "stays", "reason": "Hers."}
        answer = client.post(f"{Q}/mash/findings/{key}/", sent)
        assert answer.status_code == 409
        assert "Hers." in words_on(answer)
        assert "Mine." in words_on(answer)

    def test_what_may_identify_a_child_is_asked_about_first(self, claim, key, cast, sign_in):
        client = sign_in(cast.head)
        reason = "Because of Kayden, 7."
        answer = fill_in(client, f"{Q}/mash/findings/{key}/", verdict="stays", reason=reason)
        assert "This is not about a child" in words_on(answer)
        assert not Decision.objects.exists()


class TestCheckAndSend:
    def test_it_counts_and_stops_nothing(self, claim, key, cast, sign_in):
        write(claim, evidence="It was 99.9% too.", by=cast.head)
        explain(claim, key, Verdict.STAYS, reason="Of all.", by=cast.head)
        page = words_on(sign_in(cast.head).get(f"{Q}/mash/check/"))
        assert "2 numbers do not agree, 1 explained." in page
        assert "Send to the director</button>" in page
        send(get_assessment(claim.quarter_id), by=cast.head)

    def test_questions_are_one_line(self, claim, cast, sign_in, engine):
        engine.silent_about = {"mash": "MA05 is off target, and no word of it."}
        page = words_on(sign_in(cast.head).get(f"{Q}/mash/check/"))
        assert "1 question. Nothing is wrong there, but something may be missing" in page

    def test_many_stand_under_their_texts_and_after_five_are_folded(
        self, mash, cast, sign_in, engine
    ):
        engine.record = {f"9{number}%": "74.6%" for number in range(8)}
        said = [f"It was 9{number}%." for number in range(8)]
        write(mash, know=" ".join(said[:6]), evidence=" ".join(said[6:]), by=cast.head)
        page = words_on(sign_in(cast.head).get(f"{Q}/mash/check/"))
        assert "8 numbers do not agree." in page
        assert page.count(">“know”</a>") == 2  # once above the fold, once in it
        opened, folded = page.split("3 more</span>")
        assert (opened.count("“It was <mark>9"), folded.count("“It was <mark>9")) == (5, 3)

    def test_where_words_contradict_too_they_are_statements(self, mash, cast, sign_in, engine):
        write(mash, know="It was 99.9%.", by=cast.head)
        found = reading.findings_of([mash])["mash"].findings[0]
        both = standings([found, replace(found, kind="trend", written="", values=())], [])
        assert of_an_area(tally(both)) == "2 statements do not agree."
        assert of_an_area(tally(both[:1])) == "1 number does not agree."
        assert of_an_area(tally([])) == "Nothing contradicts the record."


class TestTheAnalyst:
    @pytest.fixture
    def doubted(self, claim, key, cast):
        load_catalogue(by=User.objects.command_line())
        explain(claim, key, Verdict.RECORD_WRONG, reason="Two missing.", by=cast.head)

    def test_she_reads_indicator_values_area_and_who_and_no_words(self, doubted, cast, sign_in):
        client = sign_in(cast.analyst)
        page = words_on(client.get(f"{Q}/doubted-figures/"))
        for told in (Kpi.objects.get(code="MA03").name, "99.9%", "74.6%", "MASH", "Head of MASH"):
            assert told in page
        assert "contacts were decided" not in page
        assert "1 figure said to be wrong" in words_on(client.get("/"))

    def test_she_says_that_it_is_right(self, doubted, key, cast, sign_in):
        client = sign_in(cast.analyst)
        address = f"{Q}/doubted-figures/mash/{key}/"
        assert "contacts were decided" not in words_on(client.get(address))
        fill_in(client, address, reason="Counted twice, the same each time.")
        assert "Nobody says that a figure is wrong." in words_on(
            client.get(f"{Q}/doubted-figures/")
        )
        page = words_on(sign_in(cast.head).get(f"{Q}/mash/know/"))
        assert "Counted twice, the same each time." in page

    def test_what_is_corrected_leaves_the_list(self, doubted, cast, sign_in, engine):
        engine.record.clear()
        fill_in(sign_in(cast.head), f"{Q}/mash/evidence/", evidence_text="Something happened.")
        page = words_on(sign_in(cast.analyst).get(f"{Q}/doubted-figures/"))
        assert "Nobody says that a figure is wrong." in page

    def test_words_in_place_of_a_number_are_not_told(self, mash, cast, sign_in, engine):
        load_catalogue(by=User.objects.command_line())
        engine.record = {"9": "8"}
        write(mash, know="It was 9.", by=cast.head)
        found = reading.findings_of([mash])["mash"].findings[0]
        assert found.written == "9"
        explain(mash, found.key, Verdict.RECORD_WRONG, reason="Two missing.", by=cast.head)
        client = sign_in(cast.analyst)
        assert ">9</td>" in words_on(client.get(f"{Q}/doubted-figures/"))


class TestTheDirector:
    @pytest.fixture
    def sent(self, claim, cast):
        send(claim, by=cast.head)
        return get_assessment(claim.quarter_id)

    def test_home_says_it_first(self, sent, cast, sign_in):
        page = words_on(sign_in(cast.director).get("/"))
        assert "The text says 99.9%. The record says 74.6%" in page
        assert f'href="{Q}/findings/#mash"' in page

    def test_the_page_that_approves_says_how_many_are_open_and_stops_nobody(
        self, sent, key, cast, sign_in
    ):
        client, address = sign_in(cast.director), f"{Q}/mash/review/approve/"
        page = words_on(client.get(address))
        assert "1 statement in these words does not agree with the record" in page
        assert f'href="{Q}/mash/findings/"' in page
        accept(sent, key, by=cast.director)
        assert "Nothing is open of what was found" in words_on(client.get(address))
        assert fill_in(client, address).status_code == 302
        assert get_assessment(sent.quarter_id).is_approved

    def test_home_and_worklist_count_the_same(self, claim, cast, sign_in, engine):
        engine.unknown = {"90%"}
        other = get_assessment(claim.quarter_id, "early-help")
        write(other, know="It was 99.9%.", by=cast.other_head)
        client = sign_in(cast.director)
        assert "2 in what is still being written." in words_on(client.get(f"{Q}/findings/"))
        assert " open)" not in words_on(client.get("/"))
        send(claim, by=cast.head)
        unknown = reading.findings_of([claim])["mash"].findings[1].key
        ask(get_assessment(claim.quarter_id), unknown, text="Of what?", by=cast.director)
        page = words_on(client.get(f"{Q}/findings/"))
        assert "2 open in what was sent. 1 more in what is still being written." in page
        assert "found in what people wrote (2 open)" in words_on(client.get("/"))

    def test_before_it_is_sent_home_says_nothing(self, claim, cast, sign_in):
        assert "99.9%" not in words_on(sign_in(cast.director).get("/"))

    def test_she_accepts_from_her_worklist(self, sent, key, cast, sign_in):
        client = sign_in(cast.director)
        page = words_on(client.get(f"{Q}/findings/"))
        assert "1 open in what was sent." in page
        assert "<mark>99.9%</mark> of contacts" in page
        sent_form = {"verdict": "accepted", "version": "0", "back": f"{Q}/findings/"}
        answer = client.post(f"{Q}/mash/findings/{key}/", sent_form)
        assert answer.headers["Location"] == f"{Q}/findings/"
        page = words_on(client.get(f"{Q}/findings/"))
        assert "Nothing is open in what was sent." in page
        assert "1 accepted" in page
        assert "says 99.9%." not in words_on(client.get("/"))

    def test_she_asks_with_a_comment_that_is_filled_in(self, sent, key, cast, sign_in):
        client = sign_in(cast.director)
        address = f"{Q}/mash/findings/{key}/"
        assert "You write 99.9%" in form_on(client.get(address))["text"]
        fill_in(client, address, verdict="asked")
        comment = get_assessment(sent.quarter_id).comments.get()
        assert "The record says 74.6%" in comment.text
        return_for_changes(sent, comments={}, by=cast.director)
        assert "You write 99.9%" in words_on(sign_in(cast.head).get(f"{Q}/mash/know/"))

    def test_before_it_is_sent_she_is_not_offered_to_ask(self, claim, key, cast, sign_in):
        client = sign_in(cast.director)
        page = words_on(client.get(f"{Q}/findings/"))
        assert "Accept" in page
        assert ">Ask<" not in page
        assert "#ask" not in page
        assert "You can ask about it once" in words_on(client.get(f"{Q}/mash/findings/{key}/"))

    def test_she_accepts_with_a_reason(self, sent, key, cast, sign_in):
        client = sign_in(cast.director)
        fill_in(client, f"{Q}/mash/findings/{key}/", verdict="accepted", reason="Seen the list.")
        assert Decision.objects.get().reason == "Seen the list."
        assert "Seen the list." in words_on(client.get(f"{Q}/findings/"))

    def test_of_a_long_sentence_her_question_quotes_the_beginning(self, mash, cast, sign_in):
        long = "contacts and " * 400
        write(mash, know=f"99.9% of {long} were decided.", by=cast.head)
        send(get_assessment(mash.quarter_id), by=cast.head)
        key = reading.findings_of([mash])["mash"].findings[0].key
        client, address = sign_in(cast.director), f"{Q}/mash/findings/"
        assert len(form_on(client.get(f"{address}{key}/"))["text"]) < 1000
        assert long in words_on(client.get(f"{address}{key}/"))
        assert fill_in(client, f"{address}{key}/", verdict="asked").status_code == 302

    def test_it_stands_beside_the_passage_on_the_review(self, sent, cast, sign_in):
        page = words_on(sign_in(cast.director).get(f"{Q}/mash/review/"))
        assert "1 number does not agree." in page
        first, beside = page.index("The text says 99.9%."), page.rindex("The text says 99.9%.")
        assert first < page.rindex("above our target of 90%", 0, beside)  # the passage itself

    def test_what_was_explained_stands_with_its_reason(self, claim, key, cast, sign_in):
        explain(claim, key, Verdict.STAYS, reason="We count them once.", by=cast.head)
        page = words_on(sign_in(cast.director).get(f"{Q}/findings/"))
        assert page.index("Explained by the author") < page.index("We count them once.")

    def test_a_figure_made_of_a_finding_is_shown_to_her(self, claim, key, cast, sign_in, engine):
        fact = Fact(label="Contacts, another way", value=99, period="Q2")
        add_figure(claim, key, fact, by=cast.head)
        engine.record.clear()  # now it agrees, and only with that
        page = words_on(sign_in(cast.director).get(f"{Q}/findings/"))
        assert "Agrees only with a figure added because of it" in page
        assert "Contacts, another way" in page

    def test_one_thing_with_two_values_is_hers_alone(self, claim, cast, sign_in, engine):
        engine.record.clear()
        engine.shared = {"99.9%": ("mash", "91%")}
        key = engine.between_areas({"mash": None})[0].key
        assert "One thing, two values" in words_on(sign_in(cast.director).get(f"{Q}/findings/"))
        assert "One thing, two values" not in words_on(
            sign_in(cast.administrator).get(f"{Q}/findings/")
        )
        for address in (f"{Q}/mash/findings/", f"{Q}/mash/know/", f"{Q}/mash/check/"):
            assert "91%" not in words_on(sign_in(cast.head).get(address))
        for asked in (key, "0" * 32):  # it is for her as if there were none
            answer = sign_in(cast.head).get(f"{Q}/mash/findings/{asked}/", follow=True)
            assert answer.redirect_chain == [(f"{Q}/mash/findings/", 302)]
            assert "91%" not in words_on(answer)

    def test_what_she_decides_of_two_areas_tells_neither_of_the_other(
        self, sent, cast, sign_in, engine
    ):
        engine.record.clear()
        engine.shared = {"99.9%": ("mash", "91%")}
        address = f"{Q}/mash/findings/{engine.between_areas({'mash': None})[0].key}/"
        director = sign_in(cast.director)
        assert "91%" in words_on(director.get(address))
        fill_in(director, address, verdict="accepted")
        fill_in(director, address, verdict="asked")
        assert get_assessment(sent.quarter_id).comments.count() == 1
        return_for_changes(sent, comments={}, by=cast.director)
        for page in ("", "know/", "history/"):
            assert "91%" not in words_on(sign_in(cast.head).get(f"{Q}/mash/{page}"))

    def test_a_kind_that_went_quiet_says_so(self, mash, cast, sign_in, engine):
        engine.unknown = {"31%"}
        write(mash, know="It was 31%.", by=cast.head)
        for number in range(10):
            Decision.objects.create(
                assessment=mash,
                key=str(number),
                kind="number",
                tier="not on record",
                verdict=Verdict.ANOTHER_FIGURE,
                by=cast.head,
            )
        page = words_on(sign_in(cast.director).get(f"{Q}/findings/"))
        assert "Gone quiet, because more than one in ten" in page
        page = words_on(sign_in(cast.head).get(f"{Q}/mash/know/"))
        assert "1 more is not shown" in page

    def test_nobody_decides_about_an_area_of_her_own(self, sent, key, cast, sign_in):
        both = make_user("director", ("head", "mash"))
        sent_form = {"verdict": "accepted", "version": "0"}
        answer = sign_in(both).post(f"{Q}/mash/findings/{key}/", sent_form)
        assert answer.status_code == 403
