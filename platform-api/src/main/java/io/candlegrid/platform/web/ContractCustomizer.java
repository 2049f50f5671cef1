package io.candlegrid.platform.web;

import com.fasterxml.jackson.core.type.TypeReference;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;

/**
 * Completes the generated document: the schemas of the documents of {@code docs/formats.md}, which
 * the domain writes itself, the errors of every operation, and that no property is ever left out.
 */
final class ContractCustomizer implements OpenApiCustomizer {

    private static final String DOCUMENTS = "document-schemas.json";
    private static final String ERRORS = "#/components/schemas/Errors";

    /** The only properties that an answer or a request may leave out. */
    private static final Map<String, Set<String>> OPTIONAL =
            Map.of(
                    "Submission",
                    Set.of("job", "state"),
                    "InstrumentRules",
                    Set.of("tick_size", "lot_size", "min_notional"));

    @Override
    public void customise(OpenAPI api) {
        readDocuments().forEach(api.getComponents()::addSchemas);
        api.getComponents().getSchemas().forEach(ContractCustomizer::requireAll);
        api.getPaths().forEach(ContractCustomizer::addErrors);
    }

    private static Map<String, Schema<?>> readDocuments() {
        try (InputStream in = ContractCustomizer.class.getResourceAsStream(DOCUMENTS)) {
            return Json31.mapper().readValue(Objects.requireNonNull(in), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireAll(String name, Schema<?> schema) {
        if (schema.getProperties() == null || schema.getRequired() != null) {
            return;
        }
        List<String> required = new ArrayList<>(schema.getProperties().keySet());
        required.removeAll(OPTIONAL.getOrDefault(name, Set.of()));
        schema.setRequired(required);
    }

    private static void addErrors(String path, PathItem item) {
        if (!path.startsWith("/api/")) {
            return;
        }
        for (Operation operation : item.readOperations()) {
            boolean takesSomething =
                    operation.getRequestBody() != null || operation.getParameters() != null;
            if (takesSomething) {
                add(operation, "400", "Something can't be parsed.");
                add(operation, "422", "Something is wrong with what was given.");
            }
            if (path.contains("{")) {
                add(operation, "404", "There is no such thing.");
            }
        }
    }

    private static void add(Operation operation, String status, String description) {
        Content content =
                new Content()
                        .addMediaType(
                                "application/json",
                                new MediaType().schema(new Schema<>().$ref(ERRORS)));
        operation
                .getResponses()
                .addApiResponse(
                        status, new ApiResponse().description(description).content(content));
    }
}
