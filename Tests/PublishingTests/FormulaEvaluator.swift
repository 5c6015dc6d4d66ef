import Tabular

/// Computes formulas as a spreadsheet program would, for the functions that the annotated sheet uses.
struct FormulaEvaluator {
    enum Value: Equatable {
        case number(Double)
        case text(String)
        case blank
    }

    /// The cells of the formula's row, by column.
    var row: [Int: Value]

    func value(of formula: Formula) -> Value {
        switch formula {
        case .text(let text): return .text(text)
        case .number(let text): return .number(Double(text) ?? .nan)
        case .sameRow(let column): return row[column] ?? .blank
        case .binary(let left, let sign, let right): return binary(value(of: left), sign, value(of: right))
        case .call(let name, let arguments): return call(name, arguments)
        case .cell, .range: return .blank
        }
    }

    private func number(_ value: Value) -> Double {
        if case .number(let number) = value { return number }
        return value == .blank ? 0 : .nan
    }

    private func binary(_ left: Value, _ sign: Formula.Operator, _ right: Value) -> Value {
        func truth(_ holds: Bool) -> Value { .number(holds ? 1 : 0) }
        switch sign {
        case .plus: return .number(number(left) + number(right))
        case .minus: return .number(number(left) - number(right))
        case .times: return .number(number(left) * number(right))
        case .over: return .number(number(left) / number(right))
        case .less: return truth(number(left) < number(right))
        case .greater: return truth(number(left) > number(right))
        case .equal: return truth(same(left, right))
        case .unequal: return truth(!same(left, right))
        case .join: return .text(text(left) + text(right))
        }
    }

    private func same(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.blank, .text(let text)), (.text(let text), .blank): text.isEmpty
        case (.text(let one), .text(let other)): one.lowercased() == other.lowercased()
        case (.blank, .blank): true
        default: number(left) == number(right)
        }
    }

    private func call(_ name: String, _ arguments: [Formula]) -> Value {
        switch name {
        case "IF": return value(of: arguments[number(value(of: arguments[0])) != 0 ? 1 : 2])
        case "AND": return .number(arguments.allSatisfy { number(value(of: $0)) != 0 } ? 1 : 0)
        case "OR": return .number(arguments.contains { number(value(of: $0)) != 0 } ? 1 : 0)
        case "SUM": return .number(arguments.reduce(0) { $0 + number(value(of: $1)) })
        case "MIN": return .number(arguments.map { number(value(of: $0)) }.min() ?? 0)
        case "ROUND":
            // Spreadsheet programs round the decimal text of fifteen digits, half away from zero.
            let scaled = number(value(of: arguments[0])) * 100
            let near = (scaled * 1e4).rounded() / 1e4
            return .number((near < 0 ? (near - 0.5).rounded(.up) : (near + 0.5).rounded(.down)) / 100)
        case "SUBSTITUTE":
            let texts = arguments.map { text(value(of: $0)) }
            return .text(texts[0].replacing(texts[1], with: texts[2]))
        default: return .blank
        }
    }

    /// A value as `&` joins it, where decimals have a point.
    private func text(_ value: Value) -> String {
        switch value {
        case .text(let text): text
        case .number(let number): number == number.rounded() ? String(Int(number)) : String(number)
        case .blank: ""
        }
    }
}
