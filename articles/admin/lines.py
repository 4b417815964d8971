"""What the desk's lists are made of: lines that each lead to a deed, under a heading with their true number."""

from dataclasses import dataclass

from django.db.models import Count, Window
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from articles.workflow import clock

SHOWN = 8


@dataclass(frozen=True)
class Line:
    """One thing to do: the words, where it is done, and what else helps to choose."""

    text: str
    url: str
    badge: str = ""
    aside: str = ""
    act: str = ""


@dataclass(frozen=True)
class Queue:
    """A short list under a heading, with the number of all that wait, and where all of them are listed."""

    key: str
    title: str
    empty: str
    lines: list
    count: int
    more: tuple = ()

    @property
    def is_cut(self):
        return self.count > len(self.lines)


def gather(*parts, shown=SHOWN):
    """Return the first lines of several kinds of records, and how many there are of all; each part asks once."""
    lines, count = [], 0
    for records, line in parts:
        first = list(records.annotate(of_all=Window(Count("pk")))[:shown])
        count += first[0].of_all if first else 0
        lines += [line(each) for each in first]
    return lines[:shown], count


def all_of(count, url):
    """Return the link to a list that holds exactly these."""
    return ((_("Alle %(number)s ansehen") % {"number": count}, url),)


def day(date):
    return date_format(date, "SHORT_DATE_FORMAT")


def since(at):
    """Say when something was, as one would in the newsroom: „gestern, 18.00 Uhr“."""
    local, today = localtime(at), localdate(clock.now())
    named = {0: _("heute"), 1: _("gestern")}
    named_day = named.get((today - local.date()).days) or date_format(local)
    return _("%(day)s, %(time)s") % {"day": named_day, "time": date_format(local, "TIME_FORMAT")}
