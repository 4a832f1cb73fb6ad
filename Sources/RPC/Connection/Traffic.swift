import Interpreter
import JSON
import Worker

/// What is between the two descriptors: messages that wait or are carried out, and answers that the
/// client has not taken.
///
/// Answers are in the order of the messages, but for the urgent ones. Two bounds keep it small: above
/// so many calls no more is read, and above so many unread bytes no more is carried out.
struct Traffic {
  /// Answers the client has not taken.
  private(set) var pending: ArraySlice<UInt8> = []
  private var framer: Framer
  private var waiting = WaitingCalls()
  /// Given to be carried out, in their order.
  private var given: ArraySlice<TrafficItem> = []
  /// Of calls whose answer comes when there is something to tell.
  private var waitingMarks: [CallMark] = []
  /// Whether there are events that the client was not told, for it did not read.
  private var haveMore = false
  /// Whether events are being looked for.
  private var isFollowing = false
  /// Whether, once nothing more came of the client, every event was told.
  private var isSettled = false
  private let urgent = Urgent()
  private let limits: WireLimits
  /// Whether a terminal shows the answers, so that nothing in them may be an order to it.
  private let isScreen: Bool
  /// Whether so much waits that no more is read.
  private var isFull = false
  /// When it ends at the latest, by `Stopwatch`, once the program was asked to.
  private var deadline: Int64?
  /// Whether the client said that it works no more.
  private var isShutDown = false
  /// How many messages on their way may say so.
  private var closings = 0
  /// The exit status, once no more is read.
  private(set) var exitStatus: Int32?

  /// So many are given at once: enough that nobody waits, and few enough that what is unread stays
  /// bounded.
  private static let givenMax = 16

  init(_ limits: WireLimits, isScreen: Bool) {
    self.limits = limits
    self.isScreen = isScreen
    framer = Framer(limits: limits)
  }

  var isReading: Bool { exitStatus == nil && !isFull }

  /// Whether everything that was read is answered, and every answer written.
  var isAnswered: Bool {
    waiting.isEmpty && given.isEmpty && waitingMarks.isEmpty && pending.isEmpty
  }

  /// The exit status, once nothing more is to be written, or the client does not take it.
  var lastStatus: Int32? {
    let isLate = deadline.map { $0 <= Stopwatch.milliseconds } ?? false
    return isSettled && isAnswered || isLate ? exitStatus : nil
  }

  /// Whether the client reads, so that it is told events.
  var hasRoom: Bool { pending.count <= limits.eventBytesMax }

  var isMidMessage: Bool { framer.isMidMessage }

  // MARK: In

  mutating func take(_ bytes: ArraySlice<UInt8>) { take(framer.take(bytes)) }

  /// The input is at its end: what was read is answered still.
  mutating func finish() {
    take(framer.end())
    if exitStatus == nil { exitStatus = 0 }
  }

  /// The client works no more: from now on nothing is urgent.
  mutating func shutDown() { isShutDown = true }

  /// Nothing more is carried out; what was answered is written still.
  mutating func end(_ status: Int32) {
    waiting.removeAll()
    exitStatus = status
  }

  /// How long a client that does not read is waited for once the program was asked to end, in
  /// milliseconds.
  private static let stopMs: Int64 = 1_000

  /// The program was asked to end: what runs and what waits is given up, and answered.
  ///
  /// Asked again, it ends.
  mutating func stop(_ status: Int32) {
    for mark in (given + waiting.items).flatMap(\.marks) + waitingMarks { mark.stop() }
    exitStatus = status
    deadline = deadline == nil ? Stopwatch.milliseconds + Self.stopMs : Stopwatch.milliseconds
  }

  private mutating func take(_ frames: [Frame]) {
    for frame in frames where exitStatus == nil {
      let envelope = Envelope(frame, limits: limits)
      // Nothing is urgent behind what may end the client's work.
      let isUrgent = !isShutDown && closings == 0 && urgent.request(in: envelope) != nil
      if isUrgent, !isPing(envelope) {
        answerNow(envelope)
        continue
      }
      if case .ignored = envelope { continue }
      let bytes = if case .message(let bytes) = frame { bytes.count } else { 0 }
      let item = TrafficItem(
        envelope: envelope, marks: CallMark.all(of: envelope), bytes: bytes,
        pinged: isUrgent ? Stopwatch.milliseconds : nil)
      waiting.append(item)
      if item.isClosing { closings += 1 }
    }
    bound()
  }

  private func isPing(_ envelope: Envelope) -> Bool {
    if case .request(let request) = envelope {
      request.method == WireWord.ping.rawValue
    } else {
      false
    }
  }

