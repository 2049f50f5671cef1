package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.FundingRefresh;
import io.candlegrid.domain.marketdata.GapRepair;
import io.candlegrid.domain.marketdata.GapScan;
import io.candlegrid.domain.marketdata.GapStore;
import io.candlegrid.domain.marketdata.InstrumentRefresh;
import io.candlegrid.domain.marketdata.Venue;
import io.candlegrid.domain.marketdata.VenueException;
import io.candlegrid.domain.marketdata.Venues;
import io.candlegrid.platform.schedule.ScheduledTask;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is due by the clock for market data. Markets are done one after the other; one that does not
 * answer does not keep the others from being done, but makes the run a failed one.
 */
record MarketDataTasks(
        Venues venues,
        InstrumentRefresh instruments,
        FundingRefresh funding,
        GapScan scan,
        GapRepair repair,
        GapStore gaps,
        CandleStore candles,
        GapMeters meters,
        InstantSource clock) {

    // Not at the beginning of a minute, when all candles come.
    static final String INSTRUMENTS = "instrument-refresh";
    static final String GAPS = "gap-scan";
    static final String FUNDING = "funding-refresh";
    static final String COVERAGE = "coverage-rollup";
    static final String CANONICAL = "canonical-check";

    /** How long gaps of one market are repaired at a time. */
    private static final Duration REPAIR_TIME = Duration.ofMinutes(2);

    private static final Duration REPAIRED_KEPT = Duration.ofDays(90);

    ScheduledTask instrumentRefresh() {
        return new ScheduledTask(
                INSTRUMENTS,
                "Fetches every market's list of instruments and their trading rules",
                "30 7 * * * ?",
                true,
                this::refreshInstruments);
    }

    ScheduledTask gapScan() {
        return new ScheduledTask(
                GAPS,
                "Looks for absent candles of the last day, repairs or explains what is open",
                "20 0/3 * * * ?",
                false,
                this::scanGaps);
    }

    ScheduledTask fundingRefresh() {
        return new ScheduledTask(
                FUNDING,
                "Fetches the funding rates of futures",
                "30 3 * * * ?",
                false,
                this::refreshFunding);
    }

    ScheduledTask coverageRollup() {
        return new ScheduledTask(
                COVERAGE,
                "Sums up all stored candles and looks for gaps of any age",
                "30 33 * * * ?",
                false,
                this::rollUpCoverage);
    }

    ScheduledTask canonicalCheck() {
        return new ScheduledTask(
                CANONICAL,
                "Inserts candles that raw has and canonical lacks",
                "30 23 * * * ?",
                true,
                this::checkCanonical);
    }

    private interface MarketWork {
        void run(Venue venue, Counts counts);
    }

    /** What was counted, by name, and what went wrong. */
    private static final class Counts {
        private final Map<String, Long> numbers = new TreeMap<>();
        private final List<String> problems = new ArrayList<>();

        void add(String name, long number) {
            numbers.merge(name, number, Long::sum);
        }

        ScheduledTask.Report report() {
            List<String> said = new ArrayList<>();
            numbers.forEach((name, number) -> said.add(name.replace('_', ' ') + " " + number));
            return new ScheduledTask.Report(String.join(", ", said), numbers, problems);
        }
    }

    private ScheduledTask.Report eachMarket(MarketWork work) {
        Counts counts = new Counts();
        for (Venue venue : venues.all()) {
            try {
                work.run(venue, counts);
            } catch (VenueException e) {
                counts.problems.add(e.reason());
                if (e.kind() == VenueException.Kind.STOPPED) {
                    break;
                }
            }
        }
        return counts.report();
    }

    private ScheduledTask.Report refreshInstruments() {
        return eachMarket((venue, counts) -> {
            InstrumentRefresh.Outcome outcome = instruments.run(venue);
            counts.add("listed", outcome.listed());
            counts.add("changed", outcome.changed());
            counts.add("delisted", outcome.delisted());
            counts.add("unreadable", outcome.unreadable());
        });
    }

    private ScheduledTask.Report refreshFunding() {
        return eachMarket((venue, counts) -> {
            FundingRefresh.Outcome outcome = funding.run(venue);
            counts.add("instruments", outcome.instruments());
            counts.add("added", outcome.added());
            counts.add("refused", outcome.refused());
        });
    }

    private ScheduledTask.Report scanGaps() {
        return eachMarket((venue, counts) -> {
            counts.add("found", scan.recent(venue));
            GapRepair.Outcome outcome = repair.run(venue, clock.instant().plus(REPAIR_TIME));
            counts.add("asked", outcome.asked());
            counts.add("repaired", outcome.repaired());
            counts.add("candles", outcome.candles());
            counts.add("explained", outcome.explained());
            counts.add("postponed", outcome.postponed());
            counts.add("given_up", outcome.givenUp());
            meters.repaired(venue.market(), outcome.repaired());
            if (!outcome.trouble().isEmpty()) {
                counts.problems.add(outcome.trouble());
            }
        });
    }

    private ScheduledTask.Report rollUpCoverage() {
        GapScan.Outcome outcome = scan.everything(venues);
        Counts counts = new Counts();
        counts.add("instruments", outcome.instruments());
        counts.add("candles", outcome.candles());
        counts.add("found", outcome.found());
        counts.add("settled", outcome.settled());
        counts.add("forgotten", gaps.forgetRepaired(clock.instant().minus(REPAIRED_KEPT)));
        return counts.report();
    }

    private ScheduledTask.Report checkCanonical() {
        Counts counts = new Counts();
        long inserted = candles.repairCanonical();
        counts.add("inserted", inserted);
        meters.inserted(inserted);
        return counts.report();
    }
}
