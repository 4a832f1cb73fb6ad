import JSON
import SupportDesk
import Testing

struct EventNumberTests {
  @Test func `numbers in any order, some twice, are ranges that hold them and no others`() {
    for _ in 0..<200 {
      let numbers = (0..<Int.random(in: 0...30)).map { _ in Int64.random(in: 1...40) }
      let kept = EventNumbers(numbers)
      for number in Int64(0)...42 {
        #expect(kept.contains(number) == numbers.contains(number), "\(numbers)")
      }
      for (one, next) in zip(kept.ranges, kept.ranges.dropFirst()) {
        #expect(one.upperBound + 1 < next.lowerBound, "\(numbers)")
      }
      let half = numbers.count / 2
      let parts = [EventNumbers(numbers[half...]), EventNumbers(numbers[..<half])]
      #expect(EventNumbers(joining: parts) == kept)
    }
  }

  @Test(arguments: ["[]", "[[1,1]]", "[[1,2],[4,4]]", "[[1,9223372036854775807]]"])
  func `ranges that do not touch come back`(text: String) throws {
    var kept = Kept(try #require(Samples.personEvents.first { $0.kind == .erased }))
    kept.payload["events"] = try JSONReader.read(Array(text.utf8)).value
    let event: PersonEvent = try kept.read()
    #expect(Kept(event).payload == kept.payload)
  }

  @Test(arguments: [
    "[[2,1]]", "[[0,1]]", "[[-1,1]]", "[[1,2],[3,4]]", "[[5,6],[1,2]]", "[[1,5],[4,6]]", "[[1]]",
    "[[1,2,3]]", "[1,2]", "[[1,\"2\"]]", "{}", "[[1,9223372036854775807],[1,2]]",
    "[[1,9223372036854775807],[9223372036854775807,9223372036854775807]]",
  ])
  func `ranges that none writes cannot be read`(text: String) throws {
    var kept = Kept(try #require(Samples.personEvents.first { $0.kind == .erased }))
    kept.payload["events"] = try JSONReader.read(Array(text.utf8)).value
    #expect(throws: PayloadFault.member("events")) { let _: PersonEvent = try kept.read() }
  }
}
