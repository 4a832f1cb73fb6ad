"""Two worlds that differ in nothing that one customer may see; everything is said in both."""
import json, pathlib, re

import door

NOW = "2026-03-02T10:00:00"
START = 1772445600000
CLEO = "Cleo Crane"
MINUTE = 60_000

# What is hidden from Cleo, in two worlds: one word each that occurs nowhere else, of other lengths.
NAMES = ("other", "agent", "third", "address", "subject2", "subject4", "subject5", "subject7",
         "subject8", "tag1", "tag2", "tag5", "note1", "note2", "note3", "note5", "reply2", "reply5",
         "reply6", "own2", "own4", "own5", "own6", "reason5", "reason6", "reason6b", "reason7",
         "reason8", "draft8", "silent3", "mailbox")
WORDS = """
ottokar balthazar cassiopeia marzipan quicksilver vermilion obelisk tangerine labyrinth saxophone
harlequin mandolin pomegranate telescope archipelago windmill gondola parchment chandelier
trombone avalanche porcelain lighthouse caterpillar marmalade velociped zeppelin kaleidoscope
carousel hurricane accordion
""".split()
OTHER_WORDS = """
ulf bo ida fig zinc rust arch lime maze oboe jest lute pear lens isle mill boat page lamp horn snow
clay buoy grub jam bike ship toy ride gale axe
""".split()
assert len(NAMES) == len(WORDS) == len(OTHER_WORDS)


def secrets(words):
    """The hidden words by their names; those of people begin with a capital."""
    found = dict(zip(NAMES, words))
    for name in ("other", "agent", "third"):
        found[name] = found[name].capitalize()
    return found


FIRST, SECOND = secrets(WORDS), {name: word + "x" for name, word in secrets(OTHER_WORDS).items()}
# Who is who, by the numbers of the people: 5 and 7 and 8 are none of Cleo's.
STEPS = """
Admin: add administrator Dora Vane
Admin: add manager Mara Quill
Admin: add agent Anselm Oakes
Admin: add agent {agent} Tull
Admin: add customer Cleo Crane <cleo@crane.example>
Admin: add customer {other} Pike <{address}@pike.example>
Admin: add customer {third} Moss
Cleo Crane: new high : First lamp flickers
Anselm Oakes: take 1
Anselm Oakes: tag 1 {tag1}
Anselm Oakes: note 1 : {note1}
Anselm Oakes: reply 1 : Which lamp is it?
{agent} Tull: new for {other} Pike urgent : {subject2}
{agent} Tull: take 2
{agent} Tull: tag 2 {tag2}
{agent} Tull: note 2 : {note2}
{agent} Tull: reply 2 : {reply2}
{other} Pike: reply 2 : {own2}
+3
Anselm Oakes: new for Cleo Crane low : Third lamp hums
Anselm Oakes: note 3 : {note3}
Anselm Oakes: resolve 3 --silent
{other} Pike: new medium : {subject4}
{other} Pike: reply 4 : {own4}
{other} Pike: new medium : {subject5}
{other} Pike: reply 5 : {own5}
+10
{agent} Tull: take 5
{agent} Tull: tag 5 {tag5}
{agent} Tull: note 5 : {note5}
{agent} Tull: reply 5 : {reply5}
Anselm Oakes: assign 5 to Anselm Oakes
Anselm Oakes: transfer 5 to "Cleo Crane" --because {reason5}
Anselm Oakes: rename 5 : Fifth lamp glows
Anselm Oakes: reply 5 : It is yours now.
Cleo Crane: new medium : Sixth lamp buzzes
Cleo Crane: reply 6 : earliest
Anselm Oakes: take 6
Anselm Oakes: transfer 6 to "{other} Pike" --because {reason6}
{other} Pike: reply 6 : {own6}
Anselm Oakes: reply 6 : {reply6}
Anselm Oakes: transfer 6 to "Cleo Crane" --because {reason6b}
Cleo Crane: reply 6 : latest
Cleo Crane: new medium : Seventh lamp drips
Cleo Crane: reply 7 : dripping
Anselm Oakes: transfer 7 to "{other} Pike" --because {reason7}
Anselm Oakes: rename 7 : {subject7}
{agent} Tull: new for {third} Moss low : {subject8}
Admin: add agent Anselm Birch <{mailbox}@desk.example>
Mara Quill: assign 6 to "Anselm Birch"
""".strip().splitlines()
# More of what is hidden, of which not even the number may be told.
MORE = """
Anselm Oakes: note 1 : again
Anselm Oakes: tag 1 further
Anselm Oakes: untag 1 further
Mara Quill: note 5 : again
Mara Quill: note 6 : again
{agent} Tull: new for {other} Pike urgent : further
{other} Pike: reply 2 : further
Mara Quill: add customer Further Moss
Mara Quill: assign 7 to {agent} Tull
Mara Quill: tag 7 further
""".strip().splitlines()


