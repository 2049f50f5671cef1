package io.candlegrid.platform.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** A multipart/form-data body whose files are streamed from disk. */
final class MultipartBody {

    private final String boundary = "candlegrid-" + UUID.randomUUID();
    private final List<Part> parts = new ArrayList<>();
    private long length;

    private MultipartBody() {}

    /** A plain form field. */
    record Field(String name, String value) {}

    /** A body of fields, then the files, each as a part named "file". */
    static MultipartBody of(List<Path> files, List<Field> fields) throws IOException {
        MultipartBody body = new MultipartBody();
        for (Field field : fields) {
            body.text(
                    "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                            .formatted(body.boundary, field.name(), field.value()));
        }
        for (Path file : files) {
            body.text(
                    "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                            .formatted(body.boundary, quoted(file)));
            body.parts.add(() -> open(file));
            body.length += Files.size(file);
            body.text("\r\n");
        }
        body.text("--%s--\r\n".formatted(body.boundary));
        return body;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** Length in bytes. */
    long length() {
        return length;
    }

    /** The content from its beginning. */
    InputStream open() {
        List<InputStream> streams = new ArrayList<>();
        parts.forEach(part -> streams.add(part.open()));
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        length += bytes.length;
        parts.add(() -> new ByteArrayInputStream(bytes));
    }

    /** The path as given, folders included: market and symbol may be in a folder's name. */
    private static String quoted(Path file) {
        return file.toString().replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Part {
        InputStream open();
    }
}
