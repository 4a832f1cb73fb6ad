import Glibc
import Testing

@testable import Console

/// What is made of the bytes that a keyboard gives.
struct KeysTests {
  /// A keyboard of our own, on which bytes are typed.
  private final class Keyboard {
    private var ends: [Int32] = [0, 0]
    var keys = Keys()
    var input: Int32 { ends[0] }

    init() { pipe(&ends) }

    deinit { for end in ends { close(end) } }

    func type(_ bytes: some Sequence<UInt8>) {
      send(bytes)
      keys.fill(from: input)
    }

    func type(_ text: String) { type(text.utf8) }

    /// Types what is not looked at yet.
    func send(_ bytes: some Sequence<UInt8>) {
      let sent = Array(bytes)
      write(ends[1], sent, sent.count)
    }

    /// What comes when nothing more is typed; then the end is seen.
    func hangUp() {
      close(ends[1])
      ends[1] = -1
      keys.fill(from: input)
    }

    /// Every key there is, up to one that must wait.
    func pressed(isDecided: Bool = false) -> [Keys.Key] {
      var pressed: [Keys.Key] = []
      while true {
        let key = keys.next(isDecided: isDecided)
        guard case .character = key else { return pressed + [key] }
        pressed.append(key)
      }
    }

    func characters(isDecided: Bool = false) -> String {
      String(
        String.UnicodeScalarView(
          pressed(isDecided: isDecided).compactMap {
            if case .character(let scalar) = $0 { scalar } else { nil }
          }))
    }
  }

  private let start = "\u{1B}[200~"
  private let end = "\u{1B}[201~"

  @Test("a character of any length comes when its last byte has come")
  func characters() {
    for text in [
      "\u{0}", "a", "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{FFFD}", "\u{10000}",
      "\u{10FFFF}",
    ] {
      let keyboard = Keyboard()
      for byte in text.utf8.dropLast() {
        keyboard.type([byte])
        #expect(keyboard.pressed() == [.none])
      }
      keyboard.type(text.utf8.suffix(1))
      #expect(Array(keyboard.characters().unicodeScalars) == Array(text.unicodeScalars))
      #expect(!keyboard.keys.sawIllegible)
    }
  }

  @Test(
    "bytes that are no character are one that is told, and take nothing with them",
    arguments: [
      ([0xFF, 0x61], "\u{FFFD}a"), ([0xE9, 0x0D], "\u{FFFD}\r"), ([0xC1, 0x61], "\u{FFFD}a"),
      ([0xE2, 0x82, 0x61], "\u{FFFD}a"), ([0x80, 0x61], "\u{FFFD}a"),
    ] as [([UInt8], String)])
  func illegible(bytes: [UInt8], text: String) {
    let keyboard = Keyboard()
    keyboard.type(bytes)
    #expect(keyboard.characters() == text)
    #expect(keyboard.keys.sawIllegible)
    keyboard.keys.beginLine()
    #expect(!keyboard.keys.sawIllegible)
  }

  @Test("what is cut at the end of all input is no character")
  func cut() {
    let keyboard = Keyboard()
    keyboard.type([0xE2, 0x82])
    #expect(keyboard.pressed() == [.none])
    #expect(!keyboard.keys.hasEnded)
    keyboard.hangUp()
    #expect(keyboard.characters() == "\u{FFFD}")
    #expect(keyboard.keys.hasEnded && !keyboard.keys.hasFailed)
    var broken = Keys()
    broken.fill(from: -1)
    #expect(broken.hasEnded && broken.hasFailed)
  }

  @Test("what may begin a paste is waited for, and then is keys of its own")
  func undecided() {
    for (typed, milliseconds) in [("\u{1B}", 50), ("\u{1B}[", 500), ("\u{1B}[200", 500)] {
      let keyboard = Keyboard()
      keyboard.type(typed)
      #expect(keyboard.pressed() == [.undecided(milliseconds: Int32(milliseconds))])
      #expect(keyboard.characters(isDecided: true) == typed)
      let ended = Keyboard()
      ended.type(typed)
      ended.hangUp()
      #expect(ended.characters() == typed)
    }
    let keyboard = Keyboard()
    keyboard.type("\u{1B}[201~\u{1B}[A")
    #expect(keyboard.characters() == "\u{1B}[201~\u{1B}[A")
  }

