import Commands
import Testing

/// Whose changes a clock that ran ahead dated: all of few are named, and three of many.
struct ClockNamesTests {
  @Test(
    "all of few are named, and three of many",
    arguments: [
      (
        1,
        "change 7 by Alpha is dated 2026-03-02 10:00; it counts as of 2026-03-02 09:00"
      ),
      (
        2,
        "2 changes, 7 to 8, by Alpha and Beta are dated 2026-03-02 10:00 to 2026-03-02 10:01;"
          + " they count as of 2026-03-02 09:00"
      ),
      (
        4,
        "4 changes, 7 to 10, by Alpha, Beta, Gamma and Delta are dated 2026-03-02 10:00 to"
          + " 2026-03-02 10:03; they count as of 2026-03-02 09:00"
      ),
      (
        5,
        "5 changes, 7 to 11, by Alpha, Beta, Gamma and 2 others are dated 2026-03-02 10:00 to"
          + " 2026-03-02 10:04; they count as of 2026-03-02 09:00"
      ),
    ] as [(Int, String)])
  func names(count: Int, told: String) throws {
    let names = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"]
    let test = try TestDesk()
    for name in names { test.say("add agent \(name)") }
    test.pass(3_600_000)
    for name in names.prefix(count) {
      test.actor = name
      test.say("add customer Cleo \(name)")
      test.pass(60_000)
    }
    test.actor = "Admin"
    test.now = TestDesk.opening
    let page = test.say("clock accept --dry-run", width: 1_000)
    #expect(page.contains("one ran ahead: " + told + ", and what was told too early is taken back"))
  }
}
