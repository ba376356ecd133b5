"""The demo's report beside what WeasyPrint takes for the same HTML and styles as a plain PDF; how
its cost grows; and what a page notices of it."""

import io
import resource
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from functools import partial
from statistics import quantiles
from threading import Event
from time import perf_counter, process_time

import msgspec
import pikepdf
from weasyprint import CSS, HTML

from selfassess.reporting import pdf, sandbox
from selfassess.reporting.content.schema import ReportContent
from selfassess.reporting.models import Report
from selfassess.schema_fields import Prose

from . import pages
from .timing import Subjects, Times

BARE = "bare WeasyPrint, the same HTML"
ONCE = "the content once, a page of it"
IDLE = "a section’s form, p95, idle"
AT_ONCE = 3  # reports
LOOKS = 120  # at the page
ROUNDS_OF_GROWTH = 5


def content() -> ReportContent:
    return Report.objects.issued().get().frozen


def subjects() -> Subjects:
    """Each is drawn with nothing kept from before; nothing is."""
    sandbox.run(nothing)  # the server of processes has imported the engine
    return {
        BARE: partial(bare, pdf.report_html(content())),
        "the report is compiled, as PDF/UA": partial(pdf.draw, content()),
        "again, after one changed answer": partial(pdf.draw, with_one_change(content())),
    }


def nothing() -> bytes:
    return b""


def bare(html: str) -> bytes:
    fetcher = pdf._own_pictures()
    styles = [CSS(string=path.read_text(), url_fetcher=fetcher) for path in pdf.STYLES]
    return HTML(string=html, url_fetcher=fetcher).write_pdf(stylesheets=styles)


def with_one_change(content: ReportContent) -> ReportContent:
    content = deepcopy(content)
    answer = content.areas[1].sections[0].answers[0]
    answer.answer = Prose(f"{answer.answer} And one thing more.")
    return content


def growth() -> Times:
    """Seconds of processor a page, the least of some rounds: the work is always the same, and what
    else a machine does can only add to it, here up to a third."""
    costs: dict[str, list[float]] = {}
    for _ in range(ROUNDS_OF_GROWTH):
        for name, times in ((ONCE, 1), ("twice", 2), ("four times", 4)):
            pages, cost = sandbox.run(cost_of_a_page, several_times(content(), times)).split()
            title = name if name == ONCE else f"{name}, {int(pages)} pages"
            costs.setdefault(title, []).append(float(cost))
    return {title: min(taken) for title, taken in costs.items()}


def size() -> str:
    """“42 pages in 3.4 s of processor, 0.081 s a page”, of the report once."""
    pages, cost = sandbox.run(cost_of_a_page, content()).split()
    whole = int(pages) * float(cost)
    return f"{int(pages)} pages in {whole:.1f} s of processor, {float(cost):.3f} s a page"


def cost_of_a_page(content: ReportContent) -> bytes:
    begun = process_time()
    drawn = pdf.draw_here(content)
    taken = process_time() - begun
    with pikepdf.open(io.BytesIO(drawn)) as document:
        number = len(document.pages)
    return f"{number} {taken / number}".encode()


def several_times(content: ReportContent, times: int) -> ReportContent:
    areas = [
        msgspec.structs.replace(area, slug=f"{area.slug}-{turn}")
        for turn in range(times)
        for area in content.areas
    ]
    return msgspec.structs.replace(content, areas=areas)


def memory() -> float:
    """The most that a drawing process held, in MB; part of it is shared with its server."""
    return int(sandbox.run(most_held, content())) / 1024


def most_held(content: ReportContent) -> bytes:
    pdf.draw_here(content)
    return str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss).encode()


def beside() -> Times:
    """The time within which 95 of 100 pages are there, idle and while reports are compiled."""
    look = pages.page(pages.sign_in(pages.HEAD), f"{pages.AREA}know/")
    look()
    idle = p95(look)
    enough = Event()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        drawings = [
            pool.submit(until, enough, partial(pdf.draw, content())) for _ in range(AT_ONCE)
        ]
        busy = p95(look)
        enough.set()
        for drawing in drawings:
            drawing.result()
    return {IDLE: idle, f"the same while {AT_ONCE} reports are compiled": busy}


def p95(look: Callable[[], object]) -> float:
    taken = []
    for _ in range(LOOKS):
        begun = perf_counter()
        look()
        taken.append(perf_counter() - begun)
    return quantiles(taken, n=20)[-1]


def until(enough: Event, work: Callable[[], object]) -> None:
    while not enough.is_set():
        work()
