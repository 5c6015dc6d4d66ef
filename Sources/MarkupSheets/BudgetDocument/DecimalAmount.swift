internal import Tabular

/// Reads amounts as budget documents write them: `xs:decimal`, two decimals at most (`Base_Montant`).
enum DecimalAmount {
    /// Whether `text` is an amount in whole cents that sums cannot overflow: an optional sign, digits, a point and
    /// decimals of which only the first two may be other than zero.
    static func isExact(_ text: String) -> Bool {
        var digits = text.utf8[...]
        if digits.first == UInt8(ascii: "-") || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
        var whole = 0
        var decimals = 0
        var isAfterPoint = false
        for byte in digits {
            switch byte {
            case UInt8(ascii: "."):
                if isAfterPoint { return false }
                isAfterPoint = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if isAfterPoint {
                    decimals += 1
                    if decimals > 2, byte != UInt8(ascii: "0") { return false }
                } else {
                    whole += 1
                }
            default: return false
            }
        }
        return (1...15).contains(whole) && decimals <= 30
    }
}
