# grants: hero_proc
from hero_proc_client import HeroProc, ServiceStatus


def is_bad(status: ServiceStatus) -> bool:
    return status.state in ("failed", "degraded") or status.healthy is False


with HeroProc() as client:
    for status in filter(is_bad, client.service_list(tag="web")):
        after = client.service_restart(status.name)
        print(status.name, after.state, after.restarts)
