package io.candlegrid.platform.cli;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Rows of text in aligned columns: the first column to the left, the others to the right. */
final class Table {

    private final List<String[]> rows = new ArrayList<>();

    Table(String... header) {
        rows.add(header);
    }

    void row(String... cells) {
        rows.add(cells);
    }

    void print(PrintStream out) {
        int columns = rows.get(0).length;
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], row[c].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                String pad = " ".repeat(widths[c] - row[c].length());
                line.append(c == 0 ? row[c] + pad : "  " + pad + row[c]);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /** A value for people: six significant digits, a dash for what is undefined. */
    static String number(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "–";
        }
        if (!value.isNumber()) {
            return value.asString();
        }
        if (value.isIntegralNumber()) {
            return "%,d".formatted(value.asLong());
        }
        BigDecimal rounded = new BigDecimal(value.asDouble(), new MathContext(6));
        return rounded.abs().doubleValue() >= 1e12
                ? rounded.toString()
                : rounded.stripTrailingZeros().toPlainString();
    }
}
