"""What time it is for the newsroom; the demo's history is told at other hours than now."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_pretended = ContextVar("pretended", default=None)


def now():
    return _pretended.get() or timezone.now()


@contextmanager
def as_of(moment):
    """Let acts inside the block happen at `moment`: for telling the demo newsroom's past, and for tests."""
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)
