"""What XlsxWriter can put in a workbook, on the sheet that is annotated and on others."""

import datetime
import io
import pathlib

from features.books import AMOUNT, HEADERS, LINES, binary, book, png

DAY = datetime.datetime(2025, 1, 1)
LAST = len(LINES)


def start(path, **options):
    """A workbook with fixed dates and the budget on its first sheet, and that sheet."""
    import xlsxwriter
    workbook = xlsxwriter.Workbook(str(path), options)
    workbook.set_properties({"title": "Budget", "author": "Direction des finances", "created": DAY})
    return workbook, table(workbook, workbook.add_worksheet("Budget"))


def table(workbook, sheet, top=0, header=None, money=None):
    header = header or workbook.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1, "text_wrap": True})
    money = money or workbook.add_format({"num_format": '#,##0.00 "€"', "border": 4})
    for column, title in enumerate(HEADERS):
        sheet.write_string(top, column, title, header)
    for row, line in enumerate(LINES, top + 1):
        for column, value in enumerate(line):
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            else:
                sheet.write_number(row, column, value, money if column == AMOUNT else None)
    return sheet


def cells(first, last, column=AMOUNT, sheet="Budget"):
    return [sheet, first, column, last, column]


@book("xlsxwriter-charts.xlsx")
def charts(path):
    """Every kind of chart, on the annotated sheet, on another, and as sheets of their own."""
    workbook, sheet = start(path)
    other = workbook.add_worksheet("Graphiques")
    kinds = (
        {"type": "bar"}, {"type": "bar", "subtype": "stacked"}, {"type": "column", "subtype": "percent_stacked"},
        {"type": "line"}, {"type": "area"}, {"type": "pie"}, {"type": "doughnut"}, {"type": "scatter", "subtype": "smooth"},
        {"type": "radar", "subtype": "filled"},
    )
    for index, kind in enumerate(kinds):
        chart = workbook.add_chart(kind)
        chart.add_series({"name": f"Série {index}", "values": cells(1, LAST), "categories": cells(1, LAST, 8),
                          "data_labels": {"value": True, "position": "center"} if index == 1 else {},
                          "trendline": {"type": "linear"} if kind["type"] == "line" else None,
                          "fill": {"color": "#2E7D32", "transparency": 20} if index < 2 else None})
        chart.set_title({"name": "=Budget!$L$1"} if index == 0 else {"name": f"Graphique {index} & <fils>"})
        (sheet if index < 2 else other).insert_chart(20 + 16 * (index // 2), 9 * (index % 2), chart,
                                                     {"description": "Un graphique", "object_position": index % 3 + 1})
    combined, line = workbook.add_chart({"type": "column"}), workbook.add_chart({"type": "line"})
    combined.add_series({"values": cells(1, LAST), "categories": cells(1, LAST, 8)})
    line.add_series({"values": cells(1, LAST), "y2_axis": True, "marker": {"type": "diamond"}})
    combined.combine(line)
    combined.set_table({"show_keys": True})
    other.insert_chart("A100", combined)
    stock = workbook.add_chart({"type": "stock"})
    for _ in range(3):
        stock.add_series({"values": cells(1, LAST)})
    other.insert_chart("K100", stock)
    alone = workbook.add_chartsheet("Graphique seul")
    chart = workbook.add_chart({"type": "bar"})
    chart.add_series({"values": cells(1, LAST)})
    alone.set_chart(chart)
    workbook.add_worksheet("Après").write("A1", "=Budget!L2*2", None, 363980.42)
    workbook.close()


@book("xlsxwriter-drawings.xlsx")
def drawings(path):
    """Pictures, pictures in cells, text boxes, buttons, comments, sparklines, a background, pictures in headers."""
    folder = pathlib.Path(path).parent
    workbook, sheet = start(path)
    picture = io.BytesIO(png())
    sheet.insert_image("B20", "logo.png", {"image_data": picture, "description": "Logo", "url": "https://example.org/"})
    sheet.insert_image("D20", "logo.png", {"image_data": picture, "decorative": True, "x_scale": 4})
    sheet.insert_textbox("F20", "Zone de texte & <notes>", {"fill": {"color": "yellow"}, "textlink": "=$A$1"})
    sheet.insert_button("H20", {"macro": "trier", "caption": "Trier", "width": 80, "height": 30})
    sheet.insert_checkbox("N2", True)
    for row, text in ((1, "À vérifier"), (3, "Vu\navec le service"), (LAST, "Dernière")):
        sheet.write_comment(row, AMOUNT, text, {"author": "Contrôle", "visible": row == 3, "x_scale": 1.5, "color": "#CCFFCC"})
    sheet.add_sparkline(LAST + 2, AMOUNT, {"range": f"Budget!L2:L{LAST + 1}", "type": "column", "negative_points": True})
    sheet.add_sparkline(LAST + 3, AMOUNT, {"range": f"Budget!L2:L{LAST + 1}", "markers": True})
    background, header = folder / "fond.png", folder / "entete.png"
    background.write_bytes(png(16, 16, (240, 240, 255)))
    header.write_bytes(png(10, 10, (200, 30, 30)))
    sheet.set_background(str(background))
    sheet.set_header("&L&G&CBudget", {"image_left": str(header)})
    embedded = workbook.add_worksheet("Images en cellule")
    embedded.embed_image("B2", "logo.png", {"image_data": io.BytesIO(png(12, 12)), "description": "Dans la cellule"})
    embedded.insert_image("D8", "logo.png", {"image_data": picture})
    workbook.close()


@book("xlsxwriter-macros.xlsm")
def macros(path):
    """A macro workbook, with its signature, code names and a button: the project is bytes that nobody reads."""
    folder = pathlib.Path(path).parent
    project, signature = folder / "vbaProject.bin", folder / "vbaProjectSignature.bin"
    project.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + binary(1, 6000))
    signature.write_bytes(binary(2))
    workbook, sheet = start(path)
    workbook.set_vba_name("CeClasseur")
    sheet.set_vba_name("Feuil1")
    workbook.add_signed_vba_project(str(project), str(signature))
    sheet.insert_button("N5", {"macro": "Cotation.Lancer", "caption": "Lancer"})
    workbook.add_worksheet("Paramètres").write("A1", "taux")
    workbook.close()


