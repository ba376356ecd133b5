"""The demo's report beside what WeasyPrint takes for the same HTML and styles as a plain PDF."""

from functools import partial

from weasyprint import CSS, HTML

from selfassess.reporting import pdf
from selfassess.reporting.models import Report

from .timing import Subjects

BARE = "bare WeasyPrint, the same HTML"


def subjects() -> Subjects:
    content = Report.objects.issued().get().content
    return {
        BARE: partial(bare, pdf.report_html(content)),
        "the report is compiled, as PDF/UA": partial(pdf.draw, content),
    }


def bare(html: str) -> bytes:
    fetcher = pdf._own_pictures()
    styles = [CSS(string=path.read_text(), url_fetcher=fetcher) for path in pdf.STYLES]
    return HTML(string=html, url_fetcher=fetcher).write_pdf(stylesheets=styles)
