# grants: hero_proc
from hero_proc_client import ActionSpec, HeroProc, RetryPolicy

action = ActionSpec(
    name="backup",
    script="tar cf /backup/all.tar /data",
    timeout_ms=60_000,
    retry_policy=RetryPolicy(max_attempts=3, backoff="linear", delay_ms=500),
    env={"LEVEL": "9"},
)
client = HeroProc()
client.action_set(action)
job = client.job_create(action, inputs={"day": "monday"})
print(job.id if job.phase != "failed" else "failed")
