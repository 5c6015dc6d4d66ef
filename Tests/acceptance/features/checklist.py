"""What an annotator may lose, line by line, with the workbook of the corpus that has it, or why none can.

The lines are those of the project's fidelity checklist. A proof is a book, a part and a pattern that must be in that part:
a feature that a producer silently left out is no proof.
"""

import re
import zipfile


class Line:
    """One line of the checklist."""

    def __init__(self, says, *proofs, why=None):
        self.says, self.proofs, self.why = says, proofs, why

    def faults(self, made, every=True):
        """Proofs that do not hold among `made`, {book: path}; books of LibreOffice may be absent unless `every`."""
        if not self.proofs and not self.why:
            yield f"{self.says}: neither a workbook nor a reason"
        for book, part, pattern in self.proofs:
            if book not in made:
                if every or not book.startswith("libreoffice"):
                    yield f"{self.says}: {book} is not in the corpus"
                continue
            with zipfile.ZipFile(made[book]) as container:
                parts = [name for name in container.namelist() if re.fullmatch(part, name)]
                if not any(re.search(pattern.encode(), container.read(name), re.DOTALL) for name in parts):
                    yield f"{self.says}: {book} has no {pattern} in {part}"


S1, WB, STYLES, STRINGS = r"xl/worksheets/sheet1\.xml", r"xl/workbook\.xml", r"xl/styles\.xml", r"xl/sharedStrings\.xml"
TYPES, SLINKS, WLINKS = r"\[Content_Types\]\.xml", r"xl/worksheets/_rels/sheet1\.xml\.rels", r"xl/_rels/workbook\.xml\.rels"
CHARTS, DRAWINGS, RULES, TABLES = (f"xlsxwriter-{name}.xlsx" for name in ("charts", "drawings", "rules", "tables"))
FORMULAS, PRINT, LAYOUT, INLINE = (f"xlsxwriter-{name}.xlsx" for name in ("formulas", "print", "layout", "inline-1904"))
MARKUP, PACKAGE, PIVOT, DATA = (f"foreign-{name}.xlsx" for name in ("markup", "package", "pivot", "data"))
CONTROLS, CALCULATION, COMMENTS = (f"foreign-{name}.xlsx" for name in ("controls", "calculation", "comments"))
OSTYLES, OFORMULAS, OBJECTS = (f"openpyxl-{name}.xlsx" for name in ("styles", "formulas", "objects"))
RICH, FILLERS, ODSLAYOUT = (f"opendocument-{name}.ods" for name in ("rich", "fillers", "layout"))
CONTENT = r"content\.xml"

PACKAGES = (
    Line("unknown and orphan parts", (PACKAGE, r"xl/orphelin\.xml", "rien")),
    Line("[trash]", (PACKAGE, r"\[trash\]/0000\.dat", "")),
    Line("custom XML", (DATA, r"customXml/item1\.xml", "totem"), (DATA, r"customXml/itemProps1\.xml", "schemaRef")),
    Line("customUI", (PACKAGE, r"customUI/customUI14\.xml", "ribbon")),
    Line("labels", (PACKAGE, r"docMetadata/LabelInfo\.xml", "label")),
    Line("persons", (COMMENTS, r"xl/persons/person\.xml", "displayName")),
    Line("revisions", (PACKAGE, r"xl/revisions/revisionHeaders\.xml", "header")),
    Line(".psmdcp", (PACKAGE, r"package/services/.*\.psmdcp", "")),
    Line("folders as entries", (PACKAGE, "xl/media/", "")),
    Line("content types by extension and by part", (PACKAGE, TYPES, r'Default Extension="jpeg".*Override PartName="/docMetadata')),
    Line("relationships that are not renumbered", (COMMENTS, WLINKS, 'Id="rId901"')),
    Line("absolute targets", (PACKAGE, WLINKS, 'Target="/xl/worksheets/sheet1.xml"')),
    Line("targets that differ by case", (PACKAGE, WLINKS, r'Target="\./Theme/theme1\.xml"')),
    Line("external targets", (DATA, r"xl/externalLinks/_rels/.*", 'TargetMode="External"')),
    Line("macro workbooks", ("xlsxwriter-macros.xlsm", TYPES, "macroEnabled"), ("xlsxwriter-macros.xlsm", r"xl/vbaProject\.bin", "")),
    Line("the signature of macros", ("xlsxwriter-macros.xlsm", r"xl/vbaProjectSignature\.bin", "")),
    Line("templates", ("openpyxl-template.xltx", TYPES, "template.main"), ("opendocument-template.ots", "mimetype", "-template")),
    Line("add-ins (.xlam)", why="a workbook without a sheet that one sees; its package is that of .xlsm"),
    Line("digital signatures", why="refused, or dropped with --drop-signature: test_refusals.py"),
)

