"""What the screen shows while a line is edited."""
import random
from terminal import USER, Terminal, rule
from pastes import at_prompt
from texts import at_text


@rule
def a_prompt_shows_no_escape_sequence(store):
    terminal = at_prompt(store)
    for line in ("assign 1", "\x03", "reply 1"):
        if line == "\x03":
            terminal.type(line)
            terminal.prompt("desk")
        else:
            terminal.say(line)
        assert not any("[0m" in row or "[1m" in row for row in terminal.rows), terminal.rows
    assert b"\x1b[0m" in terminal.output or b"\x1b[m" in terminal.output, "no colour at all"
    terminal.close()


@rule
def a_user_who_wants_no_colour_gets_none(store):
    terminal = at_prompt(store, NO_COLOR="1")
    terminal.say("whoami")
    assert b"m" not in [part[-1:] for part in terminal.output.split(b"\x1b[1")], terminal.output
    assert b"\x1b[0m" not in terminal.output
    terminal.close()


@rule
def a_resized_window_is_painted_anew(store):
    terminal = at_prompt(store)
    terminal.type("note 1 : " + "word " * 10 + "end")
    terminal.reads("end")
    for columns in (40, 60, 30):
        terminal.resize(columns)
        length = len(terminal.output)
        terminal.wait(lambda: len(terminal.output) > length, "nothing is painted")
        terminal.wait(lambda: terminal.line.endswith("end"), "the line is not painted")
    terminal.type(" of it\r")
    terminal.see("noted")
    assert ("word " * 10 + "end of it") in store.sent, store.sent
    terminal.close()


@rule
def letters_beyond_ascii_need_no_locale(store):
    for locale in ("C", "C.UTF-8", "xx_XX.UTF-8"):
        terminal = at_prompt(store, LC_ALL=locale)
        terminal.say("note 1 : naïve 打印机 🖨")
        assert "naïve 打印机 🖨" in store.sent, (locale, store.sent)
        terminal.close()


@rule
def completion_completes_a_verb(store):
    terminal = at_prompt(store)
    terminal.type("whoa\t")
    terminal.reads("whoami")
    terminal.type("\r")
    terminal.see("administrator")
    terminal.close()


@rule
def a_list_of_candidates_stands_below_a_line_of_several_rows(store):
    terminal = at_prompt(store, columns=30)
    terminal.type("nonsense " * 6 + "\t")
    terminal.type("\x03")
    terminal.prompt("desk")
    terminal.close()


@rule
def what_is_told_stands_below_a_line_that_fills_its_rows(store):
    for text in ["x" * count for count in (32, 33, 34, 72, 73, 74)] + [
            "x" * count + "打印" for count in (28, 29, 30, 31, 68, 69)] + ["打" * 17, "x打" * 11]:
        terminal = at_prompt(store, columns=40)
        terminal.type(text)
        terminal.wait(lambda: "".join(terminal.rows).replace(" ", "").endswith(text), text)
        terminal.type("\x03")
        terminal.prompt("desk")
        shown = "".join(terminal.rows).replace(" ", "")
        assert shown.count(text + "^Cdesk▸") == 1, terminal.rows
        terminal.close()


@rule
def a_users_editrc_takes_away_nothing_that_is_needed(store):
    for content in ("bind -v\n", "no such command here\n", "bind ^I ed-insert\n"):
        with open(store.folder + "/.editrc", "w") as file:
            file.write(content)
        terminal = at_prompt(store)
        terminal.paste("note 1 : a\tb")
        terminal.reads("b")
        terminal.type("\r")
        terminal.see("noted")
        terminal.close()
    assert store.sent.count("a\tb") == 3, store.sent


