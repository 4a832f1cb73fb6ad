#!/usr/bin/env python3
"""What an import does not take is told with its line, on the screen and in a file, and the rest of
the log is taken all the same.

usage: untaken.py DESK
"""
import csv, datetime, os, re, subprocess, sys

from servicenow import HEAD, Rules, row

rule = Rules(sys.argv[1])
ONE, TWO, BAD = "INC0000001", "INC0000002", "INC0000009"
AT = "2/3/2026 09:00"
NEXT_YEAR = f"1/1/{datetime.date.today().year + 1} 09:00"
GOOD = row(BAD, "New", AT, "?")

# What a row is, its kind, and what is said of it; each a whole row, as it lies in the file.
FAULTS = [
    (GOOD + ",one more", "columns", "12 columns"),
    (GOOD.rsplit(",", 1)[0], "columns", "10 columns"),
    (row("?", "New", AT), "number", 'number is "?"'),
    (row("", "New", AT), "number", 'number is ""'),
    (row(BAD, "New", AT, priority="5 - Planning"), "priority", '"5 - Planning"'),
    (row(BAD, "New", AT, priority=""), "priority", '""'),
    (row(BAD, "New", AT, caller=""), "text", "caller_id is empty"),
    (row(BAD, "New", AT, caller='"Ana\nSilva"'), "text", "caller_id has several lines"),
    (row(BAD, "New", AT, category="a\x1b[2J"), "text", "category holds"),
    (row(BAD, "New", AT, category="a" * 1200), "text", "category is too long"),
    (row(BAD, "New", AT, category="\udcff"), "text", "category is not valid UTF-8"),
    # Quotations that are not closed: none follows, one follows, in the middle of a line.
    (row(BAD, "New", AT, category='"Hardware'), "quotation", "not closed"),
    (row(BAD, "New", AT, category='"Hardware') + "\n" + row(TWO, "New", AT, category='"Soft, ware"'),
     "quotation", "not closed"),
    (row(BAD, "New", AT, category='"Hard"ware'), "quotation", "not closed"),
]
for text in ("29/2/2026 09:00", "31/4/2026 09:00", "0/3/2026 09:00", "2/0/2026 09:00",
             "32/13/2026 09:00", "2/3/2026 24:00", "2/3/2026 09:60", "2/3/26 09:00", "2/3/2026",
             "2026-03-02 09:00", "2/3/2026 09:00:00", "2 3 2026 09 00", "-2/3/2026 09:00",
             "+2/3/2026 09:00", "2/3/2026 09:00 ", "02/003/2026 09:00", "?", "",
             "99999999999999999999/3/2026 09:00"):
    FAULTS.append((row(BAD, "New", text), "time", f'sys_updated_at is "{text[:40]}"'))
    FAULTS.append((row(BAD, "New", AT, opened=text), "time", f'opened_at is "{text[:40]}"'))
for text in ("2/13/2026 09:00", "02/28/2026 09:00", "12/31/2025 23:59"):
    FAULTS.append((row(BAD, "New", text), "month-first", f'sys_updated_at is "{text}"'))
    FAULTS.append((row(BAD, "New", AT, opened=text), "month-first", f'opened_at is "{text}"'))
FAULTS.append((row(BAD, "New", NEXT_YEAR), "future", "sys_updated_at is"))
FAULTS.append((row(BAD, "New", AT, opened=NEXT_YEAR), "future", "opened_at is"))


def log(*rows):
    return ("\n".join([HEAD, *rows]) + "\n").encode(errors="surrogateescape")


