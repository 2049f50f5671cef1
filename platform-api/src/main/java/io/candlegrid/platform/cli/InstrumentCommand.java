package io.candlegrid.platform.cli;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Sets an instrument's trading rules. */
@Command(
        name = "instrument",
        mixinStandardHelpOptions = true,
        description = {
            "Set the trading rules of an instrument, which strategies with respect_lot_size need.",
            "What is left out stays as it is."
        })
final class InstrumentCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private DataOption data = new DataOption();

    @Parameters(
            index = "0",
            paramLabel = "MARKET",
            description = "1 binance spot, 2 binance futures, 3 bybit spot, 4 bybit futures.")
    private int market;

    @Parameters(index = "1", paramLabel = "SYMBOL", description = "E.g. BTCUSDT.")
    private String symbol = "";

    @Option(names = "--tick-size", paramLabel = "PRICE", description = "Smallest price step.")
    private @Nullable BigDecimal tickSize;

    @Option(names = "--lot-size", paramLabel = "QUANTITY", description = "Smallest quantity step.")
    private @Nullable BigDecimal lotSize;

    @Option(
            names = "--min-notional",
            paramLabel = "VALUE",
            description = "Smallest order value in quote units; 0 for none.")
    private @Nullable BigDecimal minNotional;

    @Option(names = "--json", description = "Print the instrument as one JSON document.")
    private boolean json;

    InstrumentCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Map<String, BigDecimal> rules = new LinkedHashMap<>();
        put(rules, "tick_size", tickSize);
        put(rules, "lot_size", lotSize);
        put(rules, "min_notional", minNotional);
        try (PlatformSession session = PlatformSession.open(data.directory(), console)) {
            JsonNode instrument =
                    session.api()
                            .put(
                                    "/api/v1/instruments/"
                                            + market
                                            + "/"
                                            + ApiClient.encode(symbol)
                                            + "/rules",
                                    rules);
            if (json) {
                console.out().println(instrument);
            } else {
                Table table = new Table("rule", "value");
                for (String rule : new String[] {"tick_size", "lot_size", "min_notional"}) {
                    JsonNode value = instrument.path(rule);
                    table.row(rule, value.isNull() ? "not known" : value.asString());
                }
                table.print(console.out());
            }
        }
        return 0;
    }

    private static void put(
            Map<String, BigDecimal> rules, String name, @Nullable BigDecimal value) {
        if (value != null) {
            rules.put(name, value);
        }
    }
}
