package io.candlegrid.platform.web;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The OpenAPI document at {@code /api/v1/openapi.json}. */
@Configuration(proxyBeanMethods = false)
public class OpenApiConfiguration {

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("candlegrid")
                                .version("v1")
                                .description(
                                        "A research platform for crypto strategies: market data,"
                                                + " backtests and grid optimizations. Times are"
                                                + " ISO-8601 UTC unless a field says epoch"
                                                + " milliseconds; ranges are [from, to) by candle"
                                                + " open time; undefined numbers are null.")
                                .license(new License().name("Apache-2.0")))
                // Relative, so that the committed document does not depend on a port.
                .servers(List.of(new Server().url("/")));
    }

    /** Makes the document name properties as the answers do. */
    @Bean
    ModelResolver modelResolver() {
        return new ModelResolver(
                Json31.mapper()
                        .copy()
                        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
    }

    @Bean
    ModelConverter nullableProperties() {
        return new NullableProperties();
    }

    @Bean
    OpenApiCustomizer contract() {
        return new ContractCustomizer();
    }
}