HOME, END = ("\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"), ("\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~")
# What is typed behind `note 1 : abc def`, and what the line is then.
KEYS = {"\x17X": "note 1 : abc X", "\x1b[H\x1b[3~X": "Xote 1 : abc def",
        **{key + "X": "Xnote 1 : abc def" for key in HOME},
        **{"\x1b[H" + key + "X": "note 1 : abc defX" for key in END},
        **{key + "X": "note 1 : abc Xdef" for key in ("\x1b[1;5D", "\x1b[5D")},
        **{"\x1b[H" + key + "X": "noteX 1 : abc def" for key in ("\x1b[1;5C", "\x1b[5C")},
        "\x1b[DX": "note 1 : abc deXf", "\x7fX": "note 1 : abc deX"}


@rule
def each_key_does_what_help_says(store):
    terminal = at_prompt(store)
    for keys, line in KEYS.items():
        terminal.type("note 1 : abc def" + keys)
        terminal.wait(lambda: terminal.line.endswith("▸ " + line), f"{keys!r}: no {line!r}")
        terminal.type("\x03")
        terminal.prompt("desk")
    terminal.close()


@rule
def what_was_said_comes_back_by_its_beginning(store):
    terminal = at_prompt(store)
    for line in ("help keys", "show 1", "help files"):
        terminal.say(line)
        terminal.prompt("desk")
    for up, down in (("\x1b[A", "\x1b[B"), ("\x1bOA", "\x1bOB")):
        for keys, line in (("he" + up, "help files"), ("he" + up + up, "help keys"),
                           ("he" + up + up + down, "help files"), (up + up, "show 1"),
                           ("\x12show\x1b", "show 1"), ("\x12show\x1b[C", "show 1"), ("\x12show\x1bOD", "show 1"),
                           ("\x12show\x1b[H", "show 1"), ("\x12show\x1b[3~", "show 1"),
                           ("\x12show\x1b[15~", "show 1"), ("\x12show\x1bb", "show 1"),
                           ("\x12show\u200d\x1b", "show 1")):
            terminal.type(keys)
            terminal.wait(lambda: terminal.line.endswith("▸ " + line), f"{keys!r}: no {line!r}")
            terminal.type("\x03")
            terminal.prompt("desk")
    terminal.close()


@rule
def completion_goes_as_far_as_is_sure_and_then_lists(store):
    terminal = at_prompt(store)
    terminal.type("rep\t")
    terminal.see("report")
    terminal.see("reply")
    terminal.reads("▸ rep")
    terminal.type("l\t")
    terminal.wait(lambda: terminal.screen.display[terminal.screen.cursor.y][
        :terminal.screen.cursor.x].endswith("reply "), "no blank behind what is whole")
    terminal.close()


def in_command_mode(store, editrc, line):
    """A prompt whose user edits as in vi, behind a line and escape."""
    with open(store.folder + "/.editrc", "w") as file:
        file.write(editrc + "\n")
    terminal = at_prompt(store)
    terminal.type(line)
    terminal.reads(line)
    column = terminal.screen.cursor.x
    terminal.type("\x1b")
    terminal.wait(lambda: terminal.screen.cursor.x == column - 1, "the cursor has not moved")
    return terminal


@rule
def escape_is_a_key_of_its_own_a_moment_later(store):
    in_command_mode(store, "bind -v", "abc").close()


@rule
def a_user_who_wants_no_editing_gets_a_plain_prompt(store):
    with open(store.folder + "/.editrc", "w") as file:
        file.write("edit off\n")
    terminal = at_prompt(store, plain=True)
    terminal.type("whoami\r")
    terminal.see("administrator")
    assert b"\x1b[?2004" not in terminal.output
    terminal.close()


@rule
def the_arrow_finds_lines_said_before(store):
    terminal = at_prompt(store)
    terminal.say("whoami")
    terminal.type("\x1b[A")
    terminal.reads("whoami")
    terminal.close()


@rule
def help_and_proofs_are_never_cut(store):
    terminal = at_prompt(store, columns=34)
    for line, words in (("why 1", "resolution"), ("help keys", "^Left"), ("help exit-codes", "3")):
        terminal.screen.reset()
        terminal.say(line)
        terminal.see(words)
        assert not any("…" in row for row in terminal.rows), terminal.rows
    terminal.close()


