package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.PriceSource;

/** What an indicator reads. */
final class Sources {

    private Sources() {}

    /** The chosen source, close when none was chosen. */
    static PriceSource of(IndicatorUse use) {
        PriceSource source = use.source();
        return source == null ? PriceSource.CLOSE : source;
    }
}
