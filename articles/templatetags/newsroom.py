"""The few tags and filters our templates need."""

from datetime import timedelta
from urllib.parse import urlencode

from django import template
from django.urls import translate_url
from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.translation import get_language

from articles.formats import reading
from articles.text import nesting
from articles.text.moments import written_moment

register = template.Library()

# No-break spaces, so that no line ends within a date.
DAYS = {"de": "j.\u00a0F\u00a0Y", "en": "j\u00a0F\u00a0Y"}
MOMENTS = {"de": "j.\u00a0F\u00a0Y, G.i\u00a0\\U\\h\\r", "en": "j\u00a0F\u00a0Y, H:i"}


@register.filter
def day(date):
    """Write a date, or the local date of a moment, as a newspaper does."""
    return _written(date, DAYS)


@register.filter
def moment(at):
    return _written(at, MOMENTS)


@register.filter
def at_moment(at):
    """Write a moment as the address of a page of then carries it (views/moments.py)."""
    return written_moment(at)


@register.filter
def just_before(at):
    return written_moment(at - timedelta(microseconds=1))


@register.filter
def nested(words):
    """Write words as they stand within quotation marks."""
    return nesting.nested(words)


@register.filter
def tally(claims):
    return reading.tally(list(claims))


@register.filter
def lowered(label):
    """Write a label within a sentence: „Größtenteils falsch“ becomes „größtenteils falsch“."""
    return str(label)[:1].lower() + str(label)[1:]


@register.filter
def inside(noun):
    """Write a noun within a sentence: in German it keeps its capital, in English it has none there."""
    return lowered(noun) if (get_language() or "de").startswith("en") else str(noun)


@register.filter
def unsettled(claims):
    """Return the claims that nobody has settled: unproven, being checked or unchecked."""
    return [claim for claim in claims if claim.status.colour in ("unproven", "unchecked")]


@register.simple_tag(takes_context=True)
def without(context, name):
    """Return this page's address with one parameter less, on the first page."""
    parameters = context["request"].GET.copy()
    parameters.pop(name, None)
    parameters.pop("page", None)
    kept = [(key, value) for key, values in parameters.lists() for value in values if value]
    return f"{context['request'].path}?{urlencode(kept)}" if kept else context["request"].path


@register.simple_tag(takes_context=True)
def in_language(context, language):
    """Return the address of this page in another language."""
    request = context.get("request")
    return translate_url(request.get_full_path(), language) if request else "/"


@register.simple_tag(takes_context=True)
def absolute(context, address=None):
    """Return an address with scheme and host; without one, that of this page without its query."""
    request = context.get("request")
    return request.build_absolute_uri(address or request.path) if request else address or ""


def _written(at, formats):
    if not at:
        return ""
    local = timezone.localtime(at) if hasattr(at, "tzinfo") else at
    return written(local, formats["en" if (get_language() or "de").startswith("en") else "de"])
