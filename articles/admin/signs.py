"""How the desk shows a status, names a person, words a refusal and finds the screen for a deed."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.choices import ArticleState, FactCheckState
from articles.workflow.uniting import Merged

CLASH = _("So lässt sich das nicht speichern: Einen solchen Eintrag gibt es schon.")

STATES = {
    ArticleState.DRAFT: ("✎", "unchecked"),
    ArticleState.IN_REVIEW: ("⇢", "unproven"),
    ArticleState.PUBLISHED: ("●", "supported"),
    ArticleState.WITHDRAWN: ("⊘", "refuted"),
}
CHECK_STATES = {
    FactCheckState.DRAFT: ("✎", "unchecked"),
    FactCheckState.SUBMITTED: ("⇢", "unproven"),
    FactCheckState.RETURNED: ("↩", "refuted"),
    FactCheckState.IN_FORCE: ("✓", "supported"),
    FactCheckState.SUPERSEDED: ("–", "unchecked"),
    FactCheckState.WITHDRAWN: ("⊘", "unchecked"),
}


def badge(sign, word, colour):
    """Return a status as editors and readers see it: sign, word, and only then colour."""
    return format_html('<span class="badge badge-{}"><span aria-hidden="true">{}</span> {}</span>', colour, sign, word)


def status_badge(claim):
    status = claim.status
    return badge(status.sign, status.label, status.colour)


def said_badge(record, *, under_its_heading=False):
    """Return whether it was said, of a claim or a check; never one badge with whether it is true."""
    answer = record.get_attribution_display()
    words = answer if under_its_heading else _("Gesagt: %(answer)s") % {"answer": answer}
    return badge(record.said_sign, words, "said")


def answers_badges(claim):
    """Return the two answers side by side: is it true, was it said."""
    return format_html("{} {}", status_badge(claim), said_badge(claim))


def verdict_badge(verdict):
    return badge(verdict.sign, verdict.label, verdict.colour) if verdict else badge("○", _("keine"), "unchecked")


def state_badge(article):
    sign, colour = STATES[article.state]
    return badge(sign, article.get_state_display(), colour)


def scheduled_badge(moment):
    return badge("◷", _("eingeplant"), "mixed")


def check_badge(factcheck):
    sign, colour = CHECK_STATES[factcheck.state]
    return badge(sign, factcheck.get_state_display(), colour)


def person(user):
    return user.get_full_name() or user.get_username() if user else ""


def change_url(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def list_url(model_name, query=""):
    return reverse(f"admin:articles_{model_name}_changelist") + query


def annotate_url(article):
    return reverse("admin:articles_article_annotate", args=[article.pk])


def article_url(act, article):
    """Return the address of one of the article's own screens; `act` is preview, submit, return, publish, …"""
    return reverse(f"admin:articles_article_{act}", args=[article.pk])


def examine_url(factcheck):
    return reverse("admin:articles_factcheck_examine", args=[factcheck.pk])


def check_url(act, factcheck):
    """Return the address of one of a check's acts; `act` is approve, return, withdraw, reopen, assign, ask, opinion."""
    return reverse(f"admin:articles_factcheck_{act}", args=[factcheck.pk])


def in_words(refusal):
    """Return as one text why workflow or database refused; what a merged claim refuses leads to its heir."""
    if isinstance(refusal, ValidationError):
        return " ".join(refusal.messages)
    if isinstance(refusal, Merged):
        link = '{} <a href="{}">{}</a>'
        return format_html(link, refusal, change_url(refusal.heir), _("Zur Behauptung"))
    return CLASH if isinstance(refusal, IntegrityError) else str(refusal)
