import Synchronization
import Testing
import Worker

/// A thread that owns something, and how others have it do things (design.md section 4, Threads).
struct WorkerTests {
  /// What tells where it is.
  private final class Told: Sendable {
    let words = Mutex<[String]>([])
    func tell(_ word: String) { words.withLock { $0.append(word) } }
    var all: [String] { words.withLock { $0 } }
  }

  private final class Owned {
    let told: Told
    init(_ told: Told) { self.told = told }
    deinit { told.tell("gone") }
  }

  private struct NotMade: Error, Equatable {}

  @Test("errands are done in their order, whoever waits for one")
  func order() throws {
    let told = Told()
    let worker = Worker { Owned(told) }
    for number in 0..<100 { worker.post { $0.told.tell("\(number)") } }
    #expect(worker.ask { $0.told.all } == (0..<100).map(String.init))
    worker.end { _ in }
  }

  @Test("where the thread has ended what it owned has gone, behind its last errand")
  func end() throws {
    for _ in 0..<50 {
      let told = Told()
      let worker = Worker { Owned(told) }
      worker.post { $0.told.tell("first") }
      #expect(worker.end { owned in owned.told.all.count } == 1)
      #expect(told.all == ["first", "gone"])
    }
  }

  @Test("what cannot be made is told to who wanted it")
  func failure() {
    #expect(throws: NotMade()) {
      _ = try Worker<Owned> { () throws(NotMade) in throw NotMade() }
    }
  }

  @Test("what is done again and again can be done for as long as a program runs")
  func often() {
    let worker = Worker { Owned(Told()) }
    let count = Atomic<Int>(0)
    worker.attend(every: 0) { _ in count.add(1, ordering: .relaxed) }
    // A day of an idle connection.
    worker.ask { owned in
      for _ in 0..<864_000 { worker.tend(owned) }
    }
    #expect(count.load(ordering: .relaxed) >= 864_000)
    worker.end { _ in }
  }

  @Test("what is done again and again is done in the middle of an errand that sees to it")
  func tending() {
    let told = Told()
    let worker = Worker { Owned(told) }
    let count = Atomic<Int>(0)
    worker.attend(every: 1) { owned in
      count.add(1, ordering: .relaxed)
      // It is not done within itself.
      worker.tend(owned)
    }
    let seen = worker.ask { owned -> Int in
      let before = count.load(ordering: .relaxed)
      while count.load(ordering: .relaxed) < before + 3 { worker.tend(owned) }
      return count.load(ordering: .relaxed) - before
    }
    #expect(seen == 3)
    worker.end { _ in }
  }

  @Test("what is done again and again is done while errands come and while none do")
  func rounds() {
    let told = Told()
    let worker = Worker { Owned(told) }
    let rounds = Queue<Int>()
    let count = Atomic<Int>(0)
    worker.attend(every: 1) { _ in
      rounds.post(count.wrappingAdd(1, ordering: .relaxed).newValue)
    }
    var seen = 0
    while seen < 5 { seen = rounds.wait().last ?? seen }
    while seen < 10 {
      worker.ask { _ in }
      seen = rounds.wait(milliseconds: 0).last ?? seen
    }
    worker.end { _ in }
    #expect(count.load(ordering: .relaxed) >= 10)
  }

  @Test("a queue gives all that was posted, and nothing where none comes in its time")
  func queue() {
    let queue = Queue<Int>()
    #expect(queue.wait(milliseconds: 1).isEmpty)
    #expect(queue.wait(milliseconds: -1).isEmpty)
    queue.post(1)
    queue.post(2)
    #expect(queue.wait() == [1, 2])
    #expect(queue.wait(milliseconds: 0).isEmpty)
    let worker = Worker { queue }
    var got: [Int] = []
    for number in 0..<1_000 { worker.post { $0.post(number) } }
    while got.count < 1_000 { got += queue.wait(milliseconds: 10_000) }
    #expect(got == Array(0..<1_000))
    worker.end { _ in }
  }
}