WORKBOOK = (
    Line("hidden and very hidden sheets", (RULES, WB, 'state="hidden".*state="veryHidden"')),
    Line("code names", ("xlsxwriter-macros.xlsm", S1, 'codeName="Feuil1"'), (MARKUP, WB, "codeName")),
    Line("chart sheets in their places", (CHARTS, r"xl/chartsheets/sheet1\.xml", "<chartsheet"), (OBJECTS, r"xl/chartsheets/.*xml", "<chartsheet")),
    Line("dialog and macro sheets in their places", ("foreign-sheets.xlsm", WB, "Boîte.*Macro1.*Budget")),
    Line("names, local, hidden, with comments", (OFORMULAS, WB, 'hidden="1"'), (FORMULAS, WB, "localSheetId"), (OFORMULAS, WB, "comment")),
    Line("names of the print set-up and the filter", (PRINT, WB, "Print_Area.*Print_Titles"), (RULES, WB, "_FilterDatabase")),
    Line("function groups, _xlfn names", (MARKUP, WB, "functionGroup .*_xlfn.XLOOKUP")),
    Line("dates since 1904", (INLINE, WB, 'date1904="1"')),
    Line("calculation settings", (MARKUP, WB, 'iterateCount="7" fullPrecision="0"'), (FORMULAS, WB, 'calcMode="manual"'), (OFORMULAS, WB, "iterate")),
    Line("book views", (PRINT, WB, "activeTab")),
    Line("protection of the workbook", why="of its structure: refused where a sheet is added, test_refusals.py"),
    Line("fileSharing", (PRINT, WB, "readOnlyRecommended"), (MARKUP, WB, "fileSharing")),
    Line("external references", (DATA, WB, "externalReference "), (DATA, r"xl/externalLinks/externalLink1\.xml", "sheetDataSet")),
    Line("pivot caches", (PIVOT, WB, "pivotCache ")),
    Line("custom views of the workbook", (MARKUP, WB, "customWorkbookView ")),
    Line("oleSize", (MARKUP, WB, "oleSize")),
    Line("extension list of the workbook", (PIVOT, WB, "slicerCaches"), (PIVOT, WB, "timelineCacheRef")),
    Line("alternate content, revision pointer", (MARKUP, WB, "AlternateContent.*absPath.*revisionPtr")),
    Line("calculation chain", (CALCULATION, r"xl/calcChain\.xml", "<c r=")),
    Line("custom properties", (PRINT, r"docProps/custom\.xml", "Direction"), (OSTYLES, r"docProps/custom\.xml", "Exercice")),
)

STYLES_AND_STRINGS = (
    Line("named styles, table styles, colours, extension list", (OSTYLES, STYLES, 'cellStyle name="Montant"'),
         (MARKUP, STYLES, "tableStyleElement.*mruColors"), (MARKUP, STYLES, "slicerStyles")),
    Line("known fonts and other foreign attributes", (MARKUP, STYLES, "knownFonts")),
    Line("gradients, indexed and theme colours, diagonal borders", (OSTYLES, STYLES, "gradientFill"), (OSTYLES, STYLES, 'tint="-0.25"')),
    Line("differential formats", (RULES, STYLES, "<dxf>")),
    Line("65 490 cell formats", why="refused beyond: OpenXMLTests"),
    Line("rich and phonetic runs", (MARKUP, STRINGS, "<rPh "), (FORMULAS, STRINGS, "<r><rPr>"), (OSTYLES, S1, "<is>.*<r>")),
    Line("xml:space and _xHHHH_ escapes", (FORMULAS, STRINGS, 'xml:space="preserve"'), (FORMULAS, STRINGS, "_x0041_")),
    Line("no shared strings at all", (INLINE, S1, 't="inlineStr"')),
)

