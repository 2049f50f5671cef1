package io.candlegrid.domain.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstrumentRefreshTest {

    private final StandInStores stores = new StandInStores();
    private final StandInVenue venue = new StandInVenue();
    private final InstrumentRefresh refresh = new InstrumentRefresh(stores);

    private static Instrument instrument(String symbol, String lot, String source) {
        return new Instrument(
                new InstrumentId(1, symbol),
                "trading",
                new BigDecimal("0.01"),
                new BigDecimal(lot),
                new BigDecimal("0.001"),
                new BigDecimal("5"),
                true,
                source);
    }

    private Instrument stored(String symbol) {
        return stores.find(new InstrumentId(1, symbol)).orElseThrow();
    }

    @Test
    void storesWhatIsNewOrDifferentAndMarksWhatIsGone() {
        venue.listed.add(instrument("BTCUSDT", "0.001", Instrument.LISTED));
        venue.listed.add(instrument("ETHUSDT", "0.01", Instrument.LISTED));
        stores.save(
                List.of(
                        instrument("BTCUSDT", "0.0010", Instrument.LISTED),
                        instrument("ETHUSDT", "0.1", "person"),
                        instrument("LUNAUSDT", "1", Instrument.LISTED)));
        assertThat(refresh.run(venue)).isEqualTo(new InstrumentRefresh.Outcome(2, 1, 1, 0));
        assertThat(stored("ETHUSDT").lotSize()).isEqualByComparingTo("0.01");
        assertThat(stored("LUNAUSDT").status()).isEqualTo("delisted");
        assertThat(stored("LUNAUSDT").tradable()).isFalse();
        assertThat(stored("LUNAUSDT").minQuantity()).isEqualByComparingTo("0.001");
        assertThat(refresh.run(venue)).isEqualTo(new InstrumentRefresh.Outcome(2, 0, 0, 0));
    }

    @Test
    void madeUpInstrumentsAreNotDelisted() {
        venue.listed.add(instrument("BTCUSDT", "0.001", Instrument.LISTED));
        stores.save(List.of(instrument("SYNTHUSDT", "1", "synthetic")));
        refresh.run(venue);
        assertThat(stored("SYNTHUSDT").status()).isEqualTo("trading");
    }

    @Test
    void nothingIsDelistedWhileSomeEntriesCanNotBeRead() {
        venue.listed.add(instrument("BTCUSDT", "0.001", Instrument.LISTED));
        venue.unreadable = 1;
        stores.save(List.of(instrument("LUNAUSDT", "1", Instrument.LISTED)));
        assertThat(refresh.run(venue).delisted()).isZero();
        assertThat(stored("LUNAUSDT").tradable()).isTrue();
    }

    @Test
    void aRuleThatTheListDoesNotTellStays() {
        InstrumentId id = new InstrumentId(1, "ADAUSDT");
        BigDecimal tick = new BigDecimal("0.1");
        BigDecimal least = BigDecimal.ZERO;
        stores.save(List.of(new Instrument(id, "unknown", null, null, least, true, "person")));
        venue.listed.add(new Instrument(id, "trading", tick, null, null, true, Instrument.LISTED));
        refresh.run(venue);
        assertThat(stores.find(id))
                .hasValueSatisfying(kept -> {
                    assertThat(kept.tickSize()).isEqualTo(tick);
                    assertThat(kept.minNotional()).isEqualTo(least);
                });
        assertThat(refresh.run(venue).changed()).isZero();
    }

    @Test
    void anEmptyListIsNotBelieved() {
        stores.save(List.of(instrument("LUNAUSDT", "1", Instrument.LISTED)));
        assertThatThrownBy(() -> refresh.run(venue)).hasMessageContaining("lists no instrument");
        assertThat(stored("LUNAUSDT").tradable()).isTrue();
    }
}
