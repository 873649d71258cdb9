# grants: hero_books
# expect: wrong-value: "html" "markdown" "text"
from hero_books_client import HeroBooks

client = HeroBooks()
page = client.page_read("tale", "start", format="html")  # here
print(page.content)
