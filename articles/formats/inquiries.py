"""Whom we asked, how, until when, and what came of it, on a given day in Berlin."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from articles.choices import Channel
from articles.models import Inquiry

WAYS = {
    Channel.MAIL: _("per E-Mail"),
    Channel.PHONE: _("am Telefon"),
    Channel.LETTER: _("per Brief"),
    Channel.FORM: _("über das Kontaktformular"),
    Channel.IN_PERSON: _("persönlich"),
}


@dataclass(frozen=True)
class Asked:
    """One inquiry and where it stands: answered, late, running, silent or waiting (asked without a deadline)."""

    inquiry: Inquiry
    state: str

    @property
    def way(self) -> str:
        return WAYS[Channel(self.inquiry.channel)]

    @property
    def is_overdue(self) -> bool:
        return self.state == "silent"


def asked(inquiries: list[Inquiry], *, today: date) -> list[Asked]:
    """Return the inquiries, each with its state; a deadline lasts to the end of its day."""
    return [Asked(inquiry, _state(inquiry, today)) for inquiry in inquiries]


def _state(inquiry: Inquiry, today: date) -> str:
    deadline = inquiry.deadline
    if inquiry.answered_on:
        return "late" if deadline and inquiry.answered_on > deadline else "answered"
    if deadline is None:
        return "waiting"
    return "running" if today <= deadline else "silent"
