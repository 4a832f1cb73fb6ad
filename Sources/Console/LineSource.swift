/// Where the lines of a conversation come from.
protocol LineSource: AnyObject {
  /// Reads one line behind a prompt.
  func read(_ prompt: PromptText, for purpose: Purpose) -> Input

  /// Remembers a line for later recall; one that begins with a blank is nobody's business.
  func remember(_ line: String)

  /// Puts text on the next line that is read, as if it had been typed.
  func preset(_ text: String)

  /// Whether the input ended because it could not be read.
  var hasFailed: Bool { get }
}
