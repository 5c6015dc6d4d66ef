/// An element of a small XML part, namespaces resolved, as libxml2 read it.
public struct Element: Sendable {
    /// The local name, without prefix.
    public let name: String
    /// The namespace URI; empty when the element is in none.
    public let namespace: String
    /// Attributes in document order.
    public let attributes: [Attribute]
    /// Child elements in document order.
    public let children: [Element]
    /// The element's own text, child elements left out, in document order.
    public let text: String
    /// The line of the start tag, from 1.
    public let line: Int

    /// An attribute: local name, namespace URI (empty when unprefixed), value with references resolved.
    public struct Attribute: Sendable {
        /// The local name.
        public let name: String
        /// The namespace URI; empty when the attribute has no prefix.
        public let namespace: String
        /// The value.
        public let value: String
    }

    /// The value of the attribute `name` in `namespace`; nil when absent.
    public func attribute(_ name: String, in namespace: String = "") -> String? {
        attributes.first { $0.name == name && $0.namespace == namespace }?.value
    }

    /// The first child called `name`, whatever its namespace.
    public func first(_ name: String) -> Element? { children.first { $0.name == name } }

    /// The children called `name`, whatever their namespace.
    public func all(_ name: String) -> [Element] { children.filter { $0.name == name } }
}
