import Testing

@testable import Pipeline

@Suite struct FilePatternTests {
    @Test(arguments: [
        ("a/*.ods", "eau.ods", true), ("a/*.ods", "eau.xlsx", false), ("a/*-2025.*", "ville-2025.csv", true),
        ("a/*", "", true), ("a/?au.ods", "eau.ods", true), ("a/?au.ods", "au.ods", false),
        ("a/*a*b*c", "xaaybbzc", true), ("a/*a*b*c", "xaaybbz", false), ("a/é*.csv", "été.csv", true),
        ("a/**", "x", true), ("a/[x].csv*", "[x].csv", true),
    ])
    func oneNameFitsOrNot(_ pattern: String, _ name: String, _ fits: Bool) throws {
        #expect(try #require(FilePattern(pattern)).matches(name) == fits, "\(pattern) \(name)")
    }

    @Test func aStarCostsNoMoreThanALookAtEachPlace() throws {
        // Backtracking over every star would take longer than anyone waits.
        let pattern = try #require(FilePattern("a/" + String(repeating: "*a", count: 40) + "b"))
        #expect(!pattern.matches(String(repeating: "a", count: 200)))
    }

    @Test func aPlainPathIsNoPattern() {
        #expect(FilePattern("a/b.csv") == nil)
        #expect(FilePattern("a*/b.csv") == nil)
    }

    @Test func filesComeSortedWithoutFoldersHiddenAndLockFiles() throws {
        let folder = try TemporaryFolder()
        for name in ["b.csv", "a.csv", ".c.csv", "~$a.csv", "d.csv/x", "e.txt"] { try folder.write(name, "") }
        let found = try #require(FilePattern(folder.path + "/*.csv")).files()
        #expect(found == ["\(folder.path)/a.csv", "\(folder.path)/b.csv"])
    }
}
