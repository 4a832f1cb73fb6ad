/// The tables of a store as SQLite has them.
enum SQLiteTables {
  /// `desk` in ASCII, at a fixed place of every file of ours.
  static let applicationID: Int64 = 0x6465_736B

  /// All that a new store has.
  static let script = lasting + projections

  /// What brings the lasting tables of a format to the next one.
  ///
  /// It leaves the very words that a new store has, for `verify` compares them; nothing changes the
  /// journal's.
  static let steps: [Int64: String] = [
    10: """
    CREATE TABLE draft_before AS SELECT person, number, method, arguments, ticket, text, at FROM draft;
    DROP TABLE draft;
    \(drafts)
    -- For whose the ticket was when the text was last written: before the first transfer since.
    INSERT INTO draft SELECT d.person, d.number, d.method, d.arguments, d.ticket,
      coalesce((SELECT json_extract(e.payload, '$.was') FROM event AS e
        JOIN change AS c ON c.sequence = e.change
        WHERE e.stream = 'ticket/' || d.ticket AND e.kind = 'transferred' AND c.recorded_at >= d.at
        ORDER BY e.sequence LIMIT 1), t.customer), d.text, d.at
      FROM draft_before AS d LEFT JOIN ticket AS t ON t.number = d.ticket;
    DROP TABLE draft_before;
    """
  ]

  private static let drafts = """
    CREATE TABLE draft (
      person INTEGER NOT NULL,
      number INTEGER NOT NULL,
      method TEXT NOT NULL,
      arguments TEXT NOT NULL,
      ticket INTEGER,
      customer INTEGER,
      text TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (person, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX draft_at ON draft (at);
    """

  private static let lasting = """
    -- What names the state of the store and the one before it; the first of all tables (`Pairing`).
    CREATE TABLE pairing (
      before BLOB NOT NULL CHECK (length(before) = 16),
      now BLOB NOT NULL CHECK (length(now) = 16)
    ) STRICT;
    CREATE TABLE store (
      id BLOB NOT NULL CHECK (length(id) = 16),
      seed BLOB
    ) STRICT;

    -- Journal: append-only, hashed.
    CREATE TABLE change (
      sequence INTEGER PRIMARY KEY,
      recorded_at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      channel TEXT NOT NULL,
      method TEXT NOT NULL,
      program TEXT NOT NULL,
      previous BLOB NOT NULL CHECK (length(previous) = 32),
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT;
    CREATE TABLE event (
      sequence INTEGER PRIMARY KEY,
      change INTEGER NOT NULL REFERENCES change (sequence),
      stream TEXT NOT NULL,
      version INTEGER NOT NULL,
      kind TEXT NOT NULL,
      occurred_at INTEGER NOT NULL,
      payload TEXT NOT NULL,
      UNIQUE (stream, version)
    ) STRICT;
    CREATE INDEX event_change ON event (change);
    \(guards(of: "change"))
    \(guards(of: "event"))

    -- Operational.
    CREATE TABLE vault (
      event INTEGER NOT NULL,
      member TEXT NOT NULL,
      salt BLOB NOT NULL CHECK (length(salt) = 32),
      value TEXT NOT NULL,
      PRIMARY KEY (event, member)
    ) STRICT, WITHOUT ROWID;
    -- By what keys a value of the vault is found; goes with the value.
    CREATE TABLE spelling (
      member TEXT NOT NULL,
      key TEXT NOT NULL,
      event INTEGER NOT NULL,
      PRIMARY KEY (member, key, event)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX spelling_event ON spelling (event);
    CREATE TRIGGER vault_forgotten AFTER DELETE ON vault WHEN OLD.member = 'name'
      BEGIN DELETE FROM spelling WHERE event = OLD.event AND member IN ('name', 'word'); END;
    CREATE TRIGGER vault_unaddressed AFTER DELETE ON vault WHEN OLD.member = 'address'
      BEGIN DELETE FROM spelling WHERE event = OLD.event AND member = 'address'; END;
    \(drafts)
    CREATE TABLE idempotency (
      actor TEXT NOT NULL,
      key TEXT NOT NULL,
      method TEXT NOT NULL,
      salt BLOB NOT NULL,
      digest BLOB NOT NULL,
      change INTEGER NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (actor, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX idempotency_at ON idempotency (at);
    -- Of whom the files may still hold what was erased.
    CREATE TABLE unswept (
      person INTEGER PRIMARY KEY
    ) STRICT;
    -- Where copies of this store were written to or are kept.
    CREATE TABLE copy (
      path TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      at INTEGER NOT NULL,
      change INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE import (
      digest TEXT PRIMARY KEY,
      done INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  /// The fold, made anew by nobody but `Migration`, and beside them by `verify`'s comparison.
  static let projections = """

