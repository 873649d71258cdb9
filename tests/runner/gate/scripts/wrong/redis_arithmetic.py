# grants: hero_redis
# expect: maybe-none: + None
from hero_redis_client import HeroRedis

client = HeroRedis()
name = client.string_get("name")
client.string_set("greeting", "Hello " + name)  # here
