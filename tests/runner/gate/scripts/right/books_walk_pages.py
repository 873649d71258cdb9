# grants: hero_books
from hero_books_client import HeroBooks, PageFormat

FORMAT: PageFormat = "text"
client = HeroBooks()
name: str | None = client.page_list("guide").pages[0].name
while name is not None:
    page = client.page_read("guide", name, format=FORMAT)
    print(page.number, page.title)
    name = page.next