@book("xlsxwriter-rules.xlsx")
def rules(path):
    """Conditional formats of every kind, x14 ones too, validations, ignored errors, protection, filter, outline."""
    workbook, sheet = start(path)
    red = workbook.add_format({"font_color": "#9C0006", "bg_color": "#FFC7CE", "num_format": "0.00"})
    free = workbook.add_format({"locked": False, "hidden": True})
    amounts, labels = f"L2:L{LAST + 1}", f"I2:I{LAST + 1}"
    for where, rule in (
        (amounts, {"type": "cell", "criteria": ">", "value": 100000, "format": red, "stop_if_true": True}),
        (amounts, {"type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_negative_color": "#FF0000"}),
        (amounts, {"type": "data_bar"}), (amounts, {"type": "2_color_scale"}), (amounts, {"type": "3_color_scale"}),
        (amounts, {"type": "icon_set", "icon_style": "3_traffic_lights", "reverse_icons": True}),
        (amounts, {"type": "top", "value": 3, "format": red}), (amounts, {"type": "average", "criteria": "above", "format": red}),
        (amounts, {"type": "duplicate", "format": red}), (labels, {"type": "blanks", "format": red}),
        (labels, {"type": "text", "criteria": "containing", "value": "voirie", "format": red}),
        (amounts, {"type": "formula", "criteria": "=$L2<0", "format": red, "multi_range": f"A2:A5 {amounts}"}),
        ("A2:A5", {"type": "time_period", "criteria": "last month", "format": red}),
    ):
        sheet.conditional_format(where, rule)
    for where, rule in (
        ("D2:D11", {"validate": "list", "source": ["Investissement", "Fonctionnement"], "error_type": "warning"}),
        ("E2:E11", {"validate": "list", "source": "=Listes!$A$1:$A$2", "input_title": "Sens", "input_message": "Un sens"}),
        ("L2:L11", {"validate": "decimal", "criteria": "between", "minimum": -1e9, "maximum": 1e9, "ignore_blank": False}),
        ("M2:M11", {"validate": "date", "criteria": ">=", "value": datetime.date(2025, 1, 1)}),
        ("H2:H11", {"validate": "custom", "value": '=LEN(H2)>1'}), ("A2:A11", {"validate": "any", "input_message": "Année"}),
    ):
        sheet.data_validation(where, rule)
    sheet.ignore_errors({"number_stored_as_text": "G2:J11", "formula_differs": "A1"})
    sheet.autofilter(0, 0, LAST, len(HEADERS) - 1)
    sheet.filter_column(4, "x == Dépense")
    for row in range(1, LAST + 1):
        hidden = LINES[row - 1][4] != "Dépense"
        sheet.set_row(row, 18 if row == 2 else None, red if row == 3 else None,
                      {"level": 1 if row > 4 else 0, "hidden": hidden, "collapsed": row == 4})
    sheet.set_column("A:B", 12, None, {"level": 1})
    sheet.set_column("C:C", 9.5, free, {"level": 2, "hidden": True})
    sheet.set_column("D:D", 14, None, {"collapsed": True})
    sheet.set_column("I:I", 40)
    # Widths that go beyond the table: those of the appended columns are cut out of them.
    sheet.set_column("L:XFD", 11, free)
    sheet.outline_settings(True, False, False, True)
    sheet.protect("secret", {"format_cells": True, "select_locked_cells": False, "autofilter": True})
    sheet.unprotect_range("L2:L11", "Montants", "autre")
    sheet.write_formula(LAST + 1, AMOUNT, f"=SUBTOTAL(9,L2:L{LAST + 1})", free, 1687174.47)
    other = workbook.add_worksheet("Listes")
    other.write_column("A1", ["Dépense", "Recette"])
    other.hide()
    workbook.add_worksheet("Très cachée").very_hidden()
    workbook.close()


