# grants: hero_osis_calendar
import time
from itertools import groupby

from hero_osis_calendar_client import Event, HeroOsisCalendar

now = int(time.time())


def day(event: Event) -> str:
    return time.strftime("%A", time.gmtime(event.start_time))


client = HeroOsisCalendar()
events = client.event_find(from_time=now, to_time=now + 7 * 86_400, status="confirmed")
for name, group in groupby(events, key=day):
    print(name, ", ".join(event.title for event in group))
