"""The door through which an ASGI server enters; WSGI is the measured choice, see docs/betrieb.md."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_asgi_application()