def told(path):
    with open(path, encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert all(line["wrong"] and line["right"] for line in lines), lines
    assert not any(ord(c) < 32 for line in lines for value in line.values() for c in value), lines
    return [(int(line["line"]), line["kind"], line["wrong"]) for line in lines]


def a_faulty_row(desk, fault, kind, words):
    """Between two good ones: both are taken, and the fault is told with its line."""
    last = row(TWO, "New", "2/3/2026 09:10")
    path, report = desk.file(log(row(ONE, "New", AT), fault, last)), desk.path + ".csv"
    done = desk.run("import", "servicenow", path, "--report", report)
    assert done.returncode == 1, done
    assert "(first in line 3)" in done.stdout and words in done.stdout, done
    rows = told(report)
    assert [(line, found) for line, found, _ in rows] == [(3, kind)], rows
    assert words in rows[0][2], rows
    assert desk.has(ONE, TWO, BAD) == [ONE, TWO], done


for number, (fault, kind, words) in enumerate(FAULTS):
    def check(desk):
        a_faulty_row(desk, fault, kind, words)
    check.__name__ = f"a faulty row is told: {kind} {number}, {fault[:90]!r}"
    rule(check)


@rule
def a_log_without_faults_has_an_empty_report_and_ends_well(desk):
    report = desk.path + ".csv"
    desk.take(row(ONE, "New", AT), words=("--report", report))
    assert told(report) == []
    with open(report) as file:
        assert file.read() == "line,kind,wrong,right\n"
    assert not [name for name in os.listdir(desk.folder) if ".new-" in name]


# A row of every kind, and what the file says of it.
WORDS = [
    (row(BAD, "New", AT, category='"Hard'),
     "quotation,the quotation that begins on this line is not closed,"
     '"a comma or the end of the line behind the closing mark, and every mark inside doubled"'),
    (GOOD + ",x", "columns,it has 12 columns,"
     '"11, as in the header; a value with a comma stands in quotation marks"'),
    (row(BAD, "New", AT, category="\udcff"), "text,category is not valid UTF-8,UTF-8"),
    (row(BAD, "New", AT, agent="a\x07"), "text,assigned_to holds the control character 7,"
     '"one line of at most 1000 bytes, not empty"'),
    (row("?", "New", AT), 'number,"number is ""?""",the incident\'s number'),
    (row(BAD, "New", "31/2/2026 09:00"), 'time,"sys_updated_at is ""31/2/2026 09:00""",'
     '"a day of the calendar and its time, day first: 29/2/2016 01:16"'),
    (row(BAD, "New", AT, opened="2/13/2026 9:00"), 'month-first,"opened_at is ""2/13/2026 9:00""",'
     "the day first: 13/2/2026 9:00"),
    (row(BAD, "New", "1/1/9000 09:00"), 'future,"sys_updated_at is ""1/1/9000 09:00""",'
     '"not after NOW, when the import began; times are taken for UTC"'),
    (row(BAD, "New", AT, priority="5 - Planning"), 'priority,"priority is ""5 - Planning""",'
     '"1, 2, 3 or 4 at its beginning"'),
    (row(TWO, "\x1b" + 50 * "x", AT), f'state,"incident_state is ""\ufffd{39 * "x"}…""","New, Active,'
     " Awaiting User Info, Awaiting Vendor, Awaiting Problem, Awaiting Evidence, Resolved or Closed;"
     ' the rest of the row is taken"'),
    (row(ONE, "Resolved", "2/3/2026 10:00"), "changed-at-desk,"
     "somebody at the desk changed #1 since it was imported,to bring it up to date by hand"),
]


@rule
def the_words_of_every_kind(desk):
    desk.take(row(ONE, "New", AT))
    desk.said("note", ONE, ":", "Looked into it.")
    report = desk.path + ".csv"
    earliest = datetime.datetime.now(datetime.timezone.utc)
    done = desk.run("import", "servicenow", desk.file(log(*(fault for fault, _ in WORDS))),
                    "--report", report)
    assert done.returncode == 1, done
    with open(report, encoding="utf-8") as file:
        lines = file.read().splitlines()
    now = re.search(r"not after (\d+/\d+/\d+ \d+:\d\d),", "\n".join(lines))[1]
    at = datetime.datetime.strptime(now + "+0000", "%d/%m/%Y %H:%M%z")
    assert datetime.timedelta(minutes=-1) < at - earliest < datetime.timedelta(minutes=5), now
    expected = [f"{line},{words}" for line, (_, words) in enumerate(WORDS, 2)]
    assert [line.replace(now, "NOW") for line in lines] == ["line,kind,wrong,right", *expected], lines
    screen = " ".join(done.stdout.split())
    for words in ("1 rows: a quotation that is not closed (first in line 2)",
                  "1 rows: another number of columns than the header (first in line 3)",
                  "2 rows: a value that is no text the desk can keep (first in line 4)",
                  "1 rows: no incident number (first in line 6)",
                  "1 rows: a time that there is not (first in line 7)",
                  "1 rows: a date with the month first (first in line 8) opened_at is"
                  ' "2/13/2026 9:00"; right would be the day first: 13/2/2026 9:00',
                  "1 rows: a time still to come (first in line 9)",
                  "1 rows: a priority that is none of the four (first in line 10)",
                  "1 rows: a state that is none of ServiceNow's (first in line 11)",
                  "1 rows: a ticket that was changed at the desk since (first in line 12)"):
        assert words in screen, (words, screen)


@rule
def the_line_is_that_on_which_the_quotation_began(desk):
    rows = [row(ONE, "New", AT, category='"Hard\nware"').replace("Dark", '"Da\nrk') + "\n",
            row(TWO, "New", AT, category='"a ""b"""')]
    path, report = desk.file(log(*rows)), desk.path + ".csv"
    assert desk.run("import", "servicenow", path, "--report", report).returncode == 1
    # `rk,…`, and the empty line behind it is none.
    assert [(line, kind) for line, kind, _ in told(report)] == [(3, "quotation"), (4, "columns")]
    assert desk.has(ONE, TWO) == [TWO]


@rule
def the_rest_of_a_row_with_an_unknown_state_is_taken(desk):
    said = desk.take(row(ONE, "-100", AT, "Ana"), status=1)
    assert 'incident_state is "-100"' in said, said
    assert "Ana" in desk.said("show", ONE)


@rule
def each_kind_is_told_once_with_its_count_and_every_row_in_the_file(desk):
    bad = [row(f"INC{n}", "New", "31/2/2026 09:00") for n in range(3000)]
    report = desk.path + ".csv"
    said = desk.take(row(ONE, "New", AT), *bad, GOOD + ",x", status=1, words=("--report", report))
    assert "3000 rows: a time that there is not (first in line 3)" in said, said
    assert "1 rows: another number of columns" in said, said
    assert [line for line, _, _ in told(report)] == list(range(3, 3004))


@rule
def rows_of_tickets_that_were_changed_at_the_desk_are_in_the_file_too(desk):
    desk.take(row(ONE, "New", AT))
    desk.said("note", ONE, ":", "Looked into it.")
    report = desk.path + ".csv"
    desk.take(row(ONE, "New", AT), row(ONE, "Resolved", "2/3/2026 10:00"), status=1,
              words=("--report", report))
    assert [(line, kind) for line, kind, _ in told(report)] == [(3, "changed-at-desk")]


@rule
def a_report_takes_no_files_place_and_nothing_is_imported_without_it(desk):
    path = desk.file(log(row(ONE, "New", AT)))
    kept = desk.file("kept")
    for report, status in ((kept, 1), (desk.folder, 1), (desk.folder + "/none/report.csv", 3),
                           ("/proc/report.csv", 3)):
        done = desk.run("import", "servicenow", path, "--report", report)
        assert done.returncode == status and report in done.stderr, done
        assert desk.has(ONE) == []
    with open(kept) as file:
        assert file.read() == "kept"


@rule
def an_import_that_fails_leaves_no_report(desk):
    desk.said("list")
    before = os.listdir(desk.folder)
    for path in ("/nowhere.csv", "/dev/null"):
        done = desk.run("import", "servicenow", path, "--report", desk.path + ".csv")
        assert done.returncode not in (0, 1), done
    assert os.listdir(desk.folder) == before


@rule
def a_report_that_cannot_be_written_whole_is_told(desk):
    report = os.path.join(desk.folder, "report.csv")
    desk.said("list")
    size = os.path.getsize(desk.path) // 512 + 2000
    # No more than the store and what it grows by: the report is longer.
    many = desk.file(log(row(ONE, "New", AT), *(GOOD + ",x" for _ in range(60000))))
    done = subprocess.run(
        ["/bin/sh", "-c", f'trap "" XFSZ; ulimit -f {size}; exec "$@"', "sh", desk.program, "--db",
         desk.path, "import", "servicenow", many, "--report", report],
        capture_output=True, text=True, timeout=120)
    assert done.returncode == 3 and "cannot be written" in done.stderr, done
    assert not os.path.exists(report) and desk.has(ONE) == [ONE], done
    assert not [name for name in os.listdir(desk.folder) if ".new-" in name]


@rule
def a_log_with_months_first_is_refused_whole(desk):
    """What can be read either way would be read wrongly."""
    rows = [row(f"INC{n}", "New", f"{n % 12 + 1}/{n % 28 + 1}/2025 09:00",
                opened=f"{n % 12 + 1}/{n % 28 + 1}/2025 09:00") for n in range(100)]
    done = desk.run("import", "servicenow", desk.file(log(*rows)))
    assert done.returncode == 2 and "month first" in done.stderr, done
    assert desk.has("INC1") == []
    # One date that only days first can mean shows the order; the others are slips.
    said = desk.take(*rows, row(ONE, "New", "31/12/2025 09:00", opened="1/12/2025 09:00"), status=1)
    assert "a date with the month first" in said and desk.has("INC1", ONE) == ["INC1", ONE], said


@rule
def an_empty_line_is_no_row(desk):
    said = desk.take("", row(ONE, "New", AT), "", "", row(TWO, "New", AT), "")
    assert "2 rows, 2 tickets" in said, said


@rule
def a_header_with_an_unclosed_quotation_is_told(desk):
    done = desk.run("import", "servicenow", desk.file(log(row(ONE, "New", AT)).replace(b"nu", b'"nu', 1)))
    assert done.returncode == 2 and "line 1 is not closed" in done.stderr, done


rule.end("untaken")
