package io.candlegrid.domain.marketdata;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An instrument with its trading rules; a null rule is not known.
 *
 * @param status the exchange's word, lower case, e.g. {@code trading}; {@code unknown} if not told
 * @param tickSize smallest price step
 * @param lotSize smallest quantity step
 * @param minNotional smallest order value in quote units
 * @param tradable whether orders are accepted
 * @param source where the row came from: {@code exchange}, or a label of {@link CandleSource}
 */
public record Instrument(
        InstrumentId id,
        String status,
        @Nullable BigDecimal tickSize,
        @Nullable BigDecimal lotSize,
        @Nullable BigDecimal minNotional,
        boolean tradable,
        String source) {}
