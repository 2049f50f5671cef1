package io.candlegrid.batch.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlegrid.domain.document.ContentHash;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.document.ValidationError;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.Coverage;
import io.candlegrid.domain.marketdata.DataKind;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.HoleType;
import io.candlegrid.domain.marketdata.HoleTyping;
import io.candlegrid.domain.marketdata.ImportFile;
import io.candlegrid.domain.marketdata.ImportProgress;
import io.candlegrid.domain.marketdata.ImportReport;
import io.candlegrid.domain.marketdata.ImportReport.FileReport;
import io.candlegrid.domain.marketdata.ImportReport.RejectedRow;
import io.candlegrid.domain.marketdata.ImportService;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.SharedData;
import io.candlegrid.domain.marketdata.SnapshotHash;
import io.candlegrid.domain.marketdata.StoreException;
import io.candlegrid.domain.marketdata.StoredSpan;
import io.candlegrid.domain.marketdata.SyntheticMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportIT {

    private static final long T0 = 1_704_067_200_000L;
    private static final long MINUTE = 60_000;

    private final ImportFixture fixture = ImportFixture.get();
    private final ImportService imports = fixture.imports();
    private final CandleStore store = fixture.candles();

    @TempDir Path dir;

    private static String csv(int from, int to) {
        StringBuilder text = new StringBuilder("open_time,open,high,low,close,volume\n");
        for (int i = from; i < to; i++) {
            text.append(T0 + i * MINUTE)
                    .append(",100.5,101,99.25,")
                    .append(100 + i % 100 / 100.0)
                    .append(",1.5\n");
        }
        return text.toString();
    }

    private ImportFile file(String symbol, String text) throws IOException {
        Path path = Files.createTempFile(dir, "candles", ".csv");
        Files.writeString(path, text);
        return new ImportFile(path.getFileName().toString(), path, 2, symbol, null);
    }

    private ContentHash hash(InstrumentId id) {
        return SnapshotHash.of(store.readMinutes(id, 0, T0 * 2));
    }

    private static ImportReport valid(Validated<ImportReport> answer) {
        if (answer instanceof Validated.Valid<ImportReport>(ImportReport report)) {
            return report;
        }
        throw new AssertionError(answer.toString());
    }

    private static List<ValidationError> errors(Validated<ImportReport> answer) {
        if (answer instanceof Validated.Invalid<ImportReport>(List<ValidationError> errors)) {
            return errors;
        }
        throw new AssertionError(answer.toString());
    }

    private ImportReport run(ImportFile... files) {
        return valid(imports.run(List.of(files), told -> {}));
    }

    @ParameterizedTest
    @CsvSource({
        "binance/vision_2024_01/spot/BTCUSDT-1m-2024-01.csv.gz, 1, BTCUSDT, 44640, 0",
        "binance/vision_2024_01/um/ETHUSDT-1m-2024-01.csv.gz, 2, ETHUSDT, 44640, 0",
        "binance/usdm_2025_05_06/SOLUSDT-1m-20250504-20250624.csv.gz, 2, SOLUSDT, 73141, 0",
        "binance/spot_2021_09_10_gap/ETH_USDT-1m.json.gz, 1, ETHUSDT, 43079, 1",
        "bybit/linear_2025_06/BTCUSDT_1m.csv.gz, 4, BTCUSDT, 43200, 0"
    })
    void importsRealArchives(String path, int market, String symbol, long rows, long gaps) {
        ImportReport report = run(ImportFile.of(SharedData.file(path)));
        FileReport file = report.files().getFirst();
        InstrumentId id = new InstrumentId(market, symbol);
        assertThat(file.instrument()).isEqualTo(id);
        assertThat(file.rows()).isEqualTo(rows);
        assertThat(file.imported()).isEqualTo(rows);
        assertThat(file.rejected()).isEmpty();
        assertThat(file.gaps()).isEqualTo(gaps);
        assertThat(store.coverage(id).orElseThrow().count()).isEqualTo(rows);
        if (gaps == 1) {
            assertThat(store.coverage(id).orElseThrow().holes().getFirst().minutes())
                    .isEqualTo(120);
        }
        assertThat(fixture.instruments().find(id)).isPresent();
    }

    @Test
    void importsThreeZipsInOneJobAndASecondTimeNothing() {
        ImportFile[] zips =
                Stream.of("03", "04", "05")
                        .map(m -> "binance/vision_zips_2026/BTCUSDT-1m-2026-" + m + ".zip")
                        .map(SharedData::file)
                        .map(path -> new ImportFile(path.toString(), path, 1, "ZIPSUSDT", null))
                        .toArray(ImportFile[]::new);
        ImportReport first = run(zips);
        assertThat(first.files().stream().mapToLong(FileReport::imported).sum()).isEqualTo(132_480);
        InstrumentId id = new InstrumentId(1, "ZIPSUSDT");
        Coverage coverage = store.coverage(id).orElseThrow();
        assertThat(coverage.count()).isEqualTo(132_480);
        assertThat(coverage.holes()).isEmpty();
        ContentHash before = hash(id);
        ImportReport second = run(zips);
        assertThat(second.files().stream().mapToLong(FileReport::imported).sum()).isZero();
        assertThat(second.files().stream().mapToLong(FileReport::alreadyThere).sum())
                .isEqualTo(132_480);
        assertThat(hash(id)).isEqualTo(before);
        assertThat(second.toJson().toString())
                .startsWith("{\"schema\":\"import-report/v1\",\"files\":[{\"file\":")
                .contains("\"kind\":\"candles\"")
                .contains(
                        "\"market_id\":1,\"symbol\":\"ZIPSUSDT\",\"rows\":44640,\"imported\":0,"
                                + "\"already_there\":44640,\"rejected\":[],"
                                + "\"first\":\"2026-03-01T00:00:00Z\","
                                + "\"last\":\"2026-03-31T23:59:00Z\",\"gaps\":0}");
    }

    private ImportFile futures(String name, String symbol, String text, @Nullable DataKind kind)
            throws IOException {
        Path path = Files.createTempFile(dir, name, ".csv");
        Files.writeString(path, text);
        return new ImportFile(path.getFileName().toString(), path, 2, symbol, kind);
    }

    @Test
    void importsFundingRatesOnceAndSetsBadRowsAside() throws IOException {
        InstrumentId id = new InstrumentId(2, "FUNDINGUSDT");
        String text =
                "funding_time_ms,funding_rate\n%d,0.0001\n%d,-0.0002\n%d,lots\n"
                        .formatted(T0 + 6, T0 + 480 * MINUTE, T0 + 960 * MINUTE);
        ImportFile file = futures("rates", "FUNDINGUSDT", text, null);
        FileReport first = run(file).files().getFirst();
        assertThat(first.kind()).isEqualTo(DataKind.FUNDING);
        assertThat(first.imported()).isEqualTo(2);
        assertThat(first.rejected())
                .containsExactly(new RejectedRow(4, "funding rate 'lots' is not a number"));
        FileReport second = run(file).files().getFirst();
        assertThat(second.imported()).isZero();
        assertThat(second.alreadyThere()).isEqualTo(2);
        assertThat(fixture.funding().read(id, T0, T0 + 1_000 * MINUTE))
                .containsExactly(
                        new FundingRate(T0, 0.0001), new FundingRate(T0 + 480 * MINUTE, -0.0002));
        String changed = text.replace("0.0001", "0.0009");
        assertThat(
                        run(futures("rates", "FUNDINGUSDT", changed, null))
                                .files()
                                .getFirst()
                                .imported())
                .isOne();
        assertThat(fixture.funding().read(id, T0, T0 + 1))
                .containsExactly(new FundingRate(T0, 0.0009));
        assertThat(fixture.funding().stored().get(id))
                .isEqualTo(new StoredSpan(T0, T0 + 480 * MINUTE, 2));
        assertThat(store.coverage(id)).isEmpty();
    }

    @Test
    void importsMarkPricesBesideTheCandles() throws IOException {
        InstrumentId id = new InstrumentId(2, "MARKUSDT");
        ImportFile file = futures("marks", "MARKUSDT", csv(0, 50), DataKind.MARK);
        assertThat(run(file).files().getFirst().imported()).isEqualTo(50);
        assertThat(run(file).files().getFirst().alreadyThere()).isEqualTo(50);
        assertThat(store.coverage(id)).isEmpty();
        CandleSeries marks = fixture.marks().readMinutes(id, T0, T0 + 1_000 * MINUTE);
        assertThat(marks.bars()).isEqualTo(50);
        assertThat(marks.volume()).containsOnly(0);
        assertThat(fixture.marks().stored().get(id))
                .isEqualTo(new StoredSpan(T0, T0 + 49 * MINUTE, 50));
    }

    @Test
    void importsRealFundingAndMarkPrices() {
        ImportReport report =
                run(
                        ImportFile.of(
                                SharedData.file(
                                        "binance/funding/BTCUSDT_usdm_funding_20220101_20260315.csv")),
                        ImportFile.of(
                                SharedData.file(
                                        "binance/mark_price_2024_01/BTCUSDT-1m-2024-01.csv.gz")));
        assertThat(report.files()).allMatch(file -> file.imported() == file.rows());
        assertThat(report.files().getFirst().rows()).isGreaterThan(4_600);
        assertThat(report.files().getFirst().gaps()).isZero();
        assertThat(report.files().getLast().rows()).isEqualTo(44_640);
    }

    @Test
    void refusesFundingOfSpot() throws IOException {
        ImportFile futures =
                futures("r", "X", "funding_time_ms,funding_rate\n" + T0 + ",0\n", null);
        ImportFile spot = new ImportFile("r", futures.path(), 1, "XUSDT", null);
        List<ValidationError> errors = errors(imports.run(List.of(spot), told -> {}));
        assertThat(errors).extracting(ValidationError::code).containsExactly("not_allowed");
    }

    /** On 2021-09-29 Binance spot did not trade for two hours. */
    @Test
    void typesARealHaltAsSoonAsTwoOthersTestify() {
        List<String> names = List.of("ADA", "BTC", "ETH");
        for (int i = 0; i < names.size(); i++) {
            Path path =
                    SharedData.file(
                            "binance/spot_2021_09_10_gap/" + names.get(i) + "_USDT-1m.json.gz");
            run(new ImportFile(path.toString(), path, 3, names.get(i) + "HALT", null));
            HoleType expected = i < 2 ? HoleType.UNKNOWN : HoleType.VENUE_HALT;
            for (String name : names.subList(0, i + 1)) {
                assertThat(longest(new InstrumentId(3, name + "HALT")).type()).isEqualTo(expected);
            }
        }
        InstrumentId ada = new InstrumentId(3, "ADAHALT");
        Hole halt = longest(ada);
        assertThat(halt.minutes()).isEqualTo(120);
        assertThat(store.coverage(ada).orElseThrow().holes())
                .filteredOn(hole -> hole.type() == HoleType.VENUE_HALT)
                .containsExactly(halt);

        Hole told = new Hole(halt.fromMillis(), halt.toMillis(), HoleType.INGEST_GAP);
        fixture.holes().remember(ada, List.of(told));
        new HoleTyping(store, fixture.holes()).refresh(3);
        assertThat(longest(ada)).isEqualTo(told);
    }

    private Hole longest(InstrumentId id) {
        return store.coverage(id).orElseThrow().holes().stream()
                .max(Comparator.comparingLong(Hole::minutes))
                .orElseThrow();
    }

    @Test
    void remembersMinutesWithoutTradesThatTheFileNames() throws IOException {
        String row = "\n%d,,,,,0\n".formatted(T0 + 10 * MINUTE);
        String rest = csv(11, 20);
        String text = csv(0, 10).stripTrailing() + row + rest.substring(rest.indexOf('\n') + 1);
        FileReport report = run(file("QUIETUSDT", text)).files().getFirst();
        assertThat(report.rejectedCount()).isOne();
        assertThat(store.coverage(new InstrumentId(2, "QUIETUSDT")).orElseThrow().holes())
                .containsExactly(new Hole(T0 + 10 * MINUTE, T0 + 11 * MINUTE, HoleType.NO_TRADES));
    }

    /** A file written from binary floats, e.g. a volume of 2360557.7999999998. */
    @Test
    void setsRowsAsideThatNeedMoreDigitsThanAreStored() {
        Path path = SharedData.file("binance/spot_2021_09_10_gap/ADA_USDT-1m.json.gz");
        FileReport file = run(ImportFile.of(path)).files().getFirst();
        assertThat(file.rows()).isEqualTo(43_079);
        assertThat(file.imported()).isEqualTo(42_896);
        assertThat(file.rejectedCount()).isEqualTo(183);
        assertThat(file.rejected().getFirst())
                .isEqualTo(
                        new RejectedRow(
                                485,
                                "volume '2360557.7999999998' needs more than 15 significant digits"
                                        + " or decimals"));
    }

    @Test
    void setsBadRowsAsideAndTakesTheGoodOnes() throws IOException {
        String text =
                csv(0, 60_000)
                        + (T0 + 60_000 * MINUTE)
                        + ",1,2,3,4,5\nnonsense\n"
                        + csv(5, 6).split("\n", -1)[1]
                        + "\n";
        ImportReport report = run(file("BADROWSUSDT", text));
        FileReport file = report.files().getFirst();
        assertThat(file.rows()).isEqualTo(60_003);
        assertThat(file.imported()).isEqualTo(60_000);
        assertThat(file.rejectedCount()).isEqualTo(3);
        assertThat(file.rejected())
                .containsExactly(
                        new RejectedRow(60_002, "high 2 is below low 3"),
                        new RejectedRow(60_003, "expected 6 fields, found 1"),
                        new RejectedRow(60_004, "a second row for 2024-01-01T00:05:00Z"));
    }

    @Test
    void takesCorrectedCandlesAndLeavesTheOthers() throws IOException {
        run(file("CORRECTEDUSDT", csv(0, 100)));
        String corrected = csv(50, 150).replace(",100.6,1.5", ",100.61,1.5");
        FileReport report = run(file("CORRECTEDUSDT", corrected)).files().getFirst();
        assertThat(report.imported()).isEqualTo(51);
        assertThat(report.alreadyThere()).isEqualTo(49);
        CandleSeries series = store.readMinutes(new InstrumentId(2, "CORRECTEDUSDT"), 0, T0 * 2);
        assertThat(series.bars()).isEqualTo(150);
        assertThat(series.close()[60]).isEqualTo(10_061);
    }

    @Test
    void importsNothingOfAnUploadWithAWrongFile() throws IOException {
        ImportFile good = file("NOTHINGUSDT", csv(0, 10));
        ImportFile other = file("NOTHINGUSDT", "time,low,high,open,close,volume\n1,2,3,4,5,6\n");
        Path zip = dir.resolve("BTCUSDT-1m-2024-01.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("BTCUSDT-1m-2024-01.csv"));
            out.write(csv(0, 10_000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(bytes, bytes.length - 100));
        List<ValidationError> errors =
                errors(imports.run(List.of(good, other, ImportFile.of(zip)), told -> {}));
        assertThat(errors)
                .extracting(ValidationError::path)
                .containsExactly("files[1]", "files[2]");
        assertThat(errors)
                .extracting(ValidationError::code)
                .containsExactly("unknown_layout", "damaged_archive");
        assertThat(store.coverage(new InstrumentId(2, "NOTHINGUSDT"))).isEmpty();
        assertThat(errors(imports.run(List.of(), told -> {}))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "2, false", "2, true", "4, true"})
    void endsInTheSameCandlesAndReportWhenInterrupted(int block, boolean afterInsert)
            throws IOException {
        String symbol = "RESTART" + block + (afterInsert ? "A" : "B");
        String text = csv(0, 120_000) + "bad\n" + csv(120_000, 180_000).split("\n", 2)[1];
        ImportReport straight = run(file(symbol + "S", text));
        ImportFile interrupted = file(symbol, text);
        ImportService failing = fixture.failing(block, afterInsert);
        assertThatThrownBy(() -> failing.run(List.of(interrupted), told -> {}))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("pulled the plug");
        UUID importId = imports.unfinished().getLast();
        ImportReport resumed = imports.resume(importId, told -> {});
        assertThat(hash(new InstrumentId(2, symbol)))
                .isEqualTo(hash(new InstrumentId(2, symbol + "S")));
        FileReport one = straight.files().getFirst();
        FileReport two = resumed.files().getFirst();
        assertThat(two.rows()).isEqualTo(one.rows()).isEqualTo(180_001);
        assertThat(two.imported()).isEqualTo(one.imported()).isEqualTo(180_000);
        assertThat(two.alreadyThere()).isZero();
        assertThat(two.rejected()).isEqualTo(one.rejected());
        assertThat(two.firstMillis()).isEqualTo(one.firstMillis());
        assertThat(two.lastMillis()).isEqualTo(one.lastMillis());
        assertThat(imports.unfinished()).doesNotContain(importId);
    }

    @Test
    void importsASyntheticYearWithTypedHolesAndTellsProgress() {
        SyntheticMarket market = SyntheticMarket.year(42);
        List<ImportProgress> told = new ArrayList<>();
        FileReport report = imports.run(market, told::add).files().getFirst();
        assertThat(report.imported()).isEqualTo(525_600);
        Coverage coverage = store.coverage(market.instrument()).orElseThrow();
        assertThat(coverage.synthetic()).isTrue();
        assertThat(coverage.holes()).isEqualTo(market.holes());
        assertThat(coverage.holes().getFirst().type()).isEqualTo(HoleType.VENUE_HALT);
        assertThat(told).hasSize(11);
        assertThat(told.getLast().rows()).isEqualTo(525_600);
        assertThat(imports.run(market, again -> {}).files().getFirst().alreadyThere())
                .isEqualTo(525_600);
    }

    @Test
    void importsPlainCsvFast() throws IOException {
        SyntheticMarket market = SyntheticMarket.year(9);
        var candles = market.candles();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < candles.count(); i++) {
            long ts = candles.tsOpenMillis(i);
            text.append(ts);
            for (int c = 0; c < 5; c++) {
                double value =
                        candles.value(
                                io.candlegrid.domain.marketdata.RawCandles.Column.values()[c], i);
                text.append(',').append(java.math.BigDecimal.valueOf(value).setScale(8));
            }
            text.append(',')
                    .append(ts + 59_999)
                    .append(",1519031.69451920,1327,23.18766000,980394.71034560,0\n");
        }
        ImportFile warm = file("WARMUSDT", text.toString());
        ImportFile timed = file("TIMEDUSDT", text.toString());
        run(new ImportFile("w", warm.path(), 1, "WARMUSDT", null));
        long start = System.nanoTime();
        run(new ImportFile("t", timed.path(), 1, "TIMEDUSDT", null));
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("import: %.0f rows/s (%.2f s)%n", 525_600 / seconds, seconds);
        assertThat(seconds).isLessThan(60);
    }
}
