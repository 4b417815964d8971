"""Settings of the tests: the newsroom's own, with a fixed key, fast passwords and a throwaway media folder."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-the-tests-" + "0123456789" * 4)
os.environ.setdefault("HTTPS", "0")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{tempfile.gettempdir()}/newsroom-test.sqlite3")

from newsroom.settings import *
from newsroom.settings import DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
VAR_DIR = Path(tempfile.mkdtemp(prefix="newsroom-tests-"))
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir()
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # In a file: in memory, all threads of a test would share its one connection.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "newsroom.sqlite3")}
MEDIA_ROOT = tempfile.mkdtemp(prefix="newsroom-media-")
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
