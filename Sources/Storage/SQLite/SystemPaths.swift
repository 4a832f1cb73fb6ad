import CSQLite
import Glibc
import SupportDesk

// In this module these are meant wherever a path that is text is given to the system: some of its
// bytes may be no UTF-8.

func access(_ path: String, _ mode: Int32) -> Int32 { path.withPath { Glibc.access($0, mode) } }

func open(_ path: String, _ flags: Int32, _ mode: mode_t = 0) -> Int32 {
  path.withPath { Glibc.open($0, flags, mode) }
}

@discardableResult
func unlink(_ path: String) -> Int32 { path.withPath { Glibc.unlink($0) } }

func link(_ path: String, _ other: String) -> Int32 {
  path.withPath { path in other.withPath { Glibc.link(path, $0) } }
}

func sqlite3_open_v2(
  _ path: String, _ handle: UnsafeMutablePointer<OpaquePointer?>, _ flags: Int32, _ vfs: String?
) -> Int32 {
  path.withPath { CSQLite.sqlite3_open_v2($0, handle, flags, vfs) }
}
