import SupportDesk

extension JournalState {
  private var reader: PeopleReader { PeopleReader(database: database) }

  func person(_ number: PersonNumber) throws(Failure) -> Person? {
    try wrapped { () throws(StorageFailure) in
      try store.memory.person(.number(number)) { () throws(StorageFailure) in
        try reader.person(number)
      }
    }
  }

  func person(uid: Int64) throws(Failure) -> Person? {
    try wrapped { () throws(StorageFailure) in
      try store.memory.person(.uid(uid)) { () throws(StorageFailure) in try reader.person(uid: uid)
      }
    }
  }

  func person(address: String) throws(Failure) -> Person? {
    try wrapped { () throws(StorageFailure) in try reader.person(address: address) }
  }

  func people(_ role: Role) throws(Failure) -> [Person] {
    try wrapped { () throws(StorageFailure) in try reader.people(role) }
  }

  func people(named name: String, _ role: Role?) throws(Failure) -> [Person] {
    try wrapped { () throws(StorageFailure) in try reader.people(named: name, role) }
  }

  func people(called words: String, role: Role?, limit: Int) throws(Failure) -> [Person] {
    try wrapped { () throws(StorageFailure) in
      try PeopleSearch(reader, words, role: role, limit: limit).called()
    }
  }

  func people(near words: String, role: Role?, limit: Int) throws(Failure) -> [Person] {
    try wrapped { () throws(StorageFailure) in
      try PeopleSearch(reader, words, role: role, limit: limit).near()
    }
  }

  func agents(onTicketsOf customer: PersonNumber) throws(Failure) -> [Person] {
    try wrapped { () throws(StorageFailure) in try reader.agents(onTicketsOf: customer) }
  }
}
