# grants: hero_redis
from hero_redis_client import HeroRedis

client = HeroRedis()
cursor = "0"
total = 0
while True:
    page = client.key_scan(pattern="count:*", cursor=cursor, count=100)
    for entry in page.keys:
        if entry.type == "string":
            total += int(client.string_get(entry.key) or 0)
    cursor = page.cursor
    if cursor == "0":
        break
print("total", total)
