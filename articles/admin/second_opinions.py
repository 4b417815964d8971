"""Second opinions at the desk: ask for one, give it blind, take the request back, and see both answers side by side."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from articles.admin.check_forms import AskForm, OpinionForm
from articles.admin.numbers import version_read
from articles.admin.signs import badge, change_url, check_url, examine_url, in_words, person, verdict_badge
from articles.choices import Bearing
from articles.formats.opinions import differences
from articles.forms import ReasonForm
from articles.models import FactCheck, SecondOpinion
from articles.text.nesting import nested
from articles.workflow import opinions
from articles.workflow.permissions import may, require
from articles.workflow.transitions import Stale, WrongMove


def addresses(desk):
    return [
        path("<int:pk>/zweitmeinung/erbitten/", desk(ask), name="articles_factcheck_ask"),
        path("<int:pk>/zweitmeinung/", desk(give), name="articles_factcheck_opinion"),
        path("<int:pk>/zweitmeinung/<int:opinion_pk>/", desk(take_back), name="articles_factcheck_unask"),
    ]


def ask(request, pk):
    """Ask a colleague who does not know the answers yet."""
    factcheck = get_object_or_404(FactCheck.objects.select_related("claim", "author"), pk=pk)
    require(request.user, "ask_opinion", factcheck)
    form = AskForm(
        request.POST or None,
        colleagues=opinions.candidates(factcheck, by=request.user),
        initial={"version": factcheck.version},
    )
    if form.is_valid():
        checker, question = form.cleaned_data["checker"], form.cleaned_data["question"]
        version = form.cleaned_data["version"]
        try:
            opinions.ask(factcheck, checker=checker, question=question, by=request.user, read_version=version)
        except WrongMove as refusal:
            form.refuse(refusal, version=FactCheck.objects.get(pk=pk).version)
        else:
            messages.success(request, _("%(who)s ist um eine Zweitmeinung gebeten.") % {"who": person(checker)})
            return HttpResponseRedirect(examine_url(factcheck))
    context = admin.site.each_context(request) | {
        "title": _("Zweitmeinung erbitten"),
        "claim": factcheck.claim,
        "claim_url": change_url(factcheck.claim),
        "back_url": examine_url(factcheck),
        "now": _(
            "Wer gefragt ist, sieht Behauptung, Belege und Anfragen, aber keine Ihrer Antworten. "
            "Solange die Meinung aussteht, kann die Prüfung nicht freigegeben werden."
        ),
        "form": form,
        "button": _("Um Zweitmeinung bitten") if form.fields["checker"].queryset.exists() else "",
        "nobody": _(
            "Gerade gibt es niemanden, den Sie fragen könnten: Alle, die prüfen dürfen, kennen die Antworten schon "
            "oder sind schon gefragt."
        ),
    }
    return TemplateResponse(request, "admin/check_act.html", context)


def give(request, pk):
    """Let the person who was asked answer, seeing nothing of what others answered; afterwards lead to both."""
    asked = SecondOpinion.objects.select_related("factcheck__claim__claimant", "asked_by")
    opinion = asked.filter(factcheck=pk, checker=request.user).first()
    if opinion is None:
        raise PermissionDenied
    require(request.user, "give_opinion", opinion)
    if opinion.is_given and request.method != "POST":
        return HttpResponseRedirect(examine_url(opinion.factcheck))
    form = OpinionForm(request.POST or None, instance=SecondOpinion(version=opinion.version))
    if form.is_valid():
        try:
            opinions.give(opinion, answers=form.answers, by=request.user, read_version=form.read_version)
        except (WrongMove, ValidationError) as refusal:
            if isinstance(refusal, Stale):
                # Told of it, the next try answers what is shown now.
                form.data = form.data.copy()
                form.data["version"] = str(refusal.record.version)
            form.add_error(None, in_words(refusal))
        else:
            messages.success(request, _("Ihre Zweitmeinung ist abgegeben. Hier stehen beide Antworten nebeneinander."))
            return HttpResponseRedirect(examine_url(opinion.factcheck))
    claim = opinion.factcheck.claim
    context = admin.site.each_context(request) | {
        "title": _("Zweitmeinung"),
        "opinion": opinion,
        "asked_by": person(opinion.asked_by),
        "is_open": opinion.factcheck.is_open,
        "claim": claim,
        "claim_url": change_url(claim),
        "evidence": evidence_of(claim),
        "inquiries": list(claim.inquiries.all()),
        "form": form,
    }
    return TemplateResponse(request, "admin/opinion.html", context)


def take_back(request, pk, opinion_pk):
    """Ask for the reason, then take the request back."""
    asked = SecondOpinion.objects.select_related("factcheck__claim", "checker")
    opinion = get_object_or_404(asked, pk=opinion_pk, factcheck=pk)
    require(request.user, "take_back_request", opinion)
    form = ReasonForm(
        request.POST or None,
        label=_("Warum wird die Zweitmeinung nicht mehr gebraucht?"),
        help_text=_("Gefragt ist %(who)s. Der Grund steht mit Ihrem Namen im Verlauf.")
        % {"who": person(opinion.checker)},
        missing=_("Sagen Sie, warum die Zweitmeinung nicht mehr gebraucht wird."),
    )
    if form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            opinions.take_back(opinion, reason=reason, by=request.user, read_version=version_read(request))
        except WrongMove as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("Die Bitte um eine Zweitmeinung ist zurückgenommen."))
            return HttpResponseRedirect(examine_url(opinion.factcheck))
    context = admin.site.each_context(request) | {
        "title": _("Bitte um Zweitmeinung zurücknehmen"),
        "button": _("Zurücknehmen"),
        "article": opinion.factcheck.claim,
        "article_url": examine_url(opinion.factcheck),
        "form": form,
        "version": opinion.version,
    }
    return TemplateResponse(request, "admin/reason.html", context)


def lead_to(request, factcheck, *, typed=""):
    """Lead somebody who owes an opinion to its screen, and say why; what they had typed elsewhere goes along."""
    messages.info(
        request,
        _("Sie sind um eine Zweitmeinung gebeten und sehen die anderen Antworten, sobald Sie Ihre gegeben haben."),
    )
    if typed:
        messages.warning(request, _("Nicht gespeichert: „%(words)s“") % {"words": nested(typed)})
    return HttpResponseRedirect(check_url("opinion", factcheck))


def of(factcheck, user):
    """Return the opinions on the check as its screen shows them: those given, and the requests still open."""
    asked = list(factcheck.opinions.select_related("checker", "asked_by", "verdict"))
    given = [_side_by_side(factcheck, opinion) for opinion in asked if opinion.is_given]
    return given, [_request(opinion, factcheck, user) for opinion in asked if not opinion.is_given]


def _side_by_side(factcheck, opinion):
    apart = differences(factcheck, opinion)
    labels = [str(opinion._meta.get_field(name).verbose_name) for name in apart]
    uneasy = _("Uneinig: %(questions)s") % {"questions": " ".join(labels)}
    return {
        "opinion": opinion,
        "checker": person(opinion.checker),
        "asked_by": person(opinion.asked_by),
        "agreement": badge("◐", uneasy, "mixed") if apart else badge("✓", _("Einig"), "supported"),
        "verdict": verdict_badge(opinion.verdict),
        "differs": apart,
    }


def _request(opinion, factcheck, user):
    opinion.factcheck = factcheck
    url = reverse("admin:articles_factcheck_unask", args=[factcheck.pk, opinion.pk])
    return {
        "opinion": opinion,
        "checker": person(opinion.checker),
        "is_gone": not opinion.checker.is_active,
        "asked_by": person(opinion.asked_by),
        "take_back_url": url if may(user, "take_back_request", opinion) else "",
    }


def evidence_of(claim):
    """Return the claim's evidence in two groups, by the question that it bears on."""
    evidence = list(claim.evidence.select_related("source", "goes_back_to__source"))
    return [
        {"title": bearing.label, "rows": [(each, change_url(each)) for each in evidence if each.bears_on == bearing]}
        for bearing in Bearing
    ]
