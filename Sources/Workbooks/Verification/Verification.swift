public import Files
public import Findings
public import Tabular
internal import ZipArchive

/// What reading an annotated copy again proved (`--verify`): every cell of the original is there as it was.
public struct Verification: Sendable {
    /// How many sheets the original has.
    public private(set) var sheets = 0
    /// How many of its cells were found again, unchanged.
    public private(set) var cells = 0
    /// How many cells the edit appended.
    public private(set) var appended = 0
    /// How many parts the original's package has; 0 when it is no package.
    public private(set) var parts = 0
    /// The parts that the edit changed; the others are the same bytes, compressed as they were.
    public private(set) var changedParts: [String] = []
    /// How many columns of an earlier run the edit replaced, and how many sheets.
    public private(set) var replaced = (columns: 0, sheets: 0)

    /// Reads the copy `written` again and holds it against `workbook`, to which `edit` was applied.
    ///
    /// - Throws: `VER001`, `VER004` or `VER005` where they differ, and what reading the copy throws.
    init(of written: Bytes, against workbook: Workbook, _ edit: WorkbookEdit, numericColumns: Set<Int>) throws {
        let copy = try Workbook(reading: written, path: workbook.path)
        let replacing = edit.sheets.filter { $0.replaces != nil }
        var names = workbook.reader.sheets.map(\.name) + edit.sheets.filter { $0.replaces == nil }.map(\.name)
        for sheet in replacing { sheet.replaces.map { names[$0] = sheet.name } }
        replaced = (edit.blocks.reduce(0) { $0 + $1.owned.count }, replacing.count)
        guard copy.reader.sheets.map(\.name) == names else {
            throw Finding(
                .copySheetsDiffer, at: Place(file: workbook.path),
                ["sheets": copy.reader.sheets.map { "« \($0.name) »" }.joined(separator: ", ")])
        }
        for (sheet, info) in workbook.reader.sheets.enumerated()
        where !replacing.contains(where: { $0.replaces == sheet }) {
            let block = edit.blocks.first { $0.sheet == sheet }
            var making: SheetPrint.Making?
            if !workbook.isPackage {
                let isEdited = sheet == edit.blocks.first?.sheet ?? 0
                let header = workbook.headerIsFirstRow ? 0 : block?.headerRow ?? 0
                making = SheetPrint.Making(numericColumns: isEdited ? numericColumns : [], header: header)
            }
            let owned = block?.owned ?? []
            let original = try SheetPrint(workbook.reader, sheet, without: owned, of: block, making)
            let found = try SheetPrint(
                copy.reader, sheet, without: owned.union(block?.positions ?? []), of: block,
                making.map { _ in SheetPrint.Making() })
            if let row = original.firstDifference(from: found) {
                throw Finding(
                    .copyDiffers, at: Place(file: workbook.path, sheet: info.name, cell: "\(row + 1):\(row + 1)"))
            }
            if let block, found.appended != block.cellCount {
                throw Finding(
                    .copyCountDiffers, at: Place(file: workbook.path, sheet: info.name),
                    ["found": String(found.appended), "expected": String(block.cellCount)])
            }
            sheets += 1
            cells += original.cells
            appended += found.appended
        }
        if let before = workbook.archive, let after = copy.archive {
            parts = before.entries.count
            for entry in before.entries {
                guard let kept = after.entry(entry.name), after.hasSameBytes(kept, as: entry, of: before) else {
                    changedParts.append(entry.name)
                    continue
                }
            }
        }
    }

    /// What was proved, as notes.
    public func findings(file: String) -> [Finding] {
        let proved = finding(file: file)
        guard replaced != (0, 0) else { return [proved] }
        return [
            proved,
            Finding(
                .earlierRunReplaced, at: Place(file: file),
                ["columns": String(replaced.columns), "sheets": String(replaced.sheets)]),
        ]
    }

    private func finding(file: String) -> Finding {
        var values = ["cells": String(cells), "sheets": String(sheets), "appended": String(appended)]
        guard parts > 0 else { return Finding(.copyVerified, at: Place(file: file), values) }
        values["parts"] = String(parts)
        values["same"] = String(parts - changedParts.count)
        values["changed"] = changedParts.joined(separator: ", ")
        return Finding(.packageVerified, at: Place(file: file), values)
    }
}

extension Workbook {
    /// Reads the copy `written` of this workbook, to which `edit` was applied, again, and proves that nothing was lost.
    ///
    /// `numericColumns` are those that `write` was told.
    /// - Throws: `VER001`, `VER004` or `VER005` where they differ, and what reading the copy throws.
    public func verify(_ written: Bytes, _ edit: WorkbookEdit, numericColumns: Set<Int> = []) throws -> Verification {
        try Verification(of: written, against: self, edit, numericColumns: numericColumns)
    }
}

extension ColumnBlock {
    /// How many cells it appends that hold something.
    fileprivate var cellCount: Int {
        columns.reduce(0) { count, column in
            switch column.data {
            case .coded(let values, let codes):
                let isFull = values.map { $0 != .text("") && $0.cached != .text("") }
                return count + 1 + codes.count { Int($0) < isFull.count && isFull[Int($0)] }
            case .amounts(let amounts): return count + 1 + amounts.count { $0 != nil }
            }
        }
    }
}

extension CellValue {
    /// What a formula gives; the value itself otherwise.
    fileprivate var cached: CellValue {
        if case .formula(_, let value) = self { value } else { self }
    }
}
