package io.candlegrid.domain.marketdata.archive;

import java.util.Map;

/** A column of a file that is read; the doubles come in the order of RawCandles.Column. */
enum Field {
    OPEN,
    HIGH,
    LOW,
    CLOSE,
    VOLUME,
    QUOTE_VOLUME,
    TAKER_BUY_VOLUME,
    TAKER_BUY_QUOTE_VOLUME,
    TRADES,
    OPEN_TIME,
    FUNDING_TIME,
    FUNDING_RATE,
    SYMBOL,
    IGNORED;

    /** The fields of the RawCandles.Column doubles come first. */
    static final int DOUBLES = 8;

    /** Names of columns in headers, lower case, without underscores. */
    private static final Map<String, Field> BY_NAME =
            Map.ofEntries(
                    Map.entry("opentime", OPEN_TIME),
                    Map.entry("opentimems", OPEN_TIME),
                    Map.entry("opentimeus", OPEN_TIME),
                    Map.entry("timestamp", OPEN_TIME),
                    Map.entry("starttime", OPEN_TIME),
                    Map.entry("startat", OPEN_TIME),
                    Map.entry("open", OPEN),
                    Map.entry("openprice", OPEN),
                    Map.entry("high", HIGH),
                    Map.entry("highprice", HIGH),
                    Map.entry("low", LOW),
                    Map.entry("lowprice", LOW),
                    Map.entry("close", CLOSE),
                    Map.entry("closeprice", CLOSE),
                    Map.entry("volume", VOLUME),
                    Map.entry("quotevolume", QUOTE_VOLUME),
                    Map.entry("quoteassetvolume", QUOTE_VOLUME),
                    Map.entry("turnover", QUOTE_VOLUME),
                    Map.entry("count", TRADES),
                    Map.entry("trades", TRADES),
                    Map.entry("numberoftrades", TRADES),
                    Map.entry("takerbuyvolume", TAKER_BUY_VOLUME),
                    Map.entry("takerbuybasevolume", TAKER_BUY_VOLUME),
                    Map.entry("takerbuybaseassetvolume", TAKER_BUY_VOLUME),
                    Map.entry("takerbuyquotevolume", TAKER_BUY_QUOTE_VOLUME),
                    Map.entry("takerbuyquoteassetvolume", TAKER_BUY_QUOTE_VOLUME),
                    Map.entry("symbol", SYMBOL),
                    Map.entry("closetime", IGNORED),
                    Map.entry("ignore", IGNORED));

    /** Names of columns in headers of funding rates, in the same form. */
    private static final Map<String, Field> OF_FUNDING =
            Map.ofEntries(
                    Map.entry("fundingtime", FUNDING_TIME),
                    Map.entry("fundingtimems", FUNDING_TIME),
                    Map.entry("calctime", FUNDING_TIME),
                    Map.entry("fundingratetimestamp", FUNDING_TIME),
                    Map.entry("timestamp", FUNDING_TIME),
                    Map.entry("fundingrate", FUNDING_RATE),
                    Map.entry("lastfundingrate", FUNDING_RATE),
                    Map.entry("symbol", SYMBOL));

    /** The name in messages. */
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    /** The field of a name in a header, null when no exchange that is read calls a column so. */
    static @org.jspecify.annotations.Nullable Field byName(String name) {
        return BY_NAME.get(normal(name));
    }

    /** The field of a name in a header of funding rates; other columns mean nothing there. */
    static Field ofFunding(String name) {
        return OF_FUNDING.getOrDefault(normal(name), IGNORED);
    }

    private static String normal(String name) {
        return name.strip().toLowerCase(java.util.Locale.ROOT).replace("_", "").replace(" ", "");
    }
}