SHEETS = (
    Line("shared formulas", (CALCULATION, S1, 't="shared" ref="A15:A19" si="0" ca="1"')),
    Line("array formulas, data tables", (FORMULAS, S1, 't="array" ref="D1'), (OFORMULAS, S1, 't="dataTable"')),
    Line("dynamic arrays", (CALCULATION, S1, 'cm="1"'), (FORMULAS, r"xl/metadata\.xml", "cellMetadata")),
    Line("rich values and pictures in cells", (CALCULATION, S1, 'vm="1"'), (DRAWINGS, r"xl/worksheets/sheet2\.xml", 'vm="1"'),
         (DRAWINGS, r"xl/richData/.*\.xml", "rv ")),
    Line("ph, extension lists and unknown attributes of cells", (MARKUP, S1, 'ph="1".*<extLst><ext uri="{AAAA}">')),
    Line("heights, hidden and collapsed rows, outlines", (RULES, S1, 'outlineLevel="1"'), (RULES, S1, 'customHeight="1"'), (RULES, S1, 'collapsed="1"')),
    Line("row formats, thick borders, x14ac:dyDescent", (RULES, S1, 'customFormat="1"'), (MARKUP, S1, 'x14ac:dyDescent="0.3".*thickBot="1"')),
    Line("rows without spans, rows and cells without references", ("foreign-odd-rows.xlsx", S1, "<row><c")),
    Line("rows that exist only as styles", ("foreign-odd-rows.xlsx", S1, r'<row s="1" customFormat="1"/>'), (LAYOUT, S1, 'customFormat="1"')),
    Line("titles over merged cells, several header rows, totals below", (LAYOUT, S1, 'mergeCell ref="A1:L1"'),
         ("openpyxl-header-three-rows.xlsx", S1, 'mergeCell ref="D3:E3"'), (LAYOUT, S1, "SUM\\(L7:L16\\)")),
    Line("widths that go beyond the table", (RULES, S1, '<col [^>]*max="16384"')),
    Line("merged cells", (FORMULAS, S1, "<mergeCell ")),
    Line("conditional formats, for pivot tables too, with priorities", (RULES, S1, "colorScale.*iconSet"), (MARKUP, S1, 'pivot="1"')),
    Line("x14 conditional formats", (RULES, S1, "x14:dataBar"), (MARKUP, S1, "x14:iconSet"), ("libreoffice-rules.xlsx", S1, "x14:conditionalFormatting")),
    Line("validations", (RULES, S1, 'type="custom"'), (OBJECTS, S1, 'type="textLength"'), ("libreoffice-rules.xlsx", S1, "<dataValidation ")),
    Line("x14 validations", (MARKUP, S1, "x14:dataValidation ")),
    Line("links", (FORMULAS, S1, "<hyperlink "), (OFORMULAS, S1, "location=")),
    Line("ignored errors", (RULES, S1, "ignoredError ")),
    Line("protection of the sheet and of ranges", (RULES, S1, "<sheetProtection .*<protectedRange "), (OBJECTS, S1, "<sheetProtection ")),
    Line("scenarios", (MARKUP, S1, "<scenario "), (OBJECTS, S1, "<scenario ")),
    Line("filters and sorts", (RULES, S1, "<filterColumn "), (OBJECTS, S1, "<sortState "), (MARKUP, S1, "<sortState ")),
    Line("consolidation, custom views, phonetics, cell watches, calculation, smart tags, web items",
         (MARKUP, S1, "sheetCalcPr.*dataConsolidate.*customSheetView .*phoneticPr.*cellWatch .*cellSmartTag .*webPublishItem ")),
    Line("properties of the sheet in a part", (DATA, S1, "<customPr ")),
    Line("a background", (DRAWINGS, S1, "<picture ")),
    Line("sparklines", (DRAWINGS, S1, "x14:sparkline>")),
    Line("slicers on the sheet", (PIVOT, S1, "x14:slicer ")),
    Line("frozen and split panes, selections, zoom, grid, direction", (PRINT, S1, 'rightToLeft="1"'), (PRINT, r"xl/worksheets/sheet2\.xml", 'zoomScale="80".*state="frozen"')),
    Line("tab colour, outline settings, fit to page", (PRINT, r"xl/worksheets/sheet2\.xml", "<tabColor .*<pageSetUpPr "), (RULES, S1, "outlinePr")),
    Line("margins, page, printer's settings", (CONTROLS, r"xl/printerSettings/.*bin", ""), (PRINT, r"xl/worksheets/sheet2\.xml", "<pageSetup .*landscape")),
    Line("headers, footers and their pictures", (DRAWINGS, S1, "legacyDrawingHF"), (PRINT, r"xl/worksheets/sheet2\.xml", "<oddFooter>")),
    Line("page breaks", (PRINT, r"xl/worksheets/sheet2\.xml", "<rowBreaks .*<colBreaks ")),
    Line("charts of every kind", *((CHARTS, r"xl/charts/chart\d+\.xml", f"<c:{kind}Chart>") for kind in (
        "bar", "line", "area", "pie", "doughnut", "scatter", "radar", "stock")), (OBJECTS, r"xl/charts/chart\d+\.xml", "surfaceChart|surface3DChart")),
    Line("chartEx, SmartArt, ink", (PACKAGE, r"xl/charts/chartEx1\.xml", "chartSpace"), (PACKAGE, r"xl/diagrams/data1\.xml", "dataModel"), (PACKAGE, r"xl/ink/ink1\.xml", "ink")),
    Line("shapes, text boxes, pictures", (DRAWINGS, r"xl/drawings/drawing1\.xml", "<xdr:sp .*<xdr:txBody>"), (DRAWINGS, r"xl/media/.*png", "PNG")),
    Line("camera pictures", why="a picture with a formula: markup of a drawing, which is never touched"),
    Line("VML of comments and form buttons", (DRAWINGS, r"xl/drawings/vmlDrawing1\.vml", 'ObjectType="Button".*ObjectType="Note"|ObjectType="Note".*ObjectType="Button"')),
    Line("form controls, ActiveX, embedded objects", (CONTROLS, S1, "<oleObject .*<control "), (CONTROLS, r"xl/activeX/activeX1\.bin", ""),
         (CONTROLS, r"xl/ctrlProps/ctrlProp1\.xml", "Drop"), (CONTROLS, r"xl/embeddings/oleObject1\.bin", ""), (DRAWINGS, r"xl/featurePropertyBag/.*xml", "Checkbox")),
    Line("comments, threaded ones with their legacy copy", (DRAWINGS, r"xl/comments1\.xml", "À vérifier"), (COMMENTS, r"xl/threadedComments/.*xml", "parentId"),
         (COMMENTS, r"xl/comments1\.xml", "tc=")),
    Line("tables, several, with totals and calculated columns", (TABLES, r"xl/tables/table1\.xml", "Lignes"), (TABLES, r"xl/tables/table2\.xml", "calculatedColumnFormula"),
         ("xlsxwriter-totals-in-table.xlsx", r"xl/tables/table1\.xml", 'totalsRowCount="1"'), (TABLES, r"xl/tables/table3\.xml", 'headerRowCount="0"')),
    Line("pivot tables and their caches", (PIVOT, r"xl/pivotTables/pivotTable1\.xml", "dataField "), (PIVOT, r"xl/pivotCache/pivotCacheRecords1\.xml", "<r>"),
         ("libreoffice-pivot.xlsx", r"xl/pivotTables/.*\.xml", "pivotTableDefinition")),
    Line("slicers and timelines", (PIVOT, r"xl/slicers/slicer1\.xml", "slicer "), (PIVOT, r"xl/timelines/timeline1\.xml", "timeline ")),
    Line("query tables, connections, XML maps, the data model", (DATA, r"xl/queryTables/queryTable1\.xml", "queryTableField "), (DATA, r"xl/connections\.xml", "dbPr"),
         (DATA, r"xl/xmlMaps\.xml", "MapInfo"), (DATA, r"xl/model/item\.data", ""), (DATA, r"xl/tables/tableSingleCells1\.xml", "xpath")),
    Line("strict files stay strict", ("foreign-strict.xlsx", S1, "purl.oclc.org"), ("foreign-strict.xlsx", S1, 't="d"')),
    Line("every element in a prefix", ("foreign-prefixed.xlsx", S1, "<x:sheetData>")),
    Line("unknown elements, attributes and namespaces, xr:uid", (MARKUP, S1, "autre:note.*autre:origine.*n:chose"), (MARKUP, S1, "xr:uid")),
    Line("comments, instructions, CDATA, white space in tags", (MARKUP, S1, r"<!-- avant A3 -->.*<\?outil .*<!\[CDATA\[.*</sheetData >")),
    Line("columns inserted in the middle", why="columns are appended at the right edge, or found where they are"),
)

