"""The newsroom's records."""

from articles.models.annotation import Annotation
from articles.models.article import Article, Byline
from articles.models.claim import Claim
from articles.models.decision import Decision
from articles.models.evidence import Evidence
from articles.models.factcheck import FactCheck
from articles.models.finding import Finding
from articles.models.inquiry import Inquiry
from articles.models.open_point import OpenPoint
from articles.models.page import Page
from articles.models.picture import Picture
from articles.models.presence import Presence
from articles.models.reply import Reply
from articles.models.revision import Revision
from articles.models.second_opinion import SecondOpinion
from articles.models.source import Source
from articles.models.taxonomy import Author, Section, Topic
from articles.models.verdict import Verdict
from articles.models.visit import Visit

__all__ = [
    "Annotation",
    "Article",
    "Author",
    "Byline",
    "Claim",
    "Decision",
    "Evidence",
    "FactCheck",
    "Finding",
    "Inquiry",
    "OpenPoint",
    "Page",
    "Picture",
    "Presence",
    "Reply",
    "Revision",
    "SecondOpinion",
    "Section",
    "Source",
    "Topic",
    "Verdict",
    "Visit",
]
