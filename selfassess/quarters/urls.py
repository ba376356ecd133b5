from django.urls import path

from . import views

urlpatterns = [
    path("quarters/", views.quarters, name="quarters"),
    path("quarters/<quarter:quarter>/open/", views.open_, name="quarter-open"),
    path("quarters/<quarter:quarter>/close/", views.close, name="quarter-close"),
    path("quarters/<quarter:quarter>/reopen/", views.reopen, name="quarter-reopen"),
    path("quarters/<quarter:quarter>/due/", views.due, name="quarter-due"),
    path("quarters/<quarter:quarter>/<area:area>/longer/", views.longer, name="longer"),
]
