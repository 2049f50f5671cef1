package io.candlegrid.domain.optimization;

import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.NumberRange;
import io.candlegrid.domain.document.ObjectFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes {@code pruning} of an optimization. */
final class PruningReader {

    private static final NumberRange FRACTION = NumberRange.strictlyBetween(0, 1);
    private static final NumberRange COUNT = NumberRange.whole(0, 1_000_000_000);
    private static final NumberRange BARS = NumberRange.whole(1, 1_000_000_000);

    private PruningReader() {}

    static Pruning read(ObjectFields document, ErrorCollector errors) {
        JsonNode node = document.optional("pruning");
        if (node == null) {
            return Pruning.NONE;
        }
        ObjectFields fields =
                ObjectFields.of(node, document.path("pruning"), "\"pruning\"", errors).orElse(null);
        if (fields == null) {
            return Pruning.NONE;
        }
        fields.allow("max_drawdown", "loss_window", "max_trades", "min_trades");
        Integer most = fields.integer("max_trades", COUNT);
        Integer least = fields.integer("min_trades", COUNT);
        if (most != null && least != null && least > most) {
            errors.add(
                    fields.path("min_trades"),
                    fields.optional("min_trades"),
                    ErrorCode.NOT_ALLOWED,
                    "min_trades must not be more than max_trades ("
                            + most
                            + "), got "
                            + least
                            + "; every trial would be pruned");
        }
        return new Pruning(
                fields.number("max_drawdown", FRACTION), lossWindow(fields, errors), most, least);
    }

    private static Pruning.@Nullable LossWindow lossWindow(
            ObjectFields pruning, ErrorCollector errors) {
        JsonNode node = pruning.optional("loss_window");
        if (node == null) {
            return null;
        }
        ObjectFields fields =
                ObjectFields.of(node, pruning.path("loss_window"), "\"loss_window\"", errors)
                        .orElse(null);
        if (fields == null) {
            return null;
        }
        fields.allow("bars", "loss");
        fields.required("bars", "the length of the window in bars, e.g. 10000");
        fields.required("loss", "the loss that prunes, as a fraction, e.g. 0.3");
        Integer bars = fields.integer("bars", BARS);
        Double loss = fields.number("loss", FRACTION);
        return bars == null || loss == null ? null : new Pruning.LossWindow(bars, loss);
    }

    static ObjectNode write(Pruning pruning) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ObjectNode node = nodes.objectNode();
        Double drawdown = pruning.maxDrawdown();
        node.set("max_drawdown", drawdown == null ? nodes.nullNode() : Documents.number(drawdown));
        Pruning.LossWindow window = pruning.lossWindow();
        if (window == null) {
            node.putNull("loss_window");
        } else {
            ObjectNode inner = node.putObject("loss_window");
            inner.put("bars", window.bars());
            inner.set("loss", Documents.number(window.loss()));
        }
        node.put("max_trades", pruning.maxTrades());
        node.put("min_trades", pruning.minTrades());
        return node;
    }
}
