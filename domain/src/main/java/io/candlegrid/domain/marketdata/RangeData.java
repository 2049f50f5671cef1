package io.candlegrid.domain.marketdata;

import io.candlegrid.domain.document.ContentHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything stored that a run over a range can depend on, named by one hash.
 *
 * @param minutes 1m candles of trades
 * @param funding rates in order of time; empty on spot and where none are stored
 * @param marks 1m mark price candles; null where none are stored
 * @param lots the instrument's rules; null when the strategy doesn't ask for them
 */
public record RangeData(
        CandleSeries minutes,
        List<FundingRate> funding,
        @Nullable CandleSeries marks,
        @Nullable LotRules lots) {

    private static final byte[] FORM = "candlegrid snapshot 2".getBytes(StandardCharsets.UTF_8);

    public RangeData {
        funding = List.copyOf(funding);
        if (marks != null && marks.bars() == 0) {
            marks = null;
        }
    }

    /** Candles alone. */
    public static RangeData of(CandleSeries minutes) {
        return new RangeData(minutes, List.of(), null, null);
    }

    /** Whether candles are all there is. */
    public boolean isCandlesOnly() {
        return funding.isEmpty() && marks == null && lots == null;
    }

    /** The hash of everything; that of the candles when they are all there is. */
    public ContentHash hash() {
        ContentHash candles = SnapshotHash.of(minutes);
        if (isCandlesOnly()) {
            return candles;
        }
        MessageDigest digest = ContentHash.newDigest();
        digest.update(FORM);
        part(digest, "candles", candles.hex());
        part(digest, "funding", funding.isEmpty() ? "" : fundingHash().hex());
        part(digest, "marks", marks == null ? "" : SnapshotHash.of(marks).hex());
        part(digest, "lot_size", lots == null ? "" : lots.lotSize().toPlainString());
        part(digest, "min_notional", lots == null ? "" : lots.minNotional().toPlainString());
        return ContentHash.of(digest.digest());
    }

    /** SHA-256 over the rates: each the time in milliseconds and the bits of the rate. */
    public ContentHash fundingHash() {
        MessageDigest digest = ContentHash.newDigest();
        ByteBuffer row = ByteBuffer.allocate(2 * Long.BYTES);
        for (FundingRate rate : funding) {
            digest.update(row.clear().putLong(rate.timeMillis()).putDouble(rate.rate()).array());
        }
        return ContentHash.of(digest.digest());
    }

    private static void part(MessageDigest digest, String name, String value) {
        digest.update(('\n' + name + '=' + value).getBytes(StandardCharsets.UTF_8));
    }
}
