/// What rows of totals begin with.
enum TotalWords {
    /// Whether a folded text is a grand total (true) or a subtotal (false); nil when it is none.
    static func kind(_ text: String) -> Bool? {
        if text == "total" || text == "totaux" || text.hasPrefix("total general") { return true }
        if text.hasPrefix("total ") || text.hasPrefix("totaux ") || text.hasPrefix("sous total")
            || text.hasPrefix("s total")
        {
            return false
        }
        return nil
    }
}
