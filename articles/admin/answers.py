"""Answers to the desk's own scripts: JSON, said plainly, and only to the person whose window asks."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles.admin.signs import person


def for_scripts(site):
    """
    Guard a view that a script posts to: 401 unless the window's own user is signed in, 403 without a role.

    The window names its user (`_user`), so that nobody saves under the name of who signed in beside it.
    """

    def guard(view):
        @never_cache
        @require_POST
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return refuse(_("Sie sind nicht mehr angemeldet."), status=401)
            if request.POST.get("_user") != str(request.user.pk):
                somebody = {"who": person(request.user)}
                return refuse(_("In diesem Browser ist jetzt %(who)s angemeldet.") % somebody, status=401)
            try:
                if not site.has_permission(request):
                    raise PermissionDenied
                return view(request, *args, **kwargs)
            except PermissionDenied:
                return refuse(_("Das dürfen Sie mit Ihren Rollen nicht."), status=403)
            except Http404:
                return refuse(_("Diesen Artikel gibt es nicht mehr."), status=404)

        return guarded

    return guard


def refuse(message, *, status, **more):
    return JsonResponse({"message": str(message)} | more, status=status)
