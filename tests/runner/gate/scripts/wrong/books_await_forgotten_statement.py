# grants: hero_books
# expect: missing-await: await client.book_delete
import asyncio

from hero_books_client import AsyncHeroBooks


async def main() -> None:
    async with AsyncHeroBooks() as client:
        if await client.book_exists("old"):
            client.book_delete("old")  # here


asyncio.run(main())
