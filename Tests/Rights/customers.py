#!/usr/bin/env python3
"""What a customer can learn of another's tickets, and of the staff's own words: nothing.

usage: customers.py DESK [SEED] [WORD…]     only the tests that have one of these words in their
names; $DESK_SOAK: how many random lines, 250 where it is not set

Two worlds differ in nothing that Cleo Crane may see: the same calls were made in both, with other
names, subjects, texts, notes, tags, reasons and drafts in what is hidden from her. Whatever she
then says, every answer must be the same in both, byte for byte: where an answer differs, something
hidden got out, were it only a length. A third world has more that is hidden, and so tells whether
numbers get out.
"""
import concurrent.futures, itertools, os, pathlib, random, re, sys, tempfile, time

sys.dont_write_bytecode = True
import door
from imported import names_of_other_systems
from sayings import LINES, LINES_OF_TICKETS, READS_OF_TICKETS, completed, filters, reads, slips, writes
from worlds import CLEO, FIRST, MORE, NOW, SECOND, Twins, World


def staff_see_what_is_hidden(twins):
    """The hidden words are in the worlds, so that a test can fail for them."""
    for world in (twins.first, twins.second):
        texts = "".join(
            world.door.does("Mara Quill", f"history {number}", f"show {number}").text
            + world.door.does("Mara Quill", f"history {number}").text for number in range(1, 9))
        texts += world.door.does("Mara Quill", "list all customer:7").text
        texts += world.door.does("Mara Quill", "people").text + world.door.does(
            "Mara Quill", f'list customer:{world.hidden["address"]}@pike.example').text
        for name, word in world.hidden.items():
            assert word in texts or name == "draft8", f"{name} {word} is not in the world"


def own_things_are_seen(twins):
    """Cleo sees what is hers, and a ticket from its last transfer on."""
    history = {number: twins.call("ticket.history", {"ticket": number}) for number in (1, 3, 5, 6)}
    kinds = {number: [event["kind"] for event in answer.data["events"]]
             for number, answer in history.items()}
    assert kinds[1] == ["opened", "assigned", "replied"], kinds
    assert kinds[3][:2] == ["opened", "resolved"], kinds
    assert kinds[5] == ["transferred", "renamed", "replied"], kinds
    assert kinds[6] == ["transferred", "received", "assigned"], kinds
    assert "earliest" not in history[6].text and "latest" in history[6].text, history[6].text
    transferred = history[5].data["events"][0]
    assert transferred["to"]["name"] == CLEO, transferred
    assert not {"was", "because"} & set(transferred), transferred
    listed = twins.call("ticket.list", {"filter": "all", "count": True})
    numbers = sorted(item["number"] for item in listed.data["items"])
    assert numbers == [1, 3, 5, 6] and listed.data["total"] == 4, listed.text
    assert all(item["tags"] == [] for item in listed.data["items"]), listed.text
    for method in READS_OF_TICKETS:
        for ticket in (2, 4, 7, 8):
            assert twins.call(method, {"ticket": ticket}).kind == "not-found", (method, ticket)
    for person in (1, 5, 7, 8, 999):
        for field in ("agent", "customer"):
            listed = twins.call("ticket.list", {"filter": f"{field}:{person}"})
            assert listed.kind == "not-found", (field, person, listed.text)
    for method in ("report.sla", "person.list", "desk.verify", "desk.export", "ticket.next"):
        assert twins.call(method).kind == "forbidden", method


def reads_are_alike(twins):
    for method, params in reads(twins.first.hidden):
        twins.call(method, params)


def writes_are_alike(twins):
    for method, params in writes(twins.first.hidden):
        twins.call(method, params)


def completions_are_alike(twins):
    for line in completed(twins.first.hidden):
        for end in range(1, len(line) + 1):
            twins.call("desk.complete", {"line": line[:end]})


def questions_are_alike(twins):
    """The questions, candidates and refusals of lines, and what is said between."""
    sessions = itertools.count(1)
    lines = [one.format(number) for one in LINES_OF_TICKETS for number in (2, 4, 5, 7)]
    for line in (*LINES, *lines):
        for answers in ((), ("?", "zzz", "list", "drafts", "show 2", "cancel")):
            session = f"session {next(sessions)}"
            first = twins.say(line, session=session)
            if first.kind == "question":
                twins.call("desk.complete", {"line": "z", "session": session})
                for said in answers:
                    twins.say(said, session=session)
            twins.call("desk.cancel", {"session": session})


