package io.candlegrid.domain.marketdata;

/**
 * How far an import is.
 *
 * @param file the file that is being read
 * @param rows rows of all files that are done
 * @param bytesDone bytes of all files that are done, packed as they lie there
 * @param bytesTotal bytes of all files
 */
public record ImportProgress(String file, long rows, long bytesDone, long bytesTotal) {}
