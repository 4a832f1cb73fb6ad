package import JSON

/// Writes words into a payload: gives their commitment, and keeps their text for the vault.
package typealias Sealer = (_ member: String, _ words: Words) -> JSONValue

/// Gives back the text of a commitment; nil once erased.
package typealias Unsealer = (_ member: String) -> String?
