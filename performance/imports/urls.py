from django.urls import path

from . import views

urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/<int:number>/", views.import_, name="import"),
    path("imports/<int:number>/apply/", views.apply, name="import-apply"),
    path("imports/<int:number>/undo/", views.undo, name="import-undo"),
    path("imports/<quarter:quarter>.csv", views.export, {"form": "csv"}, name="export-csv"),
    path("imports/<quarter:quarter>.xlsx", views.export, {"form": "xlsx"}, name="export-xlsx"),
]
