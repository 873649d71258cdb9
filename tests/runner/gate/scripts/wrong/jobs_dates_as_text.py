# grants: hero_job_manager
# expect: unknown-attribute: datetime startswith
from hero_job_manager_client import HeroJobManager

client = HeroJobManager()
today = [
    job.guid
    for job in client.list_jobs()
    if job.status.created.startswith("2026-01-02")  # here
]
print(today)
