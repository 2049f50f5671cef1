package io.candlegrid.domain.marketdata.archive;

import io.candlegrid.domain.marketdata.DataKind;
import io.candlegrid.domain.marketdata.Exchange;
import io.candlegrid.domain.marketdata.MarketType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds out the layout of a file by its first rows. */
final class LayoutDetector {

    /** Rows that are looked at. */
    static final int SAMPLE = 32;

    private static final String KNOWN =
            "Known are Binance's 12 columns with or without header, open_time,open,high,low,close,"
                    + "volume with a header, Bybit's timestamp,open,high,low,close,volume with"
                    + " ISO times or its MetaTrader csv, and JSON arrays"
                    + " [ms,open,high,low,close,volume]; for funding rates a header with"
                    + " funding_time_ms,funding_rate or Binance's"
                    + " calc_time,funding_interval_hours,last_funding_rate";

    private LayoutDetector() {}

    /**
     * The layout, by up to {@link #SAMPLE} rows that aren't blank.
     *
     * @param kind what somebody says the rows are; null when nobody does
     */
    static Layout detect(List<String> rows, boolean json, @Nullable DataKind kind)
            throws BadArchiveException {
        if (rows.isEmpty()) {
            throw new BadArchiveException("empty", "the file has no rows");
        }
        boolean funding = !json && isFunding(rows.getFirst());
        if (kind != null && funding != (kind == DataKind.FUNDING)) {
            throw new BadArchiveException(
                    "kind_mismatch",
                    "it is said to hold "
                            + kind.label()
                            + ", but its header is "
                            + (funding ? "that of" : "none of")
                            + " funding rates");
        }
        Layout layout =
                funding
                        ? funding(rows.getFirst())
                        : json ? plain(rows, true) : csv(rows, kind == DataKind.MARK);
        if (kind == DataKind.MARK) {
            layout = layout.ofMarks();
        }
        checkRows(layout, layout.header() ? rows.subList(1, rows.size()) : rows, kind == null);
        return layout;
    }

    private static boolean isFunding(String header) {
        return Arrays.stream(header.split(",", -1))
                .anyMatch(name -> Field.ofFunding(name) == Field.FUNDING_RATE);
    }

    private static Layout funding(String header) throws BadArchiveException {
        List<Field> fields = Arrays.stream(header.split(",", -1)).map(Field::ofFunding).toList();
        for (Field needed : Layout.FUNDING) {
            if (Collections.frequency(fields, needed) != 1) {
                throw unknown("its header must have one column for the " + needed.label());
            }
        }
        boolean binance = header.toLowerCase(Locale.ROOT).contains("last_funding_rate");
        return new Layout(
                DataKind.FUNDING,
                fields,
                true,
                false,
                binance ? Exchange.BINANCE : null,
                MarketType.FUTURES);
    }

    private static Layout csv(List<String> rows, boolean marks) throws BadArchiveException {
        String first = rows.getFirst();
        if (first.indexOf(',') < 0) {
            throw unknown("its first line is '" + shorten(first) + "'");
        }
        return Character.isLetter(first.charAt(0)) ? named(first, marks) : plain(rows, false);
    }

    /** Columns that mean nothing are taken beside mark prices only, where volumes mean nothing. */
    private static Layout named(String header, boolean marks) throws BadArchiveException {
        List<Field> fields = new ArrayList<>();
        for (String name : header.split(",", -1)) {
            Field field = Field.byName(name);
            if (field == null && marks) {
                field = Field.IGNORED;
            }
            if (field == null) {
                throw unknown(
                        "its header has a column '"
                                + shorten(name.strip())
                                + "' that no file of Binance or Bybit candles has");
            }
            if (field != Field.IGNORED && fields.contains(field)) {
                throw unknown("its header names the " + field.label() + " twice");
            }
            fields.add(field);
        }
        for (Field needed : marks ? Layout.PRICES : Layout.PLAIN) {
            if (!fields.contains(needed)) {
                throw unknown("its header has no column for the " + needed.label());
            }
        }
        boolean binance = fields.equals(Layout.BINANCE);
        boolean bybit = header.toLowerCase(Locale.ROOT).contains("turnover");
        return new Layout(
                DataKind.CANDLES,
                fields,
                true,
                false,
                binance ? Exchange.BINANCE : bybit ? Exchange.BYBIT : null,
                binance ? MarketType.FUTURES : null);
    }

