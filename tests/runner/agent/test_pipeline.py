"""The stages follow each other, and only what was done counts as success."""

from hero_runner.agent.backend import Approval, Execution, SavedScript, Service
from hero_runner.agent.pipeline import MOST_QUESTIONS, Task, run_agent
from hero_runner.agent.result import Call
from hero_runner.gate import Finding
from hero_runner.language_models.errors import LanguageModelError
from tests.runner.agent.scripted import DONE, ScriptedBackend, failed

REQUEST = "Create an event tomorrow at 10 called Lunch"
CHOICE = '["hero_osis_calendar"]'
SCRIPT = "```python\ndef main() -> None:\n    print(1)\n```"
BETTER = "```python\ndef main() -> None:\n    print(2)\n```"
DELETE = Approval("token-1", "hero_books", "book.delete", "destructive", '{"name":"a"}')


def test_a_request_goes_through_all_stages() -> None:
    backend = ScriptedBackend([CHOICE, SCRIPT, "DONE: The event is stored."])
    result = run_agent(Task(REQUEST), backend)
    assert result.success and result.stop == "done"
    assert result.result == "The event is stored."
    assert result.output == DONE.stdout
    assert result.services == ("hero_osis_calendar",)
    assert result.attempts == 1
    assert backend.stages == [
        *("library", "select", "write", "gate", "execute", "summarise")
    ]
    assert [use.stage for use in result.stages] == ["select", "write", "summarise"]
    assert result.stages[0].input_tokens == 10
    assert result.stages[0].cost is None


def test_selection_is_shown_the_catalog_alone() -> None:
    backend = ScriptedBackend([CHOICE, SCRIPT, "DONE: ok"])
    run_agent(Task(REQUEST), backend)
    select, write, _ = (request for _, request in backend.requests)
    assert "# SERVICE:" not in select.messages[0].content
    assert "Calendar events." in select.messages[0].content
    assert "# SERVICE: hero_osis_calendar" in write.messages[0].content
    assert "hero_books" not in write.messages[0].content


def test_nobody_chooses_between_one() -> None:
    backend = ScriptedBackend([SCRIPT, "DONE: ok"])
    result = run_agent(Task(REQUEST, services=("hero_books",)), backend)
    assert result.services == ("hero_books",)
    assert [role for role, _ in backend.requests] == ["write", "summarise"]


def test_a_finding_of_the_gate_goes_to_the_debug_model_and_nothing_runs() -> None:
    finding = Finding("unknown-name", 2, 5, "Event has no field titel.", "Use title.")
    backend = ScriptedBackend([CHOICE, SCRIPT, BETTER, "DONE: ok"], [(finding,)])
    result = run_agent(Task(REQUEST), backend)
    assert result.success and result.attempts == 2
    assert [source for source, _ in backend.executed] == [
        "def main() -> None:\n    print(2)\n"
    ]
    role, request = backend.requests[2]
    assert role == "debug"
    assert (
        "line 2: Event has no field titel. Use title." in request.messages[-1].content
    )
    # The beginning stays the same, for endpoints that keep what they have read.
    assert request.messages[:2] == backend.requests[1][1].messages


def test_an_error_of_the_script_is_told_with_the_calls_that_were_made() -> None:
    made = Call("hero_osis_calendar", "event.set", "write", "{}", "done")
    run = Execution("failed", "exit code 1", 1, "", "ValueError: no", 5, (made,))
    backend = ScriptedBackend([CHOICE, SCRIPT, BETTER, "DONE: ok"], executions=[run])
    assert run_agent(Task(REQUEST), backend).success
    told = backend.requests[2][1].messages[-1].content
    assert "ValueError: no" in told
    assert "event.set (write) {}: done" in told


def test_a_script_that_prints_nothing_is_no_success() -> None:
    silent = Execution("done", "", 0, " \n", "", 5)
    backend = ScriptedBackend(
        [CHOICE, SCRIPT, SCRIPT], executions=[silent, silent, silent]
    )
    result = run_agent(Task(REQUEST, max_retries=1), backend)
    assert not result.success and result.stop == "script"
    assert "without printing" in result.error
    assert result.attempts == 2


def test_a_summary_can_say_that_it_was_not_done() -> None:
    backend = ScriptedBackend([CHOICE, SCRIPT, "**NOT DONE:** the calendar was full."])
    result = run_agent(Task(REQUEST), backend)
    assert not result.success and result.stop == "not_done"
    assert result.error == "the calendar was full."


def test_retries_end() -> None:
    backend = ScriptedBackend(
        [CHOICE, SCRIPT, SCRIPT, SCRIPT],
        executions=[
            failed("KeyError: 1"),
            failed("KeyError: 2"),
            failed("KeyError: 3"),
        ],
    )
    result = run_agent(Task(REQUEST, max_retries=2), backend)
    assert not result.success
    assert result.attempts == 3
    assert "KeyError: 3" in result.error


