# grants: hero_proc
# expect: wrong-value: job.phase "timed_out" "failed" "succeeded"
from hero_proc_client import HeroProc

client = HeroProc()
for job in client.job_list():
    if job.phase == "error":  # here
        print(job.action)
