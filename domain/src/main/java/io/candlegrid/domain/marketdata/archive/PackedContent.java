package io.candlegrid.domain.marketdata.archive;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The unpacked bytes of a plain, gzip or zip file, read within {@link ArchiveLimits}. */
final class PackedContent extends FilterInputStream {

    private static final int BUFFER = 1 << 16;
    private static final long RATIO_APPLIES_ABOVE = 1 << 20;

    private final ArchiveLimits limits;
    private final long packedBytes;
    private final @Nullable Counting counting;
    private final @Nullable ZipFile zip;
    private final long declaredBytes;
    private long unpacked;

    private PackedContent(
            InputStream in,
            ArchiveLimits limits,
            long packedBytes,
            long declaredBytes,
            @Nullable Counting counting,
            @Nullable ZipFile zip) {
        super(in);
        this.limits = limits;
        this.packedBytes = packedBytes;
        this.declaredBytes = declaredBytes;
        this.counting = counting;
        this.zip = zip;
    }

    /** How a file is packed, by its first bytes. */
    enum Packing {
        PLAIN,
        GZIP,
        ZIP;

        static Packing of(Path path) throws IOException {
            try (InputStream in = Files.newInputStream(path)) {
                byte[] head = in.readNBytes(4);
                if (head.length >= 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B) {
                    return GZIP;
                }
                return head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] < 9
                        ? ZIP
                        : PLAIN;
            }
        }
    }

    /** The names of the files in a zip; folders left out. */
    static List<String> entries(Path path, ArchiveLimits limits)
            throws IOException, BadArchiveException {
        try (ZipFile file = new ZipFile(path.toFile())) {
            if (file.size() > limits.maxEntries()) {
                throw new BadArchiveException(
                        "too_many_entries",
                        "the zip has "
                                + file.size()
                                + " entries, at most "
                                + limits.maxEntries()
                                + " are read; import the files one by one");
            }
            return file.stream().filter(e -> !e.isDirectory()).map(ZipEntry::getName).toList();
        }
    }

    /** Opens a file, or the entry of a zip. */
    static PackedContent open(Path path, @Nullable String entry, ArchiveLimits limits)
            throws IOException {
        long size = Files.size(path);
        if (entry != null) {
            return openEntry(path, entry, limits);
        }
        Counting counting = new Counting(Files.newInputStream(path));
        try {
            InputStream in =
                    Packing.of(path) == Packing.GZIP
                            ? new GZIPInputStream(counting, BUFFER)
                            : counting;
            return new PackedContent(in, limits, size, size, counting, null);
        } catch (IOException | RuntimeException e) {
            counting.close();
            throw e;
        }
    }

    private static PackedContent openEntry(Path path, String entry, ArchiveLimits limits)
            throws IOException {
        ZipFile zip = new ZipFile(path.toFile());
        try {
            ZipEntry found = zip.getEntry(entry);
            if (found == null) {
                throw new ZipException("entry " + entry + " is gone");
            }
            InputStream in = new BufferedInputStream(zip.getInputStream(found), BUFFER);
            long packed = Math.max(1, found.getCompressedSize());
            return new PackedContent(in, limits, packed, found.getSize(), null, zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** Reads a zip's entry to its end and compares size and checksum with the directory's. */
    static void verifyEntry(Path path, String entry, ArchiveLimits limits) throws IOException {
        CRC32 crc = new CRC32();
        try (PackedContent content = openEntry(path, entry, limits);
                CheckedInputStream in = new CheckedInputStream(content, crc);
                ZipFile zip = new ZipFile(path.toFile())) {
            in.skip(Long.MAX_VALUE);
            ZipEntry found = zip.getEntry(entry);
            if (found.getSize() != content.unpacked || found.getCrc() != crc.getValue()) {
                throw new ZipException("entry " + entry + " doesn't have its checksum");
            }
        }
    }

    /** Reads to the end, so that a gzip's checksum is compared. */
    static void verifyWhole(Path path, ArchiveLimits limits) throws IOException {
        try (PackedContent content = open(path, null, limits)) {
            content.skip(Long.MAX_VALUE);
        }
    }

    /** Packed bytes of this content. */
    long packedBytes() {
        return packedBytes;
    }

    /** Packed bytes read so far. */
    long packedRead() {
        if (counting != null) {
            return counting.count;
        }
        return declaredBytes <= 0
                ? 0
                : Math.min(packedBytes, packedBytes * unpacked / declaredBytes);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = super.read(bytes, offset, length);
        if (n > 0) {
            unpacked += n;
            if (unpacked > limits.maxUnpackedBytes()) {
                throw new TooLargeException(
                        "unpacked it is larger than " + limits.maxUnpackedBytes() + " bytes");
            }
            if (unpacked > RATIO_APPLIES_ABOVE && unpacked / packedBytes > limits.maxRatio()) {
                throw new TooLargeException(
                        "it unpacks to more than " + limits.maxRatio() + " times its size");
            }
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long skipped = 0;
        while (skipped < n) {
            int read = read(buffer, 0, (int) Math.min(buffer.length, n - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            if (zip != null) {
                zip.close();
            }
        }
    }

    /** The content exceeds a limit. */
    static final class TooLargeException extends IOException {
        TooLargeException(String message) {
            super(message);
        }
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            count += Math.max(0, n);
            return n;
        }
    }
}
