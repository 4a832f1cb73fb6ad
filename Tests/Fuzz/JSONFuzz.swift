// What libFuzzer calls with bytes it makes up. Built by scripts/fuzz-json, together with the files
// of Sources/JSON and so without importing it.

/// Traps unless every text that reads writes back to the same value, in every form.
@c(LLVMFuzzerTestOneInput)
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  let value: JSONValue
  do throws(JSONFailure) {
    value = try JSONReader.read(bytes).value
  } catch {
    checkPlace(of: error, in: bytes)
    return 0
  }

  let compact = value.compactBytes()
  let again = reread(compact)
  precondition(compact.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "a raw control character")
  precondition(again.value == value, "another value")
  precondition(again.duplicates.isEmpty, "a member written twice")
  precondition(again.value.compactBytes() == compact, "another text")

  let canonical = Array(value.canonical().utf8)
  let sorted = reread(canonical).value
  precondition(sorted == value, "another canonical value")
  precondition(Array(sorted.canonical().utf8) == canonical, "an unstable canonical text")

  precondition(reread(Array(value.pretty().utf8)).value == value, "another value for people")
  return 0
}

/// Reads text the writer made, which must not fail.
private func reread(_ bytes: [UInt8]) -> JSONDocument {
  do throws(JSONFailure) {
    return try JSONReader.read(bytes)
  } catch {
    preconditionFailure("its own text is refused: \(error)")
  }
}

/// Traps if a failure points outside the text.
private func checkPlace(of failure: JSONFailure, in bytes: UnsafeBufferPointer<UInt8>) {
  switch failure {
  case .syntax(let place, _):
    precondition((0...bytes.count).contains(place), "a place outside")
  case .notUTF8(let place), .tooDeep(let place), .tooLong(let place):
    precondition(bytes.indices.contains(place), "a place outside")
  case .tooLarge:
    break
  }
}
