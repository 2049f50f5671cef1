package io.candlegrid.grid.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.IngestBatch;
import io.candlegrid.domain.marketdata.IngestStore;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveWriterTest {

    private static final InstrumentId ID = new InstrumentId(1, "SYNTHUSDT");

    private record Insert(List<Candle> candles, IngestBatch batch) {}

    /** Takes rows and then says that it didn't, as a server that dies after the insert. */
    private static final class ForgetfulStore implements IngestStore {
        private final List<Insert> inserts = new ArrayList<>();
        private int failures;

        @Override
        public void insertRaw(List<Candle> candles, CandleSource source, IngestBatch batch) {
            inserts.add(new Insert(candles, batch));
            if (failures-- > 0) {
                throw new StoreException("connection reset");
            }
        }

        @Override
        public Map<InstrumentId, Long> resumePoints(Collection<InstrumentId> ids, long since) {
            return Map.of();
        }
    }

    private static LiveCandle candle(double close) {
        return new LiveCandle(
                new Candle(ID, 1_748_858_400_000L, 1, 3, 1, close, 1, 1, 1, 1, 1), Instant.EPOCH);
    }

    @Test
    void repeatsAnUnacknowledgedBatchWholeUnderTheSameStamp() {
        ForgetfulStore store = new ForgetfulStore();
        store.failures = 1;
        int[] sequence = {0};
        LiveWriter writer =
                new LiveWriter(() -> new IngestBatch(Instant.EPOCH, ++sequence[0]), store);

        assertThat(writer.write(List.of(candle(2)))).isFalse();
        assertThat(writer.write(List.of(candle(2)))).isTrue();
        assertThat(writer.write(List.of(candle(3)))).isTrue();

        assertThat(store.inserts.get(0)).isEqualTo(store.inserts.get(1));
        assertThat(store.inserts)
                .extracting(insert -> insert.batch().sequence())
                .containsExactly(1L, 1L, 2L);
    }

    @Test
    void storesTheLaterOfTwoVersions() {
        ForgetfulStore store = new ForgetfulStore();
        LiveWriter writer = new LiveWriter(() -> new IngestBatch(Instant.EPOCH, 1), store);

        writer.write(List.of(candle(2), candle(3)));

        assertThat(store.inserts.getFirst().candles()).containsExactly(candle(3).candle());
    }
}
