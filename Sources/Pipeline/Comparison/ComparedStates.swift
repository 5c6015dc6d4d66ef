internal import Measures
internal import PublicAccounts
internal import Rules
internal import Tabular

/// The states of the lines of two runs on one view: who rates them, and where their money goes.
struct ComparedStates {
    /// Who rates a line.
    enum Origin: Hashable {
        /// On an axis.
        case one(RatingOrigin)
        /// In the synthesis: the states of the line on the axes that both runs have.
        case axes([Int])
    }

    /// One state.
    struct State: Hashable {
        var origin: Origin
        var parts: RatedParts
    }

    /// The states in an order that does not depend on which run comes first.
    private(set) var states: [State]
    /// The state of each line, run by run.
    private(set) var codes: [[UInt32]]

    /// The states of one axis.
    init(axis: String, of runs: [ComparedRun]) {
        var table = StateTable()
        let codes = runs.map { run -> [UInt32] in
            let view = run.axes.firstIndex(of: axis) ?? 0
            let parts = run.ratings.parts.map { table.parts($0) }
            let rated = run.ratings.views[view].codes
            var codes: [UInt32] = []
            codes.reserveCapacity(rated.count)
            for input in run.inputs {
                let perimeter = input.matches.perimeter
                let outside = perimeter.values.map { table.origin(.one(.outside($0))) }
                let rules = input.axes.firstIndex(of: axis).map { input.matches.axes[$0] }
                let spoken = rules?.values.map { table.origin(.one(RatingOrigin(rule: $0))) } ?? []
                let nobody = table.origin(.one(.nobody))
                for line in 0..<input.lines.count {
                    let excluded = Int(perimeter.codes[line])
                    let origin =
                        excluded > 0 && !perimeter.values.utf8(at: excluded).isEmpty
                        ? outside[excluded] : rules.map { spoken[Int($0.codes[line])] } ?? nobody
                    codes.append(table.state(origin, parts[Int(rated[codes.count])]))
                }
            }
            return codes
        }
        (states, self.codes) = table.sorted(codes)
    }

    /// The states of the synthesis, over those of the `axes` that both runs have.
    init(synthesisOf axes: [ComparedStates], of runs: [ComparedRun]) {
        var table = StateTable()
        let codes = runs.enumerated().map { place, run -> [UInt32] in
            let parts = run.ratings.parts.map { table.parts($0) }
            let rated = run.ratings.views[run.ratings.views.count - 1].codes
            // Lines of the same states on every axis have the same number; lists are made once for each.
            var numbers: [UInt64: UInt32] = [:]
            var lists: [[Int]] = [[]]
            var line = [UInt32](repeating: 0, count: rated.count)
            for axis in axes {
                let own = axis.codes[place]
                for index in line.indices {
                    let key = UInt64(line[index]) << 32 | UInt64(own[index])
                    if let number = numbers[key] {
                        line[index] = number
                    } else {
                        let number = UInt32(lists.count)
                        lists.append(lists[Int(line[index])] + [Int(own[index])])
                        numbers[key] = number
                        line[index] = number
                    }
                }
            }
            let origins = lists.map { table.origin(.axes($0)) }
            return line.indices.map { table.state(origins[Int(line[$0])], parts[Int(rated[$0])]) }
        }
        (states, self.codes) = table.sorted(codes)
    }
}

/// Gives origins, parts and states numbers.
private struct StateTable {
    private var origins: [ComparedStates.Origin] = []
    private var originNumbers: [ComparedStates.Origin: UInt32] = [:]
    private var allParts: [RatedParts] = []
    private var partNumbers: [RatedParts: UInt32] = [:]
    private var pairs: [(origin: UInt32, parts: UInt32)] = []
    private var pairNumbers: [UInt64: UInt32] = [:]

    mutating func origin(_ origin: ComparedStates.Origin) -> UInt32 {
        if let number = originNumbers[origin] { return number }
        let number = UInt32(origins.count)
        origins.append(origin)
        originNumbers[origin] = number
        return number
    }

    mutating func parts(_ parts: RatedParts) -> UInt32 {
        if let number = partNumbers[parts] { return number }
        let number = UInt32(allParts.count)
        allParts.append(parts)
        partNumbers[parts] = number
        return number
    }

    mutating func state(_ origin: UInt32, _ parts: UInt32) -> UInt32 {
        let key = UInt64(origin) << 32 | UInt64(parts)
        if let number = pairNumbers[key] { return number }
        let number = UInt32(pairs.count)
        pairs.append((origin, parts))
        pairNumbers[key] = number
        return number
    }

    /// The states in order, and `codes` by their places in it.
    func sorted(_ codes: [[UInt32]]) -> ([ComparedStates.State], [[UInt32]]) {
        let states = pairs.map {
            ComparedStates.State(origin: origins[Int($0.origin)], parts: allParts[Int($0.parts)])
        }
        let order = states.indices.sorted { Self.isBefore(states[$0], states[$1]) }
        var places = [UInt32](repeating: 0, count: order.count)
        for (place, state) in order.enumerated() { places[state] = UInt32(place) }
        return (order.map { states[$0] }, codes.map { $0.map { places[Int($0)] } })
    }

    private static func isBefore(_ left: ComparedStates.State, _ right: ComparedStates.State) -> Bool {
        switch (left.origin, right.origin) {
        case (.axes(let own), .axes(let other)) where own != other: return own.lexicographicallyPrecedes(other)
        case (.one(let own), .one(let other)) where own != other:
            return own.key.utf8.lexicographicallyPrecedes(other.key.utf8)
        case (.one, .axes): return true
        case (.axes, .one): return false
        default: return key(left.parts).lexicographicallyPrecedes(key(right.parts))
        }
    }

    private static func key(_ parts: RatedParts) -> [Int64] {
        [Int64(parts.main), parts.other.map { Int64($0) } ?? -1, parts.share.numerator, parts.share.denominator]
    }
}