NUMBERS = re.compile(r'"(change|sequence|openedBy|closedBy)": \d+')


class World:
    """A store with what is hidden under one choice of words, and a door to it."""

    def __init__(self, program, folder, name, hidden, more=()):
        self.hidden = hidden
        path = door.copied(pathlib.Path(folder) / "founded.db", f"{name}.db")
        self.door = door.Door(program, path, START)
        for step in STEPS:
            self.does(step)
        self.keeps_draft()
        for step in more:
            self.does(step)
        # Notices fall due and are told to the staff.
        self.door.now += 45 * MINUTE
        self.does("Mara Quill: tick")

    def does(self, step):
        step = step.format(**self.hidden)
        if step.startswith("+"):
            self.door.now += int(step[1:]) * MINUTE
            return
        actor, _, line = step.partition(": ")
        self.door.does(actor, line)

    def keeps_draft(self):
        """The other customer writes on a ticket that is taken away meanwhile: a draft is kept."""
        other = self.hidden["other"] + " Pike"
        asked = self.door.say(other, "reply 4", session="other's")
        assert asked.kind == "question", asked.text
        self.does('Anselm Oakes: transfer 4 to "{third} Moss" --because {reason8}')
        refused = self.door.say(other, self.hidden["draft8"], session="other's")
        assert refused.kind == "not-found" and "kept" in refused.text, refused.text
        drafts = self.door.say(other, "drafts")
        assert self.hidden["draft8"] in drafts.text, drafts.text
        self.does('Anselm Oakes: transfer 4 to "{other} Pike" --because {reason8}')
        # A key of another's is no key of Cleo's.
        for _ in range(2):
            keyed = self.door.say(other, "reply 2 : " + self.hidden["silent3"],
                                  idempotencyKey="the-key")
            assert keyed.kind == "done", keyed.text


class Twins:
    """The two worlds, in which everything is said twice.

    - counted: whether one has more that is hidden. Changes, events and tickets are numbered through
      the whole desk, so those numbers are then let differ.
    """

    def __init__(self, first, second, counted=False):
        self.first, self.second, self.counted = first, second, counted
        self.said = []
        self.calls = 0

    def call(self, method, params=None, actor=CLEO):
        """Calls as Cleo in both worlds; what she is told is the same and nothing hidden."""
        self.calls += 1
        one = self.first.door.call(actor, method, params)
        two = self.second.door.call(actor, method, params)
        place = f"{method} {json.dumps(params, ensure_ascii=False)}"
        texts = [NUMBERS.sub(r'"\1": 0', text) if self.counted else text
                 for text in (one.text, two.text)]
        assert texts[0] == texts[1], f"{place}: the worlds differ:\n  {texts[0]}\n  {texts[1]}"
        self.said.append(json.dumps(params or {}, ensure_ascii=False).lower())
        tells_nothing(place, one, self.first.hidden, self.said)
        return one

    def say(self, line, **params):
        return self.call("desk.execute", dict(params, line=line))

    def does(self, step):
        """A step of somebody else's, in each world by its own names."""
        self.first.does(step)
        self.second.does(step)

    def advance(self, minutes):
        self.first.door.now += minutes * MINUTE
        self.second.door.now += minutes * MINUTE


def tells_nothing(place, answer, hidden, said):
    """No hidden word is in an answer, but those that Cleo said herself; and no notice is."""
    text = answer.text.lower()
    for name, word in hidden.items():
        if word.lower() in text and not any(word.lower() in words for words in said):
            raise AssertionError(f"{place}: tells {name} {word}: {answer.text}")
    if '"notices"' in answer.text:
        body = answer.message.get("result") or answer.message["error"]["data"]
        assert body["notices"] == [], f"{place}: tells a notice: {answer.text}"
