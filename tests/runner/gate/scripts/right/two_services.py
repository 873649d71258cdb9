# grants: hero_books hero_redis
"""Keep titles of books in a cache."""

from hero_books_client import HeroBooks
from hero_redis_client import HeroRedis


def main() -> None:
    with HeroBooks() as books, HeroRedis() as cache:
        for book in books.book_list().books:
            key = f"title:{book.name}"
            if cache.string_get(key) is None:
                cache.string_set(
                    key, book.title, ttl_seconds=3600, condition="if_absent"
                )
        print(cache.server_info().keys.get("db0", 0))


if __name__ == "__main__":
    main()
