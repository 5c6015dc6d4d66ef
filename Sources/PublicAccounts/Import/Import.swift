public import Findings
public import Tabular

/// What an import read, and what it noticed.
public struct Import: Sendable {
    /// The lines.
    public var lines = Lines()
    /// The sheet, as an index in `WorkbookReader.sheets`.
    public var sheet = 0
    /// Its name.
    public var sheetName = ""
    /// The (last) header row, from 0.
    public var headerRow = 0
    /// From the row below the header to the last line, from 0.
    public var body = 0..<0
    /// The rightmost column that anything takes, from 0.
    public var lastColumn = 0
    /// The columns that were recognised, by column.
    public var columns: [ColumnMapping] = []
    /// The other columns that have a header.
    public var others: [OtherColumn] = []
    /// The profile that was used.
    public var profile = ""
    /// Why that one.
    public var profileReason = ""
    /// Which column was the amount of each budget, by budget.
    public var amounts: [AmountUse] = []
    /// Which account plan served for which lines.
    public var plans: [PlanUse] = []
    /// What was noticed.
    public var findings: [Finding] = []
    /// What must reconcile.
    public var controls: [Control] = []
    /// Totals by sens, section and movement, sorted.
    public var totals: [Total] = []
    /// How many rows are no lines, by reason.
    public var excluded: [ExcludedRows] = []

    /// Nothing read yet.
    public init() {}

    /// The amount column of a budget.
    public struct AmountUse: Sendable, Hashable {
        /// The budget's code; empty when the sheet gives none.
        public var budget: String
        /// What it counts.
        public var basis: AmountBasis
        /// The column, from 0.
        public var column: Int
        /// How many lines.
        public var count: Int
        /// Their sum.
        public var sum: Cents

        /// An amount column of a budget.
        public init(budget: String, basis: AmountBasis, column: Int, count: Int, sum: Cents) {
            self.budget = budget
            self.basis = basis
            self.column = column
            self.count = count
            self.sum = sum
        }
    }

    /// The account plan of some lines.
    public struct PlanUse: Sendable, Hashable {
        /// The nomenclature.
        public var id: String
        /// The year of the lines; 0 when unknown.
        public var exercice: Int
        /// The year of the plan that served.
        public var planExercice: Int
        /// How many lines.
        public var count: Int

        /// A plan and its lines.
        public init(id: String, exercice: Int, planExercice: Int, count: Int) {
            self.id = id
            self.exercice = exercice
            self.planExercice = planExercice
            self.count = count
        }
    }

    /// The sum of the lines of one sens, section and movement.
    public struct Total: Sendable, Hashable {
        /// `depense`, `recette`, or empty.
        public var sens: String
        /// `fonctionnement`, `investissement`, or empty.
        public var section: String
        /// `reel`, `ordre`, or empty.
        public var mouvement: String
        /// How many lines.
        public var count: Int
        /// Their sum.
        public var amount: Cents

        /// A total.
        public init(sens: String, section: String, mouvement: String, count: Int, amount: Cents) {
            self.sens = sens
            self.section = section
            self.mouvement = mouvement
            self.count = count
            self.amount = amount
        }
    }

    /// Rows that are no lines.
    public struct ExcludedRows: Sendable, Hashable {
        /// Why.
        public var reason: Reason
        /// How many rows.
        public var count: Int
        /// Lines of the source with an amount: their sum; nil otherwise.
        public var amount: Cents?

        /// Rows left out for one reason.
        public init(reason: Reason, count: Int, amount: Cents?) {
            self.reason = reason
            self.count = count
            self.amount = amount
        }

        /// Why a row is no line.
        public enum Reason: String, Sendable, Hashable, CaseIterable {
            /// Nothing in the columns that were recognised.
            case blank = "ligne vide"
            /// Something, but no amount.
            case noAmount = "sans montant"
            /// A total.
            case total = "ligne de total"
            /// The header again.
            case repeatedHeader = "en-tête répété"
            /// A text that says what the rows below it are.
            case separator = "intertitre"
            /// An amount without the code that would tell what it is.
            case withoutCode = "montant sans code"
            /// A line of another year than the wanted one.
            case otherExercice = "autre exercice"
        }
    }
}
