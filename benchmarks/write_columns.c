/* Writes the 15 columns of a CSV of workbooks.py as XLSX with libxlsxwriter, in constant memory.
 *
 * usage: write_columns CSV XLSX      build: cc -O2 write_columns.c -lxlsxwriter
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { COLUMNS = 15, DATE = 13 };

/* T text, N a whole number, A an amount with a decimal comma, D a date DD/MM/YYYY */
static const char kinds[COLUMNS + 1] = "NTTTTTTTTTTAADN";

static lxw_datetime date(const char *text) {
    lxw_datetime value = {0};
    value.year = atoi(text + 6);
    value.month = atoi(text + 3);
    value.day = atoi(text);
    return value;
}

int main(int count, char **arguments) {
    if (count != 3) {
        fprintf(stderr, "usage: write_columns CSV XLSX\n");
        return 2;
    }
    FILE *file = fopen(arguments[1], "r");
    if (!file) {
        perror(arguments[1]);
        return 1;
    }
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_workbook *workbook = workbook_new_opt(arguments[2], &options);
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, "Budget");
    lxw_format *bold = workbook_add_format(workbook);
    format_set_bold(bold);
    lxw_format *money = workbook_add_format(workbook);
    format_set_num_format(money, "#,##0.00");
    lxw_format *day = workbook_add_format(workbook);
    format_set_num_format(day, "dd/mm/yyyy");

    char *line = NULL;
    size_t room = 0;
    for (lxw_row_t row = 0; getline(&line, &room, file) > 0; row++) {
        line[strcspn(line, "\r\n")] = 0;
        char *rest = line;
        for (lxw_col_t column = 0; column < COLUMNS && rest; column++) {
            char *cell = strsep(&rest, ";");
            if (!*cell) continue;
            if (row == 0) {
                worksheet_write_string(sheet, row, column, cell, bold);
            } else if (kinds[column] == 'T') {
                worksheet_write_string(sheet, row, column, cell, NULL);
            } else if (kinds[column] == 'D') {
                lxw_datetime value = date(cell);
                worksheet_write_datetime(sheet, row, column, &value, day);
            } else {
                char *comma = strchr(cell, ',');
                if (comma) *comma = '.';
                worksheet_write_number(sheet, row, column, atof(cell), kinds[column] == 'A' ? money : NULL);
            }
        }
    }
    free(line);
    fclose(file);
    return workbook_close(workbook) == LXW_NO_ERROR ? 0 : 1;
}
