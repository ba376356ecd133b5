from django.urls import path

from .views import aside, doubts, figure, finding, lists

AREA = "<quarter:quarter>/<area:area>"
DOUBTED = "<quarter:quarter>/doubted-figures"

urlpatterns = [
    path("<quarter:quarter>/findings/", lists.worklist, name="findings"),
    path(f"{DOUBTED}/", doubts.doubts, name="doubted-figures"),
    path(f"{DOUBTED}/<area:area>/<key:key>/", doubts.record_right, name="record-right"),
    path(f"{AREA}/findings/", lists.area_findings, name="area-findings"),
    path(f"{AREA}/findings/<key:key>/", finding.finding, name="finding"),
    path(f"{AREA}/findings/<key:key>/figure/", figure.figure, name="finding-figure"),
    path(f"{AREA}/<area:section>/findings/", aside.section, name="section-findings"),
]