    /** Without a header the number of columns and the form of the time must tell. */
    private static Layout plain(List<String> rows, boolean json) throws BadArchiveException {
        int columns = usualColumns(rows);
        if (columns == Layout.BINANCE.size() && !json) {
            return new Layout(
                    DataKind.CANDLES,
                    Layout.BINANCE,
                    false,
                    false,
                    Exchange.BINANCE,
                    MarketType.SPOT);
        }
        if (columns == Layout.PLAIN.size()) {
            boolean metaTrader = rows.getFirst().matches("\\d{4}\\.\\d\\d\\.\\d\\d .*");
            Exchange exchange = metaTrader ? Exchange.BYBIT : null;
            MarketType type = metaTrader ? MarketType.FUTURES : null;
            return new Layout(DataKind.CANDLES, Layout.PLAIN, false, json, exchange, type);
        }
        throw unknown("its rows have " + columns + " columns and no header");
    }

    private static int usualColumns(List<String> rows) {
        int[] votes = new int[Rows.MAX_LENGTH + 2];
        int best = 0;
        for (String row : rows) {
            int columns = (int) row.chars().filter(c -> c == ',').count() + 1;
            if (++votes[columns] > votes[best]) {
                best = columns;
            }
        }
        return best;
    }

    /**
     * At least half of the sample must read well, and candles must be neither of a longer timeframe
     * nor, unless somebody says what they are, of a derived price.
     */
    private static void checkRows(Layout layout, List<String> rows, boolean mayBeDerived)
            throws BadArchiveException {
        RowParser parser = layout.parser(anySymbol(layout, rows));
        String reason = "";
        int good = 0;
        int untraded = 0;
        long previous = Long.MIN_VALUE;
        long step = Long.MAX_VALUE;
        for (String row : rows) {
            byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
            String problem = parser.parse(bytes, 0, bytes.length);
            if (problem != null && !problem.equals(CandleRowParser.NO_TRADES)) {
                reason = reason.isEmpty() ? problem : reason;
                continue;
            }
            good++;
            untraded += parser instanceof CandleRowParser candle && candle.isUntraded() ? 1 : 0;
            if (previous != Long.MIN_VALUE && parser.timeMillis() != previous) {
                step = Math.min(step, Math.abs(parser.timeMillis() - previous));
            }
            previous = parser.timeMillis();
        }
        if (good * 2 < rows.size()) {
            throw unknown("most of its first rows can't be read, e.g. " + reason);
        }
        if (mayBeDerived && good > 0 && untraded == good) {
            throw new BadArchiveException(
                    "kind_unknown",
                    "its rows count trades but have no volume, as those of mark, index and premium"
                            + " prices do. If they are mark prices say --kind mark; only those and"
                            + " candles of trades are imported");
        }
        if (layout.kind() != DataKind.FUNDING && good > 3 && step > 60_000) {
            throw new BadArchiveException(
                    "wrong_timeframe",
                    "its rows are "
                            + step / 60_000
                            + " minutes apart; only 1m candles are imported, longer ones are"
                            + " derived from them");
        }
    }

    /** Whose rows these are is checked when they are read; the form is checked here. */
    private static String anySymbol(Layout layout, List<String> rows) {
        int column = layout.fields().indexOf(Field.SYMBOL);
        String[] first = rows.isEmpty() ? new String[0] : rows.getFirst().split(",", -1);
        return column >= 0 && column < first.length ? first[column].strip() : "";
    }

    private static BadArchiveException unknown(String why) {
        return new BadArchiveException(
                "unknown_layout", "not a file of a known layout: " + why + ". " + KNOWN);
    }

    static String shorten(@Nullable String text) {
        String shown = text == null ? "" : text.replaceAll("\\p{Cntrl}", "?");
        return shown.length() <= 60 ? shown : shown.substring(0, 57) + "…";
    }
}
