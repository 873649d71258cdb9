# grants: hero_osis_calendar
# expect: missing-argument: Event end_time title: str
from hero_osis_calendar_client import Event, HeroOsisCalendar

client = HeroOsisCalendar()
client.event_set(Event(title="Lunch", start_time=1_700_000_000))  # here
