# grants: hero_service_manager
from hero_service_manager_client import ACE, ACL, HeroServiceManager

client = HeroServiceManager("http://localhost:8000")
service = client.service_manager_get(actor="mailer")
service.acl = ACL(name="staff", ace=[ACE(groups=["staff"], right="read")])
client.service_manager_set(service=service)
allowed = client.service_manager_check_access(
    actor="mailer", action="send", user_pubkey="abc", groups=["staff"]
)
print("allowed" if allowed else "refused")
