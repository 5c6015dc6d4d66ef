internal import Findings
internal import Tabular
internal import YAML

/// The threshold that a pipeline's `export:` names.
enum Threshold {
    /// The amount that `seuil: 8000` says, in euros; nil without it, or where it is empty: a variable's default.
    ///
    /// - Throws: `QUE001` when it is no amount above zero.
    static func read(of export: YAMLNode, _ variables: Variables) throws(Finding) -> Cents? {
        guard let node = export.optional("seuil") else { return nil }
        let text = try variables.fill(node)
        guard !text.isEmpty else { return nil }
        guard let amount = amount(text), amount > .zero else {
            throw Finding(.thresholdRefused, at: node.place, ["text": text])
        }
        return amount
    }

    /// What people write as an amount: `8000`, `8 000,50`, `8000.5`; nil for anything else.
    static func amount(_ text: String) -> Cents? {
        let plain = text.filter { !$0.isWhitespace }.map { $0 == "," ? "." : $0 }
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
        guard parts.count <= 2, let whole = parts.first, !whole.isEmpty else { return nil }
        let decimals = parts.count == 2 ? parts[1] : "00"
        guard decimals.count == 1 || decimals.count == 2 else { return nil }
        return Cents(decimal: "\(whole).\(decimals)\(decimals.count == 1 ? "0" : "")")
    }
}
