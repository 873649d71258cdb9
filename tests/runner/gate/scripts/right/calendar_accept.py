# grants: hero_osis_calendar
from hero_osis_calendar_client import Attendee, HeroOsisCalendar, Recurrence

client = HeroOsisCalendar()
event = client.event_new(title="Stand-up")
event.attendees.append(Attendee(name="Ada", email="ada@example.org"))
event.recurrence = Recurrence(frequency="weekly", interval=2)
sid = client.event_set(event)
stored = client.event_get(sid)
for attendee in stored.attendees:
    attendee.status = "accepted"
print(client.event_set(stored), stored.model_dump_json(exclude_none=True))
