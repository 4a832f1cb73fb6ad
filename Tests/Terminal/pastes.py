"""What is pasted is shown whole, and nothing of it runs unasked."""
from terminal import Terminal, rule
from texts import at_text


def at_prompt(store, **settings):
    terminal = Terminal(store, **settings)
    terminal.prompt("desk")
    return terminal


@rule
def pastes_are_marked_only_while_a_line_is_read(store):
    terminal = at_prompt(store)
    assert terminal.pastes_bracketed
    terminal.type("quit\r")
    assert terminal.end() == 0 and terminal.is_given_back


@rule
def a_pasted_tab_is_no_completion(store):
    terminal = at_prompt(store)
    terminal.paste("note 1 : if x:\ty = 1")
    terminal.reads("y = 1")
    terminal.type("\r")
    terminal.see("noted")
    assert "if x:\ty = 1" in store.sent, store.sent
    terminal.close()


@rule
def control_characters_of_a_paste_go(store):
    terminal = at_prompt(store)
    terminal.paste("note 1 : a\x1b[31mb\x07c\x00d\x7f\u0085e")
    terminal.reads("e")
    terminal.type("\r")
    terminal.see("noted")
    assert "a[31mbcde" in store.sent, store.sent
    terminal.close()


@rule
def a_pasted_lone_dot_is_text(store):
    terminal = at_text(store)
    terminal.paste("one\r\n.\r\ntwo\r\n")
    terminal.reads("two")
    terminal.type("\r")
    terminal.prompt("…")
    terminal.paste(".")
    terminal.reads(".")
    terminal.type("\r")
    terminal.prompt("…")
    terminal.say(".")
    terminal.see("replied")
    assert "one\n.\ntwo\n." in store.sent, store.sent
    terminal.close()


@rule
def several_pasted_lines_run_only_when_asked(store):
    terminal = at_prompt(store)
    terminal.paste("note 1 : first\rwhoami\rnote 1 : second\r")
    terminal.reads("second")
    terminal.type("\r")
    terminal.see("3 pasted lines")
    terminal.prompt("]")
    terminal.say("n")
    terminal.see("nothing was run")
    assert not any("first" in text or "second" in text for text in store.sent)
    terminal.close()


@rule
def pasted_lines_that_are_no_text_are_asked_for_once(store):
    terminal = at_prompt(store)
    terminal.paste("whoami\nnote 1 : second\nnonsense\nnote 1 : third")
    terminal.reads("third")
    terminal.type("\r")
    terminal.see("run 4 pasted lines? [y/N]")
    terminal.prompt("]")
    terminal.say("y")
    terminal.see("the line after it was not run")
    assert "second" in store.sent and "third" not in store.sent, store.sent
    terminal.close()


@rule
def a_pasted_command_with_a_text_of_several_lines_is_one(store):
    terminal = at_prompt(store)
    terminal.paste("note 1 : Dear all,\r\n\r\n  the printer is on fire.\r\n")
    terminal.reads("fire.")
    terminal.type("\r")
    terminal.see("noted")
    assert "Dear all,\n\n  the printer is on fire." in store.sent, store.sent
    terminal.close()


@rule
def a_text_that_could_be_commands_is_asked_for(store):
    terminal = at_prompt(store)
    for answer, wanted in (("t", ["a\nnote 1 : b"]), ("r", ["a", "b"])):
        terminal.paste("note 1 : a\nnote 1 : b")
        terminal.reads("b")
        terminal.type("\r")
        terminal.prompt("one text, or run each? [t/r/N]")
        terminal.say(answer)
        terminal.see("noted")
        assert all(text in store.sent for text in wanted), store.sent
    terminal.close()


@rule
def a_long_paste_arrives_whole(store):
    text = "\n".join(f"line {number} " + "x" * 80 for number in range(1_100))
    terminal = at_text(store)
    terminal.paste(text)
    terminal.wait(lambda: "line 1099" in "\n".join(terminal.rows), "the end is not shown")
    terminal.type("\r")
    terminal.prompt("…")
    terminal.say(".")
    terminal.see("replied")
    assert text in store.sent
    terminal.close()


@rule
def a_mark_that_comes_in_two_parts_is_a_mark(store):
    terminal = at_text(store)
    for part in ("\x1b[20", "0~one\r.", "\rtwo\x1b[2", "01~"):
        terminal.type(part)
        terminal.take()
    terminal.reads("two")
    terminal.type("\r")
    terminal.prompt("…")
    terminal.say(".")
    assert "one\n.\ntwo" in store.sent, store.sent
    terminal.close()