@book("xlsxwriter-tables.xlsx")
def tables(path):
    """Tables: the annotated one has calculated columns; others, with totals, stand below and on another sheet."""
    workbook, sheet = start(path)
    columns = [{"header": title} for title in HEADERS]
    sheet.add_table(0, 0, LAST, len(HEADERS) - 1, {"name": "Lignes", "columns": columns, "style": "Table Style Medium 4",
                                                   "banded_columns": True, "description": "Le budget"})
    sheet.add_table(LAST + 4, 1, LAST + 7, 3, {
        "name": "Petit", "total_row": True, "autofilter": False,
        "columns": [{"header": "Libellé"}, {"header": "Montant", "total_function": "sum"},
                    {"header": "Double", "formula": "=[@Montant]*2", "total_string": "Total"}],
        "data": [["a", 1], ["b", 2]]})
    other = workbook.add_worksheet("Autre tableau")
    other.add_table("B3:C6", {"name": "Autre", "header_row": False, "data": [["x", 1], ["y", 2], ["z", 3], ["t", 4]]})
    other.write_formula("F1", "=SUM(Lignes[Montant réalisé])", None, 1687174.47)
    workbook.close()


@book("xlsxwriter-totals-in-table.xlsx", lines=LAST)
def table_with_totals(path):
    """The annotated table ends with a totals row."""
    workbook, sheet = start(path)
    columns = [{"header": title} for title in HEADERS]
    columns[0]["total_string"] = "Total"
    columns[AMOUNT]["total_function"] = "sum"
    sheet.add_table(0, 0, LAST + 1, len(HEADERS) - 1, {"name": "Lignes", "columns": columns, "total_row": True})
    workbook.close()


@book("xlsxwriter-formulas.xlsx")
def formulas(path):
    """Array and dynamic formulas, names, links, rich strings, futures, errors; text that needs escaping."""
    workbook, sheet = start(path, use_future_functions=True)
    bold, italic = workbook.add_format({"bold": True}), workbook.add_format({"italic": True, "font_color": "red"})
    wrap = workbook.add_format({"text_wrap": True, "align": "center_across", "rotation": 45, "indent": 1})
    sheet.write_rich_string(LAST + 2, 0, "un ", bold, "mot gras", " puis ", italic, " rouge ", wrap)
    for row, formula, value in (
        (1, "=L2*0.2", 36398.042), (2, '=IF(L3>0,"oui & non","<non>")', "oui & non"), (3, "=1/0", "#DIV/0!"),
        (4, "=TRUE()", True), (5, '=Taux*L6', 1653.44), (6, "=Listes!A1&\"é\"", "aé"), (7, "=XLOOKUP(1,A1:A2,B1:B2)", "#N/A"),
    ):
        sheet.write_formula(LAST + 2 + row, 1, formula, None, value)
    sheet.write_array_formula(LAST + 3, 3, LAST + 5, 3, "{=L2:L4*2}", None, 363980.42)
    sheet.write_dynamic_array_formula(LAST + 3, 5, LAST + 5, 5, "=_xlfn._xlws.SORT(L2:L4)", None, 1234.5)
    sheet.write_formula(LAST + 3, 6, "=LAMBDA(_xlpm.x,_xlpm.x+1)(1)", None, 2)
    sheet.write_url(LAST + 9, 0, "https://example.org/a?b=1&c=2#d", bold, "Un lien", "Une bulle")
    sheet.write_url(LAST + 10, 0, "internal:Listes!A1", string="Ailleurs")
    sheet.write_url(LAST + 11, 0, "external:..\\autre\\classeur 2.xlsx#Feuille!A1")
    for row, text in enumerate((" avant", "après ", "a\nb", "_x0041_", "\tretrait", "'apostrophe", "=texte", "x" * 32767), 1):
        sheet.write_string(LAST + 12 + row, 2, text)
    sheet.merge_range(LAST + 25, 0, LAST + 26, 4, "Fusion", wrap)
    sheet.write_blank(LAST + 27, 3, None, italic)
    workbook.add_worksheet("Listes").write_column("A1", ["a", "b"])
    workbook.define_name("Taux", "=0.2")
    workbook.define_name("Budget!Zone", "=Budget!$A$1:$L$11")
    workbook.define_name("Dynamique", "=OFFSET(Budget!$A$1,0,0,COUNTA(Budget!$A:$A),1)")
    workbook.set_calc_mode("manual")
    workbook.close()


