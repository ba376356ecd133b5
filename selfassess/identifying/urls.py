from django.urls import path

from . import views

urlpatterns = [
    path("identifying/", views.office, name="identifying-office"),
    path("<quarter:quarter>/overview/identifying/", views.overview, name="identifying-overview"),
    path("<quarter:quarter>/<area:area>/identifying/", views.area, name="identifying"),
]
