"""What every record has that people edit: a write token."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Editable(models.Model):
    """Every write names the version it read; workflow/ refuses a write that read an older one."""

    version = models.PositiveIntegerField(_("Schreibmarke"), default=1, editable=False)

    class Meta:
        abstract = True
