# grants: hero_books
import json
import re
from collections import defaultdict
from dataclasses import asdict, dataclass

import hero_books_client as books


@dataclass
class Hit:
    book: str
    pages: list[str]
    best: float = 0.0


client = books.HeroBooks()
found: defaultdict[str, list[books.SearchMatch]] = defaultdict(list)
for match in client.book_search("sea", limit=50).matches:
    if re.search(r"\bsea\b", match.snippet):
        found[match.book].append(match)
hits = [
    Hit(book, [item.page for item in items], max(item.score for item in items))
    for book, items in found.items()
]
print(json.dumps([asdict(hit) for hit in hits], indent=2))
