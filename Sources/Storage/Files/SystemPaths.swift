import CLinux
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

/// Fills in what the system says of a file; 0 where it says anything.
func status(of path: String, _ facts: inout stat) -> Int32 {
  path.withPath { stat($0, &facts) }
}

func status(ofDiskAt path: String, _ facts: inout statvfs) -> Int32 {
  path.withPath { statvfs($0, &facts) }
}

func opendir(_ path: String) -> OpaquePointer? { path.withPath { Glibc.opendir($0) } }

func realpath(_ path: String) -> UnsafeMutablePointer<CChar>? {
  path.withPath { Glibc.realpath($0, nil) }
}

/// Gives what an open descriptor means a name, where nothing has it.
func link(descriptor: Int32, to path: String) -> Int32 {
  path.withPath {
    linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, $0, AT_SYMLINK_FOLLOW)
  }
}

func renameKeeping(_ path: String, _ other: String) -> Int32 {
  path.withPath { path in other.withPath { clinux_rename_keeping(path, $0) } }
}

func exchange(_ path: String, _ other: String) -> Int32 {
  path.withPath { path in other.withPath { clinux_exchange(path, $0) } }
}

func link(_ path: String, _ other: String) -> Int32 {
  path.withPath { path in other.withPath { Glibc.link(path, $0) } }
}