  private mutating func answerNow(_ envelope: Envelope) {
    guard let request = urgent.request(in: envelope) else { return }
    let answer = urgent.answer(request, status: { status }, cancel: { cancel($0) })
    if let answer { write(answer) }
  }

  /// How long until a ping has waited long enough, or the program ends, in milliseconds; nil where
  /// nothing is waited for.
  var patience: Int32? {
    let pinged = waiting.firstPing.map { $0 + Int64(limits.pingMs) }
    let first = [pinged, deadline].compactMap(\.self).min()
    return first.map { Int32(clamping: max(0, $0 - Stopwatch.milliseconds)) }
  }

  /// Answers the pings that waited long enough, before their turn.
  mutating func answerPings() {
    guard waiting.firstPing != nil else { return }
    for item in waiting.pings(by: Stopwatch.milliseconds - Int64(limits.pingMs)) {
      answerNow(item.envelope)
    }
    bound()
  }

  private mutating func bound() {
    let calls = waiting.count + given.count
    if calls >= limits.callsMax || waiting.bytes >= limits.callBytesMax { isFull = true }
    if calls <= limits.callsMax / 2, waiting.bytes <= limits.callBytesMax / 2 { isFull = false }
  }

  private var status: WireAnswer.Status {
    // The first is given as soon as what was read with it is looked at.
    .init(
      active: (given.first ?? waiting.first)?.method,
      queued: max(0, given.count + waiting.count - 1), unreadBytes: pending.count,
      limits: limits)
  }

  private func cancel(_ id: JSONValue) {
    for mark in (given + waiting.items).flatMap(\.marks) + waitingMarks where mark.id == id {
      mark.cancel()
    }
  }

  /// Gives up whatever is carried out, or waits for an event: nobody waits for it any more.
  func cancelAll() {
    for mark in given.flatMap(\.marks) + waitingMarks { mark.cancel() }
  }

  // MARK: Out

  /// The next message to be carried out; nil where there is none, or enough is under way.
  ///
  /// A ping is answered here when its turn comes, and never given: whoever carries calls out may be at
  /// one for long.
  mutating func next() -> TrafficItem? {
    while let first = waiting.first, first.pinged != nil {
      guard given.isEmpty else { return nil }
      _ = waiting.popFirst()
      answerNow(first.envelope)
      bound()
    }
    guard given.count < Self.givenMax, pending.count <= limits.backlogBytesMax,
      let item = waiting.popFirst()
    else { return nil }
    given.append(item)
    return item
  }

  /// Takes what came of the first message that was given.
  mutating func answered(_ answered: Dispatcher.Answered) {
    let item = given.popFirst()
    if item?.isClosing == true { closings -= 1 }
    switch answered {
    case .answer(let answer): write(answer)
    case .nothing: break
    case .later: waitingMarks += item?.marks ?? []
    }
    bound()
  }

  /// Why events are looked for.
  enum Stage: Sendable {
    /// The client reads again.
    case goesOn
    /// Nothing more comes of it, so that no call may wait for an event any longer.
    case ends
    /// And the program was asked to end.
    case stops
  }

  /// Whether events are to be looked for now, and why.
  mutating func nextNews() -> Stage? {
    let isEnding = exitStatus != nil && waiting.isEmpty && given.isEmpty
    guard !isFollowing, hasRoom, isEnding ? !isSettled : haveMore else { return nil }
    (isFollowing, haveMore) = (true, false)
    return !isEnding ? .goesOn : deadline == nil ? .ends : .stops
  }

  /// Takes answers out of turn, and notifications.
  ///
  /// - Parameters:
  ///   - haveMore: whether there are events that were not told.
  ///   - followed: of what stage they tell, where they were looked for; one that began before the end
  ///     tells of no end.
  mutating func told(_ values: [JSONValue], haveMore: Bool, followed: Stage?) {
    if haveMore { self.haveMore = true }
    if let followed {
      isFollowing = false
      isSettled = followed == (deadline == nil ? .ends : .stops) && !haveMore
    }
    for value in values {
      if let id = value["id"] { waitingMarks.removeAll { $0.id == id } }
      write(value)
    }
  }

  private mutating func write(_ value: JSONValue) {
    let body =
      isScreen ? Array(Sanitiser.escaped(json: value.compact()).utf8) : value.compactBytes()
    switch framer.framing ?? .line {
    case .header: pending += Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
    case .line: pending += body + [0x0A]
    }
  }

  mutating func wrote(_ count: Int) { pending = pending.dropFirst(count) }
}