VALUES = (
    Line("numbers keep their text", (RICH, CONTENT, "12.30000000000000071"), (RULES, S1, "181990.21")),
    Line("text that looks like a number or a formula", (FORMULAS, STRINGS, "=texte"), (RULES, STRINGS, "<t>011</t>")),
    Line("32 767 characters", (FORMULAS, STRINGS, "x{32767}")),
    Line("more than 32 767 characters", why="refused: OpenXMLTests"),
)

OPENDOCUMENT = (
    Line("mimetype first and stored", (RICH, "mimetype", "spreadsheet")),
    Line("thumbnails, configurations, objects and their pictures, pictures, Basic, scripts, forms, versions",
         *((RICH, part, "") for part in (r"Thumbnails/.*png", r"Configurations2/.*xml", r"Object 1/content\.xml", "ObjectReplacements/Object 1", r"Pictures/logo\.png",
                                         r"Basic/.*xml", r"Scripts/.*py", r"Forms/.*bin", r"VersionList\.xml", r"inconnu/partie\.bin"))),
    Line("parts that the manifest does not name", ("opendocument-unlisted.ods", r"hors-manifeste\.txt", "personne")),
    Line("signatures", why="refused, or dropped with --drop-signature: test_refusals.py"),
    Line("encryption", why="refused: test_refusals.py"),
    Line("scripts, font faces, foreign namespaces and elements", (RICH, CONTENT, "event-listener .*font-face .*autre:inconnu")),
    Line("content validations", (RICH, CONTENT, "<table:content-validation "), ("libreoffice-rules.ods", CONTENT, "<table:content-validation ")),
    Line("tracked changes", (RICH, CONTENT, "<table:cell-content-change ")),
    Line("names and expressions, local too", (RICH, CONTENT, 'table:name="Locale".*table:named-expression '), ("libreoffice-formulas.ods", CONTENT, "table:named-range ")),
    Line("database ranges with filters and sorts", (RICH, CONTENT, "table:filter-condition .*table:sort-by "), ("libreoffice-rules.ods", CONTENT, "table:database-range ")),
    Line("pivot tables", (RICH, CONTENT, "table:data-pilot-field "), ("libreoffice-pivot.ods", CONTENT, "table:data-pilot-table ")),
    Line("DDE, consolidation, label ranges", (RICH, CONTENT, "table:label-range .*table:consolidation .*office:dde-source ")),
    Line("the null date and calculation settings", (RICH, CONTENT, 'table:null-date table:date-value="1904-01-01"')),
    Line("forms and shapes", (RICH, CONTENT, "form:listbox .*table:shapes.*draw:control "), ("libreoffice-drawings.ods", CONTENT, "draw:frame ")),
    Line("shapes anchored in cells, annotations", (RICH, CONTENT, "office:annotation .*draw:image "), ("libreoffice-objects.ods", CONTENT, "office:annotation ")),
    Line("conditional formats, data bars", (RICH, CONTENT, "calcext:condition .*calcext:data-bar "), ("libreoffice-rules.ods", CONTENT, "calcext:color-scale")),
    Line("sparklines", (RICH, CONTENT, "calcext:sparkline ")),
    Line("print ranges, protection", (RICH, CONTENT, "table:print-ranges.*table:protected.*loext:table-protection"), ("libreoffice-print.ods", CONTENT, "table:print-ranges")),
    Line("repeated rows and cells, fillers", (FILLERS, CONTENT, 'number-rows-repeated="1048561"'), (FILLERS, CONTENT, 'number-columns-repeated="16372"')),
    Line("columns' default styles, groups, header rows and columns", (RICH, CONTENT, "table-column-group.*default-cell-style-name.*table-header-columns.*table-header-rows.*table-row-group"),
         ("libreoffice-rules.ods", CONTENT, "table-row-group"), ("libreoffice-styles.ods", CONTENT, "table-column-group")),
    Line("covered cells, spans, matrix formulas", (RICH, CONTENT, "covered-table-cell.*number-matrix-rows-spanned"), (ODSLAYOUT, CONTENT, "covered-table-cell")),
    Line("spaces, tabs, line breaks, spans, links, ruby, several paragraphs", (RICH, CONTENT, "text:s .*text:tab.*text:span .*text:line-break.*text:a .*text:ruby.*<text:p/>")),
    Line("other formula languages, cached values", (RICH, CONTENT, "msoxl:=")),
    Line("settings and styles the same bytes", (RICH, r"settings\.xml", "HorizontalSplitMode"), (RICH, r"styles\.xml", "style:page-layout-properties")),
    Line("charts", (RICH, r"Object 1/content\.xml", "chart:plot-area"), ("libreoffice-charts.ods", r"Object \d+/content\.xml", "chart:plot-area")),
)

LINES = (*PACKAGES, *WORKBOOK, *STYLES_AND_STRINGS, *SHEETS, *VALUES, *OPENDOCUMENT)
