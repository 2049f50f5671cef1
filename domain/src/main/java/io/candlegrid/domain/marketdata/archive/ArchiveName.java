package io.candlegrid.domain.marketdata.archive;

import io.candlegrid.domain.marketdata.DataKind;
import io.candlegrid.domain.marketdata.Exchange;
import io.candlegrid.domain.marketdata.MarketType;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a file's name and folders tell, e.g. {@code
 * data/spot/monthly/klines/BTCUSDT/1m/BTCUSDT-1m-2024-01.zip}.
 *
 * @param symbol null when the name has none
 */
record ArchiveName(
        @Nullable String symbol, @Nullable Exchange exchange, @Nullable MarketType type) {

    /**
     * {@code BTCUSDT-1m-2024-01}, {@code BTC_USDT-1m}, {@code BTCUSDT_1m}, {@code BTCUSDT_1_2024…}.
     */
    private static final Pattern FILE =
            Pattern.compile(
                    "([A-Z0-9]{2,30}(?:[_-](?:USDT|USDC|FDUSD|BUSD|BTC|ETH|EUR|TRY))?)"
                            + "[-_](1s|1|[0-9]{1,3}[mhdwM]?|1mo)([-_.].*)?");

    /** {@code BTCUSDT-fundingRate-2024-01}, {@code BTCUSDT_usdm_funding_2025…}. */
    private static final Pattern FUNDING_FILE =
            Pattern.compile(
                    "([A-Z0-9]{2,30}(?:[_-](?:USDT|USDC))?)[-_]"
                            + "(?:(?:usdm|um|linear|futures|perp)[-_])?(?i:funding).*");

    private static final Set<String> MINUTE = Set.of("1m", "1");
    private static final Set<String> FUTURES = Set.of("um", "usdm", "linear", "futures", "perp");
    private static final Set<String> COIN_MARGINED = Set.of("cm", "coinm", "inverse");
    private static final Set<String> NOT_TRADES = Set.of("indexpriceklines", "premiumindexklines");
    private static final Pattern MARK = Pattern.compile("mark[^a-z0-9]?price.*");
    private static final Pattern FUNDING = Pattern.compile("funding([^a-z0-9]?rates?)?([^a-z].*)?");
    private static final int FOLDERS = 6;

    /** Reads a name with its folders, the innermost first. */
    static ArchiveName of(String name) throws BadArchiveException {
        String[] parts = name.replace('\\', '/').split("/+");
        String file = parts[parts.length - 1];
        String symbol = symbol(file);
        Exchange exchange = null;
        MarketType type = null;
        if (FUNDING_FILE.matcher(file).matches()) {
            for (String word : file.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
                exchange = exchange == null ? exchange(word) : exchange;
            }
        }
        for (int i = parts.length - 2; i >= Math.max(0, parts.length - 1 - FOLDERS); i--) {
            for (String word : parts[i].toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
                refuse(word, parts[i]);
                exchange = exchange == null ? exchange(word) : exchange;
                type = type == null ? type(word) : type;
            }
        }
        return new ArchiveName(symbol, exchange, type);
    }

    /** What the rows are by a name with its folders; null when it doesn't say. */
    static @Nullable DataKind kind(String name) {
        String[] parts = name.toLowerCase(Locale.ROOT).replace('\\', '/').split("/+");
        for (int i = parts.length - 1; i >= Math.max(0, parts.length - 1 - FOLDERS); i--) {
            // Words that begin anywhere in the part: BTCUSDT_usdm_funding, mark_price_2024_01.
            for (int at = 0; at >= 0; at = nextWord(parts[i], at)) {
                String rest = parts[i].substring(at);
                if (MARK.matcher(rest).matches()) {
                    return DataKind.MARK;
                }
                if (FUNDING.matcher(rest).matches()) {
                    return DataKind.FUNDING;
                }
            }
        }
        return null;
    }

    private static int nextWord(String text, int from) {
        for (int i = from + 1; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))
                    && !Character.isLetterOrDigit(text.charAt(i - 1))) {
                return i;
            }
        }
        return -1;
    }

    private static @Nullable String symbol(String file) throws BadArchiveException {
        Matcher funding = FUNDING_FILE.matcher(file);
        if (funding.matches()) {
            return funding.group(1).replaceAll("[_-]", "");
        }
        Matcher matcher = FILE.matcher(file);
        if (!matcher.matches()) {
            return null;
        }
        String timeframe = matcher.group(2);
        if (!MINUTE.contains(timeframe)) {
            throw new BadArchiveException(
                    "wrong_timeframe",
                    "its name says candles of "
                            + timeframe
                            + "; only 1m candles are imported, longer ones are derived from them");
        }
        return matcher.group(1).replaceAll("[_-]", "");
    }

    private static void refuse(String word, String folder) throws BadArchiveException {
        if (NOT_TRADES.contains(word)) {
            throw new BadArchiveException(
                    "not_trade_candles",
                    "folder '"
                            + folder
                            + "' holds candles of a derived price; only candles of trades (klines)"
                            + " and of the mark price are imported");
        }
        if (COIN_MARGINED.contains(word)) {
            throw new BadArchiveException(
                    "market_unknown",
                    "folder '"
                            + folder
                            + "' says coin-margined futures; markets are spot and USDT futures");
        }
    }

    private static @Nullable Exchange exchange(String word) {
        for (Exchange exchange : List.of(Exchange.values())) {
            if (exchange.label().equals(word)) {
                return exchange;
            }
        }
        return switch (word) {
            case "um", "usdm" -> Exchange.BINANCE;
            case "linear", "metatrader4" -> Exchange.BYBIT;
            default -> null;
        };
    }

    private static @Nullable MarketType type(String word) {
        if (FUTURES.contains(word) || word.equals("metatrader4")) {
            return MarketType.FUTURES;
        }
        return word.equals("spot") ? MarketType.SPOT : null;
    }
}
