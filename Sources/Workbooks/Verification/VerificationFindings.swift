public import Findings

extension FindingKind {
    /// A row of an annotated copy does not hold what the original holds.
    public static let copyDiffers = FindingKind(
        "VER001", exit: .internalError,
        french: Wording(
            "La copie annotée, relue, n'a pas sur cette ligne les mêmes cellules que l'original.",
            why: "C'est un défaut du programme ; la copie n'a pas été gardée, l'original est intact.",
            remedy: "Signaler ce message, avec le logiciel d'où vient le fichier."),
        english: Wording(
            "The annotated copy, read again, does not have the original's cells in this row.",
            why: "This is a defect of the program; the copy has not been kept, the original is intact.",
            remedy: "Report this message, with the software that the file comes from."))

    /// An annotated copy does not have the sheets of the original and the new ones.
    public static let copySheetsDiffer = FindingKind(
        "VER004", exit: .internalError,
        french: Wording(
            "La copie annotée, relue, n'a pas les feuilles attendues ; elle a : {sheets}.",
            why: "C'est un défaut du programme ; la copie n'a pas été gardée, l'original est intact.",
            remedy: "Signaler ce message, avec le logiciel d'où vient le fichier."),
        english: Wording(
            "The annotated copy, read again, does not have the sheets expected; it has: {sheets}.",
            why: "This is a defect of the program; the copy has not been kept, the original is intact.",
            remedy: "Report this message, with the software that the file comes from."))

    /// An annotated copy does not have as many new cells as were to be added.
    public static let copyCountDiffers = FindingKind(
        "VER005", exit: .internalError,
        french: Wording(
            "La copie annotée, relue, a {found} cellules ajoutées au lieu de {expected}.",
            why: "C'est un défaut du programme ; la copie n'a pas été gardée, l'original est intact.",
            remedy: "Signaler ce message, avec le logiciel d'où vient le fichier."),
        english: Wording(
            "The annotated copy, read again, has {found} cells added instead of {expected}.",
            why: "This is a defect of the program; the copy has not been kept, the original is intact.",
            remedy: "Report this message, with the software that the file comes from."))

    /// An annotated copy holds every cell of the original, which was no package.
    public static let copyVerified = FindingKind(
        "VER002", .note,
        french: Wording(
            "Copie relue : {cells} cellules de l'original retrouvées telles quelles dans {sheets} feuille(s), {appended} ajoutées."
        ),
        english: Wording(
            "Copy read again: {cells} cells of the original found as they were in {sheets} sheet(s), {appended} added.")
    )

    /// An annotated copy holds every cell of the original, and its package the other parts as they were.
    public static let packageVerified = FindingKind(
        "VER003", .note,
        french: Wording(
            "Copie relue : {cells} cellules de l'original retrouvées telles quelles dans {sheets} feuille(s), {appended} ajoutées ; {same} parties sur {parts} identiques octet pour octet.",
            why: "Parties modifiées : {changed}."),
        english: Wording(
            "Copy read again: {cells} cells of the original found as they were in {sheets} sheet(s), {appended} added; {same} parts of {parts} identical byte for byte.",
            why: "Changed parts: {changed}."))

    /// The copy holds new columns and sheets where those of an earlier run were.
    public static let earlierRunReplaced = FindingKind(
        "VER006", .note,
        french: Wording(
            "Ce qu'un passage précédent avait écrit a été remplacé sur place : {columns} colonne(s), {sheets} feuille(s) ; le reste a été relu."
        ),
        english: Wording(
            "What an earlier run had written was replaced where it was: {columns} column(s), {sheets} sheet(s); the rest was read again."
        ))

    /// Every kind about verifying.
    static let verificationKinds: [FindingKind] = [
        .copyDiffers, .copyVerified, .packageVerified, .copySheetsDiffer, .copyCountDiffers, .earlierRunReplaced,
    ]
}
