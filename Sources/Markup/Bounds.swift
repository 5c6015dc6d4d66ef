internal import Findings

extension MarkupScanner {
    /// Attributes on one element; ECMA-376 and OpenDocument define none with a tenth of it.
    private static let maximumAttributes = 1_000
    /// Namespace declarations in scope at one place; office programs declare some forty.
    private static let maximumNamespaces = 500

    /// Refuses, before libxml2 sees it, what it would take quadratic time for, and any document type.
    ///
    /// - Throws: `XML001`, `XML002`.
    consuming func checkBounds() throws(Finding) {
        // How many namespaces each open element declares: the stack is no deeper than libxml2 would go.
        var declared: [Int] = []
        var inScope = 0
        while let token = try next() {
            switch token.kind {
            case .end: inScope -= declared.popLast() ?? 0
            case .start, .empty:
                let (attributes, namespaces) = try countAttributes(of: token)
                guard attributes <= Self.maximumAttributes, inScope + namespaces <= Self.maximumNamespaces else {
                    throw malformed("too many attributes or namespaces", at: token.range.lowerBound)
                }
                guard token.kind == .start else { continue }
                guard declared.count < Element.maximumDepth else {
                    throw malformed(
                        "elements nested more than \(Element.maximumDepth) deep", at: token.range.lowerBound)
                }
                declared.append(namespaces)
                inScope += namespaces
            default: continue
            }
        }
    }

    private func countAttributes(of token: Token) throws(Finding) -> (attributes: Int, namespaces: Int) {
        var cursor = token.name.upperBound
        var counts = (attributes: 0, namespaces: 0)
        while let attribute = try attribute(of: token, from: &cursor) {
            counts.attributes += 1
            if matches("xmlns", at: attribute.name.lowerBound) { counts.namespaces += 1 }
        }
        return counts
    }
}
