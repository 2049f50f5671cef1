package io.candlegrid.platform.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.domain.marketdata.IngestReport;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.platform.testing.TestPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Half an hour of undisturbed live ingest of twenty instruments, in a hurry. At real speed, where
 * the lag is looked at too, on a machine that does nothing else: {@code -Dcandlegrid.soak-speed=1}.
 * {@code -Dcandlegrid.soak-symbols} is the number of instruments of each market.
 */
class IngestSoakIT {

    private static final double SPEED =
            Double.parseDouble(System.getProperty("candlegrid.soak-speed", "120"));
    private static final int SYMBOLS = Integer.getInteger("candlegrid.soak-symbols", 5);
    private static final int MINUTES = 30;
    private static final long MOST_LAG_MILLIS = 250;

    @Test
    void growsWithoutAHoleForHalfAnHour() {
        try (IngestRig rig = IngestRig.open("SOAK", SYMBOLS, SPEED, 8)) {
            rig.start();
            // A report may still be that of whoever ingested before.
            await().atMost(IngestRig.PATIENCE).until(() -> countRaw() > 0);
            int first = rig.minute();
            List<Long> raw = new ArrayList<>();
            List<Long> canonical = new ArrayList<>();
            for (int minute = first; minute <= first + MINUTES; minute += 2) {
                rig.awaitMinute(minute);
                raw.add(countRaw());
                canonical.add(count("canonical_candles_1m final"));
            }
            rig.awaitTruth(first + MINUTES);

            assertThat(raw).isSorted().doesNotHaveDuplicates();
            assertThat(canonical).isSorted().doesNotHaveDuplicates();
            for (Market market : Market.ALL) {
                IngestReport report = rig.report(market.id());
                print(market, report);
                assertThat(report.candles()).isGreaterThanOrEqualTo(SYMBOLS * MINUTES);
                assertThat(report.dropped() + report.deadLetters() + report.reconnects()).isZero();
                if (SPEED == 1) {
                    assertThat(report.lag().published().p99()).isLessThan(MOST_LAG_MILLIS);
                }
            }
        }
    }

    private static void print(Market market, IngestReport report) {
        System.out.printf(
                "%s: %,d live candles, %,d over REST; close to published p50 %,d ms, p99 %,d ms of"
                        + " candle time at %.0f times real speed%n",
                market.instrumentKey("*"),
                report.candles(),
                report.backfilled(),
                report.lag().published().p50(),
                report.lag().published().p99(),
                SPEED);
    }

    private static long countRaw() {
        return count("raw_binance_klines_1m") + count("raw_bybit_klines_1m");
    }

    private static long count(String table) {
        return TestPlatform.bean(ClickHouse.class)
                .query(
                        "select count() from " + table + " where symbol like 'SYNTHSOAK%'",
                        Map.of(),
                        rows -> {
                            rows.hasNext();
                            return rows.int64();
                        });
    }
}
