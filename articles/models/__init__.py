"""The newsroom's records."""

from articles.models.annotation import Annotation
from articles.models.article import Article, Byline
from articles.models.claim import Claim
from articles.models.decision import Decision
from articles.models.evidence import Evidence
from articles.models.factcheck import FactCheck
from articles.models.inquiry import Inquiry
from articles.models.page import Page
from articles.models.picture import Picture
from articles.models.presence import Presence
from articles.models.revision import Revision
from articles.models.source import Source
from articles.models.taxonomy import Author, Section, Topic
from articles.models.verdict import Verdict

__all__ = [
    "Annotation",
    "Article",
    "Author",
    "Byline",
    "Claim",
    "Decision",
    "Evidence",
    "FactCheck",
    "Inquiry",
    "Page",
    "Picture",
    "Presence",
    "Revision",
    "Section",
    "Source",
    "Topic",
    "Verdict",
]
