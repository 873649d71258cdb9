# grants: hero_service_manager
# expect: wrong-type: list[str] list[ACE] right: str
from hero_service_manager_client import ACL, HeroServiceManager

client = HeroServiceManager("http://localhost:8000")
service = client.service_manager_get(actor="mailer")
service.acl = ACL(name="staff", ace=["staff"])  # here
client.service_manager_set(service=service)