@book("xlsxwriter-print.xlsx", sheet="Budget")
def printing(path):
    """Print set-up, breaks, views and states; the annotated sheet is not the first."""
    import xlsxwriter
    workbook = xlsxwriter.Workbook(str(path))
    workbook.set_properties({"created": DAY})
    workbook.set_custom_property("Direction", "Finances")
    workbook.set_custom_property("Vu le", DAY)
    workbook.set_custom_property("Version", 1.5)
    first = workbook.add_worksheet("Accueil")
    first.write("A1", "Accueil")
    first.split_panes(15, 8.43)
    first.right_to_left()
    sheet = table(workbook, workbook.add_worksheet("Budget"))
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.set_margins(0.3, 0.4, 0.5, 0.6)
    sheet.set_header('&L&"Arial,Bold"&12Ville & alentours&R&D', {"margin": 0.2})
    sheet.set_footer("&CPage &P / &N")
    sheet.print_area(0, 0, LAST, len(HEADERS) - 1)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, 1)
    sheet.fit_to_pages(1, 0)
    sheet.set_h_pagebreaks([5, 8])
    sheet.set_v_pagebreaks([6])
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    sheet.print_row_col_headers()
    sheet.print_across()
    sheet.set_first_sheet()
    sheet.activate()
    sheet.freeze_panes(1, 2, 4, 2)
    sheet.set_selection("C4:D5")
    sheet.set_zoom(80)
    sheet.set_pagebreak_view()
    sheet.set_tab_color("#FF9900")
    sheet.hide_zero()
    sheet.set_default_row(20)
    hidden = workbook.add_worksheet("Cachée")
    hidden.write("A1", "=Budget!L2", None, 181990.21)
    hidden.hide()
    workbook.set_size(1200, 800)
    workbook.read_only_recommended()
    workbook.close()


@book("xlsxwriter-layout.xlsx", sheet="Export", header=5, first=7)
def layout(path):
    """Merged titles, header on two rows, a blank line, totals below, rows that exist only as styles."""
    import xlsxwriter
    workbook = xlsxwriter.Workbook(str(path))
    workbook.set_properties({"created": DAY})
    title = workbook.add_format({"bold": True, "font_size": 16, "align": "center", "bg_color": "#1F4E78", "font_color": "white"})
    total = workbook.add_format({"bold": True, "top": 2, "num_format": "#,##0.00"})
    grey = workbook.add_format({"bg_color": "#F2F2F2"})
    sheet = workbook.add_worksheet("Export")
    sheet.merge_range(0, 0, 0, len(HEADERS) - 1, "Ville de Val-Garance – budget exécuté", title)
    sheet.merge_range(1, 0, 1, 5, "Exercice 2025", title)
    sheet.merge_range(3, 0, 3, 5, "Imputation", title)
    sheet.merge_range(3, 6, 3, len(HEADERS) - 1, "Compte", title)
    table(workbook, sheet, 4)
    # The headers stand over a row of units: the lines begin below it.
    for row in range(len(LINES), 0, -1):
        for column, value in enumerate(LINES[row - 1]):
            sheet.write(5 + row, column, value)
    for column in range(len(HEADERS)):
        sheet.write(5, column, "€" if column == AMOUNT else "", grey)
    end = 6 + len(LINES)
    sheet.write(end, 0, "Total", total)
    sheet.write_formula(end, AMOUNT, f"=SUM(L7:L{end})", total, sum(line[AMOUNT] for line in LINES))
    sheet.merge_range(end, 1, end, 4, "toutes sections", total)
    for row in range(end + 1, end + 6):
        sheet.set_row(row, 9, grey)
    sheet.write_blank(end + 3, 20, None, grey)
    workbook.add_worksheet("Notes").merge_range("A1:C3", "Notes", title)
    workbook.close()


@book("xlsxwriter-inline-1904.xlsx")
def inline(path):
    """Constant memory: text in the cells, no shared strings; dates since 1904."""
    import xlsxwriter
    workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True, "date_1904": True, "use_zip64": True,
                                               "default_date_format": "dd/mm/yyyy"})
    workbook.set_properties({"created": DAY})
    sheet = workbook.add_worksheet("Budget")
    for column, title in enumerate(HEADERS):
        sheet.write(0, column, title)
    for row, line in enumerate(LINES, 1):
        for column, value in enumerate(line):
            sheet.write_string(row, column, value) if isinstance(value, str) else sheet.write(row, column, value)
    sheet.write(LAST + 2, 2, datetime.date(2025, 3, 1))
    sheet.write(LAST + 3, 2, datetime.datetime(1904, 1, 1))
    workbook.close()
