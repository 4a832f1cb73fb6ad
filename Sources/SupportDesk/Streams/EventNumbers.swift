import JSON

/// Numbers of events, each once, kept and written as ranges in their order.
package struct EventNumbers: Equatable, Sendable {
  package private(set) var ranges: [ClosedRange<Int64>] = []

  /// - Parameter numbers: in any order, from 1 up.
  package init(_ numbers: some Sequence<Int64>) {
    for number in Set(numbers).sorted() {
      if let last = ranges.last, last.upperBound == number - 1 {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
  }

  /// Whatever one of them has.
  package init(joining all: [EventNumbers]) {
    for range in all.flatMap(\.ranges).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      guard let last = ranges.last, range.lowerBound - 1 <= last.upperBound else {
        ranges.append(range)
        continue
      }
      ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
    }
  }

  /// Whether it has the number.
  package func contains(_ number: Int64) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < number { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(number)
  }

  /// `[[3,5],[9,9]]`.
  var payload: JSONValue {
    .array(ranges.map { [.integer($0.lowerBound), .integer($0.upperBound)] })
  }

  /// Reads what `payload` writes, and nothing else.
  init(_ member: String, _ reader: PayloadReader) throws(PayloadFault) {
    for value in try reader.list(member) {
      guard let pair = value.array, pair.count == 2, let first = pair[0].integer,
        let last = pair[1].integer, first > 0, first <= last,
        ranges.last.map({ first - 1 > $0.upperBound }) ?? true
      else { throw .member(member) }
      ranges.append(first...last)
    }
  }
}
