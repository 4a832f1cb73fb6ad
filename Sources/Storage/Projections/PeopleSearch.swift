import SupportDesk

/// Whom somebody means by a few words.
///
/// Staff are few, and all of them are looked at. Customers may be a million: they are found along
/// the index of spellings, by what their names, words and addresses begin with.
struct PeopleSearch {
  private let reader: PeopleReader
  private let words: String
  private let key: CaselessKey
  private let role: Role?
  private let limit: Int

  init(_ reader: PeopleReader, _ words: String, role: Role?, limit: Int) {
    self.reader = reader
    self.words = words
    self.role = role
    self.limit = limit
    key = CaselessKey(words)
  }

  /// Those who may stand in the role: a manager may work on a ticket as an agent does.
  private var mask: Int64 {
    guard let role else { return PeopleReader.anyone }
    return RoleMask.mask(role == .agent ? [.agent, .manager] : [role])
  }

  // MARK: Exactly

  func called() throws(StorageFailure) -> [Person] {
    for member in ["address", "name"] {
      let found = try reader.people(spelled: member, key, mask: mask, limit: limit)
      if !found.isEmpty { return found }
    }
    if role == .customer { return [] }
    let staff = try reader.staff(mask).filter { person in
      person.name.text.map { CaselessKey($0).words.first == key.text } ?? false
    }
    return Array(staff.prefix(limit))
  }

  // MARK: Nearly

  /// A spelling as it was found.
  private struct Found {
    let event: Int64
    let member: String
    let key: String
  }

  func near() throws(StorageFailure) -> [Person] {
    var found = try ofStaff()
    if role == nil || role == .customer {
      found += try beginning(with: key.text, rowsMax: max(limit, 50))
      if slipsMax > 0 { found += try sharingBeginning() }
    }
    var best: [Int64: (rank: Int, key: String)] = [:]
    for spelling in found {
      guard let rank = rank(spelling) else { continue }
      if let known = best[spelling.event], known <= (rank, spelling.key) { continue }
      best[spelling.event] = (rank, spelling.key)
    }
    let order = best.sorted {
      ($0.value.rank, $0.value.key, $0.key) < ($1.value.rank, $1.value.key, $1.key)
    }
    var people: [Person] = []
    for (event, _) in order where people.count < limit {
      guard let person = try reader.person(event: event) else { continue }
      if RoleMask.mask(person.roles) & mask != 0 { people.append(person) }
    }
    return people
  }

  private func ofStaff() throws(StorageFailure) -> [Found] {
    try reader.database.all(
      Self.spellingsOfStaff, []
    ) { Found(event: $0.integer(0), member: $0.text(1), key: $0.text(2)) }
  }

  private func beginning(
    with text: String, rowsMax: Int
  ) throws(StorageFailure) -> [Found] {
    var found: [Found] = []
    for member in ["name", "word", "address"] {
      found += try reader.database.all(
        Self.beginnings,
        [
          .text(member), .text(text), .text(text + CaselessKey.last),
          .integer(Int64(rowsMax)),
        ]
      ) { Found(event: $0.integer(0), member: $0.text(1), key: $0.text(2)) }
    }
    return found
  }

  static let spellingsOfStaff = """
    SELECT s.event, s.member, s.key FROM person AS p JOIN spelling AS s ON s.event = p.event
    WHERE p.roles >= 2
    """

  static let beginnings = """
    SELECT event, member, key FROM spelling
    WHERE member = $1 AND key >= $2 AND key < $3 ORDER BY key, event LIMIT $4
    """

  /// Spellings that begin as the words do, up to where the fingers may have slipped, or with two
  /// letters the other way round.
  private func sharingBeginning() throws(StorageFailure) -> [Found] {
    let scalars = Array(key.text.unicodeScalars)
    var found: [Found] = []
    for place in 1..<scalars.count {
      var swapped = scalars
      swapped.swapAt(place - 1, place)
      for start in [Array(scalars.prefix(place)), swapped] {
        let text = String(String.UnicodeScalarView(start))
        found += try beginning(with: text, rowsMax: Self.guessesMax)
      }
    }
    return found
  }

  // MARK: How near

  /// How many spellings of each kind are looked at for one guess.
  private static let guessesMax = 50

  /// Longer words are no name that somebody mistyped.
  private static let wordsLengthMax = 40

  private var slipsMax: Int {
    switch key.text.unicodeScalars.count {
    case 0..<3: 0
    case 3...5: 1
    case 6...Self.wordsLengthMax: 2
    default: 0
    }
  }

  /// 0 for the very spelling, then beginnings, then slips; nil where it is not near.
  private func rank(_ found: Found) -> Int? {
    if found.key == key.text { return 0 }
    if found.key.utf8.starts(with: key.text.utf8) {
      switch found.member {
      case "name": return 1
      case "word": return 2
      default: return 3
      }
    }
    guard slipsMax > 0, found.member != "address" else { return nil }
    let whole = CaselessKey(found.key)
    let slips = ([whole.text] + whole.words.prefix(1))
      .map { Slips.between(key.text, $0, max: slipsMax) }.min()
    return slips.flatMap { $0 <= slipsMax ? 3 + $0 : nil }
  }
}