def test_a_missing_fact_is_asked_for() -> None:
    backend = ScriptedBackend(
        [CHOICE, "ASK: Which year?", SCRIPT, "DONE: ok"], user=["2027"]
    )
    assert run_agent(Task(REQUEST), backend).success
    assert backend.questions == ["Which year?"]
    assert "2027" in backend.requests[2][1].messages[-1].content


def test_questions_end() -> None:
    number = MOST_QUESTIONS + 1
    backend = ScriptedBackend([CHOICE, *["ASK: And?"] * number], user=["yes"] * number)
    result = run_agent(Task(REQUEST), backend)
    assert result.stop == "no_script" and not result.success


def test_a_capability_that_is_missing_ends_in_a_refusal() -> None:
    backend = ScriptedBackend([CHOICE, "CANNOT: there is no way to send mail"])
    result = run_agent(Task(REQUEST), backend)
    assert result.stop == "no_capability" and not result.success
    assert result.error == "there is no way to send mail"
    assert backend.executed == []


def test_no_fitting_service_ends_in_a_refusal() -> None:
    backend = ScriptedBackend(["[]\nNothing here sends mail."])
    result = run_agent(Task(REQUEST), backend)
    assert result.stop == "no_capability"
    assert result.error == "Nothing here sends mail."


def test_no_client_at_all_is_said() -> None:
    result = run_agent(Task(REQUEST), ScriptedBackend([], services=()))
    assert result.stop == "no_services"
    assert "install" in result.error


def test_an_answer_without_a_script_is_corrected() -> None:
    backend = ScriptedBackend([CHOICE, "I cannot see code.", SCRIPT, "DONE: ok"])
    result = run_agent(Task(REQUEST), backend)
    assert result.success and result.attempts == 2


def test_a_language_model_that_fails_is_said() -> None:
    error = LanguageModelError("no route", "Configure one.")
    result = run_agent(Task(REQUEST), ScriptedBackend([error]))
    assert result.stop == "language_model"
    assert result.error == "no route\nConfigure one."


def test_what_was_done_stays_done_when_the_summary_fails() -> None:
    error = LanguageModelError("too late", "Try again.")
    result = run_agent(Task(REQUEST), ScriptedBackend([CHOICE, SCRIPT, error]))
    assert result.success
    assert result.result == DONE.stdout


def test_a_call_that_needs_it_is_approved_by_the_user() -> None:
    asking = Execution("failed", "", 1, "", "ApprovalNeeded", 5, (), (DELETE,))
    backend = ScriptedBackend(
        [CHOICE, SCRIPT, "DONE: ok"], executions=[asking], decisions=[True]
    )
    assert run_agent(Task(REQUEST), backend).success
    assert "book.delete" in backend.questions[0]
    assert [tokens for _, tokens in backend.executed] == [(), ("token-1",)]


def test_a_call_that_is_not_approved_ends_the_task() -> None:
    asking = Execution("failed", "", 1, "", "ApprovalNeeded", 5, (), (DELETE,))
    backend = ScriptedBackend([CHOICE, SCRIPT], executions=[asking], decisions=[False])
    result = run_agent(Task(REQUEST), backend)
    assert result.stop == "denied" and not result.success
    assert len(backend.executed) == 1


def test_a_plan_is_the_calls_with_their_effects() -> None:
    call = Call("hero_books", "book.delete", "destructive", '{"name":"a"}', "done")
    run = Execution("done", "", 0, "deleted\n", "", 5, (call,))
    backend = ScriptedBackend([CHOICE, SCRIPT], executions=[run])
    task = Task(REQUEST, plans=True, summarises=False)
    result = run_agent(task, backend)
    assert result.stop == "planned" and result.success
    assert result.result == '1. hero_books book.delete (destructive) {"name":"a"}'


SAVED = SavedScript("lunch", REQUEST, "def main() -> None: ...", ("hero_books",))


def test_a_saved_script_of_the_same_request_needs_no_model() -> None:
    backend = ScriptedBackend([], saved=(SAVED,))
    result = run_agent(Task(f"  {REQUEST.lower()}. "), backend)
    assert result.success and result.stop == "saved_script"
    assert result.result == DONE.stdout
    assert backend.requests == []


def test_a_saved_script_of_another_request_is_offered() -> None:
    backend = ScriptedBackend([CHOICE, SCRIPT, "DONE: ok"], saved=(SAVED,))
    result = run_agent(Task("Create an event on Monday"), backend)
    assert result.stop == "done"
    assert result.offers == ("lunch",)


def test_a_saved_script_that_no_longer_fits_is_not_run() -> None:
    finding = Finding("unknown-name", 1, 1, "no method x", "")
    backend = ScriptedBackend([], [(finding,)], saved=(SAVED,))
    result = run_agent(Task(REQUEST), backend)
    assert result.stop == "gate" and "lunch" in result.error
    assert backend.executed == []


def test_a_service_with_no_summary_can_be_chosen() -> None:
    services = (Service("a_b", ""), Service("c_d", ""))
    backend = ScriptedBackend(["use a_b", SCRIPT, "DONE: ok"], services=services)
    assert run_agent(Task(REQUEST), backend).services == ("a_b",)