@rule
def what_a_prompt_says_leaves_room_to_write(store):
    for columns, hint in ((48, "(. ends it, ^C gives up) ▸"), (44, "(. ends it, ^C gives up) ▸"),
                          (43, "(. ends it, ^C gives u… ▸"), (30, "(. ends it, ^C give… ▸")):
        terminal = at_prompt(store, columns=columns)
        terminal.type("reply 1\r")
        terminal.wait(lambda: terminal.line == hint, f"no {hint!r}")
        terminal.close()


@rule
def of_what_was_said_commands_alone_come_back(store):
    terminal = at_prompt(store)
    for line in ("list tag:none", " drafts", "", "assign 1"):
        terminal.say(line)
    terminal.say(USER)
    for line in ("reply 1", "words", "."):
        terminal.say(line)
    for said in ("reply 1", "assign 1", "list tag:none"):
        terminal.type("\x1b[A")
        terminal.wait(lambda: terminal.line.endswith("▸ " + said), f"no {said!r}")
    terminal.close()


@rule
def a_users_editrc_may_name_desk(store):
    """And a paste comes in vi's command mode too."""
    terminal = in_command_mode(store, "desk:bind -v", "note 1 : abc")
    terminal.paste("xyz")
    terminal.reads("abxyzc")
    terminal.close()


@rule
def a_list_of_candidates_has_no_colour_and_stands_alone(store):
    terminal = at_prompt(store)
    terminal.type("assign 1 to r\t")
    terminal.type("\x15")
    terminal.prompt("desk")
    terminal.type("rep\t")
    terminal.wait(lambda: len(terminal.rows) > 2 and terminal.line == "desk ▸ rep", "no list")
    listed = [row for row in terminal.rows if not row.startswith("desk ▸")]
    assert [row.split()[0] for row in listed] == ["reply", "report"], terminal.rows
    assert b"\x1b[2m" not in terminal.output, terminal.output
    terminal.close()


# Pieces of a line: of one cell, of two, and what fills a row.
PIECES = ["x", "打", "\t", "\nx", " ", "\u00a0", "xxxxxxxx"]
# What libedit paints well only where a row has room: of no cell, as `^A`, as `\U+0378`.
SIGNS = ["e\u0301", "\x16\x01", "\x16\x1f", "\x16\x7f", "\x16\u0080", "\x16\u009f", "\u0378", "\U000e0fff", "\uffff"]


def lines_of_pieces():
    chance = random.Random(1)
    for columns in (20, 23, 31):
        yield columns, [chance.choices(PIECES, k=chance.randrange(1, 30)) for _ in range(10)]
    # A wide character does not begin in the last column.
    yield 20, [["x"] * count + ["打"] for count in range(10, 14)]
    yield 80, [["x", sign, "\t", sign] for sign in SIGNS + PIECES]


@rule
def what_comes_after_any_line_stands_right_behind_it(store):
    for columns, lines in lines_of_pieces():
        terminal = at_prompt(store, columns=columns)
        for pieces in lines:
            terminal.screen.reset()
            terminal.press("\x03")
            for piece in pieces:
                (terminal.paste if piece[0] in "\t\n" else terminal.type)(piece)
            terminal.type("E")
            terminal.wait(lambda: terminal.rows[-1].endswith("E"), f"{pieces}: no E")
            cursor = terminal.screen.cursor
            row, column = (cursor.y, cursor.x) if cursor.x < columns else (cursor.y + 1, 0)
            # The cursor is at the beginning when the line is given up.
            terminal.type("\x01")
            terminal.wait(lambda: (cursor.y, cursor.x) == (1, len("desk ▸ ")), f"{pieces}: not at its beginning")
            terminal.type("\x03")
            below = row + (1 if column + 2 <= columns else 2)
            terminal.wait(lambda: terminal.line == "desk ▸" and cursor.y == below, f"{pieces}: not below")
            cells = [terminal.screen.buffer[row + (column + place) // columns][
                (column + place) % columns].data for place in (0, 1)]
            assert cells == ["^", "C"], (columns, pieces, terminal.rows)
        terminal.close()
