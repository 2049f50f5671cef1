package io.candlegrid.db.server.clickhouse;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.xxhash.XXHashFactory;

/**
 * How bodies are packed: ClickHouse's own blocks ({@code compress}, {@code decompress}) and HTTP's
 * content codings (asked for with {@code enable_http_compression=1}).
 *
 * @param blocks whether the answer goes out in {@link CompressedBlocks}
 * @param contentEncoding the HTTP coding of the answer
 */
record ContentCoding(boolean blocks, Optional<String> contentEncoding) {
    static final ContentCoding PLAIN = new ContentCoding(false, Optional.empty());
    private static final List<String> KNOWN = List.of("lz4", "zstd", "gzip", "deflate");

    /** What a request wants for its answer; told without checking anything else in it. */
    static ContentCoding of(HttpRequest request) {
        boolean http = request.parameter("enable_http_compression").filter("1"::equals).isPresent();
        List<String> accepted =
                Arrays.stream(request.header("accept-encoding").orElse("").split(","))
                        .map(coding -> coding.split(";")[0].strip().toLowerCase(Locale.ROOT))
                        .toList();
        return new ContentCoding(
                request.parameter("compress").filter("1"::equals).isPresent(),
                http ? KNOWN.stream().filter(accepted::contains).findFirst() : Optional.empty());
    }

    /** Wraps an answer's stream; closing the result closes it. */
    OutputStream encode(OutputStream out) throws IOException {
        OutputStream coded =
                switch (contentEncoding.orElse("")) {
                    case "lz4" -> lz4(out);
                    case "zstd" -> new ZstdOutputStream(out);
                    case "gzip" -> new GZIPOutputStream(out);
                    case "deflate" -> new DeflaterOutputStream(out);
                    default -> out;
                };
        return blocks ? new CompressedBlockOutput(coded) : coded;
    }

    /** Unwraps a request's body. */
    static InputStream decode(HttpRequest request, boolean decompress, InputStream body)
            throws IOException, EngineException {
        String coding = request.header("content-encoding").orElse("identity");
        InputStream plain =
                switch (coding.toLowerCase(Locale.ROOT)) {
                    case "identity", "" -> body;
                    case "lz4" ->
                            new LZ4FrameInputStream(
                                    body,
                                    LZ4Factory.safeInstance().safeDecompressor(),
                                    XXHashFactory.safeInstance().hash32());
                    case "zstd" -> new ZstdInputStream(body);
                    case "gzip", "x-gzip" -> new GZIPInputStream(body);
                    case "deflate" -> new InflaterInputStream(body);
                    default -> throw EngineException.notSupported("The content encoding " + coding);
                };
        return decompress ? new CompressedBlockInput(plain) : plain;
    }

    private static OutputStream lz4(OutputStream out) throws IOException {
        return new LZ4FrameOutputStream(
                out,
                LZ4FrameOutputStream.BLOCKSIZE.SIZE_256KB,
                -1L,
                LZ4Factory.safeInstance().fastCompressor(),
                XXHashFactory.safeInstance().hash32(),
                LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE);
    }
}
