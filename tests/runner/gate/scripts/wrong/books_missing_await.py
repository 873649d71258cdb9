# grants: hero_books
# expect: missing-await: await client.book_list()
import asyncio

from hero_books_client import AsyncHeroBooks


async def main() -> None:
    async with AsyncHeroBooks() as client:
        books = client.book_list().books  # here
        print(len(books))


asyncio.run(main())
