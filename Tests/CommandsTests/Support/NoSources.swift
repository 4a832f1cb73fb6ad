import ServiceLevels
import SupportDesk

extension CalendarText.Sources {
  /// No file, and no zone but UTC.
  static var nothing: CalendarText.Sources {
    CalendarText.Sources(
      zone: { $0 == Zone.utc.name ? .utc : nil }, file: { _ in nil })
  }
}
