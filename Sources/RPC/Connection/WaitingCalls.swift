/// Messages that wait, in their order, and how much they are; thousands may wait, so nothing looks at
/// them all where there is nothing to find.
struct WaitingCalls {
  private(set) var items: ArraySlice<TrafficItem> = []
  private(set) var bytes = 0
  private var pings = 0

  var first: TrafficItem? { items.first }
  var count: Int { items.count }
  var isEmpty: Bool { items.isEmpty }

  /// When the first ping came, by `Stopwatch`; nil where none waits.
  var firstPing: Int64? {
    pings == 0 ? nil : items.first { $0.pinged != nil }?.pinged
  }

  mutating func append(_ item: TrafficItem) {
    items.append(item)
    count(item, 1)
  }

  mutating func popFirst() -> TrafficItem? {
    guard let first = items.popFirst() else { return nil }
    count(first, -1)
    return first
  }

  /// Takes out the pings that came by an instant of `Stopwatch`, in their order.
  mutating func pings(by latest: Int64) -> [TrafficItem] {
    guard let firstPing, firstPing <= latest else { return [] }
    let isOld: (TrafficItem) -> Bool = { $0.pinged.map { $0 <= latest } ?? false }
    let old = items.filter(isOld)
    items.removeAll(where: isOld)
    for item in old { count(item, -1) }
    return old
  }

  mutating func removeAll() { self = WaitingCalls() }

  private mutating func count(_ item: TrafficItem, _ change: Int) {
    bytes += change * item.bytes
    if item.pinged != nil { pings += change }
  }
}
