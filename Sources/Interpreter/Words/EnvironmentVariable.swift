/// A variable of the environment that the program reads; there are no others.
package enum EnvironmentVariable: String, CaseIterable, Sendable {
  case database = "DESK_DB"
  case dataHome = "XDG_DATA_HOME"
  case stateHome = "XDG_STATE_HOME"
  case home = "HOME"
  case zone = "TZ"
  case zoneFolder = "TZDIR"
  case terminal = "TERM"
  case noColour = "NO_COLOR"
  case visual = "VISUAL"
  case editor = "EDITOR"
  case editorSettings = "EDITRC"
  case runtime = "XDG_RUNTIME_DIR"
  case temporary = "TMPDIR"
  case bless = "DESK_BLESS"
  case continuousIntegration = "CI"

  package var summary: String {
    switch self {
    case .database: "The store, where --db does not say it."
    case .dataHome: "Where the store lies otherwise: desk/desk.db below it."
    case .stateHome: "Where drafts lie that the store could not take: desk/ below it."
    case .home: "Stands for both where they are not set: .local/share and .local/state below it."
    case .zone: "The zone of a new store, where it names one."
    case .zoneFolder: "Where the zone files lie; /usr/share/zoneinfo if not set."
    case .terminal: "dumb, or nothing, gives a plain prompt."
    case .noColour: "Set to anything, no colours are shown."
    case .visual: "The editor that ^X^E opens."
    case .editor: "The same where VISUAL is not set."
    case .editorSettings: "The file with libedit's bindings; ~/.editrc if not set."
    case .runtime: "Where an editor's text lies while it is edited."
    case .temporary:
      "The same where that is not set, and where replays keep their stores; else /tmp."
    case .bless: "no forbids replay --bless."
    case .continuousIntegration: "Set to anything, replay --bless is refused."
    }
  }
}
