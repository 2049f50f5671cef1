package io.candlegrid.domain.marketdata.archive;

/**
 * How much a file may contain before it is taken for an attack or an accident.
 *
 * @param maxEntries files within a zip
 * @param maxUnpackedBytes size of one file, unpacked
 * @param maxRatio unpacked to packed size, for files above a megabyte
 */
public record ArchiveLimits(int maxEntries, long maxUnpackedBytes, int maxRatio) {

    /** Far above any real archive: a month of Binance candles is 7 MB at a ratio of 3. */
    public static final ArchiveLimits DEFAULT = new ArchiveLimits(64, 8L << 30, 200);
}
