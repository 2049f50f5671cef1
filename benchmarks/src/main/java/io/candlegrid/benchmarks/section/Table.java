package io.candlegrid.benchmarks.section;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of text whose first column is left-aligned, the others right. */
final class Table {

    private final List<String[]> rows = new ArrayList<>();

    Table(String... header) {
        rows.add(header);
    }

    void row(String... cells) {
        if (cells.length != rows.getFirst().length) {
            throw new IllegalArgumentException("cells=" + cells.length);
        }
        rows.add(cells);
    }

    void print(PrintStream console) {
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.length; c++) {
                int column = c;
                int width = rows.stream().mapToInt(r -> r[column].length()).max().orElse(0);
                String pad = " ".repeat(width - row[c].length());
                line.append(c == 0 ? row[c] + pad : "  " + pad + row[c]);
            }
            console.println(line);
        }
    }

    static String number(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
