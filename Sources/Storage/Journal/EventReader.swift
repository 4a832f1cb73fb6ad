import JSON
import ServiceLevels
import SupportDesk

/// Reads what rows of the journal say; what nothing writes is `damaged`, with the event's number.
enum EventReader {
  /// What an event says.
  static func event<Event: StreamEvent>(
    _ sequence: Int64, _ kind: String, _ payload: String,
    unseal: @escaping Unsealer = { _ in nil }
  ) throws(StorageFailure) -> Event {
    do {
      let value = try JSONReader.read(Array(payload.utf8)).value
      return try Event(kind: kind, payload: value, unseal: unseal)
    } catch PayloadFault.unknownKind {
      throw .damaged("event \(sequence) has the unknown kind \(kind)")
    } catch PayloadFault.newer(let version) {
      throw .damaged(
        "event \(sequence) of kind \(kind) is of version \(version), which a newer desk writes")
    } catch {
      throw .damaged("event \(sequence) of kind \(kind) cannot be read: \(error)")
    }
  }

  /// Refuses an event that promises something by a calendar that is not there.
  static func check(
    _ event: some StreamEvent, _ sequence: Int64, by calendars: Calendars
  ) throws(StorageFailure) {
    for name in event.calendarNames where calendars[name] == nil {
      throw .damaged("event \(sequence) promises by the calendar \(name), which is not there")
    }
  }

  /// When an event occurred or was recorded.
  static func instant(_ milliseconds: Int64, _ sequence: Int64) throws(StorageFailure) -> Instant {
    guard Instant.milliseconds.contains(milliseconds) else {
      throw .damaged("event \(sequence) has \(milliseconds) for a time, which is none")
    }
    return Instant(milliseconds: milliseconds)
  }

  /// Who made the change of an event.
  static func actor(_ text: String, _ sequence: Int64) throws(StorageFailure) -> Actor {
    guard let actor = Actor(text) else {
      throw .damaged("event \(sequence) was made by the unknown actor \(text)")
    }
    return actor
  }
}
