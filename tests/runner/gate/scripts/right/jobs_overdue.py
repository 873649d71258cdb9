# grants: hero_job_manager
from datetime import datetime, timedelta, timezone

from hero_job_manager_client import HeroJobManager

client = HeroJobManager()
limit = datetime.now(timezone.utc) - timedelta(hours=1)
for job in client.list_jobs():
    started = job.status.start
    if job.status.status == "running" and started is not None and started < limit:
        updated = client.update_job_status(job.guid, "error")
        print(job.guid, updated.status.status, job.dependencies or [])
