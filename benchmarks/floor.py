"""The least that Django can do to save a row: no session, no form, no rights, no history."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from selfassess.assessments.models import Answer

ADDRESS = "/bare/"
MIDDLEWARE = f"{__name__}.AddressesOfTheFloor"  # the only one


def save(request: HttpRequest) -> HttpResponse:
    Answer.objects.filter(pk=request.POST["answer"]).update(text=request.POST["text"])
    return HttpResponse("Saved.")


urlpatterns = [path(ADDRESS.removeprefix("/"), save)]


def AddressesOfTheFloor(get_response):
    """It puts these addresses in the place of the portal's."""

    def middleware(request):
        request.urlconf = __name__
        return get_response(request)

    return middleware