@rule
def ctrl_c_drops_a_pasted_line(store):
    terminal = at_prompt(store)
    terminal.paste("note 1 : a\nnote 1 : b")
    terminal.reads("b")
    terminal.type("\x03")
    terminal.prompt("desk")
    terminal.say("whoami")
    terminal.see("administrator")
    assert not any(text in ("a", "b") for text in store.sent)
    terminal.close()


@rule
def what_comes_after_a_paste_of_lines_stands_below_it(store):
    for given_up in ("\x03", "\x1b[H\x03"):
        terminal = at_prompt(store, columns=40)
        terminal.paste("note 1 : first\nsecond\nthird")
        terminal.reads("third")
        terminal.type(given_up)
        terminal.prompt("desk")
        assert [row for row in terminal.rows if "desk ▸" not in row][-2:] == ["second", "third^C"], \
            terminal.rows
        assert terminal.line == "desk ▸", terminal.rows
        terminal.close()


@rule
def a_window_made_narrower_keeps_a_paste_of_lines_whole(store):
    terminal = at_prompt(store, columns=60)
    terminal.paste("note 1 : " + "word " * 8 + "\nsecond\nthird")
    terminal.reads("third")
    terminal.resize(40)
    terminal.type("!")
    terminal.reads("third!")
    terminal.type("\r")
    terminal.see("noted")
    assert any(text.endswith("second\nthird!") for text in store.sent), store.sent
    terminal.close()


@rule
def of_pasted_lines_the_rest_is_not_run_behind_one_that_fails(store):
    for lines, told in (("nonsense\nwhoami\nwhoami", "the 2 lines after it were not run"),
                        ("nonsense\nwhoami", "the line after it was not run"),
                        ("whoami\nnonsense", None)):
        terminal = at_prompt(store)
        terminal.paste(lines)
        terminal.type("\r")
        terminal.see("run each?" if "t/r" in "".join(terminal.rows) else "[y/N]")
        terminal.type("y\r")
        terminal.see("does not know")
        terminal.prompt("desk")
        shown = "\n".join(terminal.rows)
        assert (told in shown) if told else "not run" not in shown, shown
        terminal.close()


@rule
def what_is_pasted_is_done_as_the_answer_says(store):
    """What is answered, and which notes are then there beside those before."""
    commands, either = "list tag:none\nnote 1 : a\nnote 1 : b", "note 1 : a\nnote 1 : b"
    asked = {commands: "run 3 pasted lines? [y/N] ▸",
             either: "2 pasted lines: one text, or run each? [t/r/N] ▸"}
    run, text, nothing = ["a", "b"], ["a\nnote 1 : b"], []
    for pasted, answers in ((commands, {"y": run, "YES": run, "t": None, "n": nothing, "": nothing,
                                        " No ": nothing, "\x03": nothing, "\x04": nothing}),
                            (either, {"t": text, "TEXT": text, "r": run, "run": run, "y": None,
                                      "no": nothing, "": nothing, b"\xff\xfe ": None})):
        terminal = at_prompt(store)
        for answer, notes in answers.items():
            before = len(store.sent)
            terminal.screen.reset()
            terminal.paste(pasted)
            terminal.reads("b")
            terminal.press("\r")
            assert terminal.line == asked[pasted], terminal.rows
            terminal.press(answer if answer in ("\x03", "\x04") else
                           answer + (b"\r" if isinstance(answer, bytes) else "\r"))
            if notes is None:
                assert terminal.line == asked[pasted], (answer, terminal.rows)
                assert (terminal.rows[-2] == "error[not-text]: what was typed is not valid UTF-8:"
                        " it is not taken") == isinstance(answer, bytes), terminal.rows
                terminal.press("\r")
            assert terminal.line.endswith("▸") and terminal.line.startswith("desk"), terminal.rows
            told = [row for row in terminal.rows if row == "nothing was run"]
            assert len(told) == (not notes), (answer, terminal.rows)
            added = [sent for sent in store.sent[before:] if sent in (*run, *text)]
            assert added == (notes or []), (answer, added)
        terminal.close()


@rule
def a_paste_of_no_lines_says_nothing_and_one_that_ends_the_session_ends_it(store):
    terminal = at_prompt(store)
    for pasted in ("\n \n\n", ""):
        terminal.paste(pasted + "\n")
        terminal.press("\r")
        assert set(terminal.rows) <= {"desk ▸", "desk ▸ "}, terminal.rows
    terminal.paste("list tag:none\nquit\nnote 1 : behind")
    terminal.reads("behind")
    terminal.press("\r")
    terminal.type("y\r")
    assert terminal.end() == 0
    assert "behind" not in store.sent
    terminal = at_prompt(store)
    terminal.paste("nonsense\nlist tag:none")
    terminal.press("\r")
    terminal.say("y")
    assert terminal.rows[-2] == "the line after it was not run", terminal.rows
    terminal.close()
