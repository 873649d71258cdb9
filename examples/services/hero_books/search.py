"""Find pages by the words they contain and strip Markdown to plain text."""

import re

from hero_books.models import SearchMatch
from hero_books.store import StoredPage

SNIPPET_LENGTH = 120
TITLE_WEIGHT = 3

_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_LINE_MARK = re.compile(r"^[ \t]*(?:#{1,6}|>|[-*+]|\d+\.)[ \t]+", re.MULTILINE)
_INLINE_MARK = re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)")


def find_matches(pages: list[StoredPage], query: str) -> list[SearchMatch]:
    """Return the pages that contain every word, best first, then by book and page."""
    words = query.casefold().split()
    matches = [match for page in pages if (match := match_page(page, words))]
    return sorted(matches, key=lambda match: (-match.score, match.book, match.page))


def match_page(page: StoredPage, words: list[str]) -> SearchMatch | None:
    """Score one page; None when a word is missing."""
    text = render_text(page.content)
    title, content = page.title.casefold(), text.casefold()
    if not words or any(word not in title and word not in content for word in words):
        return None
    score = sum(
        TITLE_WEIGHT * title.count(word) + content.count(word) for word in words
    )
    return SearchMatch(
        book=page.book,
        page=page.name,
        title=page.title,
        snippet=cut_snippet(text, words),
        score=float(score),
    )


def cut_snippet(text: str, words: list[str]) -> str:
    """Cut the text around the first word that occurs in it, on one line."""
    flat = " ".join(text.split())
    places = [place for word in words if (place := flat.casefold().find(word)) >= 0]
    start = max(0, min(places, default=0) - SNIPPET_LENGTH // 3)
    return flat[start : start + SNIPPET_LENGTH].strip()


def render_text(markdown: str) -> str:
    """Remove the common Markdown marks; what is left is what a reader sees."""
    text = _LINK.sub(r"\1", markdown)
    text = _LINE_MARK.sub("", text)
    return _INLINE_MARK.sub("", text)
