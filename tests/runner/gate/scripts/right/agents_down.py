# grants: hero_agent_manager
from hero_agent_manager_client import Agent, HeroAgentManager


def last_seen(agent: Agent) -> str:
    moment = agent.status.timestamp_last
    return "never" if moment is None else moment.isoformat()


client = HeroAgentManager("http://localhost:8000")
for agent in client.list():
    if agent.status.status == "down":
        print(agent.pubkey, agent.address or "-", last_seen(agent))
        client.update_status(agent.pubkey, "halted")
