import Glibc
import Interpreter
import Replay
import Testing

/// What a program that plays a part gets of the one that started it, and how it ends.
///
/// Each test is a process of its own, whose descriptors and signals are nobody else's.
struct ChildTests {
  /// Answers each line as `desk rpc` and as the console do, and tells what it has open; of those
  /// who ask it to end only a kill is not told.
  private static let script = """
    ulimit -Sn 256; stty -echo 2>&-
    trap 'echo ended >>"$0.told"; exit' HUP EXIT
    echo $$ >"$0.told"
    ls -l /proc/$$/fd >>"$0.told"
    if [ "$5" = rpc ]; then
      while read -r line; do id=${line#*'"id":'}; echo '{"id":'${id%%,*}',"result":{}}'; done
    else
      # Standard error is the same terminal.
      while printf '\(PasteMark.on)' >&2; read -r line; do
        printf '\(ScreenMark.notices.text)n\\n\(ScreenMark.page.text)p\\n'
        printf '\(ScreenMark.outcome.text)done {}\(ScreenMark.end.text)'
      done
    fi
    """

  private static func drivers(_ stage: any Stage) -> [any Driver] {
    [RPCDriver(stage), TerminalDriver(stage)]
  }

  private static func say(_ driver: any Driver) throws(StageFault) {
    _ = try driver.say("take 1", session: "main", width: 80, Cue(now: 5, actor: "ann"))
  }

  /// Has this thread, and whoever it starts, heed signals, as a program's first one does.
  private static func heedSignals() {
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_UNBLOCK, &all, nil)
  }

  /// The pipes and terminals in what `ls` listed.
  private static func descriptors(_ listed: [String]) -> Set<String> {
    Set(
      zip(listed, listed.dropFirst(2)).filter { $1.hasPrefix("pipe:") || $1.hasPrefix("/dev/pt") }
        .map(\.0))
  }

  /// What every program gets that this process starts.
  private static func inherited() -> Set<String> {
    Set((0..<256).filter { fcntl($0, F_GETFD) == 0 }.map(String.init))
  }

  @Test(
    "a program has four descriptors, and has ended where the driver goes on, unless it is killed")
  func ends() async {
    await #expect(processExitsWith: .success) {
      Self.heedSignals()
      let inherited = Self.inherited()
      for place in 0..<2 {
        for isKilled in [false, true] {
          let stage = try StageOfScripts(Self.script)
          let driver = Self.drivers(stage)[place]
          try Self.say(driver)
          try Self.say(driver)
          driver.stop(crash: isKilled)
          let told = stage.told ?? []
          let open = Self.descriptors(told)
          precondition(open.isSuperset(of: ["0", "1", "3"]), "\(told)")
          precondition(open.subtracting(inherited).isSubset(of: ["0", "1", "2", "3"]), "\(told)")
          precondition(told.contains("ended") != isKilled, "\(told)")
          precondition(kill(pid_t(told[0]) ?? 0, 0) == -1 && errno == ESRCH, "it is there still")
        }
      }
    }
  }

  @Test("what was stopped is started anew for the next line")
  func anew() async {
    await #expect(processExitsWith: .success) {
      Self.heedSignals()
      let stage = try StageOfScripts(Self.script)
      for driver in Self.drivers(stage) {
        var pids: Set<String> = []
        for _ in 0..<2 {
          try Self.say(driver)
          pids.insert(stage.told?.first ?? "")
          driver.stop(crash: false)
        }
        precondition(pids.count == 2)
      }
    }
  }

  @Test("a program ends when it is hung up, though whoever plays ignores that, as below nohup")
  func nohup() async {
    await #expect(processExitsWith: .success) {
      Self.heedSignals()
      signal(SIGHUP, SIG_IGN)
      let stage = try StageOfScripts(Self.script)
      let driver = TerminalDriver(stage)
      try Self.say(driver)
      driver.stop(crash: false)
      precondition(stage.told?.contains("ended") == true)
    }
  }

  /// Lets this process open so many descriptors beside those that it has.
  private static func allow(_ count: Int32) {
    var (end, left): (Int32, Int32) = (0, count)
    while left > 0 {
      if fcntl(end, F_GETFD) == -1 { left -= 1 }
      end += 1
    }
    var limit = rlimit(rlim_cur: rlim_t(end), rlim_max: 256)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  @Test("a play leaves no descriptor open")
  func descriptors() async {
    await #expect(processExitsWith: .success) {
      Self.heedSignals()
      let stage = try StageOfScripts(Self.script)
      let before = Self.inherited()
      for place in [0, 1] {
        for _ in 0..<3 {
          let driver = Self.drivers(stage)[place]
          try Self.say(driver)
          driver.stop(crash: false)
        }
      }
      // The runtime of the tests opens some for a moment.
      precondition(
        (0..<100).contains { _ in usleep(1_000) == 0 && Self.inherited().isSubset(of: before) })
    }
  }

  @Test("where no descriptor is left for a program, that is said")
  func noDescriptor() async {
    await #expect(processExitsWith: .success) {
      Self.heedSignals()
      let stage = try StageOfScripts(Self.script)
      for (place, count, what) in [
        (0, 0, "pipe"), (1, 0, "terminal"), (1, 2, "pipe"), (0, 3, "pipe"), (0, 5, "pipe"),
      ] as [(Int, Int32, String)] {
        Self.allow(count)
        // The runtime of the tests takes some for a moment, so that another may be lacking first.
        let isSaid = (0..<20).contains { _ in
          do throws(StageFault) {
            try Self.say(Self.drivers(stage)[place])
            preconditionFailure("it is played")
          } catch {
            return error.why == "no \(what): Too many open files"
          }
        }
        precondition(isSaid, what)
      }
    }
  }
}
