# grants: hero_books
import asyncio

from hero_books_client import AsyncHeroBooks


async def read(client: AsyncHeroBooks, name: str) -> int:
    pages = (await client.page_list(name)).pages
    texts = await asyncio.gather(
        *(client.page_read(name, page.name, format="text") for page in pages)
    )
    return sum(len(text.content.split()) for text in texts)


async def main() -> None:
    async with AsyncHeroBooks() as client:
        listed = await client.book_list()
        for book in listed.books:
            print(book.title, await read(client, book.name))


asyncio.run(main())
