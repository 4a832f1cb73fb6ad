extension Outcome {
  /// The kind of the answer and its data in a line, for a program that reads the screen.
  package var summary: ScreenText {
    switch answer {
    case .done(let reply): ScreenText("done ") + ScreenText(json: reply.json)
    case .needs(let needs):
      ScreenText("question ") + ScreenText(json: WireAnswer.inputs.json(needs.inputs))
    case .refused(let problem): ScreenText("error ") + ScreenText(json: problem.data)
    }
  }
}