    CREATE TABLE ticket (
      number INTEGER PRIMARY KEY,
      status INTEGER NOT NULL,
      priority INTEGER NOT NULL,
      agent INTEGER NOT NULL DEFAULT 0,
      customer INTEGER NOT NULL,
      subject_event INTEGER NOT NULL,
      opened_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      public_updated_at INTEGER NOT NULL,
      public_revision INTEGER NOT NULL,
      version INTEGER NOT NULL,
      due_at INTEGER NOT NULL,
      reference TEXT,
      snoozed_until INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX ticket_due ON ticket (due_at, number) WHERE status < 3;
    CREATE INDEX ticket_all ON ticket (due_at, number);
    CREATE INDEX ticket_done ON ticket (status, due_at, number) WHERE status >= 3;
    CREATE INDEX ticket_agent ON ticket (agent, due_at, number) WHERE status < 3;
    CREATE INDEX ticket_agent_done ON ticket (agent, due_at, number) WHERE status >= 3;
    CREATE INDEX ticket_customer ON ticket (customer, due_at, number) WHERE status < 3;
    CREATE INDEX ticket_customer_done ON ticket (customer, due_at, number) WHERE status >= 3;
    CREATE UNIQUE INDEX ticket_reference ON ticket (reference) WHERE reference IS NOT NULL;
    CREATE TABLE tag (
      key TEXT NOT NULL,
      ticket INTEGER NOT NULL,
      tag TEXT NOT NULL,
      is_live INTEGER NOT NULL,
      due_at INTEGER NOT NULL,
      PRIMARY KEY (key, ticket)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tag_ticket ON tag (ticket, key);
    CREATE INDEX tag_live ON tag (key, due_at, ticket) WHERE is_live = 1;
    CREATE INDEX tag_done ON tag (key, due_at, ticket) WHERE is_live = 0;
    CREATE TABLE clock (
      ticket INTEGER NOT NULL,
      clock INTEGER NOT NULL,
      began INTEGER NOT NULL,
      is_first INTEGER NOT NULL,
      is_last INTEGER NOT NULL,
      priority INTEGER NOT NULL,
      started_at INTEGER NOT NULL,
      state INTEGER NOT NULL,
      limit_at INTEGER,
      verdict INTEGER,
      breached_earlier INTEGER NOT NULL,
      reclassified INTEGER NOT NULL,
      withdrawn INTEGER NOT NULL,
      answered INTEGER NOT NULL,
      elapsed_ms INTEGER NOT NULL,
      policy_version INTEGER NOT NULL,
      notice_at INTEGER,
      notice_threshold INTEGER,
      PRIMARY KEY (ticket, clock, began)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX clock_notice ON clock (notice_at, ticket, clock)
      WHERE notice_at IS NOT NULL;
    CREATE TABLE breach (
      ticket INTEGER NOT NULL,
      clock INTEGER NOT NULL,
      began INTEGER NOT NULL,
      target INTEGER NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (ticket, clock, began, target)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE wait (
      ticket INTEGER NOT NULL,
      event INTEGER NOT NULL,
      begun INTEGER NOT NULL,
      ended INTEGER,
      forced INTEGER NOT NULL,
      PRIMARY KEY (ticket, event)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE measure (
      calendar TEXT NOT NULL,
      ticket INTEGER NOT NULL,
      PRIMARY KEY (calendar, ticket)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE notice (
      ticket INTEGER NOT NULL,
      clock INTEGER NOT NULL,
      began INTEGER NOT NULL,
      promised INTEGER NOT NULL,
      threshold INTEGER NOT NULL,
      due INTEGER NOT NULL,
      sent INTEGER NOT NULL,
      PRIMARY KEY (ticket, clock, began, promised, threshold)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE person (
      number INTEGER PRIMARY KEY,
      event INTEGER NOT NULL UNIQUE,
      roles INTEGER NOT NULL,
      uid INTEGER UNIQUE,
      erased INTEGER
    ) STRICT;
    CREATE INDEX person_staff ON person (number) WHERE roles >= 2;
    """

  /// The triggers that keep a journal table append-only and without gaps.
  ///
  /// The one before inserts also stops INSERT OR REPLACE, whose delete no trigger and no
  /// authorizer sees otherwise (identity-and-audit.md 4.4).
  private static func guards(of table: String) -> String {
    """
    CREATE TRIGGER \(table)_gapless BEFORE INSERT ON \(table)
      WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM \(table))
      BEGIN SELECT raise(ABORT, '\(table): not the next number'); END;
    CREATE TRIGGER \(table)_fixed BEFORE UPDATE ON \(table)
      BEGIN SELECT raise(ABORT, '\(table): append-only'); END;
    CREATE TRIGGER \(table)_kept BEFORE DELETE ON \(table)
      BEGIN SELECT raise(ABORT, '\(table): append-only'); END;
    """
  }
}
