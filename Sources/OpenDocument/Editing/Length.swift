/// Lengths in hundredths of a centimetre.
enum Length {
    /// The height of a row that asks for none: LibreOffice's own.
    static let rowHeight = 45
    /// The heights in points that a row can ask for.
    static let rowPoints = 1.0...409
    /// The width of a column that asks for none: LibreOffice's own.
    static let columnWidth = 226

    /// `hundredths` as a part has it: `12.34cm`.
    static func text(hundredths: Int) -> String {
        "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)cm"
    }

    /// The width of a column of `width` characters.
    static func hundredths(ofCharacters width: Double) -> Int {
        // A digit of the default fonts is about 0.19 cm wide; the rest is the cell's margin.
        let characters = width.isFinite ? min(max(width, 0), 255) : 10
        return Int((characters * 0.19 + 0.2) * 100)
    }

    /// The height of a row of `points`; that of any other when no row can have it.
    static func hundredths(ofPoints points: Double) -> Int {
        rowPoints.contains(points) ? Int((points / 72 * 254).rounded()) : rowHeight
    }
}