def cursors_of_staff_are_alike(twins):
    """Where a list of the staff's goes on tells a customer nothing."""
    for text in ("all", "live", "customer:7 all", "agent:5 all"):
        for limit in (1, 2, 3):
            given = twins.first.door.call(
                "Mara Quill", "ticket.list", {"filter": text, "limit": limit})
            cursor = given.data.get("nextCursor")
            if not cursor:
                continue
            for filter in (text, "all", "live"):
                twins.call("ticket.list", {"filter": filter, "cursor": cursor, "count": True})
            twins.say(f"list {text} --cursor {cursor}")


def keys_are_ones_own(twins):
    """A key under which somebody else called is free, and never answered with their answer."""
    params = {"ticket": 1, "text": "a key", "idempotencyKey": "the-key"}
    first = twins.call("ticket.reply", params)
    assert first.kind == "done" and "replayed" not in first.data, first.text
    again = twins.call("ticket.reply", params)
    assert again.data.get("replayed") is True, again.text
    other = twins.call("ticket.reply", dict(params, text="another"))
    assert other.kind == "idempotency-mismatch", other.text


def notices_are_the_staffs(twins):
    """What falls due is told to the staff, and not to the customer who speaks next."""
    twins.does("Anselm Oakes: new for Cleo Crane urgent : Ninth lamp sparks")
    twins.does("Anselm Oakes: new for {other} Pike urgent : {subject2}")
    twins.advance(40)
    for world in (twins.first, twins.second):
        answer = world.door.call("Anselm Oakes", "desk.tick", {})
        assert len(answer.data["told"]) >= 2, answer.text
    twins.say("list")
    twins.advance(300)
    twins.say("reply 1 : still")
    twins.say("whoami")


def what_was_lost_stays_lost(twins):
    """A session that means a ticket tells nothing of it once it is somebody else's."""
    twins.does("Anselm Oakes: new for Cleo Crane low : Lost lamp")
    number = twins.call("ticket.list", {"filter": "all"}).data["items"]
    number = max(item["number"] for item in number)
    for line in (f"use {number}", "show it"):
        assert twins.say(line, session="lost").kind == "done"
    keyed = {"ticket": number, "text": "before", "idempotencyKey": "before"}
    assert twins.call("ticket.reply", keyed).kind == "done"
    assert twins.say("reply it", session="lost").kind == "question"
    twins.does(f'Anselm Oakes: transfer {number} to "{{other}} Pike" --because {{reason7}}')
    twins.does(f"Anselm Oakes: rename {number} : {{subject7}}")
    twins.does(f"{{other}} Pike: reply {number} : {{own6}}")
    refused = twins.say("not any more", session="lost")
    assert refused.kind == "not-found", refused.text
    for line in ("show it", "history it", "why it", "reply it : x", "drafts", "list all"):
        twins.say(line, session="lost")
    twins.call("ticket.reply", keyed)
    # What a ticket is called is its customer's to see, whoever called it so.
    twins.does(f"Anselm Oakes: rename {number} : Found lamp")
    twins.does(f'Anselm Oakes: transfer {number} to "Cleo Crane" --because {{reason6}}')
    history = twins.say(f"history {number}", session="lost")
    assert "before" not in history.text and history.kind == "done", history.text
    twins.call("ticket.reply", keyed)
    for line in (f"show {number}", f"why {number}", "list all", "drafts"):
        twins.say(line)


OBJECTS = """
  1 2 4 5 6 7 #2 it me d1 --draft --count --dry-run --if-revision --because --idempotency-key
  the-key : to for from customer: agent: tag: id:2 -tag: all or not ( ) " ? yes cancel , due<1h
  low urgent
  """.split()
OTHERS = """
  Anselm Oakes: note 1 : {note1}
  Mara Quill: note 5 : {note5}
  {agent} Tull: note 2 : {note2}
  {agent} Tull: new for {third} Moss low : {subject8}
  {other} Pike: reply 2 : {own2}
  {other} Pike: list all
  Mara Quill: next
  Mara Quill: tick
  """.strip().splitlines()


