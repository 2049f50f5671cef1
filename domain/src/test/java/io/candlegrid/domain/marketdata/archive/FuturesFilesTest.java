package io.candlegrid.domain.marketdata.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.candlegrid.domain.marketdata.DataKind;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.ImportFile;
import io.candlegrid.domain.marketdata.ImportReport.RejectedRow;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.RawCandles.Column;
import io.candlegrid.domain.marketdata.SharedData;
import io.candlegrid.domain.marketdata.archive.ArchiveReader.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FuturesFilesTest {

    private static final long T0 = 1_704_067_200_000L;
    private static final long EIGHT_HOURS = 8 * 3_600_000L;
    private static final String MARK_HEADER =
            "open_time,open,high,low,close,volume,close_time,quote_volume,count,"
                    + "taker_buy_volume,taker_buy_quote_volume,ignore\n";

    private final ArchiveInspector inspector = new ArchiveInspector(ArchiveLimits.DEFAULT);

    @TempDir Path dir;

    private ImportFile file(String name, String text) throws IOException {
        return file(name, text, null, null);
    }

    private ImportFile file(
            String name, String text, @Nullable Integer market, @Nullable DataKind kind)
            throws IOException {
        Path path = Files.createTempFile(dir, "file", ".csv");
        Files.writeString(path, text);
        return new ImportFile(name, path, market, null, kind);
    }

    private ArchivePart part(ImportFile file) throws Exception {
        return inspector.inspect(file).getFirst();
    }

    private Block read(ImportFile file) throws Exception {
        try (ArchiveReader reader = new ArchiveReader(part(file), ArchiveLimits.DEFAULT)) {
            return Objects.requireNonNull(reader.next(100_000, 100));
        }
    }

    private BadArchiveException refusal(ImportFile file) {
        return catchThrowableOfType(BadArchiveException.class, () -> inspector.inspect(file));
    }

    private static String markRow(int minute, String volume) {
        long open = T0 + minute * 60_000L;
        return open
                + ",42313.90000000,42328.34025532,42289.70000000,42326.90000000,"
                + volume
                + ","
                + (open + 59_999)
                + ",0,60,0,0,0\n";
    }

    @Test
    void readsFundingRatesAndFloorsTheirTimesToTheMinute() throws Exception {
        String text =
                "funding_time_ms,funding_rate,mark_open\n%d,0.0001,600.5\n%d,-0.00002685,601\n"
                        .formatted(T0 + 6, T0 + EIGHT_HOURS);
        ImportFile file = file("usdm/BTCUSDT_funding.csv", text);
        assertThat(part(file).kind()).isEqualTo(DataKind.FUNDING);
        assertThat(part(file).instrument()).isEqualTo(new InstrumentId(2, "BTCUSDT"));
        Block block = read(file);
        assertThat(block.funding())
                .containsExactly(
                        new FundingRate(T0, 0.0001),
                        new FundingRate(T0 + EIGHT_HOURS, -0.00002685));
        assertThat(block.candles().count()).isZero();
        assertThat(block.summary()).isEqualTo(new ArchiveReader.Summary(T0, T0 + EIGHT_HOURS, 0));
    }

    @Test
    void readsBinancesZipAndCountsDistancesOfMoreThanEightHours() throws Exception {
        String name = "BTCUSDT-fundingRate-2024-01";
        Path zip = dir.resolve(name + ".zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(name + ".csv"));
            out.write(
                    "calc_time,funding_interval_hours,last_funding_rate\n%d,8,0.0003\n%d,8,0.0002\n"
                            .formatted(T0, T0 + 2 * EIGHT_HOURS)
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        ImportFile file = ImportFile.of(zip);
        assertThat(part(file).instrument()).isEqualTo(new InstrumentId(2, "BTCUSDT"));
        Block block = read(file);
        assertThat(block.funding()).hasSize(2);
        assertThat(Objects.requireNonNull(block.summary()).gaps()).isOne();
    }

    private static String goodRates(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 2; i < count + 2; i++) {
            text.append(T0 + i * EIGHT_HOURS).append(",0.0001,BTCUSDT\n");
        }
        return text.toString();
    }

    @Test
    void setsBadFundingRowsAside() throws Exception {
        String text =
                """
                funding_time_ms,funding_rate,symbol
                %1$d,0.0001,BTCUSDT
                %1$d,0.0002,BTCUSDT
                soon,0.0001,BTCUSDT
                %2$d,much,BTCUSDT
                %2$d,1.5,BTCUSDT
                %2$d,0.0001,ETHUSDT
                %2$d
                """
                                .formatted(T0, T0 + EIGHT_HOURS)
                        + goodRates(10);
        Block block = read(file("BTCUSDT_linear_funding.csv", text));
        assertThat(block.funding()).hasSize(11).startsWith(new FundingRate(T0, 0.0001));
        assertThat(block.rejected())
                .containsExactly(
                        new RejectedRow(3, "a second row for 2024-01-01T00:00:00Z"),
                        new RejectedRow(
                                4,
                                "funding time 'soon' is neither epoch ms or µs nor ISO-8601 with"
                                        + " an offset"),
                        new RejectedRow(5, "funding rate 'much' is not a number"),
                        new RejectedRow(6, "funding rate '1.5' is not a fraction between -1 and 1"),
                        new RejectedRow(7, "symbol 'ETHUSDT' is not BTCUSDT"),
                        new RejectedRow(8, "expected 3 fields, found 1"));
    }

    @Test
    void refusesFundingOfSpotAndOfWhoKnowsWhom() throws Exception {
        String text = "funding_time_ms,funding_rate\n" + T0 + ",0.0001\n";
        BadArchiveException spot = refusal(file("BTCUSDT_funding.csv", text, 1, null));
        assertThat(spot.code()).isEqualTo("not_allowed");
        assertThat(spot.getMessage()).contains("futures markets only").contains("binance spot");
        assertThat(refusal(file("BTCUSDT_funding.csv", text)).code()).isEqualTo("market_unknown");
        assertThat(refusal(file("funding.csv", text, 2, null)).code()).isEqualTo("symbol_unknown");
        assertThat(refusal(file("BTCUSDT_funding.csv", text, 2, DataKind.CANDLES)).code())
                .isEqualTo("kind_mismatch");
        assertThat(
                        refusal(
                                        file(
                                                "BTCUSDT-1m.csv",
                                                MARK_HEADER + markRow(0, "1.5"),
                                                2,
                                                DataKind.FUNDING))
                                .code())
                .isEqualTo("kind_mismatch");
        assertThat(refusal(file("BTCUSDT_funding.csv", "funding_rate\n0.0001\n", 2, null)).code())
                .isEqualTo("unknown_layout");
    }

    @Test
    void takesMarkPricesByFolderOrByWord() throws Exception {
        String text = MARK_HEADER + markRow(0, "0") + markRow(1, "0");
        for (ImportFile file :
                List.of(
                        file("futures/um/monthly/markPriceKlines/BTCUSDT-1m-2024-01.csv", text),
                        file("binance/mark_price_2024_01/BTCUSDT-1m-2024-01.csv", text),
                        file("BTCUSDT-1m-2024-01.csv", text, 2, DataKind.MARK))) {
            assertThat(part(file).kind()).isEqualTo(DataKind.MARK);
            assertThat(part(file).instrument()).isEqualTo(new InstrumentId(2, "BTCUSDT"));
            Block block = read(file);
            assertThat(block.candles().count()).isEqualTo(2);
            assertThat(block.candles().value(Column.HIGH, 1)).isEqualTo(42328.34025532);
            assertThat(block.candles().value(Column.VOLUME, 1)).isZero();
        }
    }

    @Test
    void neverTakesDerivedPricesForCandlesOfTrades() throws Exception {
        String text = MARK_HEADER + markRow(0, "0") + markRow(1, "0.00000000");
        BadArchiveException refused = refusal(file("BTCUSDT-1m-2024-01.csv", text));
        assertThat(refused.code()).isEqualTo("kind_unknown");
        assertThat(refused.getMessage()).contains("--kind mark");
        assertThat(part(file("BTCUSDT-1m-2024-01.csv", text + markRow(2, "0.5"))).kind())
                .isEqualTo(DataKind.CANDLES);
        assertThat(refusal(file("markPriceKlines/spot/BTCUSDT-1m.csv", text, 1, null)).code())
                .isEqualTo("not_allowed");
        assertThat(refusal(file("indexPriceKlines/BTCUSDT-1m-2024-01.csv", text)).code())
                .isEqualTo("not_trade_candles");
    }

    @Test
    void notesMinutesInWhichTheVenuesFileSaysThatNothingWasTraded() throws Exception {
        String text =
                "open_time,open,high,low,close,volume\n%d,1,3,0.5,2,10\n%d,,,,,0\n%d,0,0,0,0,0\n%d,1,0,0.5,2,0\n%d,1,3,0.5,2,10\n"
                        .formatted(T0, T0 + 60_000, T0 + 120_000, T0 + 180_000, T0 + 240_000);
        Block block = read(file("spot/XRPUSDT-1m.csv", text, 1, null));
        assertThat(block.noTrades()).containsExactly(T0 + 60_000, T0 + 120_000);
        assertThat(block.rejectedCount()).isEqualTo(3);
        assertThat(block.rejected())
                .contains(
                        new RejectedRow(
                                3, "nothing was traded in this minute: the row has no prices"),
                        new RejectedRow(5, "high '0' is not positive"));
        assertThat(block.candles().count()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "binance/funding/BTCUSDT_usdm_funding_20220101_20260315.csv, FUNDING, 2, BTCUSDT, 0",
        "binance/funding/BNBUSDT_usdm_funding_20250306_20250603.csv, FUNDING, 2, BNBUSDT, 0",
        "bybit/funding/ETHUSDT_linear_funding_20250622_20250820.csv, FUNDING, 4, ETHUSDT, 0",
        "binance/mark_price_2024_01/BTCUSDT-1m-2024-01.csv.gz, MARK, 2, BTCUSDT, 44640"
    })
    void readsRealFiles(String path, DataKind kind, int market, String symbol, long rows)
            throws Exception {
        ImportFile file = ImportFile.of(SharedData.file(path));
        assertThat(part(file).kind()).isEqualTo(kind);
        assertThat(part(file).instrument()).isEqualTo(new InstrumentId(market, symbol));
        Block block = read(file);
        assertThat(block.rejected()).isEmpty();
        long lines = lines(file.path());
        assertThat(block.rows()).isEqualTo(lines - 1);
        if (rows > 0) {
            assertThat(block.rows()).isEqualTo(rows);
        }
        assertThat(block.funding().size() + block.candles().count()).isEqualTo((int) block.rows());
    }

    @Test
    void readsGzippedFunding() throws Exception {
        Path path = dir.resolve("SOLUSDT_usdm_funding.csv.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
            out.write(
                    ("funding_time_ms,funding_rate\n" + T0 + ",0.0001\n")
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        assertThat(read(ImportFile.of(path)).funding()).hasSize(1);
    }

    private static long lines(Path path) throws IOException {
        if (path.toString().endsWith(".gz")) {
            return SharedData.gzipLines("binance/mark_price_2024_01/BTCUSDT-1m-2024-01.csv.gz")
                    .size();
        }
        return new ArrayList<>(Files.readAllLines(path)).size();
    }
}
