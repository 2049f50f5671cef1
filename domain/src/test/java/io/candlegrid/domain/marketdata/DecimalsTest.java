package io.candlegrid.domain.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0",
        "0.1, 1",
        "42283.58, 2",
        "0.00001234, 8",
        "0.000000000000001, 15",
        "123456789012345, 0",
        "1234567890.12345, 5",
        "1500000000000000, 0",
        "1234567890123456, -1",
        "1234567890.123456, -1",
        "0.1234567890123456, -1",
        "1e-16, -1",
        "-1, -1",
        "NaN, -1",
        "Infinity, -1",
        "1e300, -1",
    })
    void findsTheDecimalsOfTheShortestDecimal(double value, int decimals) {
        assertThat(Decimals.decimalsOf(value)).isEqualTo(decimals);
    }

    @Test
    void recoversEveryDecimalOfUpToFifteenDigits() {
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            int digits = 1 + random.nextInt(15);
            BigInteger unscaled = new BigInteger(50, random).mod(BigInteger.TEN.pow(digits));
            int scale = random.nextInt(16);
            BigDecimal decimal = new BigDecimal(unscaled, scale);
            double stored = decimal.doubleValue();
            int decimals = Decimals.decimalsOf(stored);

            assertThat(decimals)
                    .as("seed %d value %s", seed, decimal)
                    .isEqualTo(
                            unscaled.signum() == 0
                                    ? 0
                                    : Math.max(0, decimal.stripTrailingZeros().scale()));
            assertThat(Decimals.scaled(stored, decimals))
                    .isEqualTo(decimal.setScale(decimals).unscaledValue().longValueExact());
        }
    }

    @Test
    void scalesBeyondItsOwnDecimalsWithoutLosingDigits() {
        assertThat(Decimals.scaled(90071992.1, 8)).isEqualTo(9_007_199_210_000_000L);
        assertThatThrownBy(() -> Decimals.scaled(90071993.1, 8))
                .isInstanceOf(ArithmeticException.class);
    }
}
