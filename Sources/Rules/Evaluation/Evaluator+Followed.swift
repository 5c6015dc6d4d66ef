public import PublicAccounts

extension Evaluator {
    /// The lines whose outcome `line` has inherited, in their order; none when its rule does not inherit.
    ///
    /// `codes` are the outcomes that `evaluate` gave these `lines`.
    public func followed(by line: Int, _ lines: Lines, codes: [UInt32]) -> [Int] {
        guard let rule = inheritingRule(codes[line]), let kind = inheritance(ofRule: rule) else { return [] }
        switch kind {
        case .operation:
            let operation = lines[.operation].codes[line]
            let budget = lines[.budget].codes[line]
            return codes.indices.filter { other in
                guard other != line, lines[.operation].codes[other] == operation, lines[.budget].codes[other] == budget,
                    origins[Int(codes[other])].follows == nil
                else { return false }
                if case .shares = distinct[Int(codes[other])].verdict { return true }
                return false
            }
        case .mandat:
            // A line that follows a mandate itself had said nothing yet when mandates were looked for.
            let said = codes.map { code -> UInt32 in
                let origin = origins[Int(code)]
                guard let follows = origin.follows, let rule = origin.rule else { return code }
                return inheritance(ofRule: rule) == .mandat ? 0 : UInt32(follows)
            }
            return CancelledMandates(lines, heirs: [line], codes: said, distinct: distinct).mandates(for: line)
        }
    }

    private func inheritingRule(_ code: UInt32) -> Int? {
        let origin = origins[Int(code)]
        return origin.follows == nil ? nil : origin.rule
    }
}
