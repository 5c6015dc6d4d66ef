"""What openpyxl writes otherwise than XlsxWriter, or what only it can write."""

import datetime

from features.books import AMOUNT, HEADERS, LINES, book

DAY = datetime.datetime(2025, 1, 1)


def start():
    import openpyxl
    workbook = openpyxl.Workbook()
    workbook.properties.creator = "Direction des finances"
    workbook.properties.created = workbook.properties.modified = DAY
    sheet = workbook.active
    sheet.title = "Budget"
    sheet.append(HEADERS)
    for line in LINES:
        sheet.append(line)
    return workbook, sheet


@book("openpyxl-styles.xlsx")
def styles(path):
    """Named styles, gradients, alignments, cell protection, rich text, tab of a theme colour, custom properties."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont
    from openpyxl.packaging.custom import DateTimeProperty, IntProperty, StringProperty
    from openpyxl.styles import Alignment, Border, Color, Font, GradientFill, NamedStyle, PatternFill, Protection, Side
    workbook, sheet = start()
    named = NamedStyle("Montant", font=Font(bold=True, color="FF1F4E78"), number_format="# ##0,00 €",
                       border=Border(left=Side("double", color="FFFF0000"), diagonal=Side("thin"), diagonalUp=True))
    workbook.add_named_style(named)
    for row in range(2, len(LINES) + 2):
        cell = sheet.cell(row, AMOUNT + 1)
        cell.style = "Montant"
        if row % 2:
            cell.fill = GradientFill(degree=45, stop=(Color(theme=4), Color("FFFFFFFF")))
            cell.protection = Protection(locked=False, hidden=True)
        sheet.cell(row, 9).alignment = Alignment("justify", "distributed", wrap_text=True, shrink_to_fit=True, text_rotation=90)
        sheet.cell(row, 1).number_format = ("0.00%", "[Red]-0.0;General", "yyyy-mm-dd", "@", '"é" 0', "[$-40C]d mmmm yyyy")[row % 6]
        sheet.cell(row, 2).fill = PatternFill("lightTrellis", Color(indexed=5), Color(theme=3, tint=-0.25))
    sheet["N20"] = CellRichText("du ", TextBlock(InlineFont(b=True, color="FFFF0000", rFont="Arial", sz=14), "gras"), " et ")
    for name in ("Good", "Bad", "Percent", "Headline 1", "Total"):
        sheet.cell(21, 1 + len(name), name).style = name
    sheet.sheet_properties.tabColor = Color(theme=5, tint=0.4)
    sheet.column_dimensions["C"].width = 33.7109375
    sheet.column_dimensions["I"].bestFit = True
    sheet.column_dimensions.group("D", "F", outline_level=2, hidden=True)
    sheet.row_dimensions.group(4, 6, outline_level=1, hidden=True)
    sheet.row_dimensions[9].height = 33.75
    for prop in (StringProperty(name="Service", value="Finances & moyens"), IntProperty(name="Exercice", value=2025),
                 DateTimeProperty(name="Arrêté", value=DAY)):
        workbook.custom_doc_props.append(prop)
    workbook.save(path)


@book("openpyxl-formulas.xlsx")
def formulas(path):
    """Array formulas and a data table, formulas without cached values, names of sheets, hidden names, links."""
    from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
    from openpyxl.workbook.defined_name import DefinedName
    from openpyxl.worksheet.hyperlink import Hyperlink
    workbook, sheet = start()
    sheet["A20"] = "=SUM(L2:L11)"
    sheet["B20"] = ArrayFormula("B20:B22", "=L2:L4*2")
    sheet["E21"] = DataTableFormula(ref="E21:F22", dt2D="1", dtr="1", r1="A20", r2="A21")
    sheet["C20"] = "=Taux*'Été 2025'!A1"
    second = workbook.create_sheet("Été 2025")
    second["A1"] = datetime.date(2025, 7, 1)
    second["A2"] = datetime.time(12, 30)
    second["A3"] = "=Budget!L2"
    workbook.defined_names["Taux"] = DefinedName("Taux", attr_text="0.2", comment="TVA")
    workbook.defined_names["Cachée"] = DefinedName("Cachée", attr_text="Budget!$A$1:$L$11", hidden=True)
    second.defined_names["Locale"] = DefinedName("Locale", attr_text="'Été 2025'!$A$1:$A$3")
    sheet["D24"] = "lien"
    sheet["D24"].hyperlink = Hyperlink(ref="D24", location="'Été 2025'!A1", tooltip="Voir")
    sheet["D25"] = "site"
    sheet["D25"].hyperlink = "https://example.org/?a=1&b=2"
    workbook.calculation.fullPrecision = False
    workbook.calculation.iterate = True
    workbook.save(path)


@book("openpyxl-objects.xlsx")
def objects(path):
    """A chart sheet, charts, comments, validations, scenarios, protection, print settings, several views."""
    from openpyxl.chart import BarChart3D, BubbleChart, LineChart, Reference, SurfaceChart
    from openpyxl.comments import Comment
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.pagebreak import Break, ColBreak
    from openpyxl.worksheet.protection import SheetProtection
    from openpyxl.worksheet.scenario import InputCells, Scenario, ScenarioList
    from openpyxl.worksheet.views import SheetView
    workbook, sheet = start()
    for index, kind in enumerate((BarChart3D, BubbleChart, SurfaceChart)):
        chart = kind()
        chart.title = f"Graphique {index}"
        chart.add_data(Reference(sheet, min_col=AMOUNT + 1, min_row=1, max_row=11), titles_from_data=True)
        sheet.add_chart(chart, f"A{20 + 20 * index}")
    alone = workbook.create_chartsheet("Courbe")
    line = LineChart()
    line.add_data(Reference(sheet, min_col=AMOUNT + 1, min_row=1, max_row=11), titles_from_data=True)
    alone.add_chart(line)
    sheet["L3"].comment = Comment("Une note\nsur deux lignes", "Contrôle", height=80, width=200)
    sheet["A1"].comment = Comment("L'exercice", "Contrôle")
    choice = DataValidation("list", formula1='"Réel,Ordre"', allow_blank=True, showErrorMessage=True, errorTitle="Non",
                            error="Réel ou Ordre", promptTitle="Mouvement", prompt="À choisir")
    choice.add("F2:F11")
    choice.add("F20")
    size = DataValidation("textLength", "lessThanOrEqual", "60", errorStyle="information")
    size.add("I2:I1048576")
    sheet.add_data_validation(choice)
    sheet.add_data_validation(size)
    sheet.scenarios = ScenarioList(scenario=[Scenario(name="Haut", inputCells=[InputCells("L2", val="1")],
                                                      user="Contrôle", comment="Essai")], current=0, show=0)
    sheet.protection = SheetProtection(sheet=True, objects=True, sort=False, insertColumns=False)
    sheet.protection.password = "secret"
    sheet.print_title_rows = "1:1"
    sheet.print_area = "A1:L11"
    sheet.oddHeader.left.text = "&A – page &P"
    sheet.evenFooter.center.text = "Pages paires"
    sheet.HeaderFooter.differentOddEven = True
    sheet.row_breaks.append(Break(id=6))
    sheet.col_breaks = ColBreak()
    sheet.col_breaks.append(Break(id=7))
    sheet.page_setup.paperSize, sheet.page_setup.scale, sheet.page_setup.errors = 9, 62, "dash"
    sheet.page_margins.left = 0.123
    sheet.auto_filter.ref = "A1:L11"
    sheet.auto_filter.add_filter_column(3, ["Investissement"])
    sheet.auto_filter.add_sort_condition("L2:L11", descending=True)
    sheet.views.sheetView.append(SheetView(workbookViewId=0, zoomScale=55))
    sheet.views.sheetView.pop()
    sheet.freeze_panes = "C2"
    workbook.save(path)


@book("openpyxl-template.xltx")
def template(path):
    """A template stays a template."""
    workbook, _ = start()
    workbook.template = True
    workbook.save(path)


@book("openpyxl-header-three-rows.xlsx", header=4)
def three_headers(path):
    """Header cells merged down and across three rows; the last one holds the titles."""
    import openpyxl
    workbook = openpyxl.Workbook()
    workbook.properties.created = workbook.properties.modified = DAY
    sheet = workbook.active
    sheet.title = "Budget"
    sheet["A1"] = "Budget exécuté"
    sheet.merge_cells("A1:L1")
    sheet["A2"], sheet["D2"], sheet["J2"] = "Identité", "Imputation", "Ventilation"
    for area in ("A2:C2", "D2:I2", "J2:L2", "D3:E3"):
        sheet.merge_cells(area)
    for column, title in enumerate(HEADERS, 1):
        sheet.cell(4, column, title)
    for row, line in enumerate(LINES, 5):
        for column, value in enumerate(line, 1):
            sheet.cell(row, column, value)
    last = 5 + len(LINES)
    sheet.cell(last, 1, "Total")
    sheet.cell(last, AMOUNT + 1, f"=SUM(L5:L{last - 1})")
    sheet.merge_cells(start_row=last, start_column=1, end_row=last, end_column=4)
    workbook.save(path)
