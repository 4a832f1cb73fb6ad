package import Interpreter
import JSON

extension Dispatcher {
  /// The examples of a command in its typed form, carried out now; none where it is no method.
  ///
  /// A command of the desk is shown by the lines of its examples and by a parameter that it does
  /// not have; it changes what the door stands before.
  package func examples(of command: Command) -> [MethodExample] {
    switch command.ground {
    case .wire(let word): word.samples.map { example($0.name, command, $0.params) }
    case .desk:
      command.examples.compactMap { shown in
        params(of: shown.line, command).map { example(shown.line, command, $0) }
      } + [example("a parameter that it does not have", command, ["colour": "blue"])]
    case .talk, .program: []
    }
  }

  /// A line's parameters as far as they are given; nil for a line of another command.
  private func params(of line: String, _ command: Command) -> JSONObject? {
    switch door.parse(Line(line), in: nil) {
    case .call(let call): call.command.name == command.name ? call.arguments : nil
    case .needs(let needs): needs.command.name == command.name ? needs.arguments : nil
    case .refused, .empty: nil
    }
  }

  /// Carries a call out on a connection of its own, for some calls end theirs.
  private func example(_ name: String, _ command: Command, _ params: JSONObject) -> MethodExample {
    do {
      let result = try fresh().perform(command, .object(params))
      return MethodExample(name, params: params, .result(result))
    } catch {
      return MethodExample(name, params: params, .error(error.value))
    }
  }
}
