# grants: hero_proc
from datetime import datetime, timezone

from hero_proc_client import HeroProc, JobFilter

client = HeroProc()
for job in client.job_list(filter=JobFilter(phase="failed", limit=20)):
    if job.finished_at is None or job.error is None:
        continue
    when = datetime.fromtimestamp(job.finished_at, timezone.utc)
    print(f"{when:%Y-%m-%d %H:%M} {job.action}: {job.error.strip()}")
    for line in client.job_logs(job.id, limit=5):
        if line.level == "error":
            print("   ", line.line)
