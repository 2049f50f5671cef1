package io.candlegrid.platform.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says of record components that are {@code @Nullable} that their value may be null, unless
 * {@code @JsonInclude} leaves them out then.
 */
final class NullableProperties implements ModelConverter {

    private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> resolved = chain.next().resolve(type, context, chain);
        Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
        if (resolved != null && raw.isRecord()) {
            markNullable(raw, definition(resolved, context));
        }
        return resolved;
    }

    private static Schema<?> definition(Schema<?> resolved, ModelConverterContext context) {
        String reference = resolved.get$ref();
        if (reference == null) {
            return resolved;
        }
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        return context.getDefinedModels().getOrDefault(name, new Schema<>());
    }

    private static void markNullable(Class<?> type, Schema<?> schema) {
        Map<String, ?> properties = schema.getProperties();
        if (properties == null) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            boolean nullable =
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                            && !component.getAccessor().isAnnotationPresent(JsonInclude.class);
            if (nullable
                    && properties.get(NAMES.translate(component.getName()))
                            instanceof Schema<?> property
                    && property.getTypes() != null) {
                property.addType("null");
            }
        }
    }
}
