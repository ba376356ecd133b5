from django.urls import include, path

from . import cut_views, verify, views
from .annual import views as annual

BUILD = "reports/<quarter:quarter>/builds/<int:number>"
VERSIONED = "reports/<quarter:quarter>/<version:version>"

urlpatterns = [
    path("", include("selfassess.reporting.other.urls")),
    path("reports/", views.reports, name="reports"),
    path("reports/annual/<year:year>/", annual.page, name="annual"),
    path("reports/annual/<year:year>.pdf", annual.pdf, name="annual-pdf"),
    path("reports/verify/", verify.verify, name="report-verify"),
    path("reports/<quarter:quarter>/", views.quarter_reports, name="quarter-reports"),
    path(f"{BUILD}/", views.build, name="build"),
    path(f"{BUILD}/cancel/", views.cancel, name="build-cancel"),
    path(f"{VERSIONED}/", views.report, name="report"),
    path(f"{VERSIONED}.pdf", cut_views.pdf, name="report-pdf"),
    path(f"{VERSIONED}/issue/", views.issue, name="report-issue"),
    path(f"{VERSIONED}/compare/", cut_views.compare, name="report-compare"),
    path("reports/<quarter:quarter>/preview/<area:cut>/", cut_views.preview, name="report-preview"),
    path(f"{VERSIONED}/scrutiny/confirm/", cut_views.confirm, name="report-confirm"),
    path(f"{VERSIONED}/<area:cut>.pdf", cut_views.pdf, name="report-cut-pdf"),
    path(f"{VERSIONED}/<area:cut>/", cut_views.page, name="report-cut"),
]
