# grants: hero_agent_manager
from hero_agent_manager_client import HeroAgentManager

client = HeroAgentManager("http://localhost:8000")
ports = {
    agent.pubkey: agent.port
    for agent in client.get_by_service("mailer", "send")
    if agent.port is not None and agent.port > 1024
}
public = [
    action.action
    for agent in client.list()
    for service in agent.services
    for action in service.actions
    if action.public and service.status == "ok"
]
print(ports, sorted(set(public)))
