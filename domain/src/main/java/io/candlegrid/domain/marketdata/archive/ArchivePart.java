package io.candlegrid.domain.marketdata.archive;

import io.candlegrid.domain.marketdata.InstrumentId;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One checked file of candles, or one within a zip, ready to be read. */
public final class ArchivePart {

    private final String name;
    private final Path path;
    private final @Nullable String entry;
    private final InstrumentId instrument;
    private final CandleLayout layout;
    private final long packedBytes;

    ArchivePart(
            String name,
            Path path,
            @Nullable String entry,
            InstrumentId instrument,
            CandleLayout layout,
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

    /** Size as it lies there. */
    public long packedBytes() {
        return packedBytes;
    }

    CandleLayout layout() {
        return layout;
    }
}
