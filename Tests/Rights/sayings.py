"""All that a customer may try to get at what is another's."""
import json, pathlib

# Read off the published list, so that a read that is new is tried without anybody's remembering it.
METHODS = json.loads((pathlib.Path(__file__).resolve().parents[2] / "rpc-schema/openrpc.json").read_text())[
    "methods"]
READS = [method for method in METHODS if method["x-safety"]["readOnly"] and "x-permission" in method]
READS_OF_TICKETS = [method["name"] for method in READS
                    if "ticket" in [each["name"] for each in method["params"]]]
READS_BY_FILTER = [method["name"] for method in READS
                   if "filter" in [each["name"] for each in method["params"]]]
READS_OF_ALL = [method["name"] for method in READS
                if not any(each.get("required") for each in method["params"])]
assert {"ticket.show", "sla.why"} <= set(READS_OF_TICKETS) and "ticket.list" in READS_OF_ALL


def slips(word):
    """Slips of the fingers that suggestions and prefixes could mend."""
    return [word[:-1], word[:3], word[1:], word[:2] + word[3:], word[0] + word, word.upper()]


def people(hidden):
    yield from ("me", *map(str, range(1, 11)), "none", "Anselm", "Mara", "nobody", "Cleo")
    for name in ("other", "agent", "third"):
        yield hidden[name]
        yield from slips(hidden[name])
    for name in (hidden["other"] + " Pike", hidden["agent"] + " Tull", hidden["third"] + " Moss",
                 hidden["address"] + "@pike.example", f'{hidden["other"]} Pike '
                 f'<{hidden["address"]}@pike.example>'):
        yield f'"{name}"'


def filters(hidden):
    """Filters of every field, with what is the other's."""
    yield from ("", "all", "mine", "live", "unassigned", "overdue", "breached", "urgent", "closed",
                "is:breached", "due<1h", "due>=1d", "due<2026-03-03T00:00", "not mine", "-mine",
                "(urgent or mine)", "agent:none", "nonsense", "nonsense:1", "id:INC1")
    for field in ("agent", "customer", "owner"):
        for person in people(hidden):
            yield f"{field}:{person} all"
            yield f"-{field}:{person} all"
    for tag in ("tag1", "tag2", "tag5"):
        for word in (hidden[tag], *slips(hidden[tag])):
            yield from (f"tag:{word} all", f"not tag:{word} all", f"(tag:{word} or urgent) all",
                        f"{word}", f"{word}:1")
    for number in range(1, 10):
        yield from (f"id:{number} all", f"-id:{number} all", f"id:{number},1 all")


LINES_OF_TICKETS = (
    "show {}", "{}", "history {}", "why {}", "use {}", "who has {}", "why is {} overdue",
    "how is {}", "take {}", "steal {}", "assign {} to Anselm", "release {}", "reply {}",
    "reply {} : x", "reply {} --draft d1", "reply {} --draft d2", "note {} : x", "received {} : x",
    "wait {}", "resolve {}", "resolve {} : x", "reopen {}", "close {}", "set {} low",
    "rename {} : x", "transfer {} to me --because x", "tag {} x", "untag {} x", "show ticket {}",
    "when is {} due")
LINES = (
    "list", "list all --count", "next", "drafts", "people", "agents", "report sla", "whoami",
    "show 1 --as-of 10:00", "history 5 --known-at 10:03", "why 6 --as-of 10:13 --known-at 10:03",
    "tick", "verify", "doctor", "export", "backup to /nowhere/x.db", "clock accept", "help", "help errors",
    "history", "show", "why", "reply", "new", "new urgent", "new for me urgent : x", "use",
    "cancel", "show it", "what is due", "what is mine", "what is new", "what is overdue",
    "how many are open", "add customer Cleo Crane <cleo@crane.example>",
    "import servicenow x.csv", "help show")


def references():
    return [*range(1, 10), 999, "INC0000001"]


def reads(hidden):
    """Every read of the list, as method and parameters."""
    for ticket in references():
        for method in READS_OF_TICKETS:
            yield method, {"ticket": ticket}
            for minute in ("10:00", "10:03", "10:13"):
                for standpoint in ("asOf", "knownAt"):
                    yield method, {"ticket": ticket, standpoint: minute}
    for text in filters(hidden):
        yield "ticket.list", {"filter": text, "count": True}
        for method in READS_BY_FILTER:
            yield method, {"filter": text}
        yield "desk.execute", {"line": "list " + text + " --count"}
    for method in (*READS_OF_ALL, "draft.list", "session.whoami", "desk.help"):
        yield method, {}
    yield "ticket.list", {"tags": hidden["tag1"]}
    for topic in ("filters", "files", "errors", "not-found", "show", *hidden.values()):
        yield "desk.help", {"topic": topic}
    for line in (*LINES, *(one.format(number) for one in LINES_OF_TICKETS
                           for number in references())):
        yield "session.can", {"line": line}
        yield "desk.parse", {"line": line}


def writes(hidden):
    """Writes that are only tried, on every ticket and with every person."""
    for ticket in references():
        for method, params in (
                ("ticket.reply", {"text": "x"}), ("ticket.reopen", {}),
                ("ticket.note", {"text": "x"}), ("ticket.take", {}), ("ticket.steal", {}),
                ("ticket.release", {}), ("ticket.resolve", {}),
                ("ticket.transfer", {"customer": "me", "because": "x"}),
                ("ticket.untag", {"tag": hidden["tag1"]}), ("ticket.rename", {"subject": "x"})):
            for term in ({}, {"ifRevision": 1}, {"ifRevision": 7}, {"idempotencyKey": "the-key"}):
                yield method, {"ticket": ticket, "dryRun": True, **params, **term}
    for person in people(hidden):
        plain = person.strip('"')
        yield "ticket.new", {"customer": plain, "priority": "low", "subject": "x", "dryRun": True}
        yield "ticket.assign", {"ticket": 1, "agent": plain, "dryRun": True}
        yield "ticket.transfer", {"ticket": 1, "customer": plain, "because": "x", "dryRun": True}
        yield "person.add", {"role": "customer", "name": plain, "dryRun": True}


def completed(hidden):
    """Lines that are completed at every place."""
    other, agent, third = hidden["other"], hidden["agent"], hidden["third"]
    return [
        "show 2", "history 5", "list id:2", "can show 2", "reply 1 --draft d1",
        f"list customer:{other}", f"list agent:{agent}", f"can list customer:{other}",
        f"list tag:{hidden['tag1']}", f"list tag:{hidden['tag2']}", f"untag 1 {hidden['tag1']}",
        f"tag 1 {hidden['tag5']}", f"help {hidden['note1']}", f"assign 1 to {agent}",
        f"new for {other} Pike urgent", f"transfer 1 to {third}", f"received 1 from {other}",
        f"add customer {third}"]
