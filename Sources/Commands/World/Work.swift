import Interpreter
import JSON
import SupportDesk

/// What a command runs on, and the function that does it.
///
/// Nothing is carried out by comparing names: the performer's switch over these is exhaustive.
enum Work: Sendable {
  /// A read of one state of the desk.
  case read(@Sendable (Call, Reading) throws(Failure) -> Reply)
  /// The same of so much that others are served meanwhile.
  case survey(@Sendable (Call, Reading) throws(Failure) -> Reply)
  /// A survey whose answer may be too long to be held: its records are told while they are found.
  case records(Records)
  case write(Write)
  /// Gives the notices that are due.
  case tick
  /// Runs on the store as a whole.
  case store(@Sendable (Call, any Custody) throws(Failure) -> Reply)
  /// Looks at what whoever acts was told without asking, or says how they want to be told.
  case hear(@Sendable (Call, Reading, inout Ear) throws(Failure) -> Reply)
  /// Ends the session, whatever the store is like.
  case leave(Reply)
  /// Tells in advance whether another line would be carried out.
  case foresee
  /// A word of the program or of the wire: carried out where it was said, never here.
  case elsewhere
}

/// How a long answer is made.
struct Records: Sendable {
  let permission: Permission
  /// Finds the records in their order, and gives each to whoever takes them.
  let body: @Sendable (Call, Reading, (JSONValue) -> Void) throws(Failure) -> Void
  /// The answer with all of them in it; what was told already, with none.
  let reply: @Sendable ([JSONValue]) -> Reply
}

/// What a write's body did: its answer, or what is still to do before there is one.
enum Written: Sendable {
  case done(Reply)
  /// What is done to the store as a whole once the write has lasted, and gives the answer.
  case followed(@Sendable (any Custody) throws(Failure) -> Reply)
}

/// How a write is carried out.
struct Write: Sendable {
  /// What a write does about the machine's clock.
  enum ClockRule: Sendable {
    /// Refuses while the clock does not fit the journal.
    case mustFit
    /// Vouches for the clock.
    case accepts
  }

  let rule: ClockRule
  let body: @Sendable (Call, Writing) throws(Failure) -> Written
  /// The answer that the first of two calls under one key got, made anew from the journal.
  let again: @Sendable (JournalEntry, Reading) throws(Failure) -> Reply
}
