"""What the numbers of a clock owe one another, wherever an answer holds one (design.md 1.7)."""
import datetime


def ms(text):
    return round(datetime.datetime.fromisoformat(text).timestamp() * 1000)


def clocks(value):
    """Every clock in an answer."""
    if isinstance(value, list):
        for part in value:
            yield from clocks(part)
    elif isinstance(value, dict):
        if isinstance(value.get("remainingMs"), int):
            yield value
        for part in value.values():
            yield from clocks(part)


def of(clock):
    """What does not hold of one clock."""
    budget, elapsed = clock["budgetMs"], clock["elapsedMs"]
    state, verdict = clock["state"], clock["verdict"]
    runs, is_over = state == "running", elapsed > budget
    yield elapsed + clock["remainingMs"] == budget, "what is used and what is left are the budget"
    yield runs == ("due" in clock) == ("limit" in clock), "what runs alone is due"
    yield (verdict == "open") <= (state != "stopped"), "what is stopped is decided"
    yield (verdict == "met") <= (state == "stopped" and not is_over), "what is met is in time"
    yield is_over <= (verdict in ("missed", "ended-by-resolution", "cancelled")), "what is over is missed"
    yield (verdict == "missed") <= bool(clock.get("breaches")), "what is missed names its breach"
    yield is_over <= bool(clock.get("breaches")), "what is over names its breach"
    if runs:
        yield clock["due"] <= clock["limit"], "due comes before the limit"
    segments = clock.get("segments")
    if segments is None:
        return
    kinds = [segment["kind"] for segment in segments]
    yield set(kinds) <= {"running", "paused"}, "a segment runs or is paused"
    yield sum(segment["lengthMs"] for segment in segments if segment["kind"] == "running") \
        == elapsed, "the running segments are what is used"
    for segment in segments:
        yield (segment["kind"] == "paused") == ("reason" in segment), "a pause has its reason"
        span = ms(segment["to"]) - ms(segment["from"])
        yield 0 <= segment["lengthMs"] <= span, "no more runs in a segment than it is long"
    yield all(one["to"] <= next["from"] for one, next in zip(segments, segments[1:])), \
        "segments follow one another"
    yield all("closedBy" in segment for segment in segments[:-1]), "only the last goes on"
    yield all(one.get("closedBy") <= next["openedBy"] for one, next in zip(segments, segments[1:])), \
        "what ends a segment comes before what begins the next"


def judge(answer):
    """Every rule that an answer breaks, each with its clock."""
    for clock in clocks(answer):
        for holds, rule in of(clock):
            if not holds:
                yield f"{clock['clock']}: {rule}: {clock}"
