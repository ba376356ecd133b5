from django.urls import include, path

from . import disagreement_views, kpi_views, target_views, views
from .benchmarks import views as benchmark_views
from .explore import views as explore_views

SECTION = "<quarter:quarter>/<area:area>/indicators"

urlpatterns = [
    path("", include("performance.imports.urls")),
    path("benchmarks/", benchmark_views.benchmarks, name="benchmarks"),
    path("targets/", target_views.targets, name="targets"),
    path("kpis/", kpi_views.kpis, name="kpis"),
    path("kpis/add/", kpi_views.add, name="kpi-add"),
    path("kpis/disagreements/", disagreement_views.disagreements, name="disagreements"),
    path("kpis/<kpi:code>/", kpi_views.kpi, name="kpi"),
    path("kpis/<kpi:code>/history/", kpi_views.history, name="kpi-history"),
    path("kpis/<kpi:code>/explore/", explore_views.kpi, name="explore-kpi"),
    path("kpis/<kpi:code>.csv", explore_views.kpi_csv, name="explore-csv"),
    path("<quarter:quarter>/<area:area>/explore/", explore_views.area, name="explore-area"),
    path("kpis/<kpi:code>/change/", kpi_views.change, name="kpi-change"),
    path("kpis/<kpi:code>/choose/", kpi_views.choose, name="kpi-choose"),
    path(f"{SECTION}/", views.section, name="indicators"),
    path(f"{SECTION}/<kpi:code>/", views.sources, name="sources"),
    path(f"{SECTION}/<kpi:code>/<int:number>/adopt/", views.adopt, name="adopt"),
    path(f"{SECTION}/<kpi:code>/settle/", disagreement_views.settle, name="settle"),
    path(f"{SECTION}/<kpi:code>/<int:number>/remove/", views.remove, name="source-remove"),
]
