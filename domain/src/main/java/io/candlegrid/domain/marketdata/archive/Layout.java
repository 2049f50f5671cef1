package io.candlegrid.domain.marketdata.archive;

import io.candlegrid.domain.marketdata.DataKind;
import io.candlegrid.domain.marketdata.Exchange;
import io.candlegrid.domain.marketdata.MarketType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which field stands in which column of a file.
 *
 * @param kind what the rows are
 * @param fields the columns from left to right
 * @param header whether the first row that isn't blank names the columns
 * @param json whether rows are JSON arrays rather than lines
 * @param exchange whose layout it is; null when several use it
 * @param type the market type it tells; null when it doesn't
 */
record Layout(
        DataKind kind,
        List<Field> fields,
        boolean header,
        boolean json,
        @Nullable Exchange exchange,
        @Nullable MarketType type) {

    Layout {
        fields = List.copyOf(fields);
    }

    /** The archive layout of Binance, which comes with and without a header. */
    static final List<Field> BINANCE =
            List.of(
                    Field.OPEN_TIME,
                    Field.OPEN,
                    Field.HIGH,
                    Field.LOW,
                    Field.CLOSE,
                    Field.VOLUME,
                    Field.IGNORED,
                    Field.QUOTE_VOLUME,
                    Field.TRADES,
                    Field.TAKER_BUY_VOLUME,
                    Field.TAKER_BUY_QUOTE_VOLUME,
                    Field.IGNORED);

    /** The prices that every candle has. */
    static final List<Field> PRICES =
            List.of(Field.OPEN_TIME, Field.OPEN, Field.HIGH, Field.LOW, Field.CLOSE);

    /** The six columns that everybody writes. */
    static final List<Field> PLAIN =
            List.of(Field.OPEN_TIME, Field.OPEN, Field.HIGH, Field.LOW, Field.CLOSE, Field.VOLUME);

    /** What a file of funding rates must name. */
    static final List<Field> FUNDING = List.of(Field.FUNDING_TIME, Field.FUNDING_RATE);

    /** The same for mark prices: whatever is no price means nothing there. */
    Layout ofMarks() {
        List<Field> kept =
                fields.stream()
                        .map(f -> PRICES.contains(f) || f == Field.SYMBOL ? f : Field.IGNORED)
                        .toList();
        return new Layout(DataKind.MARK, kept, header, json, exchange, MarketType.FUTURES);
    }

    /** A parser of rows of this layout. */
    RowParser parser(String symbol) {
        return kind == DataKind.FUNDING
                ? new FundingRowParser(this, symbol)
                : new CandleRowParser(this, symbol);
    }
}
