package io.candlegrid.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    @Test
    void showsShareCountRateAndTimeLeft() {
        assertThat(ProgressBar.render("search", 25_000, 100_000, "combinations", 5_000, 15, "note"))
                .isEqualTo(
                        "search    [███████·······················]  25.0 %  25,000/100,000"
                                + " combinations  5,000/s  ETA 0:15  note");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        assertThat(ProgressBar.render("queued", 0, 0, "combinations", 0, Double.NaN, ""))
                .endsWith("0/0 combinations");
    }

    @Test
    void redrawsOneLineOnATerminal() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        ProgressBar bar = new ProgressBar(new Console(err, err, true), "rows");
        bar.show("import", 1, 2, 0, Double.NaN, "");
        bar.show("import", 2, 2, 0, Double.NaN, "");
        bar.finish();
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text.lines().filter(line -> !line.isEmpty())).isNotEmpty();
        assertThat(text.chars().filter(c -> c == '\r')).hasSize(2);
        assertThat(text.chars().filter(c -> c == '\n')).hasSize(1);
    }

    @Test
    void writesFewLinesWhereNothingCanBeRedrawn() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        ProgressBar bar = new ProgressBar(new Console(err, err, false), "rows");
        for (int i = 0; i < 100; i++) {
            bar.show("import", i, 100, 0, Double.NaN, "");
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    }
}
