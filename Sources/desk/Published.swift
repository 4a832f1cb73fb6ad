import Commands
import Interpreter
import JSON
import RPC

/// What is generated from the list and printed by `desk schema`.
struct Published {
  private let call: Call

  init(_ call: Call) { self.call = call }

  /// - Returns: the exit status.
  func write() throws(Problem) -> Int32 {
    let document = call[ProgramParameters.document]
    let shell = call[optional: ProgramParameters.shell]
    switch (document, shell) {
    case (.openrpc, nil): return Output.tell(Self.openRPC.document.pretty())
    case (.reference, nil):
      return Output.tell(Reference(commands: Desk.commands, kinds: Desk.errorKinds).text)
    case (.man, nil):
      return Output.tell(
        Manual(commands: Desk.commands, kinds: Desk.errorKinds, version: Version.name).text)
    case (.completion, let shell?):
      return Output.tell(ShellCompletion(commands: Desk.commands).script(for: shell))
    case (.completion, nil):
      var problem = Problem(.missingInput, "schema completion: <shell> is missing")
      problem.expected = ProgramParameters.Shell.allCases.map(\.rawValue)
      throw problem
    case (_, _?):
      throw Problem(.extraWords, "only schema completion names a shell")
    }
  }

  /// The description of the interface, its examples carried out.
  static var openRPC: OpenRPC {
    OpenRPC(
      commands: Desk.commands, kinds: Desk.errorKinds, examples: Examples.carriedOut(),
      desk: Examples.desk)
  }
}
