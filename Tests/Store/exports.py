#!/usr/bin/env python3
"""Exports of another system that come again, newer: known tickets go on, new ones are added.

usage: exports.py DESK
"""
import json, sys, tempfile

from servicenow import Desk, Rules, row

rule = Rules(sys.argv[1])
ONE, TWO = "INC0000001", "INC0000002"
FIRST = [row(ONE, "New", "2/3/2026 09:00", "?"), row(ONE, "Active", "2/3/2026 09:30")]
LATER = [row(ONE, "Awaiting User Info", "2/3/2026 10:00"), row(ONE, "Active", "2/3/2026 11:00"),
         row(ONE, "Resolved", "2/3/2026 12:00"),
         row(TWO, "New", "3/3/2026 10:00", "?", opened="3/3/2026 10:00")]


@rule
def what_two_exports_tell_is_what_the_newer_one_tells_alone(desk):
    desk.take(*FIRST)
    told = desk.take(*FIRST, *LATER)
    assert "2 rows: nothing that was not known" in told, told
    twice = [desk.history(name) for name in (ONE, TWO)]
    with tempfile.TemporaryDirectory() as folder:
        once = Desk(desk.program, folder)
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
def the_same_file_again_changes_nothing_and_says_so(desk):
    desk.take(*FIRST, *LATER)
    before = desk.said("export")
    told = desk.take(*FIRST, *LATER)
    assert desk.said("export") == before, told
    assert "6 rows, 0 tickets, 0 facts" in told and "6 rows: nothing that was not known" in told, told


@rule
def a_ticket_that_was_changed_at_the_desk_is_left_alone_and_told(desk):
    desk.take(*FIRST)
    desk.said("note", ONE, ":", "Looked into it.")
    before = desk.history(ONE)
    told = desk.take(*FIRST, *LATER, status=1)
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


@rule
def nothing_of_a_ticket_occurs_before_its_opening(desk):
    desk.take(row(ONE, "Active", "2/3/2026 08:20"), row(ONE, "Resolved", "2/3/2026 09:40"))
    events = json.loads(desk.said("--json", "history", ONE))["events"]
    times = [event["occurredAt"] for event in events]
    assert min(times) == times[0] == "2026-03-02T09:00:00Z", events


@rule
def of_one_name_callers_and_resolvers_are_two(desk):
    desk.take(row(ONE, "Active", "2/3/2026 09:30", "Ana", caller="Ana"),
              row(ONE, "Active", "2/3/2026 09:40", "Bo", caller="Ana"),
              row(TWO, "Active", "2/3/2026 09:50", "Ana", caller="Bo"))
    people = json.loads(desk.said("--json", "people"))
    agents = {item["person"]["name"]: item["person"]["number"] for item in people["items"]
              if "agent" in item["roles"]}
    assert {"Ana", "Bo"} <= agents.keys(), people
    for name, agent in ((ONE, "Bo"), (TWO, "Ana")):
        ticket = json.loads(desk.said("--json", "show", name))
        assert ticket["agent"]["number"] == agents[agent], (ticket, agents)
        assert ticket["customer"]["number"] not in agents.values(), (ticket, agents)


@rule
def blanks_more_than_one_are_one(desk):
    desk.take(row(ONE, "Active", "2/3/2026 09:30", "Bo  Mango", caller="  Ana   Silva "),
              row(TWO, "Active", "2/3/2026 09:40", "Bo Mango", caller="Ana Silva", category="a  b"))
    one, two = (json.loads(desk.said("--json", "show", name)) for name in (ONE, TWO))
    assert one["customer"] == two["customer"] and one["customer"]["name"] == "Ana Silva", (one, two)
    assert one["agent"] == two["agent"] and two["subject"] == "a b, Screen, Dark", (one, two)


rule.end("exports")
