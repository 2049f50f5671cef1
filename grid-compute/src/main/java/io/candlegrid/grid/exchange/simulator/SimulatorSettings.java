package io.candlegrid.grid.exchange.simulator;

import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a simulator serves.
 *
 * @param instruments what each instrument trades; all are listed and tradable
 * @param history how far back candles go, before the start of the clock
 * @param seed of everything by chance
 * @param port on 127.0.0.1; 0 for a free one
 * @param updatesPerMinute how often the running candle is told, by the simulated minute; 0 never
 * @param heartbeat how often Binance's servers ping, wall time; three unanswered end a connection,
 *     and so do 30 of them without a message of a Bybit client
 * @param weightPerMinute what Binance allows per minute of wall time
 */
public record SimulatorSettings(
        Map<InstrumentId, CandleScript> instruments,
        SimulatorClock clock,
        Duration history,
        long seed,
        int port,
        int updatesPerMinute,
        Duration heartbeat,
        int weightPerMinute) {

    public SimulatorSettings {
        instruments = Map.copyOf(instruments);
        if (port < 0 || port > 65_535 || updatesPerMinute < 0 || updatesPerMinute > 60) {
            throw new IllegalArgumentException(
                    "port="
                            + port
                            + " must be 0 to 65535, updatesPerMinute="
                            + updatesPerMinute
                            + " 0 to 60");
        }
    }

    /** Made-up candles for given instruments, 30 days of history, a free port. */
    public static SimulatorSettings synthetic(
            SimulatorClock clock, long seed, Iterable<InstrumentId> instruments) {
        CandleScript script = new SyntheticScript(seed);
        Map<InstrumentId, CandleScript> scripts = new LinkedHashMap<>();
        instruments.forEach(instrument -> scripts.put(instrument, script));
        return new SimulatorSettings(
                scripts, clock, Duration.ofDays(30), seed, 0, 4, Duration.ofSeconds(20), 6_000);
    }

    /** Made-up candles for {@code SYNTH0000USDT} and so on, so many on each of the four markets. */
    public static SimulatorSettings synthetic(SimulatorClock clock, long seed, int symbols) {
        Map<InstrumentId, Integer> ids = new LinkedHashMap<>();
        for (Market market : Market.ALL) {
            for (int i = 0; i < symbols; i++) {
                ids.put(
                        new InstrumentId(
                                market.id(), String.format(Locale.ROOT, "SYNTH%04dUSDT", i)),
                        i);
            }
        }
        return synthetic(clock, seed, ids.keySet());
    }

    /** With further instruments. */
    public SimulatorSettings withMore(Map<InstrumentId, CandleScript> others) {
        Map<InstrumentId, CandleScript> all = new LinkedHashMap<>(instruments);
        all.putAll(others);
        return new SimulatorSettings(
                all, clock, history, seed, port, updatesPerMinute, heartbeat, weightPerMinute);
    }

    public SimulatorSettings withPort(int other) {
        return new SimulatorSettings(
                instruments,
                clock,
                history,
                seed,
                other,
                updatesPerMinute,
                heartbeat,
                weightPerMinute);
    }

    public SimulatorSettings withUpdatesPerMinute(int other) {
        return new SimulatorSettings(
                instruments, clock, history, seed, port, other, heartbeat, weightPerMinute);
    }

    public SimulatorSettings withHeartbeat(Duration other) {
        return new SimulatorSettings(
                instruments, clock, history, seed, port, updatesPerMinute, other, weightPerMinute);
    }

    public SimulatorSettings withWeightPerMinute(int other) {
        return new SimulatorSettings(
                instruments, clock, history, seed, port, updatesPerMinute, heartbeat, other);
    }

    public SimulatorSettings withHistory(Duration other) {
        return new SimulatorSettings(
                instruments,
                clock,
                other,
                seed,
                port,
                updatesPerMinute,
                heartbeat,
                weightPerMinute);
    }
}
