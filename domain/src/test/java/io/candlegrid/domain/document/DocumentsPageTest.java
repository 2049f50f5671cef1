package io.candlegrid.domain.document;

import static io.candlegrid.domain.document.TestDocuments.json;
import static io.candlegrid.domain.document.TestDocuments.valid;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.backtest.BacktestDocument;
import io.candlegrid.domain.optimization.OptimizationDocument;
import io.candlegrid.domain.strategy.StrategyDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page {@code docs/documents.md} shows documents that work. */
class DocumentsPageTest {

    private final String page = page();

    @Test
    void everyExampleOfThePageIsRight() {
        List<JsonNode> examples =
                Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                        .matcher(page)
                        .results()
                        .map(match -> json(match.group(1)))
                        .toList();

        assertThat(examples).hasSize(4);
        assertThat(valid(StrategyDocument.read(examples.get(0), ""))).isNotNull();
        assertThat(valid(BacktestDocument.read(examples.get(1)))).isNotNull();
        assertThat(valid(OptimizationDocument.read(examples.get(2)))).isNotNull();
        for (JsonNode error : examples.get(3).get("errors")) {
            assertThat(ErrorCode.byLabel(error.get("code").stringValue())).isPresent();
        }
    }

    @Test
    void everyErrorCodeIsOnThePage() {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(page).contains("`" + code.label() + "`");
        }
    }

    private static String page() {
        try {
            return Files.readString(Path.of("..", "docs", "documents.md"));
        } catch (IOException e) {
            throw new AssertionError("docs/documents.md is read from the module's directory", e);
        }
    }
}
