"""The screens that unite two claims which say the same, and part them again."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin import annotate_search
from articles.admin.numbers import number_in, version_read
from articles.admin.signs import change_url, in_words, status_badge
from articles.forms import ReasonForm, VersionField
from articles.models import Claim
from articles.text.nesting import nested
from articles.workflow import resembling, uniting
from articles.workflow.permissions import require
from articles.workflow.transitions import Stale, WrongMove

OFFERED = 12
UNREAD = _(
    "Diese Eingabe sagt nicht, welchen Stand der beiden Behauptungen Sie verglichen haben. Vergleichen Sie noch "
    "einmal; Ihre Begründung ist noch da."
)
CHANGED = _(
    "Eine der beiden Behauptungen wurde gespeichert, seit Sie verglichen haben. Unten steht der neue Stand; "
    "Ihre Begründung ist noch da."
)


class UniteForm(ReasonForm):
    """Why two claims are one, and the versions of both that the person compared."""

    stays_version = VersionField()
    goes_version = VersionField()

    def clean(self):
        super().clean()
        if not (self.cleaned_data["stays_version"] and self.cleaned_data["goes_version"]):
            raise forms.ValidationError(UNREAD)


def unite(request, pk):
    """Choose the other claim, compare, choose which one stays, say why."""
    claim = _claim(request, pk)
    if claim.merged_into_id:
        messages.error(request, in_words(uniting.Merged(claim, claim.heir)))
        return HttpResponseRedirect(change_url(claim))
    answers = request.POST if request.method == "POST" else request.GET
    other = Claim.objects.filter(pk=number_in(answers.get("mit"))).exclude(pk=claim.pk).first()
    if other is None or other.merged_into_id:
        return _choose(request, claim, answers, merged=other)
    goes, stays = _sides(claim, other, number_in(answers.get("bleibt")))
    form = UniteForm(
        request.POST if request.method == "POST" else None,
        label=_("Warum behaupten beide dasselbe?"),
        help_text=_("Der Satz steht mit Ihrem Namen im Verlauf beider Behauptungen."),
        missing=_("Schreiben Sie, warum die beiden dasselbe behaupten; ohne Begründung geht es nicht."),
    )
    if form.is_valid() and _is_united(request, goes, stays, form):
        return HttpResponseRedirect(change_url(stays))
    return _compare(request, claim, goes, stays, form)


def part(request, pk):
    """Ask why, then undo the merge of a claim."""
    claim = _claim(request, pk)
    if not claim.merged_into_id:
        messages.error(request, _("Diese Behauptung steht für sich; zu trennen gibt es nichts."))
        return HttpResponseRedirect(change_url(claim))
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        label=_("Warum behaupten die beiden doch Verschiedenes?"),
        help_text=_(
            "Was beim Zusammenlegen hinüberging, kommt zurück, soweit es noch da ist. Was seitdem dazukam, bleibt, wo "
            "es ist. Eine Prüfung, die damals endete, gilt von jetzt an wieder."
        ),
        missing=_("Schreiben Sie, warum die beiden doch Verschiedenes behaupten."),
    )
    heir, version = claim.heir, claim.version
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            uniting.part(claim, reason=reason, by=request.user, read_version=version_read(request))
        except WrongMove as refusal:
            # Told of it, the next try answers what is stored now.
            version = getattr(refusal, "record", claim).version
            form.add_error("reason", in_words(refusal))
        else:
            parted = _("Getrennt von „%(claim)s“. Beide stehen wieder für sich.") % {"claim": nested(heir)}
            messages.success(request, parted)
            return HttpResponseRedirect(change_url(claim))
    context = {"title": _("Zusammenlegung aufheben"), "form": form, "version": version}
    context |= {"heir": heir, "heir_url": change_url(heir)}
    return _page(request, "admin/part_claims.html", claim, context)


def _claim(request, pk):
    claim = get_object_or_404(Claim.objects.select_related("merged_into"), pk=pk)
    require(request.user, "merge_claims", claim)
    return claim


def _sides(claim, other, wanted):
    """Return which of the two goes and which stays: as was wished, else the one with the more settled story stays."""
    if wanted in (claim.pk, other.pk):
        stays = claim if wanted == claim.pk else other
    else:
        stays = max(claim, other, key=lambda one: (one.is_checked, one.annotations.count(), -one.pk))
    return (other if stays == claim else claim), stays


def _is_united(request, goes, stays, form):
    """Whether the two are one now; if not, the form says why and answers the present versions."""
    answers = form.cleaned_data
    try:
        uniting.unite(
            goes,
            into=stays,
            reason=answers["reason"],
            by=request.user,
            read_version=answers["goes_version"],
            into_version=answers["stays_version"],
        )
    except WrongMove as refusal:
        form.add_error(None, CHANGED if isinstance(refusal, Stale) else in_words(refusal))
        return False
    sentence = _("Zusammengelegt: „%(claim)s“ ist hier aufgegangen.") % {"claim": nested(goes)}
    link = '{} <a href="{}">{}</a>'
    messages.success(request, format_html(link, sentence, change_url(goes), _("Dort lässt es sich wieder aufheben.")))
    return True


def _choose(request, claim, answers, *, merged):
    search = answers.get("suche", "")[:200]
    found = (
        [each.claim for each in annotate_search.claims(search=search) if each.claim != claim]
        if search.strip()
        else resembling.alike(claim.statement, claimant=claim.claimant_id, excluding=[claim.pk], most=OFFERED)
    )
    context = {
        "title": _("Behauptung zusammenlegen"),
        "search": search,
        "merged": in_words(uniting.Merged(merged, merged.heir)) if merged else "",
        "is_unknown": bool(answers.get("mit")) and not merged,
        "offers": [{"claim": each, "status": status_badge(each)} for each in found],
    }
    return _page(request, "admin/unite_choose.html", claim, context)


def _compare(request, claim, goes, stays, form):
    # Read anew: after a refusal the one in hand may be older than what is stored.
    sides = Claim.objects.with_status().select_related("claimant").in_bulk([stays.pk, goes.pk])
    stays, goes = sides[stays.pk], sides[goes.pk]
    context = {
        "title": _("Behauptungen vergleichen und zusammenlegen"),
        "stays": _side(stays),
        "goes": _side(goes),
        "other": goes if goes != claim else stays,
        "is_swapped": stays == claim,
        "warnings": list(_warnings(stays, goes)),
        "obstacle": _obstacle(stays, goes),
        "form": form,
    }
    return _page(request, "admin/unite_compare.html", claim, context)


def _side(claim):
    """Return what is put side by side."""
    marks = claim.annotations.select_related("article").order_by("article__headline", "start")
    return {
        "claim": claim,
        "url": change_url(claim),
        "status": status_badge(claim),
        "marks": len(marks),
        "articles": [(article, change_url(article)) for article in dict.fromkeys(mark.article for mark in marks)],
        "evidence": claim.evidence.count(),
        "inquiries": claim.inquiries.count(),
        "checks": len(claim.factchecks.all()),
        "running": claim.open_factcheck,
        "topics": list(claim.topics.all()),
    }


def _warnings(stays, goes):
    """Say what the merge decides in passing, so that nobody is surprised."""
    if stays.claimant_id and goes.claimant_id and stays.claimant_id != goes.claimant_id:
        names = {"stays": stays.claimant.name, "goes": goes.claimant.name}
        yield _("Die beiden haben verschiedene Urheber:innen: „%(stays)s“ bleibt stehen, „%(goes)s“ nicht.") % names
    if stays.factcheck_in_force and goes.factcheck_in_force:
        yield _("Für beide gilt eine Prüfung: Die der bleibenden Behauptung gilt weiter, die andere endet jetzt.")
    elif goes.factcheck_in_force:
        yield _("Nur die andere Behauptung ist geprüft: Ihre Prüfung gilt dann für die bleibende.")


def _obstacle(stays, goes):
    if stays.open_factcheck and goes.open_factcheck:
        return _(
            "Beide Behauptungen werden gerade geprüft. Schließen Sie eine der Prüfungen ab, oder ziehen Sie sie zurück."
        )
    return ""


def _page(request, template, claim, context):
    shared = admin.site.each_context(request) | {"claim": claim, "claim_url": change_url(claim)}
    return TemplateResponse(request, template, shared | context)
