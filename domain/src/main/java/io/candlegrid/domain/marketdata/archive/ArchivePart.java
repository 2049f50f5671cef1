package io.candlegrid.domain.marketdata.archive;

import io.candlegrid.domain.marketdata.DataKind;
import io.candlegrid.domain.marketdata.InstrumentId;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One checked file, or one within a zip, ready to be read. */
public final class ArchivePart {

    private final String name;
    private final Path path;
    private final @Nullable String entry;
    private final InstrumentId instrument;
    private final Layout layout;
    private final long packedBytes;

    ArchivePart(
            String name,
            Path path,
            @Nullable String entry,
            InstrumentId instrument,
            Layout layout,
            long packedBytes) {
        this.name = name;
        this.path = path;
        this.entry = entry;
        this.instrument = instrument;
        this.layout = layout;
        this.packedBytes = packedBytes;
    }

    /**
     * The name for reports: the user's, with the entry behind a {@code !} if the zip has several.
     */
    public String name() {
        return name;
    }

    public Path path() {
        return path;
    }

    /** The entry of a zip, null for other files. */
    public @Nullable String entry() {
        return entry;
    }

    public InstrumentId instrument() {
        return instrument;
    }

    /** What its rows are. */
    public DataKind kind() {
        return layout.kind();
    }

    /** Size as it lies there. */
    public long packedBytes() {
        return packedBytes;
    }

    Layout layout() {
        return layout;
    }
}