class RandomLines:
    """Lines that mean something, lines with a slip, and words in no order."""

    def __init__(self, chance, hidden, words):
        self.chance, self.words = chance, words
        self.filters = list(filters(hidden))
        self.hidden = [slip for word in hidden.values() for slip in (word, word, *slips(word))]

    def word(self):
        return self.chance.choice(self.chance.choice((OBJECTS, OBJECTS, self.hidden, self.words)))

    def line(self):
        pick = self.chance.choice
        kind = self.chance.random()
        if kind < 0.2:
            line = f"{pick(('show', 'history', 'why', 'use'))} {pick((*range(1, 9), 'it'))}"
        elif kind < 0.4:
            line = "list " + pick(self.filters) + pick(("", "", " --count", " limit 2"))
        elif kind < 0.6:
            line = pick(LINES_OF_TICKETS).format(pick((1, 2, 4, 5, 6, 7, 8, "it")))
        elif kind < 0.7:
            line = pick(LINES)
        else:
            more = pick((0, 1, 2, 3, 5))
            line = " ".join([pick(self.words), *(self.word() for _ in range(more))])
        return self.slip(line) if self.chance.random() < 0.3 else line

    def slip(self, line):
        """The line with a word more, less or other."""
        words = line.split(" ")
        place = self.chance.randrange(len(words))
        words[place:place + self.chance.randrange(2)] = self.chance.choice(([], [self.word()]))
        return " ".join(words) or "?"


def random_lines(twins, seed, count):
    """A walk of random lines, while others go on working."""
    chance = random.Random(seed)
    found = twins.call("desk.help").data["commands"]
    words = {verb for command in found for verb in command["verbs"]} | {
        word for command in found for word in re.findall(r"[\w-]+", command["usage"])}
    words |= {word for line in (*LINES, *LINES_OF_TICKETS) for word in line.split() if word != "{}"}
    lines = RandomLines(chance, twins.first.hidden, sorted(words))
    for step in range(count):
        turn = chance.random()
        if turn < 0.05:
            twins.does(chance.choice(OTHERS).strip())
        elif turn < 0.08:
            twins.advance(chance.choice((1, 20, 300)))
        else:
            params = {"line": lines.line()}
            method = chance.choice(("desk.execute",) * 5 + ("desk.complete", "session.can"))
            if method != "session.can" and (session := chance.choice((None, "walk", "stroll"))):
                params["session"] = session
            try:
                twins.call(method, params)
            except AssertionError as fault:
                raise AssertionError(f"seed {seed}, step {step}: {fault}") from None


def numbers_tell_nothing(twins):
    """With more that is hidden, Cleo's tickets read the same, their revisions and counts too."""
    for method, params in reads(twins.first.hidden):
        if method.startswith(("ticket.", "sla.")):
            twins.call(method, params)


TESTS = (staff_see_what_is_hidden, own_things_are_seen, reads_are_alike, writes_are_alike,
         completions_are_alike, questions_are_alike, cursors_of_staff_are_alike, keys_are_ones_own,
         notices_are_the_staffs, what_was_lost_stays_lost, numbers_tell_nothing, random_lines)


def run(test, program, folder, *chance):
    """Runs one test in worlds of its own, so that one that fails spoils no other."""
    counted = test is numbers_tell_nothing
    worlds = [
        World(program, folder, f"{test.__name__}-1", FIRST),
        World(program, folder, f"{test.__name__}-2", FIRST if counted else SECOND,
              MORE if counted else ())]
    twins = Twins(*worlds, counted)
    with worlds[0].door, worlds[1].door:
        test(twins, *(chance if test is random_lines else ()))
    return twins.calls


def main():
    begun = time.monotonic()
    program = os.path.abspath(sys.argv[1])
    given = [word for word in sys.argv[2:] if word.isdigit()]
    seed = int(given[0]) if given else random.SystemRandom().randrange(1 << 32)
    words = [word for word in sys.argv[2:] if not word.isdigit()]
    count = int(os.environ.get("DESK_SOAK") or 250)
    print(f"customers: seed {seed}, {count} random lines")
    failed = []
    calls = 0
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(
            os.cpu_count() or 2) as pool:
        door.empty_store(program, folder, NOW).rename(pathlib.Path(folder) / "founded.db")
        jobs = [(test.__name__, pool.submit(run, test, program, folder, seed, count))
                for test in TESTS if not words or any(word in test.__name__ for word in words)]
        if not words:
            jobs.append(("imported", pool.submit(names_of_other_systems, program, folder)))
        for name, job in jobs:
            try:
                calls += job.result()
            except Exception as fault:
                failed.append(name)
                print(f"FAILED {name}: {type(fault).__name__} {str(fault)[:2500]}")
    print(f"customers: {len(jobs)} tests, {calls} calls in two worlds, {len(failed)} failed, "
          f"{time.monotonic() - begun:.0f} s")
    sys.exit(1 if failed or not jobs else 0)


if __name__ == "__main__":
    main()
