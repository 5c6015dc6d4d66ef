internal import Dispatch
internal import Synchronization

/// Columns that are read on another thread, while the workbook that they are for is opened.
public final class ColumnReading: Sendable {
    private struct Unread: Error {}

    private let result = Mutex<Result<ColumnFile, any Error>>(.failure(Unread()))
    private let isRead = DispatchSemaphore(value: 0)

    /// Starts to read the columns at `path`.
    public init(of path: String) {
        DispatchQueue(label: "columns").async { [self] in
            let read = Result { try ColumnFile(reading: path) }
            result.withLock { $0 = read }
            isRead.signal()
        }
    }

    /// Waits for the columns.
    ///
    /// - Throws: what `ColumnFile(reading:)` throws.
    public func columns() throws -> ColumnFile {
        isRead.wait()
        defer { isRead.signal() }
        return try result.withLock { $0 }.get()
    }
}
