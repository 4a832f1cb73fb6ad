/// A service's number: 1 and up.
package struct ServiceNumber: StreamNumber {
  package let value: Int64

  package init(_ value: Int64) { self.value = value }
}

/// A service as its events make it.
package struct Service: Stream {
  package let number: ServiceNumber
  package let name: String
  /// The least uptime that is promised, in hundredths of a percent.
  package let uptimeBasisPoints: Int64
  package private(set) var version: Int64 = 1

  package static let kind = StreamKind.service

  package init?(_ number: ServiceNumber, beginningWith first: Recorded<ServiceEvent>) {
    self.number = number
    switch first.event {
    case .added(let name, let uptime): (self.name, uptimeBasisPoints) = (name, uptime)
    }
  }

  package mutating func apply(_ recorded: Recorded<ServiceEvent>) { version += 1 }
}
