"""A small calendar: the rootobject CRUD of an OSIS domain over one type, Event."""
