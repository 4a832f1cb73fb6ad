#!/usr/bin/env python3
"""Every entry of the list, attempted by every role, against the page's matrix of rights.

usage: matrix.py DESK [WORD…]     only what has one of these words in its name

The page is identity-and-audit.md 4.2. A cell is a real attempt on a fresh copy of a store, through
a line and through the typed method. What is allowed is carried out; what is not is refused, changes
nothing, and says the same of what is hidden as of what there is not. `can` says so in advance. An
entry without a row fails, and so does a row without an entry.
"""
import concurrent.futures, os, sys, tempfile, time

sys.dont_write_bytecode = True
import cells, whole
from table import ROLES, TABLE


def main():
    begun = time.monotonic()
    wanted = sys.argv[2:]
    failed, tries, tried = [], 0, []
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(
            os.cpu_count() or 2) as pool:
        desk = cells.Desk(sys.argv[1], folder)
        jobs = [(test.__name__, pool.submit(test, desk)) for test in whole.TESTS
                if not wanted or any(word in test.__name__ for word in wanted)]
        for row in TABLE:
            if wanted and not any(word in row.entry for word in wanted):
                continue
            for role in (*ROLES, None):
                tried.append(row)
                jobs.append((f"{row.entry} ({row.page}), {role or 'unknown'}",
                             pool.submit(cells.Cell(desk, row, role).run)))
        for name, job in jobs:
            try:
                tries += job.result()
            except Exception as fault:
                failed.append(name)
                print(f"FAILED {name}: {type(fault).__name__} {str(fault)[:900]}")
    print(f"rights: {len(tried)} cells of {len({row.entry for row in tried})} entries, "
          f"{tries} attempts, {len(failed)} failed, {time.monotonic() - begun:.0f} s")
    sys.exit(1 if failed or not tries else 0)


if __name__ == "__main__":
    main()
