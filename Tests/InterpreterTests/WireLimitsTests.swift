import Interpreter
import Testing

/// How much one connection takes at once.
struct WireLimitsTests {
  @Test("what is taken at once is what is promised")
  func limits() {
    let limits = WireLimits()
    #expect([limits.batchCallsMax, limits.idBytesMax, limits.headerLinesMax] == [100, 256, 32])
    #expect(limits.headerBytesMax == 8_192)
    #expect(limits.backlogBytesMax == 67_108_864)
  }

  @Test("a number of bytes is told in the largest unit that it is whole in")
  func bytesInWords() {
    let told = [1, 1_000, 1_024, 1_536, 8_192, 1 << 20, 3 << 20, (1 << 20) + 1_024]
      .map(WireLimits.words(bytes:))
    #expect(
      told == [
        "1 bytes", "1000 bytes", "1 KiB", "1536 bytes", "8 KiB", "1 MiB", "3 MiB", "1025 KiB",
      ])
  }
}
