"""Charts and tables say the same, whatever they are drawn of."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from performance.charts import chart_data, svg
from performance.charts.area_charts import MAKERS, drawings, of_indicator
from performance.charts.plotly_figure import figure
from performance.charts.sparkline import spark
from performance.models import Kpi, Target
from performance.operations.entry import Entry
from performance.operations.figures import save_indicators
from performance.operations.targets import set_target
from performance.reading import indicators
from selfassess.records.models import Fact
from selfassess.records.operations import add
from services.registry import all_areas, get_area
from tests.factories import get_assessment, make_quarter, write
from tests.ui.page import Page

labels = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=60)
figures = st.decimals(0, 10**5, places=2)
maybe = st.one_of(st.none(), figures)
some_points = st.lists(maybe, min_size=2, max_size=12)
some_bars = st.lists(
    st.tuples(labels, figures, maybe), min_size=1, max_size=8, unique_by=lambda row: row[0]
)


def tree(drawing: chart_data.Drawing):
    return etree.fromstring(str(svg.draw(figure(drawing))))


def texts(picture) -> list[str]:
    return [node.text or "" for node in picture.iter("{*}text")]


def bars(rows, unit="%") -> chart_data.Drawing:
    return chart_data.bars("key", "A chart", rows, unit=unit)


class TestSayTheSame:
    @given(
        st.lists(
            st.tuples(labels, figures, maybe), min_size=1, max_size=8, unique_by=lambda r: r[0]
        )
    )
    def test_every_bar_shows_the_figure_of_its_row(self, rows):
        drawing = bars(rows)
        _, table = chart_data.table(drawing)
        written = texts(tree(drawing))
        assert all(row[1] in written for row in table)
        trace = figure(drawing).data[0]
        assert [f"{x:.2f}" for x in trace.x] == [f"{value:.2f}" for _, value, _ in rows]
        assert list(trace.text) == [row[1] for row in table]

    @given(
        st.lists(maybe, min_size=2, max_size=12).filter(any),
        st.lists(maybe, min_size=2, max_size=12),
    )
    def test_every_point_of_a_line_is_a_row_of_its_table(self, own, target):
        quarters = [f"Q{n % 4 + 1} 20{18 + n // 4}/{19 + n // 4}" for n in range(len(own))]
        aims = (target * 6)[: len(own)]
        series = [(chart_data.OWN, "This council", own), (chart_data.TARGET, "Target", aims)]
        drawing = chart_data.lines("key", "A chart", quarters, series, unit="%")
        head, rows = chart_data.table(drawing)
        trace = figure(drawing).data[0]
        assert head == ["Quarter", "This council", "Target"]
        assert [row[1] for row in rows] == list(trace.text)
        assert [None if y is None else Decimal(str(y)) for y in trace.y] == own
        points = len(tree(drawing).findall(".//{*}circle"))
        assert points >= sum(value is not None for value in own)

    def test_a_value_that_has_not_reached_its_target_never_looks_as_if_it_had(self):
        drawing = bars([("Visits", Decimal("94.996"), Decimal(95))])
        assert drawing.rows[0].shown == "94.996%"
        assert drawing.alt == "A chart. Visits 94.996%, target 95%."

    def test_the_words_of_a_chart_have_its_figures(self):
        drawing = bars([("Visits", Decimal("82.5"), Decimal(95)), ("Plans", Decimal(70), None)])
        assert drawing.alt == "A chart. Visits 82.5%, target 95%; Plans 70%."
        assert tree(drawing).findtext("{*}title") == drawing.alt


class TestThePicture:
    @given(
        st.lists(
            st.tuples(labels, figures, maybe), min_size=1, max_size=8, unique_by=lambda r: r[0]
        )
    )
    def test_bars_stay_inside(self, rows):
        picture = tree(bars(rows))
        _, _, width, height = map(float, picture.get("viewBox").split())
        for bar in picture.iter("{*}rect"):
            assert 0 <= float(bar.get("x")) + float(bar.get("width")) <= width
        for text in picture.iter("{*}text"):
            assert 0 <= float(text.get("x")) <= width
            assert 0 <= float(text.get("y")) <= height

    def test_a_value_stands_at_its_bars_end_and_a_target_says_that_it_is_one(self):
        picture = tree(bars([("Visits", Decimal("68.1"), Decimal(95))]))
        (bar,) = picture.iter("{*}rect")
        end = float(bar.get("x")) + float(bar.get("width"))
        at = {node.text: float(node.get("x")) for node in picture.iter("{*}text")}
        assert end - 10 < at["68.1%"] <= end
        assert at["target 95%"] > end

    def test_a_value_beyond_its_target_is_never_printed_where_the_target_stands(self):
        picture = tree(bars([("Visits", Decimal(97), Decimal(95))]))
        (bar,) = picture.iter("{*}rect")
        end = float(bar.get("x")) + float(bar.get("width"))
        at = {node.text: float(node.get("x")) for node in picture.iter("{*}text")}
        assert end < at["97%"] < at["target 95%"]

    def test_a_target_that_is_due_later_has_room(self):
        by = {"Visits": "by 30 September 2020"}
        rows = [("Visits", Decimal("91.66"), Decimal(100))]
        picture = tree(chart_data.bars("k", "A", rows, unit="%", by=by))
        (label,) = [n for n in picture.iter("{*}text") if (n.text or "").startswith("target")]
        assert label.text == "target 100% by 30 Sep 2020"
        assert float(label.get("x")) + 6.5 * len(label.text) < 640

    def test_a_chart_says_which_side_is_better(self):
        rows = [("Out of touch", Decimal(12), Decimal(6)), ("Housed", Decimal(80), None)]
        one = chart_data.bars("k", "A", rows[1:], unit="%", better={"Housed": "higher"})
        both = {"Out of touch": "lower", "Housed": "higher"}
        mixed = chart_data.bars("k", "A", rows, unit="%", note="Year 2018/19", better=both)
        assert one.note == "Higher is better."
        assert mixed.note == (
            "Year 2018/19. Lower is better for: Out of touch. Higher is better for the others."
        )

    def test_lines_that_would_look_level_have_an_axis_that_says_where_it_begins(self):
        values = [Decimal(value) for value in (95, 96, 98)]
        series = [(chart_data.OWN, "Own", values)]
        drawing = chart_data.lines("k", "A", ["Q1", "Q2", "Q3"], series, unit="%")
        assert "The axis begins at 94, not at 0." in texts(tree(drawing))
        from_nought = chart_data.lines("k", "A", ["Q1", "Q2"], [("own", "Own", [2, 90])], unit="%")
        assert not [text for text in texts(tree(from_nought)) if "begins" in text]

    def test_a_break_in_a_series_is_marked(self):
        values = [Decimal(1), Decimal(2), None, Decimal(4)]
        drawing = chart_data.lines("k", "A", list("abcd"), [("own", "Own", values)], unit="")
        dotted = [line for line in tree(drawing).iter("{*}line") if line.get("stroke-dasharray")]
        assert len(dotted) == 1

    def test_many_figures_have_a_small_chart_each_on_one_scale(self):
        series = [("own", f"Area {n}", [Decimal(n), Decimal(n + 1)]) for n in range(8)]
        picture = tree(chart_data.lines("k", "A", ["Q1 2019/20", "Q2 2019/20"], series, unit=""))
        assert len(list(picture.iter("{*}polyline"))) == 8
        assert {p.get("stroke") for p in picture.iter("{*}polyline")} == {"#12436d"}
        assert {f"Area {n}" for n in range(8)} <= set(texts(picture))

    def test_markup_in_a_label_is_text(self):
        drawing = bars([("<script>alert(1)</script>", Decimal(1), None)])
        assert not tree(drawing).findall(".//{*}script")
        assert "&lt;script&gt;" in str(svg.draw(figure(drawing)))

    def test_it_has_no_style_that_the_security_policy_would_refuse(self):
        drawn = str(svg.draw(figure(bars([("Visits", Decimal(82), Decimal(95))]))))
        assert " style=" not in drawn
        assert "<style" not in drawn

    def test_a_gap_breaks_the_line_and_a_target_is_a_step(self):
        own = [Decimal(1), Decimal(2), None, Decimal(4), Decimal(5)]
        aims = [Decimal(3)] * 2 + [Decimal(6)] * 3
        drawing = chart_data.lines(
            "key",
            "A chart",
            list("abcde"),
            [(chart_data.OWN, "Own", own), (chart_data.TARGET, "Target", aims)],
            unit="",
        )
        picture = tree(drawing)
        own_lines = [p for p in picture.iter("{*}polyline") if p.get("stroke") == "#12436d"]
        assert len(own_lines) == 2
        (step,) = [p for p in picture.iter("{*}polyline") if p.get("stroke-dasharray")]
        heights = [point.split(",")[1] for point in step.get("points").split()]
        assert len(set(heights)) == 2
        assert len(heights) == 9

    @given(st.lists(figures, min_size=1, max_size=6))
    def test_the_scale_ends_at_a_round_number_above_everything(self, values):
        top = svg.top_of([float(value) for value in values])
        assert top >= max(map(float, values)) * 0.999999
        assert re.match(r"^[125]0*$|^25", f"{top:.6f}".replace(".", "").strip("0") or "1")

    @given(st.lists(maybe, min_size=2, max_size=8), maybe)
    def test_a_sparkline_shows_two_values_or_nothing(self, values, target):
        plain = [chart_data.plain(value) for value in values]
        drawn = str(spark(plain, chart_data.plain(target), "From 1 to 2."))
        known = sum(value is not None for value in values)
        assert bool(drawn) is (known > 1)
        if drawn:
            picture = etree.fromstring(drawn)
            assert picture.findtext("{*}title") == "From 1 to 2."
            assert len(picture.findall(".//{*}circle")) == (values[-1] is not None)


class TestOfAnArea:
    def enter(self, cast, area: str, **values):
        entries = []
        for code, typed in values.items():
            value, *parts = map(Decimal, typed if isinstance(typed, tuple) else (typed,))
            named = dict(zip(("numerator", "denominator"), parts, strict=False))
            entries.append(Entry(Kpi.objects.get(code=code), value, **named))
        assert not save_indicators(get_assessment("2020-21-q2", area), entries, by=cast.analyst)

    def drawn(self, area: str) -> dict[str, chart_data.Drawing]:
        found = indicators([area], "2020-21-q2").get(area, [])
        facts = get_assessment("2020-21-q2", area).facts.all()
        return {d.key: d for d in drawings(get_area(area).charts, found, facts)}

    def test_every_declared_chart_is_of_a_known_kind_and_of_known_kpis(self, catalogue):
        known = set(Kpi.objects.values_list("code", flat=True))
        for area in all_areas():
            for chart in area.charts:
                assert chart.kind in MAKERS
                codes = {*chart.kpis, *(which.partition(".")[0] for _, which in chart.steps)}
                assert codes <= known

    def test_the_front_door_narrows_from_contacts_to_assessments(self, cast, quarter):
        self.enter(
            cast, "mash", MA01="1938", MA02=("18.89", "366", "1938"), MA08=("92.66", "303", "327")
        )
        rows = self.drawn("mash")["front-door"].rows
        assert [(row.label, row.shown) for row in rows] == [
            ("Contacts", "1,938"),
            ("Referrals", "366"),
            ("Assessments completed", "327"),
        ]

    def test_two_bars_are_no_funnel(self, cast, quarter):
        self.enter(cast, "mash", MA01="1938", MA02=("18.89", "366", "1938"))
        assert "front-door" not in self.drawn("mash")

    def test_values_stand_beside_their_targets(self, cast, quarter):
        self.enter(cast, "mash", MA03="68.1", MA09="72.52")
        kpi = Kpi.objects.get(code="MA03")
        set_target(kpi, from_quarter="2020-21-q1", value=Decimal(95), reason="So.", by=cast.analyst)
        rows = self.drawn("mash")["in-time"].rows
        assert [(row.shown, row.target_shown) for row in rows] == [
            ("68.1%", "95%"),
            ("72.52%", ""),
        ]

    def test_further_figures_of_one_set_are_the_largest_first(self, cast, quarter):
        assessment = get_assessment(quarter, "early-help")
        for label, value in (("Key workers: schools", "22.6"), ("Key workers: council", "28.3")):
            fact = Fact(assessment=assessment, label=label, set_key="key-workers", period="2019/20")
            fact.value, fact.unit = Decimal(value), "%"
            add(fact, section="evidence", by=cast.other_head)
        rows = self.drawn("early-help")["key-workers"].rows
        assert [(row.label, row.shown) for row in rows] == [
            ("Council", "28.3%"),
            ("Schools", "22.6%"),
        ]

    def test_too_little_is_not_drawn(self, quarter):
        assert self.drawn("mash") == {}

    def test_a_kpis_line_has_every_quarter_and_the_target_of_each(self, cast, quarter):
        make_quarter("2020-21-q1")
        self.enter(cast, "mash", MA03="74.6")
        kpi = Kpi.objects.get(code="MA03")
        save_indicators(
            get_assessment("2020-21-q1"), [Entry(kpi, Decimal("68.1"))], by=cast.analyst
        )
        (one,) = [i for i in indicators(["mash"], "2020-21-q2")["mash"] if i.kpi.code == "MA03"]
        drawing = of_indicator(one, {"2020-21-q1": Decimal(90), "2020-21-q2": Decimal(95)})
        assert chart_data.table(drawing)[1] == [
            ["Q1 2020/21", "68.1%", "90%"],
            ["Q2 2020/21", "74.6%", "95%"],
        ]


class TestPages:
    @pytest.fixture
    def client(self, cast, quarter, sign_in):
        kpi = Kpi.objects.get(code="MA03")
        make_quarter("2020-21-q1")
        for code, value in (("2020-21-q1", "68.1"), ("2020-21-q2", "74.6")):
            entry = Entry(kpi, Decimal(value))
            save_indicators(get_assessment(code), [entry], by=cast.analyst)
        return sign_in(cast.analyst)

    def test_picture_table_and_file_have_the_same_figures(self, client):
        page = Page(client.get("/kpis/MA03/explore/").text)
        table = [
            [" ".join(cell.text_content().split()) for cell in row.xpath("th|td")]
            for row in page.all("//section[h2='The figures']//tbody/tr")
        ]
        assert table == [
            ["Q2 2020/21", "74.6%", "–", "–", "–", "Up 6.5 points"],
            ["Q1 2020/21", "68.1%", "–", "–", "–", "–"],
        ]
        file = client.get("/kpis/MA03.csv").content.decode("utf-8-sig").splitlines()
        assert file == ["Quarter,This council", "Q1 2020/21,68.1%", "Q2 2020/21,74.6%"]
        for title in page.all("//main//*[name()='title']"):
            assert "from 68.1% in Q1 2020/21 to 74.6% in Q2 2020/21" in title.text

    def test_each_quarter_has_its_status_by_the_target_that_held_then(self, cast, client):
        kpi = Kpi.objects.get(code="MA03")
        for first, value in (("2020-21-q1", 60), ("2020-21-q2", 90)):
            Target.objects.create(kpi=kpi, from_quarter=first, value=value, set_by=cast.analyst)
        page = Page(client.get("/kpis/MA03/explore/").text)
        rows = [row.text_content() for row in page.all("//section[h2='The figures']//tbody/tr")]
        assert "Off target" in rows[0]
        assert "90%" in rows[0]
        assert "On target" in rows[1]
        assert "60%" in rows[1]

    def test_lines_are_named_at_their_ends_and_the_axis_shows_the_movement(self, client):
        page = client.get("/kpis/MA03/explore/").text
        assert "Here 74.6%" in page
        assert "The axis starts at" in page
        assert page.count('class="still ') == 2

    def test_a_chart_of_an_area_is_drawn_once_more_for_a_phone(self, client):
        page = Page(client.get("/2020-21-q2/mash/explore/").text)
        for place in page.all("//*[@class='sa-chart__picture']"):
            wide, narrow = place.xpath("./*[name()='svg']")
            assert wide.get("viewbox") != narrow.get("viewbox")
            assert wide.xpath("./*[name()='title']/text()") == narrow.xpath(
                "./*[name()='title']/text()"
            )

    def test_answers_that_take_the_figure_are_named_to_those_who_read_them(
        self, cast, client, sign_in
    ):
        write(get_assessment("2020-21-q2"), know="It is {MA03}.", by=cast.head)
        assert 'href="/2020-21-q2/mash/know/' in sign_in(cast.head).get("/kpis/MA03/explore/").text
        assert 'href="/2020-21-q2/mash/know/' not in client.get("/kpis/MA03/explore/").text

    def test_the_range_of_quarters_is_chosen(self, client):
        page = Page(client.get("/kpis/MA03/explore/?from=2020-21-q2&to=2020-21-q2").text)
        [row] = page.all("//section[h2='The figures']//tbody/tr")
        assert "Q2 2020/21" in row.text_content()
        assert client.get("/kpis/MA03/explore/?from=nonsense&to=%27").status_code == 200

    def test_only_pages_that_explore_bring_the_chart_library(self, client):
        explore = client.get("/kpis/MA03/explore/")
        assert "plotly-basic.min.js" in explore.text
        assert "sha256-47DEQpj8HBSa" in explore["Content-Security-Policy"]
        for address in ("/", "/kpis/MA03/", "/2020-21-q2/mash/indicators/"):
            other = client.get(address)
            assert "plotly" not in other.text
            assert "sha256-47DEQpj8HBSa" not in other["Content-Security-Policy"]

    def test_figures_of_an_open_quarter_are_not_for_viewers(self, cast, client, sign_in):
        assert sign_in(cast.viewer).get("/kpis/MA03/explore/").status_code == 404
        assert sign_in(cast.other_head).get("/kpis/MA03/explore/").status_code == 404

    def test_a_row_of_the_indicators_has_its_sparkline_and_its_sentence(self, client):
        page = Page(client.get("/2020-21-q2/mash/indicators/").text)
        spark = page.one("//*[@id='id_MA03']//*[name()='svg']/*[name()='title']")
        assert spark.text == "From 68.1% to 74.6%."
        assert "Up 6.5 points." in page.words("//*[@id='id_MA03']")

    def test_they_cost_the_same_whatever_there_is(self, client, django_assert_max_num_queries):
        client.get("/2020-21-q2/mash/explore/")
        with django_assert_max_num_queries(18):
            client.get("/2020-21-q2/mash/explore/")
        with django_assert_max_num_queries(20):
            client.get("/kpis/MA03/explore/")
