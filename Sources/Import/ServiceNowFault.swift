/// Why a row cannot be used.
enum ServiceNowFault: String, CaseIterable {
  case columns = "another number of columns than the header"
  case notText = "not valid UTF-8"
  case noNumber = "no incident number"
  case badTime = "a time that cannot be read"
  case badPriority = "a priority that is none of the four"
}
