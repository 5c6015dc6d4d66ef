internal import PublicAccounts
internal import Tabular
internal import Texts

extension Control {
    /// Writes the control as an object: both sides and their difference in whole cents, the rows behind it.
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("name", name)
            json.member("expectedCents", Int(expected.value))
            json.member("foundCents", Int(found.value))
            json.member("differenceCents", Int(difference.value))
            json.member("lines", lines)
            json.member("holds", holds)
        }
    }
}
