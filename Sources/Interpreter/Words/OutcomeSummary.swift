import JSON

extension Outcome {
  /// The kind of the answer and its data in a line, for a program that reads the screen.
  package var summary: String {
    switch answer {
    case .done(let reply): "done " + reply.json.compact()
    case .needs(let needs): "question " + WireAnswer.inputs.json(needs.inputs).compact()
    case .refused(let problem): "error " + problem.data.compact()
    }
  }
}
