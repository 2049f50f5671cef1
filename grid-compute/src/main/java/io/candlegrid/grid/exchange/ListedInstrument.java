package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.Instrument;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An instrument as an exchange lists it.
 *
 * @param instrument with the trading rules that are stored; source {@code exchange}
 * @param base what is traded, e.g. {@code BTC}
 * @param quote what it is priced in, e.g. {@code USDT}
 * @param minQuantity smallest quantity of an order in base units; null when not told
 */
public record ListedInstrument(
        Instrument instrument, String base, String quote, @Nullable BigDecimal minQuantity) {}
