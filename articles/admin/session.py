"""Who is signed in, told to the desk's scripts; and signing in again beside a form, so that nothing typed is lost."""

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import login
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from articles.admin import keeping
from articles.admin.answers import refuse
from articles.admin.signs import person
from articles.workflow.permissions import may


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def session(request):
    """GET says who is here, with a fresh token for forms; POST signs in the person whose window asks, nobody else."""
    if request.method == "GET":
        return _say_who(request)
    form = AdminAuthenticationForm(request, data=request.POST)
    if not form.is_valid():
        message = " ".join(message for messages in form.errors.values() for message in messages)
        return refuse(message, status=400)
    user = form.get_user()
    if str(user.pk) != request.POST.get("_user"):
        return refuse(
            _("Dieses Fenster gehört jemand anderem. Mit dem Konto von %(who)s lässt sich der Text nicht sichern.")
            % {"who": person(user)},
            status=409,
        )
    login(request, user)
    return keeping.remember(_say_who(request), user)


def _say_who(request):
    here = may(request.user, "see_desk")
    return JsonResponse(
        {
            "user": str(request.user.pk) if here else "",
            "name": person(request.user) if here else "",
            "csrf": get_token(request),
        }
    )
