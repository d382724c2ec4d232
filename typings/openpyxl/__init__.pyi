from openpyxl.reader.excel import load_workbook as load_workbook
