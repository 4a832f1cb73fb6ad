import SupportDesk

/// What a change does to the streams of one kind.
protocol StreamWriting: AnyObject {
  /// Reads the stream that a fact is of, before the change.
  func meet(_ fact: Fact) throws(Failure)
  /// How many events a stream has; 0 where there is none.
  func version(of number: Int64) -> Int64
  /// Folds a fact in that was recorded.
  func take(_ occurrence: Occurrence, sequence: Int64, of change: Change, _ number: Int64)
  /// Writes the rows of the streams that took facts, and remembers them as the head leaves them.
  func store(head: Int64) throws(Failure)
}

extension Projected {
  /// Whoever appends to such streams, behind the change that is the head.
  static func writer(_ store: StoreCore, head: Int64) -> any StreamWriting {
    StreamWriter<Self>(store, head: head)
  }
}

/// What a change does to the streams of one fold's kind.
private final class StreamWriter<S: Projected>: StreamWriting {
  private let store: StoreCore
  private let head: Int64
  private var met: Set<S.Number> = []
  /// As they were before the change, and as it leaves them.
  private var before: [S.Number: S] = [:]
  private var folds: [S.Number: S] = [:]
  /// In the order of their first fact.
  private var order: [S.Number] = []
  private var newest: [S.Number: [Recorded<S.Event>]] = [:]
  private var late: Set<S.Number> = []

  init(_ store: StoreCore, head: Int64) {
    self.store = store
    self.head = head
  }

  func meet(_ fact: Fact) throws(Failure) {
    guard let number = S.told(by: fact)?.number, met.insert(number).inserted else { return }
    let fold = try wrapped { () throws(StorageFailure) in
      try store.current(S.self, number, head: head)
    }
    (before[number], folds[number]) = (fold, fold)
  }

  func version(of number: Int64) -> Int64 { folds[S.Number(number)]?.version ?? 0 }

  func take(_ occurrence: Occurrence, sequence: Int64, of change: Change, _ changeNumber: Int64) {
    guard let (number, event) = S.told(by: occurrence.fact) else { return }
    let recorded = Recorded(
      sequence: sequence, change: changeNumber, actor: change.origin.actor,
      occurredAt: occurrence.occurredAt, recordedAt: change.recordedAt, event: event)
    if newest[number] == nil { order.append(number) }
    newest[number, default: []].append(recorded)
    if folds[number]?.isLate(recorded) == true { late.insert(number) }
    if folds[number]?.apply(recorded) == nil {
      folds[number] = S(number, beginningWith: recorded)
    }
  }

  func store(head: Int64) throws(Failure) {
    for number in order {
      guard let fold = folds[number] else {
        preconditionFailure("\(S.name(of: number).text) begins as no \(S.kind.rawValue) does")
      }
      try wrapped { () throws(StorageFailure) in
        try fold.store(
          newest[number] ?? [], over: before[number], anew: late.contains(number),
          by: store.calendars(), in: store.database)
      }
      store.keep(fold, number, head: head)
    }
  }
}
