package io.candlegrid.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQlTest {

    @Test
    void findsMetricsAndNoFunctionsLabelsOrWords() {
        assertThat(
                        PromQl.metrics(
                                "histogram_quantile(0.99, sum by (market, le) (rate(lag_seconds_bucket"
                                        + "{stage=\"stored\", market=~\"$market\"}[$__rate_interval]))) > 5e3"))
                .containsExactly("lag_seconds_bucket");
        assertThat(
                        PromQl.metrics(
                                "max by (market) (subscribed{a=\"up or down\"}) > 0\n"
                                        + " unless on (market) time() - max by (market) (newest) < 300"))
                .containsExactly("newest", "subscribed");
        assertThat(PromQl.metrics("a{x=\"}\"} * on (instance) b or vector(0) or c offset 5m"))
                .containsExactly("a", "b", "c");
    }
}
