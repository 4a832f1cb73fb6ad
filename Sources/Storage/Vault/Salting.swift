import CSodium

/// Where salts come from.
///
/// A store made by replay has a seed, from which its identity and every salt follow, so that the
/// same session makes the same bytes whatever process plays it.
enum Salting: Sendable {
  case random
  case seeded([UInt8])

  /// 32 bytes for one value.
  func salt(event: Int64, member: String) -> [UInt8] {
    switch self {
    case .random:
      var salt = [UInt8](repeating: 0, count: 32)
      randombytes_buf(&salt, salt.count)
      return salt
    case .seeded(let seed):
      var digest = Digest("desk-salt-v1")
      digest.field(seed)
      digest.number(event)
      digest.field(member)
      return digest.sum()
    }
  }

  /// 16 bytes that name a store.
  func identity() -> [UInt8] { Array(salt(event: 0, member: "identity").prefix(16)) }
}
