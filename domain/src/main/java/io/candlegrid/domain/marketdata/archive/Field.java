package io.candlegrid.domain.marketdata.archive;

import java.util.Map;

/** A column of a candle file that is read; the doubles come in the order of RawCandles.Column. */
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
    IGNORED;

    /** The fields of the RawCandles.Column doubles come first. */
    static final int DOUBLES = 8;

    /** Names of columns in headers, lower case, without underscores. */
    private static final Map<String, Field> BY_NAME =
            Map.ofEntries(
                    Map.entry("opentime", OPEN_TIME),
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
                    Map.entry("closetime", IGNORED),
                    Map.entry("ignore", IGNORED));

    /** The name in messages. */
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    /** The field of a name in a header, null when no exchange that is read calls a column so. */
    static @org.jspecify.annotations.Nullable Field byName(String name) {
        return BY_NAME.get(
                name.strip().toLowerCase(java.util.Locale.ROOT).replace("_", "").replace(" ", ""));
    }
}
