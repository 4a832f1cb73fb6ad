/// What a policy's text names that is outside it.
package struct PolicyNames {
  /// Whether the system has a zone of the name.
  package let isZone: (String) -> Bool
  /// Whom a name, an address or a number means; nil for nobody, or more than one.
  package let customer: (String) -> PersonNumber?

  package init(
    isZone: @escaping (String) -> Bool, customer: @escaping (String) -> PersonNumber?
  ) {
    self.isZone = isZone
    self.customer = customer
  }
}
