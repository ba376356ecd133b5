from django.urls import path

from . import views

VERSIONED = "reports/<quarter:quarter>/<version:version>"

urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/<quarter:quarter>/", views.quarter_reports, name="quarter-reports"),
    path("reports/<quarter:quarter>/builds/<int:number>/", views.build, name="build"),
    path(f"{VERSIONED}/", views.report, name="report"),
    path(f"{VERSIONED}.pdf", views.pdf, name="report-pdf"),
    path(f"{VERSIONED}/full.pdf", views.pdf, name="report-cut-pdf"),
    path(f"{VERSIONED}/issue/", views.issue, name="report-issue"),
]
