package import ServiceLevels

/// What can be said of a store's health without proving it.
package struct StoreFacts: Equatable, Sendable {
  /// The file it lies in; nil where it lies in none.
  package var file: File?
  /// The last backup of this store that was written by `desk`; nil where none is known of.
  package var lastBackup: Copy?
  /// The last change.
  package var head: Head
  /// Notices that are due, and the first one's instant.
  package var untold: Int
  package var untoldSince: Instant?
  /// Tickets of which something is due to be told, and the desk would not tell it.
  package var silent: [TicketNumber]
  /// Live tickets that are due within `nearMs`, and the list does not show them, or the other way.
  package var misplaced: [TicketNumber]
  /// People who were erased, and the files may hold their words still.
  package var unswept: [PersonNumber]

  /// How near a due time is that the list was tried with.
  package static let nearMs: Int64 = 600_000

  /// A file, and the folder it lies in.
  package struct File: Equatable, Sendable {
    package var path: String
    package var rights: Rights
    package var folder: String
    package var folderRights: Rights
    package var bytes: Int64
    /// Of the log beside it.
    package var logBytes: Int64
    /// What can still be written to its disk.
    package var freeBytes: Int64
    /// What lies beside it of a store that was moved or replaced while a program had it open.
    package var leftovers: [String]

    package init(
      path: String, rights: Rights, folder: String, folderRights: Rights, bytes: Int64,
      logBytes: Int64, freeBytes: Int64, leftovers: [String] = []
    ) {
      self.path = path
      self.rights = rights
      self.folder = folder
      self.folderRights = folderRights
      self.bytes = bytes
      self.logBytes = logBytes
      self.freeBytes = freeBytes
      self.leftovers = leftovers
    }
  }

  /// Who may do what with a file.
  package struct Rights: Equatable, Sendable {
    /// The number of the user whose it is.
    package var owner: Int64
    /// The twelve bits of its mode.
    package var mode: Int64

    package init(owner: Int64, mode: Int64) {
      self.owner = owner
      self.mode = mode
    }

    package var othersMayWrite: Bool { mode & 0o002 != 0 }
    package var groupMayWrite: Bool { mode & 0o020 != 0 }
    /// Of a folder: whether whoever may write it may remove and rename only what is theirs.
    package var isSticky: Bool { mode & 0o1000 != 0 }
    /// Of a folder: whether anybody may put another file in the place of one.
    package var othersMayReplace: Bool { othersMayWrite && !isSticky }
    /// Whether anybody but the owner can read it.
    package var isReadByOthers: Bool { mode & 0o044 != 0 }
  }

  /// A copy of the store that lies elsewhere.
  package struct Copy: Equatable, Sendable {
    package var path: String
    package var kind: Kind
    package var at: Instant
    /// The last change that it has, of this journal; nil where that is not known.
    package var change: Int64?
    /// Whether it was looked at, and is a store of this desk.
    package var isUsable = false
    /// Whether it was looked for, and nothing has its name any more: it may lie elsewhere.
    package var isGone = false

    package enum Kind: String, CaseIterable, Sendable {
      case backup
      /// The store in whose place another was put.
      case aside
    }

    package init(path: String, kind: Kind, at: Instant, change: Int64? = nil) {
      self.path = path
      self.kind = kind
      self.at = at
      self.change = change
    }
  }

  package init(
    file: File?, lastBackup: Copy?, head: Head, untold: Int, untoldSince: Instant?,
    silent: [TicketNumber], misplaced: [TicketNumber], unswept: [PersonNumber]
  ) {
    self.file = file
    self.lastBackup = lastBackup
    self.head = head
    self.untold = untold
    self.untoldSince = untoldSince
    self.silent = silent
    self.misplaced = misplaced
    self.unswept = unswept
  }
}
