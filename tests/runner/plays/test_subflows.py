"""Flows that run other flows, within their play or as plays of their own."""

from tests.runner.workbench import Workbench

INNER = """
    import os
    from hero_runner import flow

    def note(text):
        with open(os.environ["JOURNAL"], "a") as journal:
            journal.write(text + "\\n")
        return text

    @flow
    def inner(text: str) -> str:
        return flow.call("note", note, text) + " one"
"""
OUTER = """
    import os, signal
    from hero_runner import flow

    @flow
    def outer(spawn: bool = False) -> list:
        results = [flow.invoke("inner", spawn=spawn, text=t) for t in ("a", "b")]
        mark = os.environ["JOURNAL"] + ".killed"
        if not os.path.exists(mark):
            open(mark, "x").close()
            os.kill(os.getpid(), signal.SIGKILL)
        return results
"""


def test_a_flow_within_a_play_keeps_its_source_and_its_steps(
    workbench: Workbench,
) -> None:
    workbench.write("outer", OUTER)
    path = workbench.write("inner", INNER)
    assert workbench.play("outer", "--id", "p").code == 75
    path.write_text(path.read_text().replace("one", "two"))
    assert workbench.play("outer", "--id", "p").result == ["a one", "b one"]
    assert workbench.journal() == ["a", "b"]
    kinds = [i["kind"] for i in workbench.show("p")["spans"] if i["name"] == "inner"]
    assert kinds == ["subflow"] * 4


def test_a_flow_as_a_play_of_its_own(workbench: Workbench) -> None:
    workbench.write("outer", OUTER)
    workbench.write("inner", INNER)
    assert workbench.play("outer", "--id", "p", "spawn=true").code == 75
    done = workbench.play("outer", "--id", "p", "spawn=true")
    assert done.result == ["a one", "b one"]
    assert workbench.journal() == ["a", "b"]
    spans = [i for i in workbench.show("p")["spans"] if i["name"] == "inner"]
    child = workbench.show(spans[0]["attributes"]["hero.play.child"])
    assert (child["parent"], child["status"]) == ("p", "success")
    assert child["parent_span"] == spans[0]["id"]
    assert len(workbench.run("plays", "--json").result) == 3


def test_a_play_waits_for_the_play_that_waits(workbench: Workbench) -> None:
    workbench.write(
        "asking",
        """
    from hero_runner import ask_user, flow

    @flow
    def asking() -> str:
        return ask_user.choice("Which?", ["a", "b"])

    @flow
    def asks() -> str:
        return flow.invoke("asking", spawn=True)
    """,
    )
    waiting = workbench.play("asks", "--id", "p")
    assert waiting.code == 75
    plays = workbench.run("plays", "--json").result
    (child,) = [play["id"] for play in plays if play["flow"] == "asking"]
    assert f"waits for the play {child} of asking" in waiting.stderr
    assert workbench.run("resume", child, "--answer", "c").code == 2
    assert workbench.run("resume", child, "--answer", "b").result == "b"
    assert workbench.play("asks", "--id", "p").result == "b"


def test_a_flow_that_is_not_there_fails_the_play(workbench: Workbench) -> None:
    workbench.write(
        "lost",
        """
    from hero_runner import flow

    @flow
    def lost(spawn: bool):
        flow.invoke("nowhere", spawn=spawn)
    """,
    )
    within = workbench.play("lost", "spawn=false")
    assert within.code == 1
    assert "flow.invoke: no flow 'nowhere' in" in within.stderr
    own = workbench.play("lost", "spawn=true")
    assert own.code == 1
    assert "no flow 'nowhere' in" in own.stderr
