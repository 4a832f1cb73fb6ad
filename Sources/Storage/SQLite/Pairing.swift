import CSQLite
import Glibc

/// Whether a store's file and its log belong together.
///
/// Each transaction draws a name for the state to which it brings the store, and notes with it the
/// name of the state before (table `pairing`). So the log names the state on which it stands and all to
/// which it leads, and the file must be in one of them. A file that was copied over another is not, and
/// SQLite, which asks neither, would make one of both.
struct Pairing {
  private let handle: OpaquePointer
  private var known: Known?

  /// What was found to be so.
  private struct Known: Equatable {
    let state: [UInt8]
    let index: Index
  }

  /// What the log's index says (file format, section 4 of its own document).
  private struct Index: Equatable {
    /// Tells one beginning of the log from every other, and what was committed to it.
    let header: [UInt8]
    /// How many frames are in the file already; whoever reads takes them from there.
    let taken: UInt32

    /// The salts that the log's frames have from its beginning on.
    var beginning: ArraySlice<UInt8> { header.dropFirst(32).prefix(8) }

    /// How many frames were committed to it.
    var frames: UInt32 { header.isEmpty ? 0 : number(at: 16) }

    /// The last one's checksum as the log has it, the first byte first.
    var checksum: [UInt8] {
      [number(at: 24), number(at: 28)].flatMap { number in
        withUnsafeBytes(of: number.bigEndian) { [UInt8]($0) }
      }
    }

    private func number(at place: Int) -> UInt32 {
      header[place..<place + 4].withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
    }

    static let none = Index(header: [], taken: 0)
  }

  /// A transaction's names in the log.
  private struct Step {
    let frame: UInt32
    let names: Names
  }

  private struct Names {
    let before: [UInt8]
    let now: [UInt8]
  }

  /// Where the table's one row lies: it is made first, and so has the first page behind the schema's,
  /// in a file that is written anew too.
  static let page: UInt32 = 2

  init(_ handle: OpaquePointer) { self.handle = handle }

  /// Whether it was found to be so before.
  var isKnown: Bool { known != nil }

  /// Whether the file names its state as a store's does: in the one row of the table, on its page.
  ///
  /// A store that does not could be written once more, and never opened again.
  var isNamed: Bool {
    guard let file = RawFile(.store, of: handle), let head = file.bytes(20, at: 16) else {
      return true
    }
    return Self.state(of: file, head) != nil
  }

  /// In a transaction, so that nobody begins the log anew meanwhile.
  mutating func holds() -> Bool {
    for attempt in 0..<Self.attemptsMax {
      // Another program may be writing the page at this instant.
      if attempt > 0 { usleep(Self.pauseUs) }
      if look() { return true }
    }
    return false
  }

  private static let attemptsMax = 5
  private static let pauseUs: UInt32 = 2_000

  private mutating func look() -> Bool {
    guard let file = RawFile(.store, of: handle), let head = file.bytes(20, at: 16) else {
      return true
    }
    // Before the file's state, for what it counts is in the file by now; and only where SQLite has a
    // log, for else it would make an index.
    let log = head[2] == Self.logged ? RawFile(.log, of: handle) : nil
    guard let index = log == nil ? Index.none : Self.index(file) else { return false }
    guard let (size, state) = Self.state(of: file, head) else {
      // Whatever it is, a log beside it is of something that was there before.
      return !RawFile.isLogged(handle)
    }
    if let log, !Self.isOf(index, log, size) { return false }
    let found = Known(state: state, index: index)
    if found.state == known?.state, found.index.taken == known?.index.taken { return true }
    let steps = log.map { Self.steps(in: $0, size) } ?? []
    guard let first = steps.first else {
      // Nothing leads here. Somebody may have taken the log in and emptied it, which its index tells.
      if let known, known.state != state, known.index.header == index.header { return false }
      known = found
      return true
    }
    let states = [first.names.before] + steps.map(\.names.now)
    guard let place = states.lastIndex(of: state) else { return false }
    // Where all is taken in, so is this page; else a checkpoint leaves out what the log has anew.
    if index.taken >= steps[steps.count - 1].frame, place != steps.count { return false }
    // A file goes forward, and never back.
    if let known, known.index.beginning == index.beginning,
      let before = states.lastIndex(of: known.state), before > place
    {
      return false
    }
    known = found
    return true
  }

