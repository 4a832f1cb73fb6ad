/// How one instant lies to another.
package enum Comparison: String, CaseIterable, Sendable {
  case before = "<"
  case by = "<="
  case from = ">="
  case after = ">"
}
