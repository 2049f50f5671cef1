package io.candlegrid.domain.marketdata.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalReaderTest {

    private final DecimalReader reader = new DecimalReader();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void readsTheSameDoubleAsTheLibrary(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            int digits = 1 + random.nextInt(18);
            BigDecimal value =
                    new BigDecimal(
                                    new java.math.BigInteger(60, random)
                                            .mod(java.math.BigInteger.TEN.pow(digits)))
                            .movePointLeft(random.nextInt(16));
            String text =
                    value.toPlainString() + (random.nextBoolean() && value.scale() > 0 ? "00" : "");
            assertThat(read(text))
                    .as("seed %d text %s", seed, text)
                    .isEqualTo(Double.parseDouble(text));
            BigDecimal needed = value.stripTrailingZeros();
            boolean exact =
                    value.signum() == 0 || (needed.precision() <= 15 && needed.scale() <= 15);
            assertThat(reader.isExact()).as("seed %d text %s", seed, text).isEqualTo(exact);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "-", "abc", "1,5", "1.2.3", "0x10", "--1", "NaN", "inf"})
    void refusesWhatIsNoNumber(String text) {
        assertThat(read(text)).isNaN();
    }

    @Test
    void readsExponentsSignsAndBlanks() {
        assertThat(read("1.2e-05")).isEqualTo(1.2e-05);
        assertThat(read(" -3.50 ")).isEqualTo(-3.5);
        assertThat(read("007.10")).isEqualTo(7.1);
        assertThat(read("5.")).isEqualTo(5);
        assertThat(read(".5")).isEqualTo(0.5);
        assertThat(read("1e999999999"))
                .satisfiesAnyOf(
                        value -> assertThat(value).isNaN(),
                        value -> assertThat(value).isInfinite());
    }

    private double read(String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, 1, bytes.length - 1);
    }
}
