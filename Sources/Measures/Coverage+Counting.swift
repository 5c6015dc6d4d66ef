internal import Findings
internal import PublicAccounts
internal import Tabular

extension Coverage {
    /// How the lines of `axis` that `perimeter` leaves in came to their ratings.
    ///
    /// - Throws: `MES004` when the amounts sum beyond 64 bits.
    init(_ ratings: [Rating], _ codes: [UInt32], _ perimeter: Perimeter, _ lines: Lines) throws(Finding) {
        self.init()
        let states = ratings.map(\.state)
        for line in codes.indices where perimeter.codes[line] == 0 {
            switch states[Int(codes[line])] {
            case .rated: try rated.add(lines.amounts[line])
            case .asked: try asked.add(lines.amounts[line])
            case .unmatched: try unmatched.add(lines.amounts[line])
            case .excluded: try setAside.add(lines.amounts[line])
            }
        }
    }

    /// The lines in the perimeter together.
    func sum() throws(Finding) -> Cents {
        try rated.amount.adding(asked.amount).adding(unmatched.amount).adding(setAside.amount)
    }
}

extension Coverage.Part {
    fileprivate mutating func add(_ other: Cents) throws(Finding) {
        amount = try amount.adding(other)
        lines += 1
    }
}
