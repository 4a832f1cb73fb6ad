/// A person's number: 1 and up; stays when the name is erased.
package struct PersonNumber: Hashable, Comparable, Sendable {
  package let value: Int64

  package init(_ value: Int64) { self.value = value }

  package static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}
