"""The Django project around the newsroom: settings, root URLs and the WSGI door."""
