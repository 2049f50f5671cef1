package io.candlegrid.domain.marketdata;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What gaps need of the databases, in memory; minutes are counted from the epoch. */
final class StandInStores implements GapStore, GapSearch, InstrumentStore, CandleStore {

    private static final long MINUTE = 60_000;

    final Map<Long, Gap> gaps = new TreeMap<>();
    final Map<InstrumentId, Instrument> instruments =
            new TreeMap<>(Comparator.comparing(InstrumentId::key));
    @Nullable StoreException failure;
    private final Map<InstrumentId, NavigableMap<Long, Double>> candles =
            new TreeMap<>(Comparator.comparing(InstrumentId::key));
    private long ids;

    void store(String symbol, int from, int to) {
        for (int minute = from; minute < to; minute++) {
            of(new InstrumentId(1, symbol)).put(minute * MINUTE, 1.0);
        }
    }

    void lose(String symbol, int from, int to) {
        of(new InstrumentId(1, symbol)).subMap(from * MINUTE, to * MINUTE).clear();
    }

    private NavigableMap<Long, Double> of(InstrumentId id) {
        return candles.computeIfAbsent(id, key -> new TreeMap<>());
    }

    private Gap keep(Gap gap) {
        long id = gap.id() == 0 || gaps.containsKey(gap.id()) ? ++ids : gap.id();
        Gap kept =
                new Gap(
                        id,
                        gap.instrument(),
                        gap.hole(),
                        gap.state(),
                        gap.attempts(),
                        gap.nextAttempt(),
                        gap.detail(),
                        gap.foundAt(),
                        gap.changedAt());
        gaps.put(id, kept);
        return kept;
    }

    @Override
    public List<Gap> due(int marketId, Instant now, int limit) {
        return gaps.values().stream()
                .filter(gap -> gap.nextAttempt() != null && !gap.nextAttempt().isAfter(now))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Hole> accounted(InstrumentId instrument, long fromMillis, long toMillis) {
        return unrepaired(instrument).stream().map(Gap::hole).toList();
    }

    @Override
    public List<Gap> unrepaired(InstrumentId instrument) {
        return gaps.values().stream()
                .filter(gap -> gap.instrument().equals(instrument))
                .filter(gap -> gap.state() != Gap.State.REPAIRED)
                .toList();
    }

    @Override
    public int add(List<Gap> found) {
        found.forEach(this::keep);
        return found.size();
    }

    @Override
    public List<Gap> replace(Gap gap, List<Gap> parts) {
        return gaps.remove(gap.id(), gap) ? parts.stream().map(this::keep).toList() : List.of();
    }

    @Override
    public Optional<Gap> find(long id) {
        return Optional.ofNullable(gaps.get(id));
    }

    @Override
    public List<Gap> list(Filter filter, int limit, int offset) {
        return List.copyOf(gaps.values());
    }

    @Override
    public long count(Filter filter) {
        return gaps.size();
    }

    @Override
    public Map<Kind, Long> open() {
        return Map.of();
    }

    @Override
    public int forgetRepaired(Instant before) {
        return 0;
    }

    @Override
    public Map<InstrumentId, StoredSpan> spans() {
        Map<InstrumentId, StoredSpan> spans =
                new TreeMap<>(Comparator.comparing(InstrumentId::key));
        candles.forEach((id, stored) ->
                spans.put(id, new StoredSpan(stored.firstKey(), stored.lastKey(), stored.size())));
        return spans;
    }

    @Override
    public Map<InstrumentId, List<Hole>> holesSince(int marketId, long fromMillis) {
        Map<InstrumentId, List<Hole>> holes =
                new TreeMap<>(Comparator.comparing(InstrumentId::key));
        candles.forEach(
                (id, stored) -> holes.put(id, missing(id, stored.firstKey(), stored.lastKey())));
        return holes;
    }

    @Override
    public Map<InstrumentId, Long> lastSince(int marketId, long fromMillis) {
        Map<InstrumentId, Long> last = new TreeMap<>(Comparator.comparing(InstrumentId::key));
        candles.forEach((id, stored) -> last.put(id, stored.lastKey()));
        return last;
    }

    @Override
    public List<Hole> missing(InstrumentId instrument, long fromMillis, long toMillis) {
        List<Hole> missing = new ArrayList<>();
        long from = fromMillis;
        for (long at = fromMillis; at <= toMillis; at += MINUTE) {
            if (at == toMillis || of(instrument).containsKey(at)) {
                if (from < at) {
                    missing.add(new Hole(from, at, HoleType.UNKNOWN));
                }
                from = at + MINUTE;
            }
        }
        return missing;
    }

    @Override
    public BitSet traded(int marketId, long fromMillis, long toMillis) {
        BitSet traded = new BitSet();
        for (Map<Long, Double> stored : candles.values()) {
            stored.forEach((at, volume) -> {
                if (at >= fromMillis && at < toMillis && volume > 0) {
                    traded.set((int) ((at - fromMillis) / MINUTE));
                }
            });
        }
        return traded;
    }

    @Override
    public Optional<Instrument> find(InstrumentId id) {
        return Optional.ofNullable(instruments.get(id));
    }

    @Override
    public List<Instrument> all() {
        return List.copyOf(instruments.values());
    }

    @Override
    public List<Instrument> ofMarket(int marketId) {
        return all();
    }

    @Override
    public void save(List<Instrument> changed) {
        changed.forEach(instrument -> instruments.put(instrument.id(), instrument));
    }

    @Override
    public void addIfAbsent(InstrumentId id, CandleSource source) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CandleSeries readMinutes(InstrumentId instrument, long fromMillis, long toMillis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Coverage> coverage() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Coverage> coverage(InstrumentId instrument) {
        throw new UnsupportedOperationException();
    }

    @Override
    public IngestBatch newBatch() {
        return new IngestBatch(Instant.EPOCH, 1);
    }

    @Override
    public void insertRaw(RawCandles inserted, IngestBatch batch) {
        StoreException e = failure;
        if (e != null) {
            throw e;
        }
        for (int i = 0; i < inserted.count(); i++) {
            of(inserted.instrument())
                    .put(inserted.tsOpenMillis(i), inserted.value(RawCandles.Column.VOLUME, i));
        }
    }

    @Override
    public Known compare(RawCandles block, IngestBatch batch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long repairCanonical() {
        return 0;
    }
}
