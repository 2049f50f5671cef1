package io.candlegrid.domain.marketdata.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.candlegrid.domain.marketdata.ImportFile;
import io.candlegrid.domain.marketdata.ImportReport.RejectedRow;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.RawCandles.Column;
import io.candlegrid.domain.marketdata.archive.ArchiveReader.Block;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandleFilesTest {

    private static final long T0 = 1_704_067_200_000L;
    private static final String FUTURES_HEADER =
            "open_time,open,high,low,close,volume,close_time,quote_volume,count,"
                    + "taker_buy_volume,taker_buy_quote_volume,ignore\n";

    private final ArchiveInspector inspector = new ArchiveInspector(ArchiveLimits.DEFAULT);

    @TempDir Path dir;

    private static String spotRow(int minute) {
        long open = T0 + minute * 60_000L;
        return open
                + ",42283.58000000,42298.62000000,42261.02000000,42298.61000000,35.92724000,"
                + (open + 59_999)
                + ",1519031.69451920,1327,23.18766000,980394.71034560,0\n";
    }

    private static String spotRows(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(spotRow(i));
        }
        return text.toString();
    }

    @Test
    void readsBinanceSpotWithoutHeader() throws Exception {
        Block block = only(read(file("BTCUSDT-1m-2024-01.csv", spotRows(3))));
        RawCandles candles = block.candles();
        assertThat(candles.instrument()).isEqualTo(new InstrumentId(1, "BTCUSDT"));
        assertThat(candles.count()).isEqualTo(3);
        assertThat(candles.tsOpenMillis(1)).isEqualTo(T0 + 60_000);
        assertThat(candles.value(Column.CLOSE, 0)).isEqualTo(42298.61);
        assertThat(candles.value(Column.QUOTE_VOLUME, 0)).isEqualTo(1519031.6945192);
        assertThat(candles.value(Column.TAKER_BUY_VOLUME, 0)).isEqualTo(23.18766);
        assertThat(candles.trades(2)).isEqualTo(1327);
        assertThat(block.summary()).isEqualTo(new ArchiveReader.Summary(T0, T0 + 120_000, 0));
    }

    @Test
    void takesTheHeaderForFuturesAndFoldersAboveIt() throws Exception {
        String text = FUTURES_HEADER + spotRows(2);
        assertThat(instrument(file("BTCUSDT-1m-2024-01.csv", text)))
                .isEqualTo(new InstrumentId(2, "BTCUSDT"));
        assertThat(instrument(named("spot/BTCUSDT-1m-2024-01.csv", text)).marketId()).isEqualTo(1);
        assertThat(instrument(named("um/BTCUSDT-1m-2021-01.csv", spotRows(2))).marketId())
                .isEqualTo(2);
    }

    @Test
    void readsMicrosecondsInZip() throws Exception {
        String text =
                spotRow(0).replaceFirst("^(\\d+)", "$1000")
                        + spotRow(1).replaceFirst("^(\\d+)", "$1000");
        Path zip = zip("ETHUSDT-1m-2026-03.zip", "ETHUSDT-1m-2026-03.csv", text);
        RawCandles candles = only(read(ImportFile.of(zip))).candles();
        assertThat(candles.instrument()).isEqualTo(new InstrumentId(1, "ETHUSDT"));
        assertThat(candles.tsOpenMillis(1)).isEqualTo(T0 + 60_000);
    }

    @Test
    void readsPlainAndBybitColumnsInAnyOrder() throws Exception {
        String plain = "open_time,open,high,low,close,volume\n" + T0 + ",1,3,0.5,2,10\n";
        assertThat(only(read(named("usdm_2025/SOLUSDT-1m-20250504.csv", plain))).candles().count())
                .isEqualTo(1);
        String header = "timestamp,volume,open,high,low,close,turnover";
        String bybit = "\uFEFF" + header + "\r\n2024-01-01 00:00:00+00:00,10,1,3,0.5,2,15\r\n";
        RawCandles candles =
                only(read(named("bybit/linear_2025_06/ETHUSDT_1m.csv", bybit))).candles();
        assertThat(candles.instrument()).isEqualTo(new InstrumentId(4, "ETHUSDT"));
        assertThat(candles.tsOpenMillis(0)).isEqualTo(T0);
        assertThat(candles.value(Column.VOLUME, 0)).isEqualTo(10);
        assertThat(candles.value(Column.QUOTE_VOLUME, 0)).isEqualTo(15);
        assertThat(candles.trades(0)).isEqualTo(RawCandles.TRADES_UNKNOWN);
        String metaTrader = "2024.01.01 00:00,1,3,0.5,2,10\n2024.01.01 00:01,2,3,0.5,2,10\n";
        assertThat(instrument(file("BTCUSDT_1_2024-01-01_2024-01-31.csv", metaTrader)))
                .isEqualTo(new InstrumentId(4, "BTCUSDT"));
    }

    @Test
    void readsJsonArraysInGzip() throws Exception {
        String json =
                "[[%d,2.354,2.356,2.353,2.354,73898.1], [%d,2.354,2.355,2.354,2.355,3]]"
                        .formatted(T0, T0 + 60_000);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        }
        Path path = dir.resolve("ADA_USDT-1m.json.gz");
        Files.write(path, packed.toByteArray());
        RawCandles candles =
                only(read(
                                new ImportFile(
                                        "binance/spot/ADA_USDT-1m.json.gz",
                                        path,
                                        null,
                                        null,
                                        null)))
                        .candles();
        assertThat(candles.instrument()).isEqualTo(new InstrumentId(1, "ADAUSDT"));
        assertThat(candles.count()).isEqualTo(2);
        assertThat(candles.value(Column.VOLUME, 0)).isEqualTo(73898.1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1704069000000,abc,3,1,2,1            | open 'abc' is not a number
                    1704069000000,2,1,3,2,1              | high 1 is below low 3
                    1704069000000,5,3,1,2,1              | open 5 or close 2 is outside low 1 to high 3
                    1704069030000,2,3,1,2,1              | open time '1704069030000' is not on the minute
                    1704069000000,2,3,1,2,-1             | volume '-1' is negative
                    1704069000000,2,3,-1,2,1             | low '-1' is not positive
                    1704069000000,2,3,1,1.2345678901234567,1 | close '1.2345678901234567' needs more than 15 significant digits or decimals
                    946684800000,2,3,1,2,1               | open time '946684800000' is not within 2010 to 2099 as epoch ms or µs
                    1704067200000,2,3,1,2,1              | a second row for 2024-01-01T00:00:00Z
                    1704069000000,2,3,1,2                | expected 6 fields, found 5
                    yesterday,2,3,1,2,1                  | open time 'yesterday' is neither epoch ms or µs nor ISO-8601 with an offset
                    1704069000000,2,3,1,NaN,1            | close 'NaN' is not a number
                    """)
    void setsABadRowAsideAndKeepsTheOthers(String bad, String reason) throws Exception {
        StringBuilder text = new StringBuilder("open_time,open,high,low,close,volume\n");
        for (int i = 0; i < 10; i++) {
            text.append(T0 + i * 60_000L).append(",2,3,1,2,1\n");
        }
        text.append(bad).append('\n').append(T0 + 600_000).append(",2,3,1,2,1");
        Block block = only(read(named("um/BTCUSDT-1m.csv", text.toString())));
        assertThat(block.rejected()).containsExactly(new RejectedRow(12, reason));
        assertThat(block.rows()).isEqualTo(12);
        assertThat(block.candles().count()).isEqualTo(11);
        assertThat(block.lastLine()).isEqualTo(13);
    }

    @Test
    void cutsAnOverlongRowAndGoesOnBehindIt() throws Exception {
        String text = spotRows(3) + "9".repeat(1_000_000) + "\n" + spotRow(3);
        Block block = only(read(file("BTCUSDT-1m-2024-01.csv", text)));
        assertThat(block.candles().count()).isEqualTo(4);
        assertThat(block.rejected())
                .containsExactly(new RejectedRow(4, "the row is longer than 4096 bytes"));
    }

    @Test
    void countsGapsWhateverTheOrder() throws Exception {
        String text = spotRow(9) + spotRow(2) + spotRow(0) + spotRow(1) + spotRow(5) + "\n\n";
        Block block = only(read(file("BTCUSDT-1m-2024-01.csv", text)));
        assertThat(block.summary()).isEqualTo(new ArchiveReader.Summary(T0, T0 + 9 * 60_000, 2));
    }

    @Test
    void givesTheSameRowsInBlocksOfAnySizeAndAfterARestart() throws Exception {
        String text =
                spotRows(1_000) + spotRow(3) + spotRows(5).replace("42283", "x") + spotRow(1_000);
        ImportFile file = file("BTCUSDT-1m-2024-01.csv", text);
        Block whole = only(read(file));
        ArchivePart part = inspector.inspect(file).getFirst();
        for (int size : new int[] {1, 7, 64, 999, 1_001}) {
            List<Block> blocks = new ArrayList<>();
            try (ArchiveReader reader = new ArchiveReader(part, ArchiveLimits.DEFAULT)) {
                for (Block b = reader.next(size, 9); b != null; b = reader.next(size, 9)) {
                    blocks.add(b);
                }
            }
            assertThat(blocks.stream().mapToInt(b -> b.candles().count()).sum()).isEqualTo(1_001);
            assertThat(blocks.stream().flatMap(b -> b.rejected().stream()).toList())
                    .isEqualTo(whole.rejected());
            Block middle = blocks.get(blocks.size() / 2);
            try (ArchiveReader again = new ArchiveReader(part, ArchiveLimits.DEFAULT)) {
                again.skipTo(middle.lastLine());
                Block rest = Objects.requireNonNull(again.next(10_000, 9));
                assertThat(rest.lastLine()).isEqualTo(whole.lastLine());
                assertThat(rest.summary()).isEqualTo(whole.summary());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    'time,low,high,open,close,volume\n1704067200,1,3,2,2,1' | unknown_layout
                    'unix,date,symbol,open,high,low,close,Volume BTC\n1704067200,x,BTC/USD,2,3,1,2,1' | unknown_layout
                    'timestamp,open,high,low,close,volume\n1704067200,2,3,1,2,1\n1704067260,2,3,1,2,1' | unknown_layout
                    '1704067200,2,3,1,2,1,15\n1704067260,2,3,1,2,1,15' | unknown_layout
                    'open_time,open,high,low,close\n1704067200000,2,3,1,2' | unknown_layout
                    'hello world' | unknown_layout
                    '\n\n' | empty
                    'open_time,open,high,low,close,volume\n1704067200000,2,3,1,2,1\n1704067500000,2,3,1,2,1\n1704067800000,2,3,1,2,1\n1704068100000,2,3,1,2,1' | wrong_timeframe
                    """)
    void refusesAFileOfAnotherLayout(String text, String code) throws Exception {
        assertThat(refusal(named("um/BTCUSDT-1m.csv", text.replace("\\n", "\n"))).code())
                .isEqualTo(code);
    }

    @Test
    void asksForMarketAndSymbolWhenNothingTellsThem() throws Exception {
        String plain = "open_time,open,high,low,close,volume\n" + T0 + ",1,3,0.5,2,10\n";
        assertThat(refusal(file("prices.csv", plain))).hasMessageContaining("--symbol");
        assertThat(refusal(file("BTCUSDT-1m.csv", plain))).hasMessageContaining("--market");
        assertThat(refusal(file("BTCUSDT-5m.csv", plain)).code()).isEqualTo("wrong_timeframe");
        ImportFile told = file("prices.csv", plain);
        assertThat(instrument(new ImportFile(told.name(), told.path(), 3, "XRPUSDT", null)))
                .isEqualTo(new InstrumentId(3, "XRPUSDT"));
        ImportFile binance = file("BTCUSDT-1m-2024-01.csv", spotRows(3));
        assertThat(refusal(new ImportFile("x", binance.path(), 4, "BTCUSDT", null)).code())
                .isEqualTo("market_mismatch");
        assertThat(refusal(new ImportFile("x", binance.path(), 9, "BTCUSDT", null)).code())
                .isEqualTo("market_unknown");
        assertThat(refusal(named("indexPriceKlines/BTCUSDT-1m-2024-01.csv", spotRows(3))).code())
                .isEqualTo("not_trade_candles");
        assertThat(
                        refusal(new ImportFile("gone", dir.resolve("gone.csv"), 1, "BTCUSDT", null))
                                .code())
                .isEqualTo("not_found");
    }

    @Test
    void refusesDamagedArchivesBeforeAnythingIsRead() throws Exception {
        Path zip = zip("BTCUSDT-1m-2024-01.zip", "BTCUSDT-1m-2024-01.csv", spotRows(5_000));
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(refusal(ImportFile.of(zip)).code()).isEqualTo("damaged_archive");
        bytes[bytes.length / 2] ^= 0x10;
        Files.write(zip, bytes);
        assertThat(refusal(ImportFile.of(zip)).code()).isEqualTo("damaged_archive");

        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(spotRows(5_000).getBytes(StandardCharsets.UTF_8));
        }
        Path gzip = dir.resolve("BTCUSDT-1m-2024-02.csv.gz");
        Files.write(gzip, Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        assertThat(refusal(ImportFile.of(gzip)).code()).isEqualTo("damaged_archive");
    }

    @Test
    void refusesArchivesThatUnpackToTooMuch() throws Exception {
        Path bomb = zip("BTCUSDT-1m-2024-01.zip", "a.csv", "0".repeat(30_000_000));
        assertThat(refusal(ImportFile.of(bomb)).code()).isEqualTo("too_large");
        Path many = dir.resolve("many.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(many))) {
            for (int i = 0; i < 65; i++) {
                out.putNextEntry(new ZipEntry("f" + i + ".csv"));
            }
        }
        assertThat(refusal(ImportFile.of(many)).code()).isEqualTo("too_many_entries");
    }

    private ImportFile file(String name, String text) throws IOException {
        return named(name, text);
    }

    /** A file whose name has folders that are not on the disk. */
    private ImportFile named(String name, String text) throws IOException {
        Path path = Files.createTempFile(dir, "import", ".csv");
        Files.writeString(path, text);
        return new ImportFile(name, path, null, null, null);
    }

    private Path zip(String name, String entry, String text) throws IOException {
        Path path = dir.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
            out.putNextEntry(new ZipEntry(entry));
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return path;
    }

    private InstrumentId instrument(ImportFile file) throws Exception {
        return inspector.inspect(file).getFirst().instrument();
    }

    private BadArchiveException refusal(ImportFile file) {
        BadArchiveException refusal =
                catchThrowableOfType(BadArchiveException.class, () -> inspector.inspect(file));
        assertThat(refusal).as(file.name()).isNotNull();
        return refusal;
    }

    private List<Block> read(ImportFile file) throws Exception {
        List<Block> blocks = new ArrayList<>();
        for (ArchivePart part : inspector.inspect(file)) {
            try (ArchiveReader reader = new ArchiveReader(part, ArchiveLimits.DEFAULT)) {
                for (Block b = reader.next(10_000, 100); b != null; b = reader.next(10_000, 100)) {
                    blocks.add(b);
                }
            }
        }
        return blocks;
    }

    private static Block only(List<Block> blocks) {
        assertThat(blocks).hasSize(1);
        return blocks.getFirst();
    }
}