  /// - Parameter head: of the file, from its sixteenth byte on.
  private static func state(
    of file: RawFile, _ head: [UInt8]
  ) -> (pageSize: Int, now: [UInt8])? {
    guard let size = pageSize(head),
      let names = file.bytes(size, at: Int64(size)).flatMap(names)
    else { return nil }
    return (size, names.now)
  }

  /// - Returns: nil while somebody writes it: it stands there twice.
  private static func index(_ file: RawFile) -> Index? {
    guard let bytes = file.index(100) else { return Index.none }
    guard bytes[..<48] == bytes[48..<96] else { return nil }
    let taken = bytes[96..<100].withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
    return Index(header: [UInt8](bytes[..<48]), taken: taken)
  }

  /// Whether the log's last frame is the one of which its index speaks: its checksum is of all the
  /// frames before it too.
  private static func isOf(_ index: Index, _ log: RawFile, _ size: Int) -> Bool {
    guard index.frames > 0 else { return true }
    let place = Int64(logHeader) + Int64(index.frames - 1) * Int64(frameHeader + size)
    guard let frame = log.bytes(frameHeader, at: place),
      let header = log.bytes(logHeader, at: 0), header[..<3] == magic,
      header[16..<24] == index.beginning
    else { return false }
    return frame[8..<16] == index.beginning && Array(frame[16..<24]) == index.checksum
  }

  /// - Parameter head: of the file, from its sixteenth byte on.
  private static func pageSize(_ head: [UInt8]) -> Int? {
    let size = Int(head[0]) << 8 | Int(head[1])
    return size == 1 ? 65_536 : size < 512 ? nil : size
  }

  // MARK: The log

  /// What a file says that is kept with a log.
  private static let logged: UInt8 = 2
  private static let logHeader = 32
  /// With what a log begins, before the bit that says in which order its bytes are summed.
  private static let magic: ArraySlice<UInt8> = [0x37, 0x7F, 0x06]
  private static let frameHeader = 24

  /// What the transactions in a log noted, in their order.
  private static func steps(in log: RawFile, _ size: Int) -> [Step] {
    guard let header = log.bytes(logHeader, at: 0) else { return [] }
    let salts = header[16..<24]
    var steps: [Step] = []
    var number: UInt32 = 1
    var place = Int64(logHeader)
    // Behind the last frame of this beginning lie those of an earlier one, with other salts.
    while let frame = log.bytes(frameHeader, at: place), frame[8..<16] == salts {
      let page = frame[..<4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      if page == Self.page,
        let names = log.bytes(size, at: place + Int64(frameHeader)).flatMap(names)
      {
        steps.append(Step(frame: number, names: names))
      }
      number += 1
      place += Int64(frameHeader + size)
    }
    return steps
  }

  /// The names in a page that has the table's one row and nothing else.
  private static func names(in page: [UInt8]) -> Names? {
    // A leaf of a table with one cell: length, row, header, and two blobs of sixteen bytes.
    guard page[0] == 13, page[3] == 0, page[4] == 1 else { return nil }
    let cell = Int(page[5 + 3]) << 8 | Int(page[5 + 4])
    let head: [UInt8] = [35, 1, 3, 44, 44]
    guard cell + head.count + 32 <= page.count, Array(page[cell..<cell + head.count]) == head else {
      return nil
    }
    let blobs = page[(cell + head.count)...]
    return Names(before: [UInt8](blobs.prefix(16)), now: [UInt8](blobs.dropFirst(16).prefix(16)))
  }
}
