package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.strategy.IndicatorUse;

/** What an indicator reads. */
final class Sources {

    private Sources() {}

    /** The chosen source, close when none was chosen. */
    static PriceSource of(IndicatorUse use) {
        PriceSource source = use.source();
        return source == null ? PriceSource.CLOSE : source;
    }
}
