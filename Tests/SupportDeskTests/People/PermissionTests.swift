import SupportDesk
import Testing

struct PermissionTests {
  /// The matrix of identity-and-audit.md 4.2 for what the desk can do today, written out again.
  ///
  /// C customer, A agent, M manager, D administrator.
  private static let matrix: [(Permission, String)] = [
    (.openTicket, "CAMD"), (.openForOthers, "AM"), (.readTicket, "CAMD"), (.readNotes, "AMD"),
    (.reply, "CAM"), (.note, "AMD"), (.setPriority, "AM"), (.workTickets, "AM"), (.transfer, "AM"),
    (.resolve, "AM"), (.reopen, "CAM"), (.seeServiceLevels, "CAMD"), (.listPeople, "AMD"),
    (.report, "AMD"), (.tick, "AMD"), (.importFacts, "D"),
    (.changePromises, "D"), (.proposePromises, "MD"), (.acceptClock, "MD"), (.verify, "MD"),
    (.backUp, "D"), (.manageCustomers, "AMD"), (.manageStaff, "D"), (.exportOwn, "CAMD"),
    (.exportPeople, "MD"), (.approveErasure, "M"), (.erase, "D"), (.actAsOthers, "D"),
  ]

  private static let people: [(Character, Person)] = [
    ("C", Cast.customer), ("A", Cast.ann), ("M", Cast.manager), ("D", Cast.administrator),
  ]

  @Test func `every role may do what the matrix says, and nothing else`() {
    #expect(Self.matrix.map(\.0) == Permission.allCases)
    for (permission, letters) in Self.matrix {
      for (letter, person) in Self.people {
        #expect(
          person.has(permission) == letters.contains(letter), "\(permission) \(letter)")
      }
    }
  }

  @Test func `who has two roles may do what either may`() {
    var person = Cast.ann
    person.roles = [.customer, .administrator]
    #expect(person.has(.backUp))
    #expect(person.has(.reply))
    #expect(!person.has(.workTickets))
    person.roles = []
    #expect(!Permission.allCases.contains { person.has($0) })
  }

  @Test func `every permission has words of its own`() {
    #expect(Set(Permission.allCases.map(\.summary)).count == Permission.allCases.count)
    #expect(!Permission.allCases.contains { $0.summary.isEmpty })
  }

  @Test func `on the own ticket everybody is the customer`() {
    for person in [Cast.ann, Cast.manager, Cast.administrator, Cast.customer] {
      #expect(person.role(onTicketOf: person.number) == .customer)
    }
  }

  @Test func `on another's ticket staff speak in the role nearest to the work`() {
    var person = Cast.manager
    #expect(person.role(onTicketOf: PersonNumber(99)) == .manager)
    person.roles = [.customer, .administrator, .manager, .agent]
    #expect(person.role(onTicketOf: PersonNumber(99)) == .agent)
    #expect(Cast.administrator.role(onTicketOf: PersonNumber(99)) == .administrator)
    #expect(Cast.customer.role(onTicketOf: PersonNumber(99)) == .customer)
    #expect(Cast.customer.staffRole == nil)
  }
}
