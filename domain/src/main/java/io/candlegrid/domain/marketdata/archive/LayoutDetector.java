package io.candlegrid.domain.marketdata.archive;

import io.candlegrid.domain.marketdata.Exchange;
import io.candlegrid.domain.marketdata.MarketType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out the layout of a file by its first rows. */
final class LayoutDetector {

    /** Rows that are looked at. */
    static final int SAMPLE = 32;

    private static final String KNOWN =
            "Known are Binance's 12 columns with or without header, open_time,open,high,low,close,"
                    + "volume with a header, Bybit's timestamp,open,high,low,close,volume with"
                    + " ISO times or its MetaTrader csv, and JSON arrays"
                    + " [ms,open,high,low,close,volume]";

    private LayoutDetector() {}

    /** The layout, by up to {@link #SAMPLE} rows that aren't blank. */
    static CandleLayout detect(List<String> rows, boolean json) throws BadArchiveException {
        if (rows.isEmpty()) {
            throw new BadArchiveException("empty", "the file has no rows");
        }
        CandleLayout layout = json ? plain(rows, true) : csv(rows);
        checkRows(layout, layout.header() ? rows.subList(1, rows.size()) : rows);
        return layout;
    }

    private static CandleLayout csv(List<String> rows) throws BadArchiveException {
        String first = rows.getFirst();
        if (first.indexOf(',') < 0) {
            throw unknown("its first line is '" + shorten(first) + "'");
        }
        return Character.isLetter(first.charAt(0)) ? named(first) : plain(rows, false);
    }

    private static CandleLayout named(String header) throws BadArchiveException {
        List<Field> fields = new ArrayList<>();
        for (String name : header.split(",", -1)) {
            Field field = Field.byName(name);
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
        for (Field needed : CandleLayout.PLAIN) {
            if (!fields.contains(needed)) {
                throw unknown("its header has no column for the " + needed.label());
            }
        }
        boolean binance = fields.equals(CandleLayout.BINANCE);
        boolean bybit = header.toLowerCase(java.util.Locale.ROOT).contains("turnover");
        return new CandleLayout(
                fields,
                true,
                false,
                binance ? Exchange.BINANCE : bybit ? Exchange.BYBIT : null,
                binance ? MarketType.FUTURES : null);
    }

    /** Without a header the number of columns and the form of the time must tell. */
    private static CandleLayout plain(List<String> rows, boolean json) throws BadArchiveException {
        int columns = usualColumns(rows);
        if (columns == CandleLayout.BINANCE.size() && !json) {
            return new CandleLayout(
                    CandleLayout.BINANCE, false, false, Exchange.BINANCE, MarketType.SPOT);
        }
        if (columns == CandleLayout.PLAIN.size()) {
            boolean metaTrader = rows.getFirst().matches("\\d{4}\\.\\d\\d\\.\\d\\d .*");
            Exchange exchange = metaTrader ? Exchange.BYBIT : null;
            MarketType type = metaTrader ? MarketType.FUTURES : null;
            return new CandleLayout(CandleLayout.PLAIN, false, json, exchange, type);
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

    /** At least half of the sample must read as candles, and they must not be of longer ones. */
    private static void checkRows(CandleLayout layout, List<String> rows)
            throws BadArchiveException {
        CandleRowParser parser = new CandleRowParser(layout);
        String reason = "";
        int good = 0;
        long previous = Long.MIN_VALUE;
        long step = Long.MAX_VALUE;
        for (String row : rows) {
            byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
            String problem = parser.parse(bytes, 0, bytes.length);
            if (problem != null) {
                reason = reason.isEmpty() ? problem : reason;
                continue;
            }
            good++;
            if (previous != Long.MIN_VALUE && parser.tsOpenMillis() != previous) {
                step = Math.min(step, Math.abs(parser.tsOpenMillis() - previous));
            }
            previous = parser.tsOpenMillis();
        }
        if (good * 2 < rows.size()) {
            throw unknown("most of its first rows are no candles, e.g. " + reason);
        }
        if (good > 3 && step > 60_000) {
            throw new BadArchiveException(
                    "wrong_timeframe",
                    "its rows are "
                            + step / 60_000
                            + " minutes apart; only 1m candles are imported, longer ones are"
                            + " derived from them");
        }
    }

    private static BadArchiveException unknown(String why) {
        return new BadArchiveException(
                "unknown_layout", "not a candle file of a known layout: " + why + ". " + KNOWN);
    }

    static String shorten(@Nullable String text) {
        String shown = text == null ? "" : text.replaceAll("\\p{Cntrl}", "?");
        return shown.length() <= 60 ? shown : shown.substring(0, 57) + "…";
    }
}
