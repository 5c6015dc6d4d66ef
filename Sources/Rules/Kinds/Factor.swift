/// What one unit of something stands for in another: 0.052 kgCO2e/kWh. No factor without its source, its licence, its
/// vintage and its uncertainty.
public struct Factor: Sendable, Hashable {
    /// The table and the key: `sdes:F`.
    public var id: String
    /// The value.
    public var value: Double
    /// Its unit, with a denominator.
    public var unit: QuantityUnit
    /// The year that it is of.
    public var vintage: Int
    /// Where it comes from.
    public var source: String
    /// The licence of its source.
    public var licence: String
    /// Its 95 % geometric factor, 1 at least: the true value lies between value / k95 and value × k95.
    public var k95: Double

    /// A factor.
    public init(
        id: String, value: Double, unit: QuantityUnit, vintage: Int, source: String, licence: String, k95: Double
    ) {
        self.id = id
        self.value = value
        self.unit = unit
        self.vintage = vintage
        self.source = source
        self.licence = licence
        self.k95 = k95
    }
}

/// The factors of a file, by key (`factors:` in a pack).
public struct FactorTable: Sendable {
    /// The name that the pack gives it.
    public var name: String
    /// The factors.
    public var factors: [String: Factor]
    /// The file.
    public var file: String
}
