"""The newsroom's addresses: readers' pages at the root, the desk under admin/, English under en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from articles.views import public

urlpatterns = [path("bilder/<str:name>", public.picture_file, name="picture_file")]
urlpatterns += i18n_patterns(
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
    prefix_default_language=False,
)

handler404 = "articles.views.public.not_found"
handler500 = "articles.views.public.server_error"
