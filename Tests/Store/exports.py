#!/usr/bin/env python3
"""Exports of another system that come again, newer: known tickets go on, new ones are added.

usage: exports.py DESK
"""
import os, subprocess, sys, tempfile

DESK = os.path.abspath(sys.argv[1])
HEAD = ("number,incident_state,active,caller_id,opened_at,sys_updated_at,category,subcategory,"
        "u_symptom,priority,assigned_to")
failed = 0


def row(number, state, at, agent="Resolver 1", priority="2 - High", opened="2/3/2026 09:00"):
    return f"{number},{state},true,Caller 1,{opened},{at},Hardware,Screen,Dark,{priority},{agent}"


ONE, TWO = "INC0000001", "INC0000002"
FIRST = [row(ONE, "New", "2/3/2026 09:00", "?"), row(ONE, "Active", "2/3/2026 09:30")]
LATER = [row(ONE, "Awaiting User Info", "2/3/2026 10:00"), row(ONE, "Active", "2/3/2026 11:00"),
         row(ONE, "Resolved", "2/3/2026 12:00"),
         row(TWO, "New", "3/3/2026 10:00", "?", opened="3/3/2026 10:00")]


class Desk:
    def __init__(self, folder):
        self.folder, self.path = folder, os.path.join(folder, "desk.db")

    def run(self, *words):
        return subprocess.run([DESK, "--db", self.path, *words], capture_output=True, text=True)

    def said(self, *words):
        done = self.run(*words)
        assert done.returncode == 0, (words, done)
        return done.stdout

    def take(self, *rows):
        path = os.path.join(self.folder, f"log{len(os.listdir(self.folder))}.csv")
        with open(path, "w") as file:
            file.write("\n".join([HEAD, *rows]) + "\n")
        return self.said("import", "servicenow", path)

    def history(self, name):
        return self.said("history", name)


def rule(function):
    global failed
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(folder)
        try:
            function(desk)
            assert "holds" in desk.said("verify")
        except AssertionError as fault:
            failed += 1
            print(f"FAILED {function.__name__.replace('_', ' ')}: {fault}")


@rule
def what_two_exports_tell_is_what_the_newer_one_tells_alone(desk):
    desk.take(*FIRST)
    told = desk.take(*FIRST, *LATER)
    assert "2 rows: nothing that was not known" in told, told
    twice = [desk.history(name) for name in (ONE, TWO)]
    with tempfile.TemporaryDirectory() as folder:
        once = Desk(folder)
        once.take(*FIRST, *LATER)
        assert [once.history(name) for name in (ONE, TWO)] == twice, twice
    assert "met in 2 h" in desk.said("show", ONE), desk.said("show", ONE)


@rule
def the_same_rows_again_change_nothing(desk):
    desk.take(*FIRST, *LATER)
    before = desk.said("export")
    # Other bytes, so that it is not taken for an import that goes on.
    told = desk.take(*FIRST, *LATER, "")
    assert desk.said("export") == before, told


@rule
def a_ticket_that_was_changed_at_the_desk_is_left_alone_and_told(desk):
    desk.take(*FIRST)
    desk.said("note", ONE, ":", "Looked into it.")
    before = desk.history(ONE)
    told = desk.take(*FIRST, *LATER)
    assert "3 rows: a ticket that was changed at the desk since" in told, told
    assert desk.history(ONE) == before
    assert TWO in desk.said("show", TWO)


@rule
def nothing_is_told_before_what_is_known(desk):
    desk.take(*FIRST)
    told = desk.take(row(ONE, "New", "2/3/2026 09:00", "?"), row(ONE, "Resolved", "2/3/2026 09:10"),
                     row(ONE, "Active", "2/3/2026 09:30"), row(ONE, "Closed", "2/3/2026 13:00"))
    assert "3 rows: nothing that was not known" in told, told
    assert "closed" in desk.said("show", ONE)


print(f"exports: 4 rules, {failed} failed")
sys.exit(1 if failed else 0)
