import CSQLite
import SupportDesk

// In this module this one is meant: some bytes of a path may be no UTF-8.
func sqlite3_open_v2(
  _ path: String, _ handle: UnsafeMutablePointer<OpaquePointer?>, _ flags: Int32, _ vfs: String?
) -> Int32 {
  path.withPath { CSQLite.sqlite3_open_v2($0, handle, flags, vfs) }
}