  @Test("a paste is one key, whatever pieces it comes in, and what is behind it stays")
  func pastes() {
    for text in ["", "a", "ab", "a\u{1B}b", "a\u{1B}[20", String(repeating: "x", count: 70)] {
      let all = Array((start + text + end).utf8)
      for piece in [1, 2, 5, 64, 200] {
        let keyboard = Keyboard()
        for first in stride(from: 0, to: all.count, by: piece) {
          #expect(keyboard.pressed(isDecided: first > 6 || first == 0) != [.paste])
          keyboard.type(all[first..<min(first + piece, all.count)])
        }
        keyboard.type("z")
        #expect(keyboard.pressed() == [.paste])
        #expect(keyboard.keys.isInPaste)
        #expect(keyboard.keys.takePaste() == Paste.text(text.utf8))
        #expect(!keyboard.keys.isInPaste && !keyboard.keys.sawIllegible)
        #expect(keyboard.characters() == "z")
      }
    }
  }

  @Test("a shorter paste comes behind a longer one")
  func several() {
    let keyboard = Keyboard()
    keyboard.type(start + "longer" + end + start + "a" + end)
    #expect(keyboard.pressed() == [.paste] && keyboard.keys.takePaste() == "longer")
    #expect(keyboard.pressed() == [.paste] && keyboard.keys.takePaste() == "a")
    #expect(keyboard.keys.takePaste() == "")
  }

  @Test("of a paste without an end there is what has come, and what is no UTF-8 in one is told")
  func unfinished() {
    let keyboard = Keyboard()
    keyboard.type(Array((start + "half").utf8) + [0xFF])
    #expect(keyboard.pressed() == [.none])
    #expect(keyboard.keys.takePaste() == "half\u{FFFD}")
    #expect(keyboard.keys.sawIllegible)
    #expect(keyboard.pressed() == [.none])
    keyboard.type("b")
    #expect(keyboard.characters() == "b")
    #expect(keyboard.keys.takePaste() == "")
  }

  @Test("a paste that is dropped goes with what still comes of it, and nothing more")
  func dropped() {
    let keyboard = Keyboard()
    keyboard.type(start + "half")
    #expect(keyboard.pressed() == [.none])
    keyboard.keys.drop(from: keyboard.input)
    keyboard.type("a")
    #expect(keyboard.characters() == "a")
    let quick = Keyboard()
    quick.type(start + "ha")
    #expect(quick.pressed() == [.none])
    quick.send(("lf" + end + "b").utf8)
    quick.keys.drop(from: quick.input)
    #expect(quick.characters() == "b")
    let whole = Keyboard()
    whole.type(start + "whole" + end)
    whole.send("c".utf8)
    #expect(whole.pressed() == [.paste])
    whole.keys.drop(from: whole.input)
    #expect(whole.characters() == "")
    whole.keys.fill(from: whole.input)
    #expect(whole.characters() == "c")
    let ended = Keyboard()
    ended.type(start + "half")
    #expect(ended.pressed() == [.none])
    ended.hangUp()
    ended.keys.drop(from: ended.input)
    #expect(ended.characters() == "")
  }

  @Test("what was typed before ^C is no part of the next line")
  func given() {
    let keyboard = Keyboard()
    keyboard.type([0x1B])
    #expect(keyboard.pressed() == [.undecided(milliseconds: 50)])
    keyboard.keys.drop(from: keyboard.input)
    keyboard.type("a")
    #expect(keyboard.characters() == "a")
  }

  @Test(
    "where the history is searched a key of several characters is one that libedit knows there",
    arguments: [
      ("\u{1B}[C", "\u{06}"), ("\u{1B}OD", "\u{02}"), ("\u{1B}[1~", "\u{01}"),
      ("\u{1B}[15~", "\u{1B}"), ("\u{1B}[1;5C", "\u{1B}"),
      ("\u{1B}b", "\u{1B}"), ("\u{1B}é", "\u{1B}"),
    ])
  func searching(typed: String, meant: Unicode.Scalar) {
    let keyboard = Keyboard()
    keyboard.type(typed + "a")
    var keys = keyboard.keys
    #expect(keys.next(isDecided: false, isSearching: true) == .character(meant))
    #expect(keys.next(isDecided: false, isSearching: true) == .character("a"))
  }
}
