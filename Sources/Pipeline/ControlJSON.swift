internal import PublicAccounts
internal import Tabular
internal import Texts

extension Control {
    /// Writes the control as an object: both sides and their difference in whole cents, the rows behind it;
    /// `input` is the id of the input it is of, where there are several.
    func write(to json: inout JSONWriter, input: String = "") {
        json.object { json in
            if !input.isEmpty { json.member("input", input) }
            json.member("name", name)
            json.member("expectedCents", Int(expected.value))
            json.member("foundCents", Int(found.value))
            json.member("differenceCents", Int(difference.value))
            json.member("lines", lines)
            json.member("holds", holds)
        }
    }
}
