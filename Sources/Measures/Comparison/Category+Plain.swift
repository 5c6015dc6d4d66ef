extension Category {
    /// A category that no measure's file describes, in grey: money outside the perimeter, or an id of another version.
    public static func plain(id: String, label: String, meaning: String = "") -> Category {
        Category(
            id: id, label: label, code: "", sign: nil, fill: "F2F2F2", ink: "404040", chart: "A6A6A6", meaning: meaning)
    }
}
