# grants: hero_group_manager
from hero_group_manager_client import HeroGroupManager

with HeroGroupManager("http://localhost:8000") as client:
    groups = client.group_manager_list()
    by_size = sorted(groups, key=lambda group: len(group.members), reverse=True)
    for group in by_size[:3]:
        print((group.name or group.guid).upper(), len(group.members))
    client.group_manager_add_member(guid=by_size[0].guid, member="ada")
