from django.urls import include, path

from .annual import views as annual
from .release import views as release
from .views import editions, reports, verify

BUILD = "reports/<quarter:quarter>/builds/<int:number>"
VERSIONED = "reports/<quarter:quarter>/<version:version>"

urlpatterns = [
    path("", include("selfassess.reporting.formats.urls")),
    path("reports/", reports.reports, name="reports"),
    path("reports/annual/<year:year>/", annual.page, name="annual"),
    path("reports/annual/<year:year>.pdf", annual.pdf, name="annual-pdf"),
    path("reports/verify/", verify.verify, name="report-verify"),
    path("reports/<quarter:quarter>/", reports.quarter_reports, name="quarter-reports"),
    path(f"{BUILD}/", reports.build, name="build"),
    path(f"{BUILD}/cancel/", reports.cancel, name="build-cancel"),
    path(f"{VERSIONED}/", reports.report, name="report"),
    path(f"{VERSIONED}.pdf", editions.full_pdf, name="report-pdf"),
    path(f"{VERSIONED}/issue/", reports.issue, name="report-issue"),
    path(f"{VERSIONED}/compare/", editions.compare, name="report-compare"),
    path(
        "reports/<quarter:quarter>/preview/<area:edition>/", editions.preview, name="report-preview"
    ),
    path(f"{VERSIONED}/scrutiny/words/", release.words, name="report-words"),
    path(f"{VERSIONED}/scrutiny/words/<area:area>/", release.area, name="report-words-area"),
    path(f"{VERSIONED}/scrutiny/confirm/", editions.confirm, name="report-confirm"),
    path(f"{VERSIONED}/<area:edition>.pdf", editions.pdf, name="report-edition-pdf"),
    path(f"{VERSIONED}/<area:edition>/", editions.page, name="report-edition"),
]
